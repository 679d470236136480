import type { Frame } from '../../../web/frame.ts';
import { CardRows } from '../../../web/parts/CardRows.tsx';
import { Chip } from '../../../web/parts/Chip.tsx';
import { LinkButton } from '../../../web/parts/LinkButton.tsx';
import { ListRow } from '../../../web/parts/ListRow.tsx';
import { MiniArc } from '../../../web/parts/MiniArc.tsx';
import { sayDay } from '../../../web/when.text.ts';
import type { PublicRow } from '../matter.public.contract.ts';
import { closedStates } from '../matter.states.ts';
import { standText } from '../matter.text.ts';
import { matterPageText } from './matter-page.text.ts';
import { reachedOf, verdictOf } from './progress.ts';

/** What a row needs; every reader's view has it. */
export type RowMatter = Pick<
  PublicRow,
  | 'id'
  | 'title'
  | 'state'
  | 'closing'
  | 'promisedOn'
  | 'resolvedOn'
  | 'suspendedFor'
  | 'building'
  | 'area'
  | 'households'
>;

/** The neighbours' matters, as everyone reads them. */
export function PublicRows({ frame, matters }: { frame: Frame; matters: readonly RowMatter[] }) {
  const { to } = frame;
  return (
    <CardRows>
      {matters.map((matter) => (
        <ListRow
          key={matter.id}
          href={to(`/matters/${matter.id}`)}
          title={matter.title}
          facts={
            <>
              <Standing frame={frame} matter={matter} />
              {(matter.building ?? matter.area) !== null && <span>{matter.building ?? matter.area}</span>}
            </>
          }
        />
      ))}
    </CardRows>
  );
}

/** One of mine: what waits for my word says so, and leads there. */
export function OwnRow(props: { frame: Frame; matter: RowMatter; waitsForMe: boolean }) {
  const { frame, matter, waitsForMe } = props;
  const { say, to, now } = frame;
  const href = to(`/matters/${matter.id}`);
  const verdict = verdictOf(say, matter, now);
  if (!waitsForMe) {
    return (
      <ListRow href={href} title={matter.title} facts={<Standing frame={frame} matter={matter} dated />} />
    );
  }
  return (
    <ListRow
      href={href}
      title={matter.title}
      facts={
        <>
          <Chip tone="now">{say(matterPageText.waitsYou)}</Chip>
          {matter.resolvedOn !== null && (
            <span>
              {say(matterPageText.resolved, sayDay(say, matter.resolvedOn, now))}
              {verdict && verdict.kind !== 'running' && (say.locale === 'zh' ? '，' : ', ') + verdict.text}
            </span>
          )}
        </>
      }
      action={
        <LinkButton href={href} size="small" label={`${say(matterPageText.rate)} ${matter.title}`}>
          {say(matterPageText.rate)}
        </LinkButton>
      }
    />
  );
}

function Standing(props: { frame: Frame; matter: RowMatter; dated?: boolean | undefined }) {
  const { frame, matter, dated } = props;
  const { say, now } = frame;
  const verdict = verdictOf(say, matter, now);
  const isOpen = !closedStates.has(matter.state);
  return (
    <>
      <MiniArc locale={say.locale} reached={reachedOf(matter)} />
      <span>{say(standText(matter))}</span>
      {isOpen && verdict?.kind === 'late' && (
        <Chip tone="red" icon="circle-alert">
          {verdict.text}
        </Chip>
      )}
      {dated && isOpen && matter.promisedOn !== null && matter.resolvedOn === null && (
        <span>{say(matterPageText.promised, sayDay(say, matter.promisedOn, now))}</span>
      )}
    </>
  );
}
