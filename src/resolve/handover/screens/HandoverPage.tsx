import { PeopleTop } from '../../../people/directory/screens/People.tsx';
import { postText } from '../../../people/post/post.text.ts';
import { Form } from '../../../web/forms/Form.tsx';
import { readForm } from '../../../web/forms/read-form.ts';
import type { Frame } from '../../../web/frame.ts';
import { Button } from '../../../web/parts/Button.tsx';
import { CardRows } from '../../../web/parts/CardRows.tsx';
import { DefinitionList } from '../../../web/parts/DefinitionList.tsx';
import { ErrorSummary } from '../../../web/parts/ErrorSummary.tsx';
import { Link } from '../../../web/parts/Link.tsx';
import { ListRow } from '../../../web/parts/ListRow.tsx';
import { Notice } from '../../../web/parts/Notice.tsx';
import { Pane } from '../../../web/parts/Pane.tsx';
import { PaneHead } from '../../../web/parts/PaneHead.tsx';
import { Panes } from '../../../web/parts/Panes.tsx';
import { SelectField } from '../../../web/parts/SelectField.tsx';
import { TextArea } from '../../../web/parts/TextArea.tsx';
import type { MatterRow } from '../../matter/matter.contract.ts';
import { stateText } from '../../matter/matter.text.ts';
import { withAway } from '../../matter/screens/posts.ts';
import { type Handover, makeHandover } from '../handover.contract.ts';
import { handoverText as text } from './handover.text.ts';

export type HandoverData = {
  handover: Handover;
  people: readonly { id: string; displayName: string }[];
  /** What it handles mainly, as far as one list shows it. */
  matters: readonly Pick<MatterRow, 'id' | 'number' | 'title' | 'state'>[];
};
type Props = { frame: Frame; data: HandoverData };

/** What is open with a post, and handing all of it over with one confirmation. */
export function HandoverPage({ frame, data }: Props) {
  const { say, to } = frame;
  const { post } = data.handover;
  return (
    <>
      <PeopleTop frame={frame} view="person" title={say(text.title)} />
      <Panes columns={2} showing="list">
        <Pane label={post.name} kind="acts">
          <PaneHead
            title={post.name}
            aside={[say(postText.kind[post.kind]), post.covers].filter(Boolean).join(' · ')}
          />
          <Open frame={frame} data={data} />
          <HandOver frame={frame} data={data} />
        </Pane>
        <Pane label={say(text.which)} kind="item">
          <PaneHead title={say(text.which)} />
          {data.matters.length === 0 ? (
            <p class="soft">{say(text.nothing)}</p>
          ) : (
            <CardRows>
              {data.matters.map((matter) => (
                <ListRow
                  key={matter.id}
                  title={matter.title}
                  href={to(`/matters/${matter.id}`)}
                  facts={<span>{`${matter.number} · ${say(stateText[matter.state])}`}</span>}
                />
              ))}
            </CardRows>
          )}
        </Pane>
      </Panes>
    </>
  );
}

function Open({ frame, data }: Props) {
  const { say } = frame;
  const { post, open } = data.handover;
  return (
    <>
      <p class="small soft">{say(post.ended ? text.ended : text.held)}</p>
      <div class="section-gap">
        <DefinitionList
          items={[
            { term: say(text.main), detail: say(text.matters, open.main) },
            { term: say(text.assisting), detail: say(text.matters, open.assisting) },
            ...(open.standsIn > 0
              ? [{ term: say(text.standsIn), detail: say(text.people, open.standsIn) }]
              : []),
          ]}
        />
      </div>
    </>
  );
}

function HandOver({ frame, data }: Props) {
  const { say, to } = frame;
  const { post, open, seen } = data.handover;
  const form = readForm(frame.form?.operation === makeHandover.name ? frame.form : undefined, ({ path }) =>
    path === 'reason' ? say(text.reasonMissing) : null,
  );
  const options = receiverOptions(frame, data);
  const matters = open.main + open.assisting;
  if (post.ended && matters === 0) return null;
  if (options.length === 0) {
    return (
      <div class="section-gap">
        <Notice>
          <p>{say(text.notYours)}</p>
          <Link href={to('/absences?post=choose')}>{say(text.absences)}</Link>
        </Notice>
      </div>
    );
  }
  return (
    <div class="section-gap">
      <Form action={to(makeHandover.path.replace(':postId', post.id))} hidden={{ ...frame.hidden, seen }}>
        <ErrorSummary locale={say.locale} {...form.summary()} />
        <SelectField
          {...form.text('to')}
          label={say(text.howTo)}
          empty={say(text.choose)}
          options={options}
        />
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
    </div>
  );
}

/** Those who go on with the same work stand first, then who could take the post itself, then others. */
function receiverOptions({ say }: Frame, { handover, people }: HandoverData) {
  const { receivers, can } = handover;
  const postsOf = (carriesOn: boolean) =>
    can.post !== true
      ? []
      : receivers
          .filter(({ goesOn }) => goesOn === carriesOn)
          .map(({ id, name, kind, covers, away }) => ({
            value: `post:${id}`,
            label: withAway(say, [name, say(postText.kind[kind]), covers].filter(Boolean).join(' · '), away),
          }));
  const persons = can.person === true ? people : [];
  const groups = [
    { group: say(text.sameWork), options: postsOf(true) },
    {
      group: say(text.newHolder),
      options: persons.map(({ id, displayName }) => ({ value: `person:${id}`, label: displayName })),
    },
    { group: say(text.otherWork), options: postsOf(false) },
    {
      group: say(text.later),
      options: can.nobody === true ? [{ value: 'nobody', label: say(text.nobody) }] : [],
    },
  ];
  return groups.filter(({ options }) => options.length > 0);
}
