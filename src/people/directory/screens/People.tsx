import { Form } from '../../../web/forms/Form.tsx';
import { readForm } from '../../../web/forms/read-form.ts';
import type { Frame } from '../../../web/frame.ts';
import { Button } from '../../../web/parts/Button.tsx';
import { Choice } from '../../../web/parts/Choice.tsx';
import { EmptyState } from '../../../web/parts/EmptyState.tsx';
import { ErrorSummary } from '../../../web/parts/ErrorSummary.tsx';
import { Pagination } from '../../../web/parts/Pagination.tsx';
import { Pane } from '../../../web/parts/Pane.tsx';
import { PaneHead } from '../../../web/parts/PaneHead.tsx';
import { Panes } from '../../../web/parts/Panes.tsx';
import { SearchField } from '../../../web/parts/SearchField.tsx';
import { Segmented } from '../../../web/parts/Segmented.tsx';
import { Table } from '../../../web/parts/Table.tsx';
import { TextField } from '../../../web/parts/TextField.tsx';
import { TopBar } from '../../../web/parts/TopBar.tsx';
import { postText } from '../../post/post.text.ts';
import { createPerson, type ListedPerson } from '../directory.contract.ts';
import { peopleText } from './people.text.ts';
import { peoplePlaceText } from './place.text.ts';

export type PeopleData = { people: readonly ListedPerson[]; next: string | null; search: string };

type Props = { frame: Frame; data: PeopleData };

/** The head of every view of the register: people, buildings and homes, posts, and one person of it. */
export function PeopleTop(props: {
  frame: Frame;
  view: 'people' | 'places' | 'posts' | 'person';
  /** The name of what is shown, where it is one thing. */
  title?: string;
  search?: string;
}) {
  const { say, to } = props.frame;
  return (
    <TopBar title={props.title ?? say(peopleText.title)} sub={say(peopleText.sub)}>
      {props.view === 'people' && (
        <Form method="get" action={to('/people')} label={say(peopleText.search)}>
          <div class="dense">
            <SearchField
              name="q"
              label={say(peopleText.search)}
              placeholder={say(peopleText.search)}
              value={props.search}
              shortcut="/"
            />
          </div>
        </Form>
      )}
      <Segmented
        label={say(peopleText.views)}
        items={[
          {
            href: to('/people'),
            label: say(peopleText.people),
            icon: 'users',
            current: props.view === 'people',
          },
          {
            href: to('/people/places'),
            label: say(peoplePlaceText.places),
            icon: 'building',
            current: props.view === 'places',
          },
          {
            href: to('/people/posts'),
            label: say(peopleText.posts),
            icon: 'id-card',
            current: props.view === 'posts',
          },
        ]}
      />
    </TopBar>
  );
}

/** Who lives here, with numbers shown in part. */
export function People({ frame, data }: Props) {
  const { say, to } = frame;
  const query = (after: string) =>
    new URLSearchParams({ ...(data.search && { q: data.search }), after }).toString();
  return (
    <>
      <PeopleTop frame={frame} view="people" search={data.search} />
      <Panes columns={2} showing="list">
        <Pane label={say(peopleText.add)} kind="acts">
          <PaneHead title={say(peopleText.add)} />
          <AddPerson frame={frame} />
        </Pane>
        <Pane label={say(peopleText.people)} kind="item">
          {data.people.length === 0 ? (
            <EmptyState title={say(peopleText.emptyTitle)} text={say(peopleText.emptyText)} icon="users" />
          ) : (
            <PeopleTable frame={frame} data={data} />
          )}
          <Pagination
            locale={say.locale}
            nextHref={data.next === null ? undefined : to(`/people?${query(data.next)}`)}
          />
        </Pane>
      </Panes>
    </>
  );
}

function PeopleTable({ frame, data }: Props) {
  const { say, to } = frame;
  const none = say(peopleText.none);
  const join = say.locale === 'zh' ? '、' : ', ';
  return (
    <Table
      id="people"
      caption={say(peopleText.caption)}
      hideCaption
      columns={[peopleText.name, peopleText.phone, peopleText.home, peopleText.holds].map((label) => ({
        label: say(label),
      }))}
      rows={data.people.map((person) => ({
        key: person.id,
        cells: [
          <a class="link" href={to(`/people/${person.id}`)} key="name">
            {person.displayName}
          </a>,
          person.phone ?? none,
          person.households.map(({ name }) => name).join(join) || none,
          person.posts
            .map(({ kind, covers }) => [covers, say(postText.kind[kind])].filter(Boolean).join(' '))
            .join(join) || none,
        ],
      }))}
    />
  );
}

function AddPerson({ frame }: { frame: Frame }) {
  const { say, to } = frame;
  const form = readForm(frame.form?.operation === createPerson.name ? frame.form : undefined, ({ path }) =>
    path === 'displayName' ? say(peopleText.nameMissing) : null,
  );
  return (
    <Form action={to(createPerson.path)} hidden={frame.hidden}>
      <ErrorSummary locale={say.locale} {...form.summary()} />
      <TextField {...form.text('displayName')} label={say(peopleText.name)} maxLength={40} required />
      <TextField
        {...form.text('phone')}
        label={say(peopleText.phone)}
        aside={say(peopleText.optional)}
        type="tel"
        inputMode="tel"
      />
      <Choice
        {...form.text('language', 'zh')}
        type="radio"
        look="tile"
        columns={2}
        legend={say(peopleText.language)}
        options={(['zh', 'en'] as const).map((language) => ({
          value: language,
          label: say(language === 'zh' ? peopleText.chinese : peopleText.english),
        }))}
      />
      <div class="form-gap">
        <Button kind="primary" full>
          {say(peopleText.create)}
        </Button>
      </div>
    </Form>
  );
}
