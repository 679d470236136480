import { utf8Bytes } from '../../src/kernel/bytes.ts';
import { sha256 } from '../../src/ledger/entry/entry.service.ts';
import { signNote } from '../../src/ledger/note/note.ts';
import { formatVkey, verifierKeyOf, witnessSigner } from '../../src/ledger/note/note-key.ts';
import { witnessOperations } from '../../src/ledger/witness/witness.contract.ts';
import { must } from '../world.ts';
import type { Prepare, Scene } from './requests.ts';

const { listWitnesses, nameWitness, registerWitnessKey, listSteps } = witnessOperations;
const party = 'community';

/** The witness of the community is who sits at the desk. */
async function named({ world }: Scene): Promise<void> {
  const { witnesses } = must(await world.as('stranger').call(listWitnesses, {}));
  const { postId } = world.here.people.desk1;
  if (witnesses[0]?.state !== 'unnamed' || postId === null) return;
  must(await world.as('administrator').call(nameWitness, { party, turn: 0, postId }));
}

const freshSeed = (scene: Scene) => Uint8Array.from(sha256(utf8Bytes(`witness ${scene.fresh()}`)));
const keyName = 'wuyang.example/witness/community';

async function keyed(scene: Scene): Promise<Uint8Array> {
  await named(scene);
  const seed = freshSeed(scene);
  const vkey = formatVkey(verifierKeyOf(keyName, 'cosignature', seed));
  must(await scene.world.as('desk1').call(registerWitnessKey, { party, vkey }));
  return seed;
}

/** Requests about those who watch the log. */
export const witnessRequests: Record<string, Prepare> = {
  'witness.list': () => ({ input: {} }),
  'witness.steps': () => ({ input: { from: '0' } }),
  async 'witness.cosign'(scene) {
    const seed = await keyed(scene);
    const { world } = scene;
    await world.sequence();
    const { steps } = must(await world.as('stranger').call(listSteps, {}));
    const note = steps.at(-1)?.checkpoint ?? '';
    const text = note.slice(0, note.lastIndexOf('\n\n') + 1);
    return { input: { note: signNote(text, [witnessSigner(keyName, seed, world.clock.now())]) } };
  },
  async 'witness.name'({ world }) {
    const { witnesses } = must(await world.as('stranger').call(listWitnesses, {}));
    const [handler, colleague] = [world.here.people.handler.postId, world.here.people.colleague.postId];
    const turn = witnesses.find((one) => one.party === 'property-company')?.turn ?? 0;
    return { input: { party: 'property-company', turn, postId: turn % 2 === 0 ? handler : colleague } };
  },
  async 'witness.registerKey'(scene) {
    await named(scene);
    const vkey = formatVkey(verifierKeyOf(keyName, 'cosignature', freshSeed(scene)));
    return { input: { party, vkey } };
  },
  async 'witness.endKey'(scene) {
    await keyed(scene);
    return { input: { party, reason: 'lost' } };
  },
};
