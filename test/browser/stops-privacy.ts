import type { Stops } from './stops.ts';

/** What the community keeps of people, who looked at it, and what can be done about it. */
export const privacyStops: Stops = {
  '/privacy': [
    { name: 'to everybody', as: 'stranger', at: '/privacy' },
    { name: 'nothing has happened yet', as: 'stranger', at: '/privacy', empty: true },
  ],
  '/looks': [
    { name: 'with looks', as: 'administrator', at: '/looks' },
    { name: 'to the chair', as: 'chair', at: '/looks' },
    { name: 'of a day without any', as: 'administrator', at: '/looks?from=2026-01-01&until=2026-01-02' },
    { name: 'not for the desk', as: 'desk1', at: '/looks' },
  ],
  '/account/looks': [
    { name: 'with looks', as: 'resident', at: '/account/looks' },
    { name: 'nobody looked', as: 'resident', at: '/account/looks', empty: true },
  ],
  '/account/copy': [
    { name: 'with reports', as: 'resident', at: '/account/copy' },
    { name: 'nothing was reported', as: 'neighbour', at: '/account/copy', empty: true },
    { name: 'to staff', as: 'desk1', at: '/account/copy' },
  ],
  '/account/erasure': [
    { name: 'something is under way', as: 'resident', at: '/account/erasure' },
    {
      name: 'asked without a tick',
      as: 'neighbour',
      at: '/account/erasure',
      send: '/account/erasure',
      empty: true,
    },
    { name: 'to staff, who end their posts first', as: 'desk1', at: '/account/erasure' },
    { name: 'to the only administrator', as: 'administrator', at: '/account/erasure' },
  ],
};
