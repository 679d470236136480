import { tiers } from '../../../collect/category/category.contract.ts';
import type { ReportChannel } from '../../../collect/report/report.contract.ts';
import { channelName } from '../../../collect/report/screens/channel.text.ts';
import { resultTypes } from '../../../resolve/matter/matter.contract.ts';
import { resultText } from '../../../resolve/matter/matter.text.ts';
import type { Frame } from '../../../web/frame.ts';
import { TierTag } from '../../../web/parts/TierTag.tsx';
import type { Figures } from '../figures.contract.ts';
import { percentOf } from '../figures.rules.ts';
import { FigureLink } from './FigureLink.tsx';
import { sayPercent } from './figure-words.ts';
import { settledBy, figuresText as text } from './figures.text.ts';

type Props = { frame: Frame; figures: Figures };

/** Who settled what is resolved: one bar, and the list that says the same. */
export function TierShares({ frame, figures }: Props) {
  const { say } = frame;
  const { total, byTier } = figures.resolved;
  let x = 0;
  const parts = tiers.map((tier) => {
    const width = total === 0 ? 0 : (100 * byTier[tier]) / total;
    x += width;
    return { tier, x: x - width, width };
  });
  return (
    <>
      <div class="figure-head">
        <h2>{say(text.bySettler)}</h2>
        <span class="soft small">{say(text.matters, total)}</span>
      </div>
      <svg
        class="share-bar"
        viewBox="0 0 100 10"
        preserveAspectRatio="none"
        aria-hidden="true"
        focusable="false"
      >
        {parts.map((part) => (
          <rect
            class={`share-${part.tier}`}
            key={part.tier}
            x={part.x}
            y={0}
            width={part.width}
            height={10}
          />
        ))}
      </svg>
      <ul class="share-list">
        {tiers.map((tier) => (
          <li key={tier}>
            <TierTag locale={say.locale} tier={tier} />
            <span class="soft">{say(settledBy[tier])}</span>
            <span class="share-count">
              <FigureLink
                frame={frame}
                filter={{ asOf: figures.asOf, status: 'resolved', tier }}
                count={byTier[tier]}
              />
              <span class="soft">{sayPercent(percentOf(byTier[tier], total, 1))}</span>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Through what matters came, most first. */
export function ChannelBars({ frame, figures }: Props) {
  const { say } = frame;
  const { total, byChannel } = figures.received;
  const channels = (Object.entries(byChannel) as [ReportChannel, number][]).sort(([, a], [, b]) => b - a);
  const most = Math.max(1, ...channels.map(([, count]) => count));
  return (
    <>
      <div class="figure-head">
        <h2>{say(text.byChannel)}</h2>
        <span class="soft small">{say(text.matters, total)}</span>
      </div>
      <ul class="channel-bars">
        {channels.map(([channel, count]) => (
          <li key={channel}>
            <span>{say(channelName[channel])}</span>
            <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
              <rect class="bar-resolved" x={0} y={0} width={(100 * count) / most} height={10} />
            </svg>
            <FigureLink
              frame={frame}
              filter={{ asOf: figures.asOf, status: 'received', channel }}
              count={count}
              of={say(channelName[channel])}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

/** What came of what is resolved, the partly solved and the impossible with it. */
export function ResultList({ frame, figures }: Props) {
  const { say } = frame;
  return (
    <>
      <h2>{say(text.byResult)}</h2>
      <ul class="share-list">
        {resultTypes.map((result) => (
          <li key={result}>
            <span>{say(resultText[result])}</span>
            <span class="share-count">
              <b>{figures.resolved.byResult[result]}</b>
              <span class="soft">
                {sayPercent(percentOf(figures.resolved.byResult[result], figures.resolved.total, 1))}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
