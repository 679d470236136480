import { PeopleTop } from '../../../people/directory/screens/People.tsx';
import { postText } from '../../../people/post/post.text.ts';
import { Form } from '../../../web/forms/Form.tsx';
import { readForm } from '../../../web/forms/read-form.ts';
import type { Frame } from '../../../web/frame.ts';
import { Button } from '../../../web/parts/Button.tsx';
import { Choice } from '../../../web/parts/Choice.tsx';
import { DefinitionList } from '../../../web/parts/DefinitionList.tsx';
import { ErrorSummary } from '../../../web/parts/ErrorSummary.tsx';
import { Link } from '../../../web/parts/Link.tsx';
import { Notice } from '../../../web/parts/Notice.tsx';
import { Pane } from '../../../web/parts/Pane.tsx';
import { PaneHead } from '../../../web/parts/PaneHead.tsx';
import { Panes } from '../../../web/parts/Panes.tsx';
import { SelectField } from '../../../web/parts/SelectField.tsx';
import { TextArea } from '../../../web/parts/TextArea.tsx';
import { type Handover, handoverWays, makeHandover } from '../handover.contract.ts';
import { handoverText as text } from './handover.text.ts';

export type HandoverData = {
  handover: Handover;
  people: readonly { id: string; displayName: string }[];
};
type Props = { frame: Frame; data: HandoverData };

/** What is open with a post, and handing all of it over with one confirmation. */
export function HandoverPage({ frame, data }: Props) {
  const { say } = frame;
  const { post, open } = data.handover;
  const isEmpty = open.main + open.assisting + open.standsIn === 0;
  return (
    <>
      <PeopleTop frame={frame} view="person" title={say(text.title)} />
      <Panes columns={2} showing="list">
        <Pane label={say(text.howTo)} kind="acts">
          <PaneHead title={say(text.howTo)} />
          <HandOver frame={frame} data={data} />
        </Pane>
        <Pane label={say(text.what)} kind="item">
          <PaneHead
            title={post.name}
            aside={[say(postText.kind[post.kind]), post.covers].filter(Boolean).join(' · ')}
          />
          <p class="soft">{say(post.ended ? text.ended : text.held)}</p>
          <div class="section-gap">
            {isEmpty ? (
              <p>{say(text.nothing)}</p>
            ) : (
              <DefinitionList
                items={[
                  { term: say(text.main), detail: say(text.matters, open.main) },
                  { term: say(text.assisting), detail: say(text.matters, open.assisting) },
                  ...(open.standsIn > 0
                    ? [{ term: say(text.standsIn), detail: say(text.people, open.standsIn) }]
                    : []),
                ]}
              />
            )}
          </div>
        </Pane>
      </Panes>
    </>
  );
}

function HandOver({ frame, data }: Props) {
  const { say, to } = frame;
  const { post, open, can, seen, receivers } = data.handover;
  const ways = handoverWays.filter((way) => can[way] === true && (way !== 'post' || receivers.length > 0));
  const form = readForm(frame.form?.operation === makeHandover.name ? frame.form : undefined, ({ path }) =>
    path === 'reason' ? say(text.reasonMissing) : path === 'way' ? say(text.wayMissing) : null,
  );
  const matters = open.main + open.assisting;
  if (post.ended && matters === 0) return <Notice>{say(text.nothing)}</Notice>;
  if (ways.length === 0) {
    return (
      <Notice>
        <p>{say(text.notYours)}</p>
        <Link href={to('/absences?post=choose')}>{say(text.absences)}</Link>
      </Notice>
    );
  }
  return (
    <Form
      action={to(makeHandover.path.replace(':postId', post.id))}
      hidden={{ ...frame.hidden, seen, ...(ways.length === 1 && { way: ways[0] ?? '' }) }}
    >
      <ErrorSummary locale={say.locale} {...form.summary()} />
      {ways.length > 1 && (
        <Choice
          {...form.text('way')}
          type="radio"
          legend={say(text.howTo)}
          hideLegend
          options={ways.map((way) => ({
            value: way,
            label: say(text.way[way]),
            hint: say(text.wayHint[way]),
          }))}
        />
      )}
      {ways.includes('post') && (
        <ReceiverField frame={frame} data={data} field={form.text('receiverPostId')} />
      )}
      {ways.includes('person') && (
        <SelectField
          {...form.text('personId')}
          label={say(text.person)}
          empty={say(text.choose)}
          options={data.people.map(({ id, displayName }) => ({ value: id, label: displayName }))}
        />
      )}
      <TextArea
        {...form.text('reason', say(text.usualReason))}
        label={say(text.reason)}
        rows={2}
        maxLength={500}
      />
      <div class="form-gap">
        <Button kind={post.ended ? 'primary' : 'danger'} full>
          {say(text.confirm, matters, !post.ended)}
        </Button>
      </div>
    </Form>
  );
}

type Field = ReturnType<ReturnType<typeof readForm>['text']>;

/** Those who go on with the same work stand first. */
function ReceiverField({ frame, data, field }: Props & { field: Field }) {
  const { say } = frame;
  const { receivers } = data.handover;
  const optionsOf = (carriesOn: boolean) =>
    receivers
      .filter(({ goesOn }) => goesOn === carriesOn)
      .map(({ id, name, kind, covers }) => ({
        value: id,
        label: [name, say(postText.kind[kind]), covers].filter(Boolean).join(' · '),
      }));
  const groups = [
    { group: say(text.sameWork), options: optionsOf(true) },
    { group: say(text.otherWork), options: optionsOf(false) },
  ];
  return (
    <SelectField
      {...field}
      label={say(text.receiver)}
      empty={say(text.choose)}
      options={groups.filter(({ options }) => options.length > 0)}
    />
  );
}
