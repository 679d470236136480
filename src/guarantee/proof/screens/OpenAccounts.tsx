import type { Frame } from '../../../web/frame.ts';
import { Link } from '../../../web/parts/Link.tsx';
import { Section } from '../../../web/parts/Section.tsx';
import { Table } from '../../../web/parts/Table.tsx';
import type { Figures } from '../../figures/figures.contract.ts';
import { FigureLink } from '../../figures/screens/FigureLink.tsx';
import { figuresText } from '../../figures/screens/figures.text.ts';
import { accountsText as text } from './verify.text.ts';

/** As many months as stand side by side. */
const shownMonths = 7;
const names = ['received', 'resolved', 'open'] as const;

/** The accounts by month, each number a way to the matters it counts, with how it is counted. */
export function OpenAccounts({ frame, figures, asOf }: { frame: Frame; figures: Figures; asOf: string }) {
  const { say, to } = frame;
  const months = figures.byMonth.slice(-shownMonths);
  const { solved } = figures.rates;
  const totals = {
    received: figures.received.total,
    resolved: figures.resolved.total,
    open: figures.open.total,
  };
  const rules = { received: text.receivedRule, resolved: text.resolvedRule, open: text.openRule };
  return (
    <Section title={say(text.title)}>
      <p class="small soft">{say(text.asOf, asOf)}</p>
      <Table
        id="open-accounts"
        caption={say(text.caption)}
        hideCaption
        columns={[
          { label: say(text.month) },
          ...months.map(({ month }) => ({ label: say(figuresText.shortMonth, month), numeric: true })),
          { label: say(text.total), numeric: true },
          { label: say(text.rule) },
        ]}
        rows={names.map((status) => ({
          key: status,
          cells: [
            say(text[status]),
            ...months.map((row) => (
              <FigureLink
                key={row.month}
                frame={frame}
                filter={{ asOf: figures.asOf, status, month: row.month }}
                count={row[status]}
                of={say(figuresText.monthOf, row.month)}
              />
            )),
            <FigureLink
              key="total"
              frame={frame}
              filter={{ asOf: figures.asOf, status }}
              count={totals[status]}
              of={say(text.total)}
            />,
            say(rules[status]),
          ],
        }))}
      />
      <p class="form-gap small soft">
        {solved && solved.denominator > 0
          ? say(text.solved, String(solved.numerator), String(solved.denominator))
          : say(text.solvedNone)}
        {solved && say(solved.rule)}
      </p>
      <p class="form-gap">
        <Link href={to('/figures')}>{say(text.more)}</Link>
      </p>
    </Section>
  );
}
