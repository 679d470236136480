import type { PublicFilter } from '../matter.public.contract.ts';

const names = ['status', 'tier', 'category', 'building', 'month', 'channel', 'q'] as const;
export type FilterName = (typeof names)[number];

/** The filters that stand in an address, in their order; everything that narrows nothing is left out. */
export function filterQuery(filter: PublicFilter, more: Record<string, string> = {}): string {
  const query = new URLSearchParams();
  for (const name of names) {
    const value = filter[name];
    if (value !== undefined && value !== '' && value !== 'received') query.set(name, value);
  }
  for (const [name, value] of Object.entries(more)) query.set(name, value);
  return query.size === 0 ? '' : `?${query}`;
}

/** The filter without one of its parts. */
export function without(filter: PublicFilter, name: FilterName): PublicFilter {
  const { [name]: _, ...rest } = filter;
  return rest;
}
