import type { Frame } from '../../../web/frame.ts';
import { Table } from '../../../web/parts/Table.tsx';
import type { Figures } from '../figures.contract.ts';
import { FigureLink } from './FigureLink.tsx';
import { figuresText as text } from './figures.text.ts';

/** As many months as stand side by side; the table has all of them. */
const shownMonths = 12;
const height = 100;

/** Received beside resolved, month by month from the left; every number stands as a number, too. */
export function MonthBars({ frame, figures }: { frame: Frame; figures: Figures }) {
  const { say } = frame;
  const months = figures.byMonth.slice(-shownMonths);
  const most = Math.max(1, ...months.flatMap(({ received, resolved }) => [received, resolved]));
  const tall = (count: number) => (height * count) / most;
  return (
    <>
      <div class="figure-head">
        <h2>{say(text.byMonth)}</h2>
        <p class="figure-key" aria-hidden="true">
          <span class="key-received" /> {say(text.received)} <span class="key-resolved" />{' '}
          {say(text.resolved)}
        </p>
      </div>
      <ol class="month-bars" aria-hidden="true">
        {months.map(({ month, received, resolved }) => (
          <li key={month}>
            <svg viewBox="0 0 40 112" preserveAspectRatio="none" aria-hidden="true" focusable="false">
              <Bar kind="received" x={3} tall={tall(received)} />
              <Bar kind="resolved" x={21} tall={tall(resolved)} />
            </svg>
            <span class="month-bars-count">
              {received} <b>{resolved}</b>
            </span>
            <span class="month-bars-name">{say(text.shortMonth, month)}</span>
          </li>
        ))}
      </ol>
      <Table
        id="by-month"
        caption={say(text.monthTable)}
        columns={[
          { label: say(text.month) },
          { label: say(text.received), numeric: true },
          { label: say(text.resolved), numeric: true },
          { label: say(text.stillOpen), numeric: true },
        ]}
        rows={figures.byMonth.toReversed().map(({ month, received, resolved, open }) => {
          const link = (status: 'received' | 'resolved' | 'open', count: number) => (
            <FigureLink
              frame={frame}
              filter={{ asOf: figures.asOf, status, month }}
              count={count}
              of={say(text.monthOf, month)}
            />
          );
          return {
            key: month,
            cells: [
              say(text.monthOf, month),
              link('received', received),
              link('resolved', resolved),
              link('open', open),
            ],
          };
        })}
      />
    </>
  );
}

function Bar({ kind, x, tall }: { kind: 'received' | 'resolved'; x: number; tall: number }) {
  return (
    <rect
      class={`bar-${kind}`}
      x={x}
      y={110 - tall}
      width={16}
      height={tall}
      vector-effect="non-scaling-stroke"
    />
  );
}
