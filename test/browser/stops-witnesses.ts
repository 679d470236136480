import { witnessesOf } from '../witnesses.ts';
import { must, type World } from '../world.ts';
import type { Stops } from './stops.ts';

/** Three named, two with a key, one of whom has signed. */
export async function tellOfWitnesses(world: World): Promise<void> {
  const witnesses = witnessesOf(world);
  const key = await witnesses.ready('community', 'stops 1');
  await witnesses.ready('owners-committee', 'stops 2');
  must(await witnesses.name('property-company', 'handler'));
  must(await witnesses.handIn(witnesses.signed(await witnesses.goOn(), key)));
}

/** The pages of those who watch the ledger. */
export const witnessStops: Stops = {
  '/witnesses': [
    { name: 'to everybody', as: 'stranger', at: '/witnesses' },
    { name: 'to who names them', as: 'administrator', at: '/witnesses' },
    { name: 'to one of them', as: 'desk1', at: '/witnesses' },
    { name: 'nobody named yet', as: 'stranger', at: '/witnesses', empty: true },
    {
      name: 'named without a choice',
      as: 'administrator',
      at: '/witnesses',
      send: '/witnesses/owners-committee/post',
    },
  ],
  '/witnesses/sign': [
    { name: 'to a witness without a key', as: 'handler', at: '/witnesses/sign' },
    { name: 'to everybody', as: 'stranger', at: '/witnesses/sign' },
    {
      name: 'registers what is no key',
      as: 'handler',
      at: '/witnesses/sign',
      send: '/witnesses/property-company/key',
      written: { vkey: 'hello' },
    },
  ],
};
