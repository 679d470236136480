import type { FastifyReply, FastifyRequest } from 'fastify';

/** Where this installation is reached, and in which community's part of it a cookie is for, if in one alone. */
type Place = { baseUrl: string; community?: string };

/** Whether browsers reach this installation by https alone. */
export function isSecure({ baseUrl }: Pick<Place, 'baseUrl'>): boolean {
  return baseUrl.startsWith('https:');
}

/**
 * The name of a cookie that says who somebody is or what is theirs. Browsers take `__Host-` from this host alone, over
 * https and for all of its paths (RFC 6265bis, 4.1.3.2): a neighbouring subdomain cannot put one of its own in its
 * place. So a community's cookie has the community in its name. Plain http, as on a demonstration's own machine, knows
 * no such names; there the path keeps communities apart.
 */
export function cookieName(name: string, place: Place): string {
  if (!isSecure(place)) return name;
  return place.community === undefined ? `__Host-${name}` : `__Host-${name}-${place.community}`;
}

/** A cookie that was kept here; of the plain name where the other is in use nothing is taken. */
export function readCookie(request: FastifyRequest, name: string, place: Place): string | undefined {
  return request.cookies[cookieName(name, place)];
}

/** Keeps a cookie that scripts cannot read, or with null takes it away. */
export function keepCookie(
  reply: FastifyReply,
  name: string,
  value: string | null,
  { maxAge, ...place }: Place & { maxAge: number },
): void {
  const secure = isSecure(place);
  const path = secure || place.community === undefined ? '/' : `/c/${place.community}`;
  const options = { httpOnly: true, sameSite: 'lax', secure, path } as const;
  if (value === null) reply.clearCookie(cookieName(name, place), options);
  else reply.setCookie(cookieName(name, place), value, { ...options, maxAge });
}
