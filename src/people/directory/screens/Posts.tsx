import type { PlaceRegister } from '../../../places/place/place.contract.ts';
import { Form } from '../../../web/forms/Form.tsx';
import { readForm } from '../../../web/forms/read-form.ts';
import type { Frame } from '../../../web/frame.ts';
import { Button } from '../../../web/parts/Button.tsx';
import { ErrorSummary } from '../../../web/parts/ErrorSummary.tsx';
import { Link } from '../../../web/parts/Link.tsx';
import { LinkButton } from '../../../web/parts/LinkButton.tsx';
import { Notice } from '../../../web/parts/Notice.tsx';
import { Pane } from '../../../web/parts/Pane.tsx';
import { PaneHead } from '../../../web/parts/PaneHead.tsx';
import { Panes } from '../../../web/parts/Panes.tsx';
import { SelectField } from '../../../web/parts/SelectField.tsx';
import { TextField } from '../../../web/parts/TextField.tsx';
import type { ListedAbsence } from '../../absence/absence.contract.ts';
import { sayAway } from '../../absence/absence.text.ts';
import {
  appointPost,
  communityPostKinds,
  type ListedPost,
  type Organisation,
} from '../../post/post.contract.ts';
import { postText } from '../../post/post.text.ts';
import type { ListedPerson } from '../directory.contract.ts';
import { PeopleTop } from './People.tsx';
import { peopleText } from './people.text.ts';

export type PostsData = {
  posts: readonly ListedPost[];
  organisations: readonly Organisation[];
  people: readonly ListedPerson[];
  register: PlaceRegister;
  mayAppoint: boolean;
  /** Who of the holders is away now or soon. */
  absences: readonly ListedAbsence[];
};

type Props = { frame: Frame; data: PostsData };

/** Who holds which post today, by kind, and giving or ending one. */
export function Posts({ frame, data }: Props) {
  const { say } = frame;
  return (
    <>
      <PeopleTop frame={frame} view="posts" />
      <Panes columns={2} showing="list">
        <Pane label={say(peopleText.appoint)} kind="acts">
          <PaneHead title={say(peopleText.appoint)} />
          {data.mayAppoint ? (
            <Appoint frame={frame} data={data} />
          ) : (
            <Notice>{say(peopleText.notYours)}</Notice>
          )}
        </Pane>
        <Pane label={say(peopleText.posts)} kind="item">
          <p>
            <Link href={frame.to('/absences?post=choose')}>{say(peopleText.absences)}</Link>
          </p>
          <div class="stack section-gap">
            {communityPostKinds.map((kind) => (
              <section key={kind}>
                <PaneHead title={say(postText.kind[kind])} />
                <Holders
                  frame={frame}
                  posts={data.posts.filter((post) => post.kind === kind)}
                  absences={data.absences}
                />
              </section>
            ))}
          </div>
        </Pane>
      </Panes>
    </>
  );
}

function Holders(props: { frame: Frame; posts: readonly ListedPost[]; absences: readonly ListedAbsence[] }) {
  const { frame, posts, absences } = props;
  const { say } = frame;
  if (posts.length === 0) return <p class="small soft">{say(peopleText.nobodyHolds)}</p>;
  return (
    <ul class="card card-flush rows dense">
      {posts.map((post) => (
        <li class="list-row" key={post.id}>
          <div class="list-row-main">
            <span class="list-row-title">{post.holder.name}</span>
            <span class="list-row-facts small soft">
              {[post.covers?.name, say(peopleText.since, post.heldFrom)].filter(Boolean).join(' · ')}
            </span>
            {absences
              .filter((absence) => absence.post.id === post.id)
              .map(({ id, away }) => (
                <span class="list-row-facts small" key={id}>
                  {sayAway(say, away)}
                </span>
              ))}
          </div>
          <EndPost frame={frame} post={post} />
        </li>
      ))}
    </ul>
  );
}

function EndPost({ frame, post }: { frame: Frame; post: ListedPost }) {
  const { say, to } = frame;
  if (post.can.end === 'administrator-only') return null;
  return (
    <LinkButton
      href={to(`/people/posts/${post.id}`)}
      size="small"
      label={say(peopleText.endOf, post.holder.name, say(postText.kind[post.kind]))}
    >
      {say(peopleText.end)}
    </LinkButton>
  );
}

function Appoint({ frame, data }: Props) {
  const { say, to } = frame;
  const form = readForm(frame.form?.operation === appointPost.name ? frame.form : undefined, ({ path }) =>
    path === 'personId' ? say(peopleText.whoMissing) : null,
  );
  const buildings = data.register.estates.flatMap((estate) => estate.buildings);
  return (
    <Form action={to(appointPost.path)} hidden={frame.hidden}>
      <ErrorSummary locale={say.locale} {...form.summary()} />
      <SelectField
        {...form.text('personId')}
        label={say(peopleText.who)}
        aside={say(peopleText.whoHint)}
        empty={say(peopleText.choose)}
        options={data.people.map(({ id, displayName }) => ({ value: id, label: displayName }))}
      />
      <SelectField
        {...form.text('kind')}
        label={say(peopleText.kind)}
        empty={say(peopleText.choose)}
        options={communityPostKinds.map((kind) => ({ value: kind, label: say(postText.kind[kind]) }))}
      />
      <SelectField
        {...form.text('stairwellId')}
        label={say(peopleText.stairwell)}
        aside={say(peopleText.stairwellHint)}
        empty={say(peopleText.none)}
        options={buildings.map((building) => ({
          group: say(peopleText.buildingName, building.label),
          options: building.stairwells.map(({ id, label }) => ({
            value: id,
            label: say(peopleText.stairwellName, building.label, label),
          })),
        }))}
      />
      <SelectField
        {...form.text('organisationId')}
        label={say(peopleText.organisation)}
        aside={say(peopleText.organisationHint)}
        empty={say(peopleText.none)}
        options={data.organisations.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <TextField
        {...form.text('heldFrom')}
        label={say(peopleText.from)}
        aside={say(peopleText.fromHint)}
        type="date"
      />
      <div class="form-gap">
        <Button kind="primary" full>
          {say(peopleText.giveIt)}
        </Button>
      </div>
    </Form>
  );
}
