import { createHmac } from 'node:crypto';
import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import { addMs, formatInstant, type Instant } from '../../kernel/time.ts';
import type { BuildingId, DwellingId, StairwellId } from '../../places/place/place.contract.ts';
import { compareLabels } from '../../places/place/place.rules.ts';
import {
  completePlace,
  listDwellings,
  listStairwells,
  nameDwellings,
} from '../../places/place/place.service.ts';
import { type Call, type HandlersOf, implement } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import { deriveKey, tagOf } from '../../platform/secrets.ts';
import { noteLooks, readAndNote } from '../look/look.service.ts';
import type { PersonId } from '../person/person.contract.ts';
import { type SheetId, slipOperations } from './slip.contract.ts';
import { mayMakeSlips } from './slip.policy.ts';
import {
  checkTries,
  codeBytes,
  expiryOf,
  formatCode,
  isUsable,
  readCode,
  triesCountMs,
  tryLimits,
} from './slip.rules.ts';
import * as store from './slip.store.ts';

type Handlers = HandlersOf<typeof slipOperations>;

const sheetsShown = 20;

/**
 * The code of one dwelling on one sheet. It is derived, never stored: the sheet can be printed again after a paper
 * jam, and who reads the tables finds hashes only.
 */
function codeOf(call: Pick<Call, 'platform' | 'community'>, sheet: SheetId, dwelling: DwellingId): string {
  const chance = createHmac('sha256', deriveKey(call.platform.secret, 'slip codes'))
    .update(`${call.community.id}/${sheet}/${dwelling}`)
    .digest();
  return formatCode(chance.subarray(0, codeBytes));
}

/** Eight characters are soon guessed from a plain hash: only with the server's secret can one be checked at all. */
function hashCode(call: Pick<Call, 'platform'>, code: string): string {
  return tagOf(deriveKey(call.platform.secret, 'slip hashes'), code);
}

const listSheets: Handlers['listSheets'] = async (call, { buildingId }) => {
  const may = mayMakeSlips(call.asker);
  if (may !== true) return refuse(may);
  return call.read(async (tx) => {
    if (!(await completePlace(tx, { buildingId, words: '' })).ok) return refuse('place-unknown');
    const sheets = await store.listSheets(tx, buildingId, sheetsShown);
    return ok({
      sheets: sheets.map((sheet) => ({
        ...sheet,
        madeAt: formatInstant(sheet.madeAt),
        expiresAt: formatInstant(sheet.expiresAt),
        expired: call.now >= sheet.expiresAt,
      })),
      can: { print: may },
    });
  });
};

type Made = { sheetId: SheetId; dwellings: number; expiresAt: string };

const makeSheet: Handlers['makeSheet'] = async (call, input) => {
  const may = mayMakeSlips(call.asker);
  if (may !== true || call.asker.kind !== 'person') return refuse('keepers-only');
  const { personId } = call.asker;
  const { buildingId, stairwellId } = input;
  return call.write(async (tx): Promise<Outcome<Made, 'place-unknown' | 'no-dwellings'>> => {
    const where = { buildingId, ...(stairwellId && { stairwellId }), words: '' };
    if (!(await completePlace(tx, where)).ok) return refuse('place-unknown');
    const dwellings = await dwellingsIn(tx, buildingId, stairwellId);
    if (dwellings.length === 0) return refuse('no-dwellings');
    const id = newId<SheetId>();
    const expiresAt = expiryOf(call.now);
    await store.insertSheet(tx, {
      ...{ id, buildingId, stairwellId, expiresAt, madeAt: call.now, madeBy: personId },
      slips: dwellings.map((dwellingId) => ({
        dwellingId,
        codeHash: hashCode(call, codeOf(call, id, dwellingId)),
      })),
    });
    return ok({ sheetId: id, dwellings: dwellings.length, expiresAt: formatInstant(expiresAt) });
  });
};

async function dwellingsIn(
  tx: Tx,
  building: BuildingId,
  stairwell: StairwellId | null,
): Promise<DwellingId[]> {
  const stairwells = stairwell === null ? await listStairwells(tx, building) : [stairwell];
  const found = await Promise.all(stairwells.map((one) => listDwellings(tx, one)));
  return found.flat().map(({ id }) => id);
}

export const getSheet: Handlers['getSheet'] = async (call, { sheetId }) => {
  const may = mayMakeSlips(call.asker);
  if (may !== true) return refuse(may);
  return readAndNote(call, async (tx) => {
    const sheet = await store.findSheet(tx, sheetId);
    if (!sheet || sheet.living === 0 || call.now >= sheet.expiresAt) return refuse('sheet-not-found');
    const homes = await nameDwellings(tx, await store.listSlipDwellings(tx, sheetId), call.locale);
    const seen = { kind: 'slips', people: homes.size } as const;
    await noteLooks(tx, call, slipOperations.getSheet.name, [seen]);
    const slips = [...homes].map(([dwellingId, home]) => {
      const code = codeOf(call, sheetId, dwellingId);
      return { dwellingId, home, code, url: slipUrl(call, code) };
    });
    slips.sort((a, b) => compareLabels(a.home, b.home));
    return ok({ sheetId, expiresAt: formatInstant(sheet.expiresAt), slips });
  });
};

/** Where the QR code on a slip leads: a page that shows the code in its form and changes nothing. */
function slipUrl({ platform, community }: Pick<Call, 'platform' | 'community'>, code: string): string {
  return `${platform.baseUrl}/c/${community.slug}/residence/slip/${code}`;
}

/**
 * Uses a code up by one person and gives the dwelling it stands for. In a transaction of its own a wrong code is
 * counted although what asked for it is refused; unknown, expired, replaced and used-up codes are told alike.
 */
export async function checkCode(
  call: Call,
  person: PersonId,
  typed: string,
): Promise<Outcome<string, 'slip-not-valid' | 'too-many-tries'>> {
  const { database } = call.platform;
  return database.write(call.community.id, async (tx) => {
    await store.lockTries(tx);
    const looked = { since: addMs(call.now, -triesCountMs), most: tryLimits.everybodyDay };
    const tries = await store.readTries(tx, person, looked);
    const checked = checkTries(tries, call.now);
    if (!checked.ok) return checked;
    const code = readCode(typed);
    const slip = code === null ? undefined : await store.lockSlip(tx, hashCode(call, code));
    if (code !== null && slip && isUsable(slip, person, call.now)) return ok(code);
    await store.insertTry(tx, person, call.now);
    return refuse('slip-not-valid');
  });
}

/** Uses a code that `checkCode` let pass, in the transaction of what it is used for. */
export async function spendCode(
  call: Pick<Call, 'platform' | 'community'>,
  tx: Tx,
  use: { code: string; personId: PersonId; now: Instant },
): Promise<Outcome<DwellingId, 'slip-not-valid'>> {
  const { code, personId, now } = use;
  const slip = await store.lockSlip(tx, hashCode(call, code));
  if (!slip || !isUsable(slip, personId, now)) return refuse('slip-not-valid');
  const { sheetId, dwellingId } = slip;
  await store.insertUse(tx, { sheetId, dwellingId, personId, at: now });
  return ok(dwellingId);
}

/** Forgets wrong tries from before then; gives how many. */
export function forgetTries(tx: Tx, before: Instant): Promise<number> {
  return store.deleteTriesBefore(tx, before);
}

export const slipHandlers = implement(slipOperations, { listSheets, makeSheet, getSheet });

/** Takes away which slips somebody used and tried. */
export function eraseUses(tx: Tx, person: PersonId): Promise<void> {
  return store.deleteUses(tx, person);
}
