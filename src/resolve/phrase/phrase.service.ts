import { findCategory, getCatalogue } from '../../collect/category/category.service.ts';
import { findReportToAnswer } from '../../collect/report/report-decision.service.ts';
import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import { type Locale, sayIn } from '../../kernel/text.ts';
import { dateOf, type Instant } from '../../kernel/time.ts';
import { getPosts } from '../../people/post/post.service.ts';
import { postText } from '../../people/post/post.text.ts';
import { type Call, type HandlersOf, implement } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import type { Handler } from '../matter/matter.contract.ts';
import { sayDate } from '../matter/matter.text.ts';
import type { LoadedCase } from '../matter/matter-case.service.ts';
import { findCase } from '../matter/matter-view.service.ts';
import {
  matterUses,
  phraseOperations as operations,
  type Phrase,
  reportUses,
  type WrittenPhrase,
} from './phrase.contract.ts';
import { mayAnswerReport, mayKeepPhrases, mayWriteOf } from './phrase.policy.ts';
import { checkPhrase, type PhraseValues, suggestPhrases } from './phrase.rules.ts';
import { starterPhrases } from './phrase.seed.ts';
import * as store from './phrase.store.ts';

type Handlers = HandlersOf<typeof operations>;

function viewOf(call: Pick<Call, 'asker'>, row: store.PhraseRow): Phrase {
  const may = mayKeepPhrases(call.asker);
  return { ...row, can: { change: may, retire: may } };
}

async function allPhrases(call: Call, tx: Tx) {
  const phrases = (await store.selectPhrases(tx)).map((row) => viewOf(call, row));
  return { phrases, can: { add: mayKeepPhrases(call.asker) } };
}

const listPhrases: Handlers['listPhrases'] = async (call) => {
  const may = mayKeepPhrases(call.asker);
  return may === true ? ok(await call.read((tx) => allPhrases(call, tx))) : refuse(may);
};

/** What both saving operations ask of the words. */
async function checkWritten(
  call: Call,
  tx: Tx,
  written: WrittenPhrase,
): Promise<Outcome<null, 'placeholder-unknown' | 'placeholder-broken' | 'category-unknown'>> {
  const { categoryCode } = written;
  const known = categoryCode === null || (await findCategory(tx, categoryCode, dateOf(call.now)));
  return known ? checkPhrase(written) : refuse('category-unknown');
}

const addPhrase: Handlers['addPhrase'] = async (call, input) => {
  const may = mayKeepPhrases(call.asker);
  if (may !== true) return refuse(may);
  return call.write<Awaited<ReturnType<Handlers['addPhrase']>>>(async (tx) => {
    const checked = await checkWritten(call, tx, input);
    if (!checked.ok) return checked;
    const row = { ...input, id: newId<Phrase['id']>(), version: 0 };
    await store.insertPhrase(tx, { ...row, seed: null, at: call.now });
    return ok(viewOf(call, row));
  });
};

const changePhrase: Handlers['changePhrase'] = async (call, { phraseId, version, ...written }) => {
  const may = mayKeepPhrases(call.asker);
  if (may !== true) return refuse(may);
  return call.write<Awaited<ReturnType<Handlers['changePhrase']>>>(async (tx) => {
    const found = await store.lockPhrase(tx, phraseId);
    if (!found) return refuse('phrase-not-found');
    if (found.version !== version) return refuse('phrase-changed');
    const checked = await checkWritten(call, tx, written);
    if (!checked.ok) return checked;
    await store.updatePhrase(tx, phraseId, written);
    return ok(viewOf(call, { ...written, id: phraseId, version: version + 1 }));
  });
};

const retirePhrase: Handlers['retirePhrase'] = async (call, input) => {
  const may = mayKeepPhrases(call.asker);
  if (may !== true) return refuse(may);
  return call.write<Awaited<ReturnType<Handlers['retirePhrase']>>>(async (tx) => {
    const found = await store.lockPhrase(tx, input.phraseId);
    if (!found) return refuse('phrase-not-found');
    if (found.version !== input.version) return refuse('phrase-changed');
    await store.retirePhrase(tx, input.phraseId, call.now);
    return ok(await allPhrases(call, tx));
  });
};

const addStarterPhrases: Handlers['addStarterPhrases'] = async (call) => {
  const may = mayKeepPhrases(call.asker);
  if (may !== true) return refuse(may);
  return call.write(async (tx) => {
    await seedPhrases(tx, call.now);
    return ok(await allPhrases(call, tx));
  });
};

/** Gives a community the phrases it starts with; what it has, changed or retired stays as it is. */
export async function seedPhrases(tx: Tx, now: Instant): Promise<void> {
  for (const starter of starterPhrases) {
    await store.insertPhrase(tx, { ...starter, id: newId(), categoryCode: null, at: now });
  }
}

const suggestForReport: Handlers['suggestForReport'] = async (call, input) => {
  const may = mayAnswerReport(call.asker);
  if (may !== true) return refuse(may);
  return call.read(async (tx) => {
    const report = await findReportToAnswer(tx, input.reportId);
    if (!report) return refuse('report-not-found');
    const values = { number: report.number, title: null, handler: null, date: null, category: null };
    return ok({
      suggestions: suggestPhrases(await store.selectPhrases(tx), {
        ...{ uses: reportUses, categoryCode: report.categoryGuess, values },
        ...{ reads: report.locale, chooses: call.locale },
      }),
    });
  });
};

const suggestForMatter: Handlers['suggestForMatter'] = (call, input) =>
  call.read(async (tx) => {
    const loaded = await findCase(tx, input.matterId, call.now);
    if (!loaded) return refuse('matter-not-found');
    const may = mayWriteOf(call.asker, loaded.matter, loaded.facts);
    if (may !== true) return refuse(may);
    // The first reporter reads it; whoever joined later reads the same.
    const reads = loaded.reports[0]?.locale ?? 'zh';
    return ok({
      suggestions: suggestPhrases(await store.selectPhrases(tx), {
        ...{ uses: matterUses, categoryCode: loaded.matter.categoryCode },
        ...{ values: await valuesOf(tx, loaded, reads, call.now), reads, chooses: call.locale },
      }),
    });
  });

async function valuesOf(
  tx: Tx,
  { matter, facts }: LoadedCase,
  locale: Locale,
  now: Instant,
): Promise<PhraseValues> {
  const { categories } = await getCatalogue(tx, dateOf(matter.acceptedAt));
  const dueOn = facts.due.resolve?.dueOn;
  return {
    number: matter.number,
    title: matter.publicTitle,
    handler: await postOf(tx, matter.mainHandler, locale, now),
    date: dueOn === undefined ? null : sayDate(locale, dueOn),
    category: categories.find(({ code }) => code === matter.categoryCode)?.name[locale] ?? null,
  };
}

/** Which post handles it, by what it covers; never who holds it (个人信息保护法 6). */
async function postOf(tx: Tx, handler: Handler | null, locale: Locale, now: Instant): Promise<string | null> {
  const post = handler && (await getPosts(tx, dateOf(now), locale)).find(({ id }) => id === handler.postId);
  if (!post) return null;
  const kind = sayIn(locale)(postText.kind[post.kind]);
  if (post.covers === null) return kind;
  if (post.kind === 'handler') return post.covers.name;
  return locale === 'zh' ? `${post.covers.name}${kind}` : `${kind}, ${post.covers.name}`;
}

export const phraseHandlers = implement(operations, {
  listPhrases,
  addPhrase,
  changePhrase,
  retirePhrase,
  addStarterPhrases,
  suggestForReport,
  suggestForMatter,
});
