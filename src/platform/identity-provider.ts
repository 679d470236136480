import * as oidc from 'openid-client';
import type { Logger } from 'pino';
import { type Outcome, ok, refuse } from '../kernel/outcome.ts';
import type { Text } from '../kernel/text.ts';
import { addMs, hourMs, type Instant } from '../kernel/time.ts';
import type { ProviderSettings, SecondFactorClaims } from './provider-settings.ts';

/** What the answer to one request has to fit: kept by the browser that asks, sealed, and by nobody else. */
export type Expectation = { state: string; nonce: string; verifier: string };

/** Somebody as their provider knows them; the pair is unique and never given to another (OpenID Connect Core, 2). */
export type ProvenIdentity = { issuer: string; subject: string; secondFactorShown: boolean };

/** A provider of identities by OpenID Connect: authorization code, PKCE (RFC 7636), state and nonce. */
export type IdentityProvider = {
  label: Text;
  issuer: string;
  /** It did not answer a moment ago; asked again only after a while, so that nobody waits for it in vain. */
  isAway(now: Instant): boolean;
  /** Where the browser is sent to, and what comes back has to fit. `mark` ends the state and is returned with it. */
  begin(
    returnTo: string,
    mark: string,
    now: Instant,
  ): Promise<Outcome<{ address: string; expected: Expectation }, 'provider-away'>>;
  /** Who answered, `answer` being the whole address that the browser came back to. */
  redeem(
    answer: URL,
    expected: Expectation,
    now: Instant,
  ): Promise<Outcome<ProvenIdentity, 'provider-away' | 'provider-declined' | 'answer-refused'>>;
};

const timeoutSeconds = 8;
/** How far the clocks of two machines may differ. */
const toleranceSeconds = 30;
const rememberAwayMs = 20_000;
const describedMs = hourMs;

/** Nothing is asked of the provider before somebody wants to sign in by it: the server starts without. */
export function openIdentityProvider(settings: ProviderSettings, log: Logger): IdentityProvider {
  let known: { description: Promise<oidc.Configuration>; until: Instant } | undefined;
  let awayUntil: Instant | undefined;
  const isAway = (now: Instant) => awayUntil !== undefined && now < awayUntil;

  async function describe(now: Instant): Promise<oidc.Configuration | undefined> {
    if (isAway(now)) return undefined;
    if (!known || now >= known.until)
      known = { description: discover(settings), until: addMs(now, describedMs) };
    const asked = known;
    try {
      return await asked.description;
    } catch (error) {
      if (known === asked) known = undefined;
      awayUntil = addMs(now, rememberAwayMs);
      log.warn({ failure: failureOf(error) }, 'the provider of identities cannot be discovered');
      return undefined;
    }
  }

  return {
    label: settings.label,
    issuer: settings.issuer,
    isAway,
    async begin(returnTo, mark, now) {
      const description = await describe(now);
      if (!description) return refuse('provider-away');
      const expected = {
        state: `${oidc.randomState()}.${mark}`,
        nonce: oidc.randomNonce(),
        verifier: oidc.randomPKCECodeVerifier(),
      };
      const { acr } = settings.secondFactor;
      const address = oidc.buildAuthorizationUrl(description, {
        ...{ redirect_uri: returnTo, scope: 'openid', response_type: 'code' },
        ...{ state: expected.state, nonce: expected.nonce, code_challenge_method: 'S256' },
        code_challenge: await oidc.calculatePKCECodeChallenge(expected.verifier),
        // Counters are shared: whoever sits down next must not be let in by what the last one left open.
        prompt: 'login',
        ...(acr.length > 0 && { acr_values: acr.join(' ') }),
      });
      return ok({ address: address.href, expected });
    },
    async redeem(answer, { state, nonce, verifier }, now) {
      const description = await describe(now);
      if (!description) return refuse('provider-away');
      try {
        const tokens = await oidc.authorizationCodeGrant(description, answer, {
          ...{
            expectedState: state,
            expectedNonce: nonce,
            pkceCodeVerifier: verifier,
            idTokenExpected: true,
          },
        });
        const claims = tokens.claims();
        if (!claims) throw new Error('an answer without an ID token came through');
        const secondFactorShown = showsSecondFactor(claims, settings.secondFactor);
        return ok({ issuer: claims.iss, subject: claims.sub, secondFactorShown });
      } catch (error) {
        const code = refusalOf(error);
        log.warn({ failure: failureOf(error), code }, 'the provider of identities did not vouch');
        return refuse(code);
      }
    },
  };
}

async function discover(settings: ProviderSettings): Promise<oidc.Configuration> {
  const { issuer, clientId, clientSecret } = settings;
  // Plain http comes through the settings for this machine alone.
  const execute = issuer.startsWith('http:') ? [oidc.allowInsecureRequests] : [];
  const options = { execute, timeout: timeoutSeconds };
  const found = await oidc.discovery(new URL(issuer), clientId, undefined, oidc.None(), options);
  const server = found.serverMetadata();
  // Where nothing is said, it is basic (OpenID Connect Discovery 1.0, 3).
  const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
  const isBasic = methods.includes('client_secret_basic');
  const authentication = isBasic ? oidc.ClientSecretBasic(clientSecret) : oidc.ClientSecretPost(clientSecret);
  const metadata = { [oidc.clockTolerance]: toleranceSeconds };
  const description = new oidc.Configuration(server, clientId, metadata, authentication);
  description.timeout = timeoutSeconds;
  for (const allow of execute) allow(description);
  // The signature of the ID token is checked too, although TLS would do (OpenID Connect Core 1.0, 3.1.3.7, 6).
  oidc.enableNonRepudiationChecks(description);
  return description;
}

/** Authentication context and methods (OpenID Connect Core 1.0, 2; RFC 8176), held against what the operator accepts. */
function showsSecondFactor(claims: oidc.IDToken, accepted: SecondFactorClaims): boolean {
  const methods: unknown[] = Array.isArray(claims.amr) ? claims.amr : [];
  return (
    (typeof claims.acr === 'string' && accepted.acr.includes(claims.acr)) ||
    accepted.amr.some((method) => methods.includes(method))
  );
}

const awayCodes: readonly unknown[] = ['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_CONFORM'];

/** What an error means to the person; one that is neither theirs nor the provider's is thrown on. */
function refusalOf(error: unknown): 'provider-away' | 'provider-declined' | 'answer-refused' {
  if (error instanceof oidc.AuthorizationResponseError) {
    const isBusy = ['server_error', 'temporarily_unavailable'].includes(error.error);
    return isBusy ? 'provider-away' : 'provider-declined';
  }
  if (error instanceof oidc.ResponseBodyError || error instanceof oidc.WWWAuthenticateChallengeError)
    return 'answer-refused';
  if (error instanceof oidc.ClientError)
    return awayCodes.includes(error.code) ? 'provider-away' : 'answer-refused';
  // `fetch` says with a cause that nobody was reached.
  if (error instanceof TypeError && error.cause !== undefined) return 'provider-away';
  throw error;
}

/** What an operator can look up; an answer's own words may name people and are left out. */
function failureOf(error: unknown): string {
  if (error instanceof oidc.AuthorizationResponseError || error instanceof oidc.ResponseBodyError)
    return error.error;
  if (!(error instanceof Error)) return typeof error;
  const { cause } = error;
  const inner = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
  return 'code' in error && error.code !== undefined ? String(error.code) : (inner ?? error.name);
}
