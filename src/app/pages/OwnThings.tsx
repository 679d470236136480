import { reportStateText } from '../../collect/report/screens/own-report.text.ts';
import { parseInstant } from '../../kernel/time.ts';
import { OwnRow } from '../../resolve/matter/screens/MatterRows.tsx';
import type { Frame } from '../../web/frame.ts';
import { CardRows } from '../../web/parts/CardRows.tsx';
import { ListRow } from '../../web/parts/ListRow.tsx';
import { MiniArc } from '../../web/parts/MiniArc.tsx';
import { sayMoment } from '../../web/when.text.ts';
import type { OwnThing } from './own-things.ts';

/** What I reported, each leading to its page. */
export function OwnThings({ frame, things }: { frame: Frame; things: readonly OwnThing[] }) {
  const { say, to, now } = frame;
  return (
    <CardRows>
      {things.map(({ report, matter, waitsForMe }) =>
        matter ? (
          <OwnRow key={report.id} frame={frame} matter={matter} waitsForMe={waitsForMe} />
        ) : (
          <ListRow
            key={report.id}
            href={to(`/mine/${report.id}`)}
            title={report.excerpt}
            facts={
              <>
                {report.state === 'submitted' && <MiniArc locale={say.locale} reached="accept" />}
                <span>{say(reportStateText[report.state])}</span>
                <span>{sayMoment(say, parseInstant(report.submittedAt), now)}</span>
              </>
            }
          />
        ),
      )}
    </CardRows>
  );
}
