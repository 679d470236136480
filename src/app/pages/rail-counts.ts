import { messageOperations } from '../../channels/message/message.contract.ts';
import { reportOperations } from '../../collect/report/report.operations.contract.ts';
import { countRequests } from '../../collect/residence/residence.contract.ts';
import { holdsPost } from '../../kernel/asker.ts';
import type { Call } from '../../platform/call.ts';
import { listFlags } from '../../resolve/flag/flag.contract.ts';
import { listMatters } from '../../resolve/matter/matter.reading.contract.ts';
import { listPublications } from '../../resolve/publication/publication.contract.ts';
import type { Ask } from './page.ts';

/** What waits for the visitor behind each entry of the rail; nothing where nothing can wait for them. */
export type RailCounts = {
  desk?: number | undefined;
  work?: number | undefined;
  messages?: number | undefined;
  homes?: number | undefined;
  flags?: number | undefined;
  publications?: number | undefined;
};

export const nothingWaits: RailCounts = {};

/**
 * Counts what waits for who looks: undecided reports at the desk or what may need supervision, matters to handle,
 * messages that did not arrive.
 */
export async function countForRail(call: Call, ask: Ask): Promise<RailCounts> {
  const holds = (...posts: string[]) => posts.some((post) => holdsPost(call.asker, post));
  const supervises = !holds('desk') && holds('street', 'administrator');
  const [reports, proposed, matters, messages, homes, flags, publications] = await Promise.all([
    holds('desk')
      ? ask(reportOperations.listReports, { state: 'submitted', aside: false, limit: 1 })
      : undefined,
    supervises ? ask(listMatters, { queue: 'to-supervise', limit: 1 }) : undefined,
    holds('handler', 'captain', 'chair')
      ? ask(listMatters, { queue: 'waiting-for-me', limit: 1 })
      : undefined,
    holds('desk', 'administrator')
      ? ask(messageOperations.listMessages, { unsent: true, limit: 1 })
      : undefined,
    holds('desk', 'captain') ? ask(countRequests, {}) : undefined,
    holds('desk') ? ask(listFlags, { limit: 1 }) : undefined,
    holds('desk') ? ask(listPublications, { limit: 1 }) : undefined,
  ]);
  return {
    desk: reports?.ok ? reports.value.total : proposed?.ok ? proposed.value.total : undefined,
    work: matters?.ok ? matters.value.total : undefined,
    messages: messages?.ok ? messages.value.unsent : undefined,
    homes: homes?.ok ? homes.value.open : undefined,
    flags: flags?.ok ? flags.value.open : undefined,
    publications: publications?.ok ? publications.value.matters : undefined,
  };
}
