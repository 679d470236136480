import type { Text } from '../kernel/text.ts';

/** The provider of identities that staff may sign in with, and what this product is to it (OpenID Connect Core 1.0). */
export type ProviderSettings = {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** What people call it: it stands on the button. */
  label: Text;
  /** Which of its statements about a sign-in say that a second factor was shown; none unless the operator says so. */
  secondFactor: SecondFactorClaims;
};

export type SecondFactorClaims = { acr: readonly string[]; amr: readonly string[] };

export const usualLabel: Text = { zh: '单位账号', en: 'work account' };

/** An issuer's address: https with nothing after the path (OpenID Connect Discovery 1.0, 4.1), or plain on this machine. */
export function isIssuer(text: string, isLoopback: (url: string) => boolean): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  if (username !== '' || password !== '' || /[?#]/.test(text)) return false;
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(text));
}

/** Reads `acr:VALUE,amr:VALUE`; undefined for anything else. */
export function readSecondFactor(text: string): SecondFactorClaims | undefined {
  const claims = { acr: [] as string[], amr: [] as string[] };
  for (const part of text.split(',')) {
    const [, kind, value] = /^\s*(acr|amr):(\S+)\s*$/.exec(part) ?? [];
    if (value === undefined) return undefined;
    claims[kind === 'acr' ? 'acr' : 'amr'].push(value);
  }
  return claims;
}
