import { ok, refuse } from '../../kernel/outcome.ts';
import { formatInstant } from '../../kernel/time.ts';
import { type Handler, implement } from '../../platform/call.ts';
import {
  type endOneSession as endOneSessionOperation,
  type endOtherSessions as endOtherSessionsOperation,
  type listSessions as listSessionsOperation,
  type SeenSession,
  sessionOperations,
} from './session.contract.ts';
import { maySeeSessions } from './session.policy.ts';
import { isSessionAlive } from './session.rules.ts';
import { endSessionsOf, findOwnSession } from './session.service.ts';
import * as store from './session.store.ts';

const notSignedIn = refuse('not-signed-in');

export const listSessions: Handler<typeof listSessionsOperation> = async (call) => {
  const { asker } = call;
  if (maySeeSessions(asker) !== true || asker.kind !== 'person') return notSignedIn;
  return call.read(async (tx) => {
    const own = await findOwnSession(tx, call);
    const all = await store.listSessionsOf(tx, asker.accountId);
    const sessions = all
      .filter((session) => isSessionAlive(session, call.now))
      .map((session) => ({ ...describe(session), current: session.id === own?.id }));
    return ok({ sessions: sessions.sort((a, b) => Number(b.current) - Number(a.current)) });
  });
};

function describe(session: store.SessionRow): Omit<SeenSession, 'current'> {
  const { id, kind, deviceSystem: system, deviceProgram: program, awaits } = session;
  return {
    ...{ id, kind, device: { system, program }, halfOpen: awaits !== null },
    signedInAt: formatInstant(session.createdAt),
    lastSeenAt: formatInstant(session.lastSeenAt),
  };
}

export const endOneSession: Handler<typeof endOneSessionOperation> = async (call, { sessionId }) => {
  const { asker } = call;
  if (maySeeSessions(asker) !== true || asker.kind !== 'person') return notSignedIn;
  const ended = await call.write(async (tx) => {
    const own = await findOwnSession(tx, call);
    const done = await store.deleteSessionById(tx, asker.accountId, sessionId);
    return done ? ok({ isOwn: own?.id === sessionId }) : refuse('session-unknown');
  });
  if (!ended.ok) return ended;
  if (ended.value.isOwn) call.setSession(null, 0);
  return ok({});
};

export const endOtherSessions: Handler<typeof endOtherSessionsOperation> = async (call) => {
  const { asker } = call;
  if (maySeeSessions(asker) !== true || asker.kind !== 'person') return notSignedIn;
  return call.write(async (tx) => ok({ ended: await endSessionsOf(tx, asker.accountId, call.sessionToken) }));
};

export const sessionHandlers = implement(sessionOperations, {
  listSessions,
  endOneSession,
  endOtherSessions,
});
