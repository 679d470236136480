import { z } from 'zod';
import type { Id } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import { idOf } from '../../kernel/wire.ts';
import { maybeRow, rows, type Tx } from '../../platform/database.ts';
import { phraseUses, type WrittenPhrase } from './phrase.contract.ts';

const phraseRow = z.object({
  id: idOf('phrase'),
  version: z.number(),
  use: z.enum(phraseUses),
  categoryCode: z.string().nullable(),
  nameZh: z.string(),
  nameEn: z.string().nullable(),
  textZh: z.string(),
  textEn: z.string().nullable(),
});
export type PhraseRow = z.output<typeof phraseRow>;

const columns = (tx: Tx) => tx`id, version, use, category_code, name_zh, name_en, text_zh, text_en`;

/** Those in use, the oldest first: what came with the product stays in its order. */
export function selectPhrases(tx: Tx): Promise<PhraseRow[]> {
  return rows(
    phraseRow,
    tx`select ${columns(tx)} from phrases
      where community_id = ${tx.community} and retired_at is null order by created_at, id`,
  );
}

/** Locked until the transaction ends: of two who change it, the second is told. */
export function lockPhrase(tx: Tx, id: Id<'phrase'>): Promise<PhraseRow | undefined> {
  return maybeRow(
    phraseRow,
    tx`select ${columns(tx)} from phrases
      where community_id = ${tx.community} and id = ${id} and retired_at is null for update`,
  );
}

/** What came with the product is added once, also where it was retired since. */
export async function insertPhrase(
  tx: Tx,
  phrase: WrittenPhrase & { id: Id<'phrase'>; seed: string | null; at: Instant },
): Promise<void> {
  await tx`insert into phrases (community_id, id, use, category_code, name_zh, name_en, text_zh, text_en, seed, created_at)
    values (${tx.community}, ${phrase.id}, ${phrase.use}, ${phrase.categoryCode}, ${phrase.nameZh}, ${phrase.nameEn},
      ${phrase.textZh}, ${phrase.textEn}, ${phrase.seed}, ${phrase.at})
    on conflict do nothing`;
}

export async function updatePhrase(tx: Tx, id: Id<'phrase'>, written: WrittenPhrase): Promise<void> {
  await tx`update phrases set version = version + 1, use = ${written.use}, category_code = ${written.categoryCode},
      name_zh = ${written.nameZh}, name_en = ${written.nameEn}, text_zh = ${written.textZh}, text_en = ${written.textEn}
    where community_id = ${tx.community} and id = ${id}`;
}

export async function retirePhrase(tx: Tx, id: Id<'phrase'>, at: Instant): Promise<void> {
  await tx`update phrases set version = version + 1, retired_at = ${at}
    where community_id = ${tx.community} and id = ${id}`;
}
