import type { ComponentChildren } from 'preact';
import type { ReportMessage, StaffReport } from '../../../collect/report/report.contract.ts';
import { reportOperations } from '../../../collect/report/report.operations.contract.ts';
import { AddToReport, type WordsField } from '../../../collect/report/screens/AddToReport.tsx';
import { anonymityName, channelName } from '../../../collect/report/screens/channel.text.ts';
import { ReportRecording, TypeRecording } from '../../../collect/report/screens/ReportRecording.tsx';
import { parseInstant } from '../../../kernel/time.ts';
import { Form } from '../../../web/forms/Form.tsx';
import type { Frame } from '../../../web/frame.ts';
import { Chip } from '../../../web/parts/Chip.tsx';
import { DefinitionList } from '../../../web/parts/DefinitionList.tsx';
import { ErrorSummary } from '../../../web/parts/ErrorSummary.tsx';
import { Kbd } from '../../../web/parts/Kbd.tsx';
import { Link } from '../../../web/parts/Link.tsx';
import { LinkButton } from '../../../web/parts/LinkButton.tsx';
import { Pane } from '../../../web/parts/Pane.tsx';
import { PaneHead } from '../../../web/parts/PaneHead.tsx';
import { PhotoGrid } from '../../../web/parts/PhotoGrid.tsx';
import { TierTag } from '../../../web/parts/TierTag.tsx';
import { Timeline, type TimelineItem } from '../../../web/parts/Timeline.tsx';
import type { MatterRow } from '../matter.contract.ts';
import { stateText } from '../matter.text.ts';
import { deskText } from './desk.text.ts';
import { actionOf, addressOf, type OpenReport, type Place, stateOf } from './desk-data.ts';
import { sayMoment } from './due.ts';
import { Photos } from './MatterStory.tsx';
import { PhrasedArea } from './PhrasedArea.tsx';
import { shortNumber } from './WaitingPane.tsx';

type OpenReportPaneProps = {
  frame: Frame;
  place: Place;
  open: OpenReport;
  groupName: string | undefined;
  /** The focus goes to its title: it has just been opened, or the one before has just been handled. */
  focused: boolean;
  abuse?: ComponentChildren;
};

/** What one person said: the words, the photos, where, who, and what it may be the same as. */
export function OpenReportPane(props: OpenReportPaneProps) {
  const { frame, open, groupName } = props;
  const { say } = frame;
  const { report, proposal } = open;
  const category = proposal.category?.category;
  const isEmergency = category?.flags.includes('emergency') ?? false;
  const received = sayMoment(say, frame.now, parseInstant(report.submittedAt));
  return (
    <Pane label={say(deskText.open)} kind="item" state={`${report.state} ${report.messages.length}`}>
      <BackToList frame={frame} place={props.place} />
      <div class="row row-wrap">
        <span class="small soft">{say(deskText.number, shortNumber(report.number))}</span>
        {category && (
          <Chip tone={isEmergency ? 'red' : 'plain'} icon={isEmergency ? 'zap' : 'tag'}>
            {[groupName, category.name[say.locale]].filter(Boolean).join(' · ')}
          </Chip>
        )}
        <TierTag tier={proposal.tier} locale={say.locale} />
        <span class="small soft push">{say(deskText.received, received)}</span>
      </div>
      <OpenTitle focused={props.focused}>{proposal.title || report.text.slice(0, 30)}</OpenTitle>
      <Said {...props} />
      {open.candidates.length > 0 && report.state === 'submitted' && <SameThing {...props} />}
      <div class="section-gap">
        <PaneHead title={say(deskText.story)} level="h3" />
        <Timeline items={storyOf(frame, report)} />
        {report.can.add === true && (
          <details class="form-gap" open={stateOf(frame, reportOperations.addToReport) !== undefined}>
            <summary>{say(deskText.write)}</summary>
            <AddToReport
              frame={frame}
              reportId={report.id}
              reader="staff"
              area={(field) => <Words frame={frame} open={open} field={field} />}
            />
          </details>
        )}
      </div>
      {props.abuse}
    </Pane>
  );
}

function Words({ frame, open, field }: { frame: Frame; open: OpenReport; field: WordsField }) {
  const { label, hint, rows, maxLength, ...words } = field;
  return (
    <PhrasedArea
      frame={frame}
      operation={reportOperations.addToReport}
      field={words}
      phrases={open.phrases.filter(({ use }) => use === 'write')}
      {...{ label, hint, rows, maxLength }}
    />
  );
}

/** Where the keyboard lands after an act, without JavaScript too. */
export function OpenTitle({ focused, children }: { focused: boolean; children: string }) {
  return (
    <h2 class="display-title desk-title" tabIndex={-1} autofocus={focused}>
      {children}
    </h2>
  );
}

/** Shown only where the panes stand under one another and the list is hidden behind the item. */
export function BackToList({ frame, place }: { frame: Frame; place: Place }) {
  return (
    <p class="pane-back">
      <Link href={addressOf(frame, place)} iconAfter="list">
        {frame.say(deskText.backToList)}
      </Link>
    </p>
  );
}

