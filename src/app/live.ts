import type { Asker } from '../kernel/asker.ts';
import type { Id } from '../kernel/id.ts';
import { lastIndex } from '../ledger/entry/entry.service.ts';
import type { Community } from '../platform/call.ts';
import type { EventStream } from '../platform/http/event-stream.ts';
import type { Credentials, Exchange } from '../platform/http/exchange.ts';
import { refusalOfError } from '../platform/http/failure.ts';
import type { Change } from '../resolve/change/change.contract.ts';
import { changesFor, mayKnowQueue } from '../resolve/change/change.policy.ts';
import { type ChangesSince, changesSince } from '../resolve/change/change.service.ts';

/** What an open page shows, and so what it wants to hear of. */
export type Topic =
  | { kind: 'queues' }
  | { kind: 'matter'; id: Id<'matter'> }
  | { kind: 'report'; id: Id<'report'> };

/** An open page: who looks at what, and up to which place in the ledger they have been told. */
export type Watcher = {
  stream: EventStream;
  community: Community;
  credentials: Credentials;
  asker: Asker;
  topic: Topic;
  at: number;
};

export type Live = {
  watch(watcher: Watcher): void;
  stop(): void;
};

/** Time between two looks at the ledger's end; none while no page is open. */
const roundMs = 500;
/** Often enough to keep a line open through any proxy, and to close the stream of a session that was ended. */
const beatMs = 15_000;

/**
 * Follows the ledger for open pages (docs/decisions/0023-open-pages-follow-the-ledger.md). One look for each
 * community with open pages, whatever their number; what changed is read once and narrowed for each asker.
 */
export function followLedger(exchange: Exchange): Live {
  const watchers = new Set<Watcher>();
  let timers: NodeJS.Timeout[] = [];
  let isFailing = false;

  async function attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      isFailing = false;
    } catch (error) {
      // The database may be away: nobody is told anything, and the next look finds everything that was missed.
      const kind = refusalOfError(error) ?? 'defect';
      if (!isFailing)
        exchange.platform.log.warn({ kind }, 'open pages cannot be told of changes; trying again');
      isFailing = true;
    }
  }

  const round = oneAtATime(() => attempt(() => tellAll(exchange, watchers)));
  const beat = oneAtATime(() => attempt(() => beatAll(exchange, watchers)));

  function rest(): void {
    for (const timer of timers) clearInterval(timer);
    timers = [];
  }

  return {
    watch(watcher) {
      watchers.add(watcher);
      watcher.stream.onEnd(() => {
        watchers.delete(watcher);
        if (watchers.size === 0) rest();
      });
      if (timers.length === 0) timers = [setInterval(round, roundMs), setInterval(beat, beatMs)];
      void round();
    },
    stop: rest,
  };
}

/** The work, skipped while it is still under way from the last time. */
function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => {
    running ??= work().finally(() => {
      running = undefined;
    });
    return running;
  };
}

async function tellAll(exchange: Exchange, watchers: ReadonlySet<Watcher>): Promise<void> {
  const { database, clock } = exchange.platform;
  const asWho = identities(exchange);
  for (const [community, all] of byCommunity(watchers)) {
    const last = await database.read(community.id, lastIndex);
    const behind = all.filter(({ at }) => at !== last);
    for (const at of new Set(behind.map((watcher) => watcher.at))) {
      const since = await database.read(community.id, (tx) => changesSince(tx, at, clock.now()));
      for (const watcher of behind.filter((other) => other.at === at)) await tell(watcher, since, asWho);
    }
  }
}

async function tell(watcher: Watcher, since: ChangesSince, asWho: AsWho): Promise<void> {
  if (!(await renew(watcher, asWho))) return;
  watcher.at = since.last;
  if (!since.complete) return watcher.stream.send({ id: since.last, event: 'anew', data: {} });
  const changes = changesFor(watcher.asker, since.changed).filter((change) => isOn(watcher.topic, change));
  // An id alone is no event for the page; the browser only remembers where it was.
  watcher.stream.send({ id: since.last, ...(changes.length > 0 && { event: 'change', data: { changes } }) });
}

function isOn(topic: Topic, change: Change): boolean {
  if (topic.kind === 'queues') return true;
  return change.kind === topic.kind && change.id === topic.id;
}

async function beatAll(exchange: Exchange, watchers: ReadonlySet<Watcher>): Promise<void> {
  // Before anything can fail: a line is alive whether or not the database is.
  for (const { stream } of watchers) stream.send({ event: 'beat', data: {} });
  const asWho = identities(exchange);
  for (const watcher of [...watchers]) await renew(watcher, asWho);
}

type AsWho = (watcher: Watcher) => Promise<Asker>;

/** Who the watchers are now, asked once for all pages of one session or link. Watching is no visit: it renews nothing. */
function identities(exchange: Exchange): AsWho {
  const known = new Map<string, Promise<Asker>>();
  return ({ community, credentials }) => {
    const key = `${community.id} ${credentials.session ?? ''} ${credentials.reportKey ?? ''}`;
    const found = known.get(key) ?? exchange.identify(community, credentials, exchange.platform.clock.now());
    known.set(key, found);
    return found;
  };
}

/** Takes note of who a watcher is by now; false, and the end of it, when their session or link does not hold any more. */
async function renew(watcher: Watcher, asWho: AsWho): Promise<boolean> {
  const now = await asWho(watcher);
  const mayGoOn = whoIs(now) === whoIs(watcher.asker) && mayWatch(now, watcher.topic);
  if (watcher.stream.isOver) return false;
  watcher.asker = now;
  if (mayGoOn) return true;
  watcher.stream.send({ event: 'over', data: {} });
  watcher.stream.end();
  return false;
}

/** Lists are watched by those who have some; matters and reports are narrowed change by change. */
export function mayWatch(asker: Asker, topic: Topic): boolean {
  return topic.kind !== 'queues' || mayKnowQueue(asker) === true;
}

function whoIs(asker: Asker): string {
  if (asker.kind === 'person') return `person ${asker.personId} ${asker.reportId ?? ''}`;
  return asker.kind === 'follower' ? `follower ${asker.reportId}` : asker.kind;
}

function byCommunity(watchers: ReadonlySet<Watcher>): [Community, Watcher[]][] {
  const groups = new Map<string, [Community, Watcher[]]>();
  for (const watcher of watchers) {
    const group = groups.get(watcher.community.id) ?? [watcher.community, []];
    group[1].push(watcher);
    groups.set(watcher.community.id, group);
  }
  return [...groups.values()];
}
