import type { CommunityId, Id } from '../../kernel/id.ts';
import { seal, unseal } from '../../platform/secrets.ts';

export type MailLink = {
  purpose: 'confirm' | 'stop';
  community: CommunityId;
  personId: Id<'person'>;
  address: string;
};

const sealedFor = 'mail link';

/** What the link in a letter carries: sealed, so that it says nothing to servers on the way and cannot be made up. */
export function sealLink(secret: Buffer, { purpose, community, personId, address }: MailLink): string {
  return seal(secret, sealedFor, [purpose, community, personId, address].join(' '));
}

export function openLink(secret: Buffer, community: CommunityId, token: string): MailLink | undefined {
  const [purpose, of, personId, address] = unseal(secret, sealedFor, token)?.split(' ') ?? [];
  if (of !== community || personId === undefined || address === undefined) return undefined;
  if (purpose !== 'confirm' && purpose !== 'stop') return undefined;
  return { purpose, community, personId: personId as Id<'person'>, address };
}
