import { parseInstant } from '../../../kernel/time.ts';
import type { Frame } from '../../../web/frame.ts';
import { Card } from '../../../web/parts/Card.tsx';
import { LinkButton } from '../../../web/parts/LinkButton.tsx';
import { Notice } from '../../../web/parts/Notice.tsx';
import { ScreenTitle } from '../../../web/parts/ScreenTitle.tsx';
import { Section } from '../../../web/parts/Section.tsx';
import { sayMoment } from '../../../web/when.text.ts';
import { type CopyOffer, copyRefusals } from '../copy.contract.ts';
import { copyText as text } from './copy.text.ts';

type Props = { frame: Frame; offer: CopyOffer; fileHref: string; signInAgain: string };

/** What a copy of one's data holds, and the file, for whoever has just signed in. */
export function CopyPage({ frame, offer, fileHref, signInAgain }: Props) {
  const { say, now } = frame;
  const { make } = offer.can;
  return (
    <>
      <ScreenTitle look="display">{say(text.title)}</ScreenTitle>
      <Section title={say(text.holds)}>
        <Card>
          <ul class="stack-tight">
            {text.holdsList.map((item) => (
              <li key={item.en}>{say(item)}</li>
            ))}
          </ul>
        </Card>
        <p class="soft form-gap">{`${say(text.count, offer.reports)}${say.locale === 'en' ? ' ' : ''}${say(text.how)}`}</p>
      </Section>
      <Notice tone="warn">{say(text.careful)}</Notice>
      {offer.madeAt !== null && (
        <p class="small soft form-gap">{say(text.madeAt, sayMoment(say, parseInstant(offer.madeAt), now))}</p>
      )}
      <div class="form-gap">
        {make === true ? (
          <LinkButton href={fileHref} kind="primary" icon="download" full>
            {say(text.take)}
          </LinkButton>
        ) : (
          <>
            <Notice>
              {make === 'copy-made-often' && offer.nextAt !== null
                ? say(text.often, sayMoment(say, parseInstant(offer.nextAt), now))
                : say(copyRefusals[make])}
            </Notice>
            {make === 'sign-in-not-recent' && (
              <div class="form-gap">
                <LinkButton href={signInAgain} icon="log-in">
                  {say(text.again)}
                </LinkButton>
              </div>
            )}
          </>
        )}
      </div>
    </>
  );
}
