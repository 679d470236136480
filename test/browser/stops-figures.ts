import { countEntries } from '../../src/guarantee/figures/figures-counting.service.ts';
import type { World } from '../world.ts';
import type { Stops } from './stops.ts';

/** Counts what has happened so far, as the runner's chore does. */
export async function countFigures(world: World): Promise<void> {
  await world.sequence();
  await countEntries(world.installation.platform, world.here.community);
}

/** What was counted, and the lists behind it. */
export const figuresStops: Stops = {
  '/figures': [
    { name: 'to everybody', as: 'stranger', at: '/figures' },
    { name: 'beside the rail of staff', as: 'desk1', at: '/figures' },
    { name: 'nothing counted yet', as: 'stranger', at: '/figures', empty: true },
    { name: 'of a day that has not come', as: 'resident', at: '/figures?asOf=2030-01-01' },
    { name: 'of a day before everything', as: 'stranger', at: '/figures?asOf=2020-05-31' },
  ],
  '/figures/matters': [
    { name: 'everything received', as: 'stranger', at: '/figures/matters' },
    {
      name: 'narrowed',
      as: 'resident',
      at: '/figures/matters?status=open&tier=self&month=2026-11&channel=form',
    },
    { name: 'beside the rail of staff', as: 'desk1', at: '/figures/matters?status=resolved' },
    { name: 'nothing', as: 'stranger', at: '/figures/matters?status=unsolved', empty: true },
  ],
};

/** The public page of the ledger; `number` is of a matter with entries in it. */
export const proofStops = (number: string): Stops => ({
  '/verify': [
    { name: 'to everybody', as: 'stranger', at: '/verify' },
    { name: 'with the entries of a matter', as: 'stranger', at: `/verify?number=${number}` },
    { name: 'a number nobody has', as: 'resident', at: '/verify?number=2031-0001' },
    { name: 'what is no number', as: 'stranger', at: '/verify?number=abc' },
    { name: 'nothing has happened yet', as: 'stranger', at: '/verify', empty: true },
  ],
});
