import type { Id } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Platform } from '../../platform/call.ts';
import type { OutgoingSms } from './sms.contract.ts';
import type { SmsAdapter } from './sms-adapter.ts';

/** A text message as the development adapter caught it, words and all. */
export type DevelopmentMessage = OutgoingSms & { community: Id<'community'>; at: Instant };

/** Thrown where codes on a page would let anybody in. */
export class NotPrivateError extends Error {
  override name = 'NotPrivateError';
}

const maxKept = 100;

/** In memory alone, and only as long as the process: codes are written nowhere. */
const kept = new WeakMap<Platform, DevelopmentMessage[]>();

/** Catches messages instead of sending them. Exists only on an installation for this machine alone. */
export function developmentSms(platform: Platform): SmsAdapter {
  refusePublic(platform);
  const messages: DevelopmentMessage[] = [];
  kept.set(platform, messages);
  return {
    kind: 'development',
    async send(message, { community }) {
      messages.unshift({ ...message, community, at: platform.clock.now() });
      messages.length = Math.min(messages.length, maxKept);
      return { as: 'sent' };
    },
  };
}

/** What the development adapter of this process caught, newest first, for the page that shows codes. */
export function developmentMessages(platform: Platform): readonly DevelopmentMessage[] {
  refusePublic(platform);
  return [...(kept.get(platform) ?? [])];
}

/** HOST and BASE_URL are of this machine and no proxy is trusted (`isPrivateInstallation`). */
function refusePublic(platform: Platform): void {
  if (platform.isPrivate) return;
  throw new NotPrivateError(
    'The development adapter shows sign-in codes on a page, so it exists only where HOST and BASE_URL are of this ' +
      'machine and TRUST_PROXY is false. Set SMS_ADAPTER to http or off.',
  );
}
