import type { ComponentChildren } from 'preact';
import { holdsPost } from '../../../kernel/asker.ts';
import { Form } from '../../../web/forms/Form.tsx';
import { readForm } from '../../../web/forms/read-form.ts';
import type { Frame } from '../../../web/frame.ts';
import { Button } from '../../../web/parts/Button.tsx';
import { CardRows } from '../../../web/parts/CardRows.tsx';
import { ErrorSummary } from '../../../web/parts/ErrorSummary.tsx';
import { Link } from '../../../web/parts/Link.tsx';
import { ListRow } from '../../../web/parts/ListRow.tsx';
import { Pane } from '../../../web/parts/Pane.tsx';
import { PaneHead } from '../../../web/parts/PaneHead.tsx';
import { Panes } from '../../../web/parts/Panes.tsx';
import { TextField } from '../../../web/parts/TextField.tsx';
import { sayDay } from '../../../web/when.text.ts';
import { householdText } from '../../household/household.text.ts';
import { postText } from '../../post/post.text.ts';
import { type KnownPerson, updatePerson } from '../directory.contract.ts';
import { PeopleTop } from './People.tsx';
import { peopleText } from './people.text.ts';
import { peoplePlaceText as text } from './place.text.ts';

type Props = {
  frame: Frame;
  person: KnownPerson;
  /** The form's target for "moved out", by household: another feature's operation. */
  leaveAction(householdId: string): string;
  /** What they asked to be registered, drawn by that feature; nothing if they never did. */
  requests: ComponentChildren;
};

/** One person as the register has them: posts, homes, what they asked. */
export function PersonPage({ frame, person, leaveAction, requests }: Props) {
  const { say } = frame;
  const audits = holdsPost(frame.asker, 'administrator');
  return (
    <>
      <PeopleTop frame={frame} view="person" title={person.displayName} />
      <Panes columns={2} showing="list">
        <Pane label={say(text.change)} kind="acts">
          <PaneHead title={say(text.change)} />
          <ChangePerson frame={frame} person={person} />
        </Pane>
        <Pane label={person.displayName} kind="item">
          <p class="soft">
            {[
              person.phone ?? say(peopleText.none),
              say(person.signsIn ? text.signsIn : text.neverSigned),
            ].join(' · ')}
          </p>
          <p>
            <Link href={frame.to(`/people/${person.id}/account`)}>{say(text.account)}</Link>
            {audits && (
              <>
                {' · '}
                <Link href={frame.to(`/looks?subjectId=${person.id}`)}>{say(text.looks)}</Link>
              </>
            )}
          </p>
          <div class="stack">
            <section>
              <PaneHead title={say(text.homes)} />
              <Homes frame={frame} person={person} leaveAction={leaveAction} />
            </section>
            <section>
              <PaneHead title={say(text.posts)} />
              <HeldPosts frame={frame} person={person} />
            </section>
            <section>
              <PaneHead title={say(text.requests)} />
              {requests ?? <p class="small soft">{say(text.noRequests)}</p>}
            </section>
          </div>
        </Pane>
      </Panes>
    </>
  );
}

function Homes({ frame, person, leaveAction }: Omit<Props, 'requests'>) {
  const { say, now } = frame;
  if (person.homes.length === 0) return <p class="small soft">{say(text.noHomes)}</p>;
  return (
    <CardRows>
      {person.homes.map(({ householdId, name, occupancy, since, cameBy }) => (
        <ListRow
          key={householdId}
          title={name}
          facts={
            <span>
              {[
                say(householdText.occupancy[occupancy]),
                say(text.since, sayDay(say, since, now)),
                say(householdText.cameBy[cameBy]),
              ].join(' · ')}
            </span>
          }
          action={
            <Form action={leaveAction(householdId)} hidden={frame.hidden}>
              <Button size="small" kind="danger" label={say(text.movedOf, person.displayName, name)}>
                {say(text.moved)}
              </Button>
            </Form>
          }
        />
      ))}
    </CardRows>
  );
}

function HeldPosts({ frame, person }: { frame: Frame; person: KnownPerson }) {
  const { say, now } = frame;
  if (person.posts.length === 0) return <p class="small soft">{say(text.noPosts)}</p>;
  return (
    <CardRows>
      {person.posts.map(({ id, kind, covers, heldFrom }) => (
        <ListRow
          key={id}
          title={[covers, say(postText.kind[kind])].filter(Boolean).join(' ')}
          facts={<span>{say(text.since, sayDay(say, heldFrom, now))}</span>}
        />
      ))}
    </CardRows>
  );
}

function ChangePerson({ frame, person }: { frame: Frame; person: KnownPerson }) {
  const { say, to } = frame;
  const form = readForm(frame.form?.operation === updatePerson.name ? frame.form : undefined);
  return (
    <Form action={to(updatePerson.path.replace(':id', person.id))} hidden={frame.hidden}>
      <ErrorSummary locale={say.locale} {...form.summary()} />
      <TextField
        {...form.text('displayName', person.displayName)}
        label={say(peopleText.name)}
        maxLength={40}
        required
      />
      <div class="form-gap">
        <Button kind="primary" full>
          {say(text.save)}
        </Button>
      </div>
    </Form>
  );
}
