import type { ComponentChildren } from 'preact';
import { KeptGrid, keptPhotosOf } from '../../../collect/photo/screens/KeptPhotos.tsx';
import type { Operation } from '../../../kernel/operation.ts';
import { readForm } from '../../../web/forms/read-form.ts';
import { Card } from '../../../web/parts/Card.tsx';
import { LinkButton } from '../../../web/parts/LinkButton.tsx';
import { Notice } from '../../../web/parts/Notice.tsx';
import { Pane } from '../../../web/parts/Pane.tsx';
import { PaneHead } from '../../../web/parts/PaneHead.tsx';
import { type MatterRefusal, matterRefusals } from '../matter.refusals.contract.ts';
import { actionText } from '../matter.text.ts';
import { actText } from './act.text.ts';
import { type Act, type ActProps, type Offer, offerActs } from './acts.ts';
import {
  ArchiveForm,
  ExtendForm,
  HandlersForm,
  MergeForm,
  RefuseExtensionForm,
  ResumeForm,
  SuspendForm,
} from './DeskActForms.tsx';
import { decideText } from './decide.text.ts';
import { addressOf } from './desk-data.ts';
import {
  AskExtensionForm,
  ContactForm,
  NoteForm,
  ResolveForm,
  ReturnForm,
  TakeForm,
} from './HandlerActForms.tsx';
import { latestOf } from './MatterStory.tsx';
import { LiftForm, MoveForm, SuperviseForm, UrgeForm } from './OversightForms.tsx';
import { AssistForm, PartForms } from './PartForms.tsx';
import { SplitForm } from './SplitForm.tsx';

type ActsPaneProps = ActProps & {
  acts: readonly Act[];
  asked: string | undefined;
  /** The callback belongs to another area: its form is handed in. */
  callback: ComponentChildren;
  /** Urging belongs to another area as well; its form is this area's, its operation is handed in. */
  urge?: Operation | undefined;
};

/** What can be done to a matter: one form open, the others beside it, and those that cannot be with the reason. */
export function ActsPane(props: ActsPaneProps) {
  const { frame, matter, acts, asked } = props;
  const { say } = frame;
  const { chosen, possible, refused } = offerActs(acts, matter, asked);
  const others = possible.filter((act) => act !== chosen);
  return (
    <Pane label={say(actText.what)} kind="acts">
      <PaneHead title={chosen ? say(actText.confirm[chosen]) : say(actText.what)} />
      <Overtaken {...props} chosen={chosen} />
      {chosen ? <Chosen {...props} chosen={chosen} /> : <Nothing {...props} />}
      {others.length > 0 && (
        <div class="section-gap">
          <PaneHead title={say(actText.other)} level="h3" />
          <div class="pair">
            {others.map((act) => (
              <ToAct key={act} {...props} to={act} />
            ))}
          </div>
        </div>
      )}
      {refused.length > 0 && (
        <details class="section-gap small">
          <summary class="soft">{say(actText.notNow, refused.length)}</summary>
          <dl class="not-now form-gap">
            {byReason(props, refused).map(([reason, names]) => (
              <div key={reason}>
                <dt>{names.join(say(actText.between))}</dt>
                <dd class="soft">{reason}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </Pane>
  );
}

/** What was sent can no longer be done here: who was first, and the words that were written, so that nothing is lost. */
function Overtaken({ frame, matter, chosen }: ActsPaneProps & { chosen: Act | undefined }) {
  const { form: state, say } = frame;
  if (!state?.refusal || state.operation === `matter.${chosen}` || chosen === 'call') return null;
  const written = ['messageToHandlers', 'reason', 'explanation', 'reply', 'note', 'text', 'words']
    .map((name) => state.values[name])
    .filter((value) => typeof value === 'string' && value !== '');
  const form = readForm(state);
  const photoIds = ['photoIds', 'proofPhotoIds', 'evidencePhotoIds'].flatMap((name) =>
    keptPhotosOf(form, name),
  );
  return (
    <div class="stack-snug" role="alert">
      <Notice tone="warn" title={say(decideText.changedTitle)}>
        <p>{latestOf(frame, matter)}</p>
        <p>{state.refusal.text}</p>
      </Notice>
      {written.length > 0 && (
        <Card tone="quiet">
          <p class="tiny soft">{say(decideText.written)}</p>
          <p class="as-written">{written.join('\n')}</p>
        </Card>
      )}
      {photoIds.length > 0 && (
        <Card tone="quiet">
          <p class="tiny soft">{say(decideText.photos)}</p>
          <KeptGrid frame={frame} photoIds={photoIds} />
        </Card>
      )}
    </div>
  );
}

/** A reason is given once, with everything it stands in the way of. */
function byReason(props: ActsPaneProps, refused: Offer['refused']): [reason: string, names: string[]][] {
  const named = new Map<string, string[]>();
  for (const { act, code } of refused) {
    const reason = sayCode(props, code);
    named.set(reason, [...(named.get(reason) ?? []), props.frame.say(actText.confirm[act])]);
  }
  return [...named];
}

function sayCode({ frame }: ActsPaneProps, code: string): string {
  if (!Object.hasOwn(matterRefusals, code)) return frame.say(actText.nothing);
  const { zh, en } = matterRefusals[code as MatterRefusal];
  // Facts of a refusal are known only once it is asked for; what stands before them is said in advance.
  const plain = (text: string) => text.replace(/[，,、 ][^，,。.]*\{\w+\}[^，,。.]*/g, '');
  return frame.say({ zh: plain(zh), en: plain(en) });
}

function Nothing({ frame }: ActsPaneProps) {
  return <Notice title={frame.say(actText.nothing)}>{frame.say(actText.nothingText)}</Notice>;
}

function ToAct({ frame, place, matter, to }: ActsPaneProps & { to: Act }) {
  return (
    <LinkButton href={addressOf(frame, place, { kind: 'matter', id: matter.id }, to)} size="small">
      {frame.say(actionText[to])}
    </LinkButton>
  );
}

function Chosen(props: ActsPaneProps & { chosen: Act }) {
  switch (props.chosen) {
    case 'dispatch':
      return <HandlersForm {...props} again={false} />;
    case 'reassign':
      return <HandlersForm {...props} again />;
    case 'extend':
      return <ExtendForm {...props} />;
    case 'refuse-extension':
      return <RefuseExtensionForm {...props} />;
    case 'suspend':
      return <SuspendForm {...props} />;
    case 'resume':
      return <ResumeForm {...props} />;
    case 'archive':
      return <ArchiveForm {...props} />;
    case 'merge':
      return <MergeForm {...props} />;
    case 'split':
      return <SplitForm {...props} />;
    case 'take':
      return <TakeForm {...props} />;
    case 'return':
      return <ReturnForm {...props} />;
    case 'contact':
      return <ContactForm {...props} />;
    case 'ask-extension':
      return <AskExtensionForm {...props} />;
    case 'resolve':
      return <ResolveForm {...props} />;
    case 'assist':
      return <AssistForm {...props} />;
    case 'take-part':
    case 'finish-part':
    case 'hand-back-part':
      return <PartForms {...props} step={props.chosen} />;
    case 'note':
      return <NoteForm {...props} />;
    case 'supervise':
      return <SuperviseForm {...props} />;
    case 'lift':
      return <LiftForm {...props} />;
    case 'move':
      return <MoveForm {...props} />;
    case 'urge':
      return <>{props.urge && <UrgeForm act={props} operation={props.urge} />}</>;
    case 'call':
      return <>{props.callback}</>;
  }
}
