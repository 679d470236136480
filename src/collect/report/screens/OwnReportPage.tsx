import type { ComponentChildren } from 'preact';
import { dateOf, parseInstant } from '../../../kernel/time.ts';
import { Form } from '../../../web/forms/Form.tsx';
import type { Frame } from '../../../web/frame.ts';
import { AppBar } from '../../../web/parts/AppBar.tsx';
import { Button } from '../../../web/parts/Button.tsx';
import { Card } from '../../../web/parts/Card.tsx';
import { Chip } from '../../../web/parts/Chip.tsx';
import { DayArc } from '../../../web/parts/DayArc.tsx';
import { Dialog } from '../../../web/parts/Dialog.tsx';
import { IconButton } from '../../../web/parts/IconButton.tsx';
import { Link } from '../../../web/parts/Link.tsx';
import { LinkButton } from '../../../web/parts/LinkButton.tsx';
import { PhotoGrid } from '../../../web/parts/PhotoGrid.tsx';
import { ScreenTitle } from '../../../web/parts/ScreenTitle.tsx';
import { Section } from '../../../web/parts/Section.tsx';
import { Timeline } from '../../../web/parts/Timeline.tsx';
import { Why, type WhyThisDate } from '../../../web/parts/Why.tsx';
import { sayDue, sayMoment, sayTightDay } from '../../../web/when.text.ts';
import { photoHref } from '../../photo/screens/photo-href.ts';
import type { ReportView } from '../report.contract.ts';
import { undecidedStates } from '../report.contract.ts';
import { AddToReport } from './AddToReport.tsx';
import { ownReportText, reportStateText } from './own-report.text.ts';
import { ReportRecording } from './ReportRecording.tsx';

type OwnProps = { frame: Frame; report: ReportView; why: WhyThisDate | undefined };
type PageProps = OwnProps & {
  /** The receipts of it, from those who keep them. */
  receipts?: ComponentChildren;
};

export function OwnReportHead({ frame: { say, to, asker } }: { frame: Frame }) {
  const back = asker.kind === 'person' ? to('/mine') : to('');
  return (
    <AppBar back={{ href: back, label: say(ownReportText.back) }}>
      <IconButton icon="printer" label={say(ownReportText.print)} type="button" does="print" />
    </AppBar>
  );
}

/** A report as its reporter finds it, until the community has accepted it. */
export function OwnReportPage({ frame, report, why, receipts }: PageProps) {
  const { say } = frame;
  return (
    <>
      <div class="row row-wrap" data-live-state={`${report.state} ${report.messages.length}`}>
        <Chip tone={report.state === 'submitted' ? 'sun' : 'plain'}>
          {say(reportStateText[report.state])}
        </Chip>
        <span class="small soft">{say(ownReportText.title, report.number)}</span>
      </div>
      <ScreenTitle>{headline(report.recording?.typedText ?? report.text)}</ScreenTitle>
      <Progress frame={frame} report={report} why={why} />
      {report.decision && (
        <Section title={say(ownReportText.decision)}>
          <Card>
            <p class="as-written">{report.decision.message}</p>
            <div class="form-gap">
              <LinkButton href={frame.to('/reports/new')} full>
                {say(ownReportText.again)}
              </LinkButton>
            </div>
          </Card>
        </Section>
      )}
      <Messages frame={frame} report={report} why={why} />
      <Said frame={frame} report={report} why={why} />
      {receipts}
      {report.can.withdraw === true && <Withdraw frame={frame} report={report} why={why} />}
    </>
  );
}

/** The first clause of what was said, or more where that says too little: a report has no title of its own. */
function headline(text: string): string {
  const sentence = text.trim().split(/[\n。！？!?；;]/u)[0] ?? '';
  const clause = sentence.split(/[，,]/u)[0] ?? '';
  const letters = [...(clause.length >= 6 ? clause : sentence)];
  return letters.length <= 24 ? letters.join('') : `${letters.slice(0, 23).join('')}…`;
}

