import { parseInstant } from '../../../kernel/time.ts';
import { HiddenFields } from '../../../web/forms/HiddenFields.tsx';
import type { Frame } from '../../../web/frame.ts';
import { Button } from '../../../web/parts/Button.tsx';
import { Card } from '../../../web/parts/Card.tsx';
import { LinkButton } from '../../../web/parts/LinkButton.tsx';
import { Notice } from '../../../web/parts/Notice.tsx';
import { ScreenTitle } from '../../../web/parts/ScreenTitle.tsx';
import { Section } from '../../../web/parts/Section.tsx';
import { sayMoment } from '../../../web/when.text.ts';
import { type CopyOffer, copyRefusals } from '../copy.contract.ts';
import { copyText as text } from './copy.text.ts';

type Props = { frame: Frame; offer: CopyOffer; action: string; signInAgain: string };

/** What a copy of one's data holds, and the file, for whoever has just signed in. */
export function CopyPage({ frame, offer, action, signInAgain }: Props) {
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
      <div class="form-gap">
        <Notice tone="warn">{say(text.careful)}</Notice>
      </div>
      {offer.madeAt !== null && (
        <p class="small soft form-gap">{say(text.madeAt, sayMoment(say, parseInstant(offer.madeAt), now))}</p>
      )}
      <div class="form-gap">
        {/* The page stays while the file comes, so the button is not held after a press. */}
        {make === true ? (
          <form method="post" action={action}>
            <HiddenFields fields={frame.hidden} />
            <Button kind="primary" icon="download" full>
              {say(text.take)}
            </Button>
          </form>
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
