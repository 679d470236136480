import type { FastifyInstance } from 'fastify';
import { render } from 'preact-render-to-string';
import { photoBytes } from '../../collect/photo/photo.service.ts';
import { recordingBytes } from '../../collect/recording/recording.service.ts';
import { makeCopy, type OwnCopy, offerCopy, ownCopySchema } from '../../guarantee/copy/copy.contract.ts';
import { copyHandlers } from '../../guarantee/copy/copy.service.ts';
import { CopiedDocument } from '../../guarantee/copy/screens/CopiedDocument.tsx';
import { CopyPage } from '../../guarantee/copy/screens/CopyPage.tsx';
import { copyText } from '../../guarantee/copy/screens/copy.text.ts';
import { utf8Bytes } from '../../kernel/bytes.ts';
import { ok } from '../../kernel/outcome.ts';
import { sayIn } from '../../kernel/text.ts';
import { dateOf } from '../../kernel/time.ts';
import type { Call } from '../../platform/call.ts';
import { type ArchivedFile, zipArchive } from '../../platform/files/archive.ts';
import { isFromHere } from '../../platform/http/csrf.ts';
import { carryOut, type Exchange, openCall } from '../../platform/http/exchange.ts';
import { fieldOf } from '../../platform/http/form.ts';
import type { FormValues } from '../../platform/http/input.ts';
import { AppBar } from '../../web/parts/AppBar.tsx';
import { signInFor } from './lead.ts';
import { noticeTexts } from './notice-texts.ts';
import { page } from './page.ts';
import { photoReaders } from './photos.ts';
import { mayHear } from './recordings.ts';

const filePath = '/account/copy.zip';

export const copyPages = [
  page({
    path: '/account/copy',
    async load({ call, ask }) {
      const signInAgain = signInFor(call.community.slug, '/account/copy');
      const offer = await ask(offerCopy, {});
      return offer.ok ? ok({ offer: offer.value, signInAgain }) : ok({ redirect: signInAgain });
    },
    view: ({ offer, signInAgain }, frame) => ({
      title: frame.say(copyText.title),
      shell: 'plain',
      head: (
        <AppBar
          title={frame.say(copyText.title)}
          back={{ href: frame.to('/account'), label: frame.say(copyText.back) }}
        />
      ),
      body: <CopyPage frame={frame} offer={offer} action={frame.to(filePath)} signInAgain={signInAgain} />,
    }),
  }),
];

/** Answers the form of the copy's page with a ZIP archive, by the operation that gives it to programs; refused, with the page, which says why. */
export function serveCopies(app: FastifyInstance, exchange: Exchange): void {
  const bound = copyHandlers.find(({ operation }) => operation === makeCopy);
  if (!bound) throw new Error(`no service does ${makeCopy.name}`);
  app.post(`/c/:community${filePath}`, { compress: false }, async (request, reply) => {
    const { community: slug } = request.params as { community: string };
    const community = await exchange.findCommunity(slug);
    if (!community) return reply.redirect('/', 303);
    const asked = `/c/${community.slug}/account/copy`;
    const csrf = fieldOf((request.body ?? {}) as FormValues, '_csrf');
    if (!isFromHere(request, exchange.platform, csrf)) return reply.redirect(asked, 303);
    const call = await openCall(exchange, request, reply, community, {});
    const outcome = await carryOut(bound, call, {}, undefined);
    if (!outcome.ok) return reply.redirect(asked, 303);
    const copy = ownCopySchema.parse(outcome.value);
    const name = `${sayIn(call.locale)(copyText.file)}-${dateOf(call.now)}.zip`;
    return reply
      .header('content-type', 'application/zip')
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
      .header('cache-control', 'no-store')
      .send(zipArchive(filesOf(call, copy), new Date(call.now)));
  });
}

type Named = { id: string; kind: 'photo' | 'recording'; path: string };

/** The files of what somebody reported, each under its report's number. */
function namedFiles({ reports }: OwnCopy): Named[] {
  return reports.flatMap(({ number, photoIds, messages, recording }): Named[] => {
    const photos = [...photoIds, ...messages.flatMap((message) => message.photoIds)];
    const named = photos.map(
      (id, index): Named => ({ id, kind: 'photo', path: `${number}/${index + 1}.jpg` }),
    );
    const heard = recording?.recordingId;
    return heard ? [...named, { id: heard, kind: 'recording', path: `${number}/recording` }] : named;
  });
}

/** The page comes last: by then it is known which files were there. */
async function* filesOf(call: Call, copy: OwnCopy): AsyncGenerator<ArchivedFile> {
  yield { path: 'data.json', content: [utf8Bytes(JSON.stringify(copy, null, 2))], isPacked: false };
  const files = new Map<string, string>();
  for (const { id, kind, path } of namedFiles(copy)) {
    const opened =
      kind === 'photo'
        ? await photoBytes(call, { photoId: id as never, size: 'large', draftId: null }, photoReaders)
        : await recordingBytes(call, { recordingId: id as never, draftId: null }, mayHear);
    if (!opened.ok) continue;
    const ending = 'name' in opened.value ? `.${String(opened.value.name).split('.').at(-1)}` : '';
    files.set(id, `${path}${ending}`);
    yield { path: `${path}${ending}`, content: opened.value.stream, isPacked: true };
  }
  const say = sayIn(call.locale);
  const { name, nameEn } = call.community;
  const community = call.locale === 'en' ? nameEn : name;
  const html = render(
    <CopiedDocument say={say} copy={copy} community={community} files={files} texts={noticeTexts} />,
  );
  yield { path: 'index.html', content: [utf8Bytes(`<!doctype html>${html}`)], isPacked: false };
}
