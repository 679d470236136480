import { randomBytes } from 'node:crypto';
import { sha256 } from '../../ledger/entry/entry.service.ts';
import { newWitnessKey } from '../../ledger/note/witness-key.ts';
import { cosignCheckpoint, judgeShown } from '../../ledger/verify/witness-check.ts';
import { type Party, parties, witnessOperations } from '../../ledger/witness/witness.contract.ts';
import { demonstrationKeys } from '../../ledger/witness/witness.rules.ts';
import { community, type PostName } from './cast.seed.ts';
import type { PersonAsking } from './setting.ts';
import type { Stage } from './stage.ts';

const { nameWitness, registerWitnessKey, listSteps, cosign } = witnessOperations;

/** Who speaks for each party, and would hold its key. */
const speakers = {
  community: 'deskTwo',
  'owners-committee': 'committee',
  'property-company': 'service',
} as const satisfies Record<Party, PostName>;

/** A witness of the story, and the key it holds for as long as the story is told. */
export type Witness = { asker: PersonAsking; name: string; secret: Uint8Array };

/** Has the administrator name the three witnesses, and each of them register a key that says whose it is. */
export async function nameWitnesses({ cast, act }: Stage): Promise<Witness[]> {
  const witnesses: Witness[] = [];
  for (const party of parties) {
    const { id: postId, asker } = cast.post(speakers[party]);
    await act(cast.post('administrator').asker, nameWitness, { party, turn: 0, postId });
    const name = `${demonstrationKeys}${community.slug}/witness/${party}`;
    const { vkey, secret } = newWitnessKey(name, new Uint8Array(randomBytes(32)));
    await act(asker, registerWitnessKey, { party, vkey });
    witnesses.push({ asker, name, secret });
  }
  return witnesses;
}

/** Each looks at the ledger as `sunshine witness sign` does, signs what it may, and throws its key away. */
export async function cosignAll({ act, now }: Stage, witnesses: readonly Witness[]): Promise<void> {
  for (const { asker, name, secret } of witnesses) {
    const judged = judgeShown(sha256, null, await act(asker, listSteps, { from: '0' }));
    if (!judged.ok) throw new Error(`a witness of the demonstration refuses its ledger: ${judged.fault}`);
    for (const { text } of judged.checkpoints)
      await act(asker, cosign, { note: cosignCheckpoint(text, name, secret, now()) });
    secret.fill(0);
  }
}
