import { generateSecret, generateURI, verifySync } from 'otplib';
import { create } from 'qrcode';
import type { Instant } from '../../kernel/time.ts';
import { stepMs } from './second-factor.rules.ts';

/** A secret for a telephone's authenticator: 160 bits in Base32 (RFC 4226, 4: R6). */
export function makeSecret(): string {
  return generateSecret();
}

/**
 * The time step of a right code; undefined for a wrong one. One step before and after is taken too, for clocks that
 * differ (RFC 6238, 6); a step that was taken already, or lies before it, is not (RFC 6238, 5.2). A last step further
 * ahead than any code can be was taken while the clock was wrong, and must not keep its owner out until that time.
 */
export function stepOf(
  secret: string,
  code: string,
  now: Instant,
  lastStep: number | null,
): number | undefined {
  const furthest = Math.floor(now / stepMs) + 1;
  const taken = lastStep !== null && lastStep <= furthest ? lastStep : null;
  const result = verifySync({
    secret,
    token: code,
    epoch: Math.floor(now / 1000),
    epochTolerance: stepMs / 1000,
    ...(taken !== null && { afterTimeStep: taken }),
  });
  return result.valid && 'timeStep' in result ? result.timeStep : undefined;
}

/** The address that authenticators read from a QR code. */
export function setupAddress(issuer: string, username: string, secret: string): string {
  return generateURI({ issuer, label: username, secret });
}

/** A QR code (ISO/IEC 18004) as the path of its dark squares, one unit each, in a square of `size` units. */
export function drawQr(text: string): { size: number; path: string } {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const { size } = modules;
  let path = '';
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) if (modules.get(y, x)) path += `M${x} ${y}h1v1h-1z`;
  }
  return { size, path };
}
