import type { Asker } from '../../kernel/asker.ts';
import type { Id } from '../../kernel/id.ts';
import { ok, refuse } from '../../kernel/outcome.ts';
import { readTimeOfDay, writeTimeOfDay } from '../../kernel/time.ts';
import { maskPhone } from '../../people/person/person.rules.ts';
import { findPerson } from '../../people/person/person.service.ts';
import { type HandlersOf, implement } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import { remember } from '../../platform/remembered.ts';
import { readReach } from '../reach/reach.service.ts';
import { type Choices, type MailAddress, preferenceOperations } from './preference.contract.ts';
import { mayChoose } from './preference.policy.ts';
import { choicesIn, keptNight, usualChoices } from './preference.rules.ts';
import * as store from './preference.store.ts';

type Handlers = HandlersOf<typeof preferenceOperations>;

/** What each of these persons chose; who never chose is not among them, and hears by the inbox alone. */
export async function choicesOf(
  tx: Tx,
  persons: readonly Id<'person'>[],
): Promise<ReadonlyMap<Id<'person'>, Choices>> {
  const found = persons.length === 0 ? [] : await store.findChoices(tx, [...new Set(persons)]);
  if (found.length === 0) return new Map();
  const community = await readReach(tx);
  return new Map(found.map(({ personId, ...kept }) => [personId, choicesIn(community, kept)]));
}

/** What one person chose, or what holds for whoever never did. */
export async function choicesOfOne(tx: Tx, person: Id<'person'>): Promise<Choices> {
  const chosen = (await choicesOf(tx, [person])).get(person);
  return chosen ?? choicesIn(await readReach(tx), usualChoices);
}

const reached = remember(['preferences'], store.anyChoice);

/** Whether anybody of the community wants news by any way but the inbox; kept between calls. */
export function isAnybodyReached(tx: Tx): Promise<boolean> {
  return reached.get(tx);
}

export function findMailAddress(tx: Tx, person: Id<'person'>): Promise<MailAddress | undefined> {
  return store.findMailAddress(tx, person);
}

function personOf(asker: Asker): Id<'person'> {
  if (asker.kind !== 'person') throw new Error('the policy lets only persons choose');
  return asker.personId;
}

const getPreferences: Handlers['getPreferences'] = async (call) => {
  const may = mayChoose(call.asker);
  if (may !== true) return refuse(may);
  const personId = personOf(call.asker);
  return call.read(async (tx) => {
    const [person, choices, mail] = await Promise.all([
      findPerson(tx, personId),
      choicesOfOne(tx, personId),
      store.findMailAddress(tx, personId),
    ]);
    const { quietFrom, quietUntil, ...ways } = choices;
    return ok({
      sms: [...ways.sms],
      mail: [...ways.mail],
      quietFrom: writeTimeOfDay(quietFrom),
      quietUntil: writeTimeOfDay(quietUntil),
      phone: person?.phone ? maskPhone(person.phone) : null,
      mailAddress: mail ? { address: mail.address, confirmed: mail.confirmedAt !== null } : null,
      can: { set: may },
    });
  });
};

const setPreferences: Handlers['setPreferences'] = async (call, input) => {
  const may = mayChoose(call.asker);
  if (may !== true) return refuse(may);
  const personId = personOf(call.asker);
  return call.write(async (tx) => {
    const person = await findPerson(tx, personId);
    if (input.sms.length > 0 && !person?.phone) return refuse('phone-missing');
    const mail = await store.findMailAddress(tx, personId);
    if (input.mail.length > 0 && !mail?.confirmedAt) return refuse('mail-not-confirmed');
    const night = {
      quietFrom: readTimeOfDay(input.quietFrom),
      quietUntil: readTimeOfDay(input.quietUntil),
    };
    const choices = {
      sms: [...new Set(input.sms)],
      mail: [...new Set(input.mail)],
      ...keptNight(await readReach(tx), night),
    };
    reached.forget(tx);
    await store.upsertChoices(tx, personId, choices, call.now);
    return ok({ set: true as const });
  });
};

export const preferenceHandlers = implement(preferenceOperations, { getPreferences, setPreferences });

/** Takes away how somebody wanted to be told, and their mail address. */
export function erasePreferences(tx: Tx, personId: Id<'person'>): Promise<void> {
  reached.forget(tx);
  return store.deletePreferences(tx, personId);
}