function Said({ frame, open }: OpenReportPaneProps) {
  const { say } = frame;
  const { report } = open;
  const words = (
    <div class="stack-snug">
      <blockquote class="quote as-written">{say(deskText.quote, report.text)}</blockquote>
      <ReportRecording frame={frame} recording={report.recording} />
      {report.can.typeRecording === true && <TypeRecording frame={frame} report={report} />}
      <DefinitionList items={factsOf(frame, open)} />
    </div>
  );
  if (report.photoIds.length === 0) return words;
  const [only, ...others] = report.photoIds;
  const photos = report.photoIds.map((id, index) => ({
    src: frame.to(`/photos/${id}/small`),
    href: frame.to(`/photos/${id}/large`),
    alt: say(deskText.photoOf, index + 1),
  }));
  return (
    <div class="beside">
      <PhotoGrid columns={only && others.length === 0 ? 1 : 2} photos={photos} />
      {words}
    </div>
  );
}

function factsOf(frame: Frame, open: OpenReport) {
  const { say } = frame;
  const { report } = open;
  const at = report.occurredAt;
  return [
    { term: say(deskText.place), detail: report.place },
    { term: say(deskText.reporter), detail: <Reporter frame={frame} open={open} /> },
    ...(report.anonymity === 'community-only'
      ? []
      : [{ term: say(deskText.may), detail: say(anonymityName[report.anonymity]) }]),
    ...(at && at !== report.submittedAt
      ? [{ term: say(deskText.said), detail: sayMoment(say, frame.now, parseInstant(at)) }]
      : []),
    ...(report.registeredBy ? [{ term: say(deskText.registeredBy), detail: report.registeredBy }] : []),
  ];
}

function Reporter({ frame, open }: { frame: Frame; open: OpenReport }) {
  const { say } = frame;
  const { report, contact } = open;
  const { reporter } = report;
  const refused = stateOf(frame, reportOperations.seeContact)?.refusal;
  if (!reporter) return report.publicName ?? say(deskText.nobody);
  const name = contact?.name ?? reporter.name ?? report.publicName ?? say(deskText.noName);
  return (
    <div class="row row-wrap">
      <span>{name}</span>
      {reporter.dwelling && <span class="soft">{say(deskText.home, reporter.dwelling)}</span>}
      {contact?.phone ? (
        <>
          <a href={`tel:${contact.phone}`}>{contact.phone}</a>
          <span class="tiny soft">{say(deskText.seen)}</span>
        </>
      ) : (
        reporter.hasPhone && (
          <Form
            action={actionOf(frame, reportOperations.seeContact, { reportId: report.id })}
            hidden={{ ...frame.hidden, _next: frame.here }}
          >
            <button class="link" type="submit">
              {say(deskText.seeContact)}
            </button>
          </Form>
        )
      )}
      {refused && <ErrorSummary locale={say.locale} problems={[]} refusal={refused.text} />}
    </div>
  );
}

function SameThing({ frame, place, open }: OpenReportPaneProps) {
  const { say } = frame;
  const item = { kind: 'report', id: open.report.id } as const;
  return (
    <div class="section-gap dense">
      <PaneHead
        title={say(deskText.sameThing)}
        level="h3"
        aside={
          <>
            <Kbd>M</Kbd> {say(deskText.join)}
          </>
        }
      />
      <ul class="card card-flush rows">
        {open.candidates.map((row, index) => (
          <li class="list-row" key={row.id}>
            <a class="list-row-main" href={addressOf(frame, place, { kind: 'matter', id: row.id })}>
              <span class="list-row-title">{row.title}</span>
              <span class="list-row-facts small soft">{candidateFacts(frame, row)}</span>
            </a>
            <span class="small soft wide-only">{say(likeness(open, row))}</span>
            <LinkButton
              href={`${addressOf(frame, place, item, 'join')}&into=${row.id}`}
              size="small"
              shortcut={index === 0 ? 'M' : undefined}
            >
              {say(deskText.joinThis, shortNumber(row.number))}
            </LinkButton>
          </li>
        ))}
      </ul>
    </div>
  );
}

function candidateFacts({ say }: Frame, row: MatterRow): string {
  return [row.building, say(stateText[row.state]), say(deskText.households, row.households)]
    .filter(Boolean)
    .join(' · ');
}

/** Why it may be the same, in words. */
export function likeness(open: OpenReport, row: MatterRow) {
  const sameKind = row.categoryCode === open.proposal.category?.category.code;
  const samePlace = row.building !== null && row.building === open.report.building;
  return sameKind && samePlace ? deskText.sameBoth : samePlace ? deskText.samePlace : deskText.sameKind;
}

function storyOf(frame: Frame, report: StaffReport): TimelineItem[] {
  const { say, now } = frame;
  const told = (message: ReportMessage, index: number): TimelineItem => ({
    key: `${index}`,
    icon: message.by === 'desk' ? 'reply' : 'message-square',
    title: say(message.by === 'desk' ? deskText.storyAsked : deskText.storyAdded),
    meta: sayMoment(say, now, parseInstant(message.at)),
    body: (
      <>
        <p class="as-written">{message.text}</p>
        {message.photoIds.length > 0 && <Photos frame={frame} photoIds={message.photoIds} />}
      </>
    ),
  });
  const items: TimelineItem[] = [
    {
      key: 'received',
      icon: 'check',
      title: say(deskText.storyReceived, say(channelName[report.channel])),
      meta: sayMoment(say, now, parseInstant(report.submittedAt)),
    },
    ...report.messages.map(told),
  ];
  const newest = items.at(-1);
  if (newest && report.state === 'submitted') newest.now = true;
  return items.reverse();
}
