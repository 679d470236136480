import { photoHref } from '../../../collect/photo/screens/photo-href.ts';
import { dateOf, parseInstant } from '../../../kernel/time.ts';
import type { Frame } from '../../../web/frame.ts';
import { Card } from '../../../web/parts/Card.tsx';
import { PhotoGrid } from '../../../web/parts/PhotoGrid.tsx';
import { Section } from '../../../web/parts/Section.tsx';
import { sayDay } from '../../../web/when.text.ts';
import type { Published } from '../publication.contract.ts';
import { publishedText as text } from './publication.text.ts';

/** What was published of a matter: what residents said, what was answered, before and after. */
export function PublishedParts({ frame, published }: { frame: Frame; published: Published }) {
  const { say, now } = frame;
  const { texts, photos } = published;
  if (texts.length === 0 && photos.length === 0) return null;
  const day = (at: string) => sayDay(say, dateOf(parseInstant(at)), now);
  const of = (part: 'report' | 'reply') => texts.filter((one) => one.part === part);
  const replies = of('reply').slice(-1);
  const said = of('report');
  return (
    <>
      {(replies.length > 0 || photos.length > 0) && (
        <Section title={say(replies.length > 0 ? text.answered : text.photos)}>
          <Card>
            {photos.length > 0 && (
              <PhotoGrid
                columns={photos.length === 1 ? 1 : 2}
                photos={photos.map(({ photoId, part, at }) => ({
                  src: photoHref(frame, photoId, 'small'),
                  href: photoHref(frame, photoId, 'large'),
                  alt: say(part === 'photo' ? text.before : text.after, day(at)),
                  caption: say(part === 'photo' ? text.before : text.after, day(at)),
                }))}
              />
            )}
            {replies.map(({ id, text: words }) => (
              <p class="as-written form-gap" key={id}>
                {words}
              </p>
            ))}
          </Card>
        </Section>
      )}
      {said.length > 0 && (
        <Section title={say(text.said)}>
          <Card>
            <ul class="stack-snug">
              {said.map(({ id, at, text: words }) => (
                <li key={id}>
                  <p class="as-written">{words}</p>
                  <p class="small soft">{day(at)}</p>
                </li>
              ))}
            </ul>
          </Card>
        </Section>
      )}
      <p class="small soft form-gap">{say(text.scrubbed)}</p>
    </>
  );
}
