import { totalSteps } from '../../../collect/draft/screens/StepHead.tsx';
import { stepsText } from '../../../collect/draft/screens/steps.text.ts';
import { dateOf, parseInstant } from '../../../kernel/time.ts';
import type { Frame } from '../../../web/frame.ts';
import { Card } from '../../../web/parts/Card.tsx';
import { Dock } from '../../../web/parts/Dock.tsx';
import { Link } from '../../../web/parts/Link.tsx';
import { LinkButton } from '../../../web/parts/LinkButton.tsx';
import { MiniArc } from '../../../web/parts/MiniArc.tsx';
import { ScreenTitle } from '../../../web/parts/ScreenTitle.tsx';
import { Steps } from '../../../web/parts/Steps.tsx';
import { TierTag } from '../../../web/parts/TierTag.tsx';
import { sayDay } from '../../../web/when.text.ts';
import type { PublicRow } from '../matter.public.contract.ts';
import { stateText } from '../matter.text.ts';
import { MeToo } from './MeToo.tsx';
import { sameText } from './matter-page.text.ts';
import { reachedOf } from './progress.ts';

/** Step 3: open matters it may be the same as, likeliest first. */
export function SameStep(props: { frame: Frame; draftId: string; matters: readonly PublicRow[] }) {
  const { frame, draftId, matters } = props;
  const { say, to } = frame;
  return (
    <div class="flow">
      <Steps locale={say.locale} current={3} total={totalSteps} />
      <ScreenTitle>
        {say(sameText.titleFirst)}
        <wbr />
        {say.locale === 'en' && ' '}
        {say(sameText.titleSecond)}
      </ScreenTitle>
      {matters.map((matter, index) => (
        <Candidate key={matter.id} frame={frame} matter={matter} likeliest={index === 0} />
      ))}
      <Dock>
        <LinkButton href={to(`/reports/new/${draftId}/where`)}>{say(stepsText.back)}</LinkButton>
        <LinkButton href={to(`/reports/new/${draftId}/send`)} size="big">
          {say(sameText.notSame)}
        </LinkButton>
      </Dock>
    </div>
  );
}

function Candidate(props: { frame: Frame; matter: PublicRow; likeliest: boolean }) {
  const { frame, matter, likeliest } = props;
  const { say, to, now } = frame;
  const accepted = say(sameText.accepted, sayDay(say, dateOf(parseInstant(matter.acceptedAt)), now));
  return (
    <Card as="article" tone={likeliest ? 'chosen' : 'plain'}>
      <h2>{matter.title}</h2>
      <p class="small soft">{[matter.building, accepted].filter(Boolean).join(' · ')}</p>
      <div class="row row-wrap form-gap">
        <TierTag tier={matter.tier} locale={say.locale} />
        <MiniArc locale={say.locale} reached={reachedOf(matter)} />
        <span class="small">{say(stateText[matter.state])}</span>
      </div>
      <p class="strong form-gap">{say(sameText.households, matter.households)}</p>
      <div class="form-gap">
        {likeliest ? (
          <MeToo frame={frame} matterId={matter.id} inWizard />
        ) : (
          <Link href={to(`/matters/${matter.id}`)}>{say(sameText.see)}</Link>
        )}
      </div>
    </Card>
  );
}
