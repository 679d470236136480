import type { Frame } from '../../../web/frame.ts';
import { Figures as LargeNumbers } from '../../../web/parts/Figures.tsx';
import { Table } from '../../../web/parts/Table.tsx';
import { sayDay } from '../../../web/when.text.ts';
import { type Figures, type PerTenThousand, rateNames } from '../figures.contract.ts';
import { perTenThousandRule } from '../figures.rates.rules.ts';
import { rateParts } from '../figures.rules.ts';
import { FigureLink } from './FigureLink.tsx';
import { sayDuration, sayPercent } from './figure-words.ts';
import { rateText, figuresText as text } from './figures.text.ts';

type Props = { frame: Frame; figures: Figures };

/** Every rate with what it is made of, each part a list. */
export function RateTable({ frame, figures }: Props) {
  const { say, now } = frame;
  const { asOf, perTenThousand } = figures;
  return (
    <>
      <h2>{say(text.rates)}</h2>
      <Table
        id="rates"
        caption={say(text.rates)}
        hideCaption
        columns={[
          { label: say(text.rate) },
          { label: say(text.value), numeric: true },
          { label: say(text.over), numeric: true },
        ]}
        rows={[
          ...rateNames.map((name) => {
            const { numerator, denominator, percent } = figures.rates[name];
            const [upper, lower] = rateParts[name];
            const tier = name === 'self' ? ({ tier: 'self' } as const) : {};
            return {
              key: name,
              cells: [
                say(rateText[name]),
                <b key="value">{sayPercent(percent)}</b>,
                denominator === 0 ? (
                  <span class="soft">{say(text.nothing)}</span>
                ) : (
                  <>
                    <FigureLink frame={frame} filter={{ asOf, status: upper, ...tier }} count={numerator} /> ÷{' '}
                    <FigureLink frame={frame} filter={{ asOf, status: lower }} count={denominator} />
                  </>
                ),
              ],
            };
          }),
          ...(perTenThousand ? [rowPerTenThousand(frame, asOf, perTenThousand)] : []),
        ]}
      />
      {perTenThousand && (
        <p class="soft small form-gap">
          {say(text.countedOn, sayDay(say, perTenThousand.countedOn, now), perTenThousand.source)}
        </p>
      )}
      <p class="soft small form-gap">{say(text.unrated)}</p>
    </>
  );
}

/** What each rate counts and what it leaves out; printed with them. */
export function RateRules({ frame: { say }, figures }: Props) {
  return (
    <details class="printed">
      <summary>{say(text.rules)}</summary>
      <dl class="rate-list stack-tight small">
        {rateNames.map((name) => (
          <div key={name}>
            <dt>{say(rateText[name])}</dt>
            <dd class="soft">{say(figures.rates[name].rule)}</dd>
          </div>
        ))}
        {figures.perTenThousand && (
          <div>
            <dt>{say(text.perTenThousand)}</dt>
            <dd class="soft">{say(perTenThousandRule)}</dd>
          </div>
        )}
      </dl>
    </details>
  );
}

/** 万人诉求比 beside the rates: the matters are a list, the people are not. */
function rowPerTenThousand(frame: Frame, asOf: string, { received, inhabitants, value }: PerTenThousand) {
  const { say } = frame;
  return {
    key: 'per-ten-thousand',
    cells: [
      say(text.perTenThousand),
      <b key="value">{value.toLocaleString('en-US')}</b>,
      <>
        <FigureLink frame={frame} filter={{ asOf, status: 'received' }} count={received} /> ÷{' '}
        {say(text.overInhabitants, inhabitants.toLocaleString('en-US'))}
      </>,
    ],
  };
}

/** How long half of the matters took at most, and the mean of the work itself. */
export function TimeList({ frame, figures }: Props) {
  const { say } = frame;
  const { firstContact, resolution, handling } = figures.times;
  const rows = [
    { label: text.firstContact, ...sayDuration(say, firstContact.medianMinutes), how: text.firstContactHow },
    { label: text.resolution, ...sayDuration(say, resolution.medianMinutes), how: text.firstContactHow },
    { label: text.handling, ...sayDuration(say, handling.meanMinutes), how: text.handlingHow },
  ];
  const matters = [firstContact.matters, resolution.matters, handling.matters];
  return (
    <>
      <h2>{say(text.times)}</h2>
      <ul class="share-list">
        {rows.map(({ label, value, unit, how }, index) => (
          <li key={label.en}>
            <span>{say(label)}</span>
            <span class="soft">{say(how)}</span>
            <span class="share-count">
              <b>{[value, unit].filter(Boolean).join(say.locale === 'zh' ? '' : ' ')}</b>
              <span class="soft">{say(text.matters, matters[index] ?? 0)}</span>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** A resident's view of the month on the first screen; the whole is a press away. */
export function MonthInShort({ frame, figures, month }: Props & { month: string }) {
  const { say } = frame;
  const own = figures.byMonth.find((one) => one.month === month);
  const time = sayDuration(say, figures.times.resolution.medianMinutes);
  return (
    <div class="card">
      <LargeNumbers
        items={[
          { label: say(text.received), value: String(own?.received ?? 0) },
          { label: say(text.resolved), value: String(own?.resolved ?? 0) },
          { label: say(text.homeTime), ...time },
          { label: say(text.openAll), value: String(figures.open.total) },
        ]}
      />
      <p class="soft small form-gap">{say(text.homeSum, figures.received.total, figures.resolved.total)}</p>
    </div>
  );
}
