import type { InputOf, OutputOf } from '../../../kernel/operation.ts';
import type { Say } from '../../../kernel/text.ts';
import { dateOf, parseInstant } from '../../../kernel/time.ts';
import { Form } from '../../../web/forms/Form.tsx';
import type { Frame } from '../../../web/frame.ts';
import { Button } from '../../../web/parts/Button.tsx';
import { EmptyState } from '../../../web/parts/EmptyState.tsx';
import { Link } from '../../../web/parts/Link.tsx';
import { LinkButton } from '../../../web/parts/LinkButton.tsx';
import { Pagination } from '../../../web/parts/Pagination.tsx';
import { Pane } from '../../../web/parts/Pane.tsx';
import { PaneHead } from '../../../web/parts/PaneHead.tsx';
import { Panes } from '../../../web/parts/Panes.tsx';
import { SelectField } from '../../../web/parts/SelectField.tsx';
import { Table } from '../../../web/parts/Table.tsx';
import { TextField } from '../../../web/parts/TextField.tsx';
import { TopBar } from '../../../web/parts/TopBar.tsx';
import { sayMoment } from '../../../web/when.text.ts';
import { postText } from '../../post/post.text.ts';
import type { exportLooks, ListedLook, LookPost, listLooks } from '../look.contract.ts';
import { lookText } from '../look.text.ts';
import { lookLogText as text } from './look-log.text.ts';

type Filters = InputOf<typeof exportLooks>;
export type LookLogData = OutputOf<typeof listLooks> & { filters: Filters };
type Props = { frame: Frame; data: LookLogData };

const queryOf = (filters: Filters): Record<string, string> => JSON.parse(JSON.stringify(filters));

/** A post as the log names it. */
export function sayLookPost(say: Say, post: LookPost): string {
  return post === 'operator' ? say(lookText.operator) : say(postText.kind[post]);
}

/** Who of the staff saw whose personal data, for those who audit it. */
export function LookLog({ frame, data }: Props) {
  const { say, to } = frame;
  const { filters, next, looks } = data;
  const older = new URLSearchParams({ ...queryOf(filters), after: next ?? '' });
  return (
    <>
      <TopBar title={say(text.title)} sub={say(text.sub)} />
      <Panes columns={2} showing="list">
        <Pane label={say(text.filter)} kind="acts">
          <PaneHead title={say(text.filter)} />
          <FilterForm frame={frame} data={data} />
          <p class="small soft section-gap">{say(text.why)}</p>
        </Pane>
        <Pane label={say(text.title)} kind="item">
          {looks.length === 0 ? (
            <EmptyState icon="eye-off" title={say(text.emptyTitle)} text={say(text.emptyText)} />
          ) : (
            <LookTable frame={frame} looks={looks} />
          )}
          <Pagination
            locale={say.locale}
            nextHref={next === null ? undefined : to(`/looks?${older.toString()}`)}
          />
        </Pane>
      </Panes>
    </>
  );
}

function FilterForm({ frame, data }: Props) {
  const { say, to, now } = frame;
  const { filters, staff, chosen } = data;
  const { subjectId, ...others } = filters;
  const options = staff.map(({ id, name }) => ({ value: id as string, label: name }));
  const gone = filters.staffId !== undefined && !options.some(({ value }) => value === filters.staffId);
  if (gone) options.push({ value: filters.staffId ?? '', label: chosen.staff ?? '' });
  const today = dateOf(now);
  return (
    <Form method="get" action={to('/looks')} hidden={subjectId === undefined ? {} : { subjectId }}>
      {chosen.subject !== null && (
        <p>
          {say(text.about, chosen.subject)}{' '}
          <Link href={to(`/looks?${new URLSearchParams(queryOf(others)).toString()}`)}>
            {say(text.allPeople)}
          </Link>
        </p>
      )}
      <SelectField
        id="staffId"
        name="staffId"
        label={say(text.staff)}
        empty={say(text.everybody)}
        value={filters.staffId}
        options={options}
      />
      <TextField id="from" name="from" label={say(text.from)} type="date" value={filters.from} max={today} />
      <TextField
        id="until"
        name="until"
        label={say(text.until)}
        type="date"
        value={filters.until}
        max={today}
      />
      <div class="row row-wrap form-gap">
        <Button kind="primary">{say(text.show)}</Button>
        <LinkButton
          icon="download"
          href={to(`/exports/looks.xlsx?${new URLSearchParams(queryOf(filters)).toString()}`)}
        >
          {say(text.download)}
        </LinkButton>
      </div>
    </Form>
  );
}

function LookTable({ frame, looks }: { frame: Frame; looks: readonly ListedLook[] }) {
  const { say, now } = frame;
  return (
    <Table
      id="looks"
      caption={say(text.caption)}
      hideCaption
      columns={[text.when, text.who, text.what, text.whose, text.number].map((label) => ({
        label: say(label),
      }))}
      rows={looks.map((look) => ({
        key: look.id,
        cells: [
          sayMoment(say, parseInstant(look.at), now),
          [look.staff?.name, sayLookPost(say, look.post)].filter(Boolean).join(' · '),
          say(lookText.kind[look.kind]),
          <Whose frame={frame} look={look} />,
          look.number ?? say(text.nothing),
        ],
      }))}
    />
  );
}

function Whose({ frame: { say, to }, look }: { frame: Frame; look: ListedLook }) {
  const { subject, people, number } = look;
  if (subject !== null) return <Link href={to(`/looks?subjectId=${subject.id}`)}>{subject.name}</Link>;
  if (people !== null) return <>{say(text.people, people)}</>;
  return <>{say(number === null ? text.nothing : text.unnamed)}</>;
}
