import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Operation } from '../../kernel/operation.ts';
import type { Refusal } from '../../kernel/outcome.ts';
import { sayIn } from '../../kernel/text.ts';
import type { Call } from '../../platform/call.ts';
import { csrfToken } from '../../platform/http/csrf.ts';
import { localeOf, sessionOf } from '../../platform/http/exchange.ts';
import { fieldOf, type ReceivedForm } from '../../platform/http/form.ts';
import { declarationOf, sayRefusal } from '../../platform/http/problem.ts';
import { renderDocument } from '../../web/document.tsx';
import type { FormState, Frame, Shown } from '../../web/frame.ts';
import { AppBar } from '../../web/parts/AppBar.tsx';
import { webText } from '../../web/web.text.ts';
import { displayOf, ownAddress } from './display.ts';
import { KeptWords } from './KeptWords.tsx';
import { keptWordsText } from './kept-words.text.ts';
import { fieldsToSendAgain, mayComeBack, wordsIn, wordsMissing } from './kept-words.ts';
import { LostWords } from './LostWords.tsx';
import { signInFor } from './lead.ts';
import { pageText } from './page.text.ts';
import type { PageMeans } from './page-means.ts';
import type { RailCounts } from './rail-counts.ts';
import { renderShown } from './render.tsx';

/** A form that was refused, and the operation it is of. */
export type CameBack = { form: FormState; operation: Operation };

/**
 * The page a refused form was on. Others may have gone on meanwhile, so that the form is not offered any more: then
 * what was written in it stands above, with the reason.
 */
export function renderComeBack(
  means: PageMeans,
  shown: Shown,
  frame: Frame,
  waiting: RailCounts,
  { form, operation }: CameBack,
): string {
  const html = renderShown(means, shown, frame, waiting);
  const words = mayComeBack(operation, form.values) ? wordsMissing(html, form.values) : [];
  if (words.length === 0) return html;
  const body = (
    <>
      <LostWords say={frame.say} because={form.refusal?.text} words={words} />
      {shown.body}
    </>
  );
  return renderShown(means, { ...shown, body }, frame, waiting);
}

/** A form that could not be taken just now; with a call, because its sender is not (any more) signed in. */
export type Kept = {
  refusal: Refusal;
  operation: Operation;
  received: Pick<ReceivedForm, 'values' | 'files' | 'filesLost'>;
  call?: Call;
};

/** The page that gives a form back that could not be taken: what is wrong, what was written, the form once more. */
export function renderKept(
  means: PageMeans,
  request: FastifyRequest,
  reply: FastifyReply,
  { refusal, operation, received, call }: Kept,
): string {
  const locale = localeOf(request);
  const say = sayIn(locale);
  const { values, files, filesLost } = received;
  reply.status(declarationOf(refusal.code, operation).status);
  const from = ownAddress(fieldOf(values, '_from'));
  const signIn = call && signInFor(call.community.slug, from.slice(`/c/${call.community.slug}`.length));
  const title = say(signIn === undefined ? pageText.failed : keptWordsText.signedOut);
  return renderDocument({
    ...{ locale, title, display: displayOf(request), shell: 'plain', assets: means.assets, noIndex: true },
    head: <AppBar title={say(webText.productName)} />,
    islands: ['submit-once'],
    children: (
      <KeptWords
        say={say}
        title={title}
        text={
          signIn === undefined ? sayRefusal(refusal, locale, operation) : say(keptWordsText.signedOutText)
        }
        action={request.url}
        withFiles={operation.files !== undefined}
        lostPhotos={filesLost || files.length > 0}
        words={wordsIn(values)}
        fields={[
          ...fieldsToSendAgain(values),
          ['_csrf', csrfToken(means.platform.secret, sessionOf(request, means.platform))],
        ]}
        signIn={signIn}
      />
    ),
  });
}