function Progress({ frame: { say, now }, report, why }: OwnProps) {
  if (!undecidedStates.has(report.state)) return null;
  const dueAt = report.acceptDueAt === null ? undefined : parseInstant(report.acceptDueAt);
  const submitted = sayTightDay(say, dateOf(parseInstant(report.submittedAt)), now);
  return (
    <div class="section-gap">
      <Card as="section" label={say(reportStateText[report.state])}>
        <DayArc locale={say.locale} reached="accept" notes={{ collect: submitted }} />
        {dueAt !== undefined && (
          <>
            <hr class="card-rule" />
            <p class="strong">
              {say(now > dueAt ? ownReportText.overdue : ownReportText.dueBy, sayDue(say, dueAt, now))}
            </p>
          </>
        )}
        <Why why={why} />
      </Card>
    </div>
  );
}

function Said({ frame, report }: OwnProps) {
  const { say, now } = frame;
  return (
    <Section title={say(ownReportText.yours)} aside={sayMoment(say, parseInstant(report.submittedAt), now)}>
      <Card>
        <p class="as-written">{report.text}</p>
        <ReportRecording frame={frame} recording={report.recording} />
        <p class="small soft form-gap">{report.place}</p>
        <Photos frame={frame} photoIds={report.photoIds} />
      </Card>
    </Section>
  );
}

function Photos({ frame, photoIds }: { frame: Frame; photoIds: readonly string[] }) {
  if (photoIds.length === 0) return null;
  return (
    <div class="form-gap">
      <PhotoGrid
        photos={photoIds.map((photoId, index) => ({
          src: photoHref(frame, photoId, 'small'),
          href: photoHref(frame, photoId, 'large'),
          alt: frame.say(ownReportText.photo, index + 1),
        }))}
      />
    </div>
  );
}

function Messages({ frame, report }: OwnProps) {
  const { say, now } = frame;
  const mayAdd = report.can.add === true;
  if (!mayAdd && report.messages.length === 0) return null;
  const newest = [...report.messages].reverse();
  return (
    <Section title={say(ownReportText.messages)}>
      <Card>
        {newest.length > 0 && (
          <Timeline
            items={newest.map(({ at, by, text, photoIds }, index) => ({
              key: `${at}${index}`,
              icon: by === 'desk' ? 'message-circle' : 'user',
              title: say(by === 'desk' ? ownReportText.fromDesk : ownReportText.fromYou),
              meta: sayMoment(say, parseInstant(at), now),
              body: (
                <>
                  <span class="as-written">{text}</span>
                  <Photos frame={frame} photoIds={photoIds} />
                </>
              ),
              now: index === 0 && by === 'desk' && mayAdd,
            }))}
          />
        )}
        {newest.some(({ by }) => by === 'desk') && (
          <p class="small form-gap">
            <Link href={flagHref(frame, report)}>{say(ownReportText.flag)}</Link>
          </p>
        )}
        {mayAdd && (
          <div class={newest.length > 0 ? 'form-gap' : undefined}>
            <AddToReport frame={frame} reportId={report.id} reader={report.reader} />
          </div>
        )}
      </Card>
    </Section>
  );
}

/** Who came by the private link goes on by it. */
function flagHref({ to, hidden }: Frame, { id }: ReportView): string {
  const key = hidden._report;
  return to(key === undefined ? `/mine/${id}/flag` : `/follow/${key}/flag`);
}

function Withdraw({ frame, report }: OwnProps) {
  const { say, to } = frame;
  return (
    <div class="section-gap">
      <LinkButton href="#withdraw" opensDialog="withdraw" kind="quiet" icon="undo-2">
        {say(ownReportText.withdraw)}
      </LinkButton>
      <Dialog
        id="withdraw"
        title={say(ownReportText.withdrawTitle)}
        closeLabel={say(ownReportText.keep)}
        actions={
          <Form action={to(`/reports/${report.id}/withdraw`)} hidden={frame.hidden}>
            <Button kind="danger">{say(ownReportText.doWithdraw)}</Button>
          </Form>
        }
      >
        <p>{say(ownReportText.withdrawText, report.number)}</p>
      </Dialog>
    </div>
  );
}
