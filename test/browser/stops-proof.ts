import type { Stops } from './stops.ts';

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
