import { markAbusive } from '../../src/resolve/abuse/abuse.contract.ts';
import { must } from '../world.ts';
import type { Prepare } from './requests.ts';

/** Requests about reports that are abusive. */
export const abuseRequests: Record<string, Prepare> = {
  async 'abuse.get'({ story }) {
    const { reportId, reportKey } = await story.reported();
    return { input: { reportId }, reportKey };
  },
  async 'abuse.mark'({ story }) {
    const { reportId, reportKey } = await story.reported();
    return { input: { reportId, reason: 'insult', words: '请好好说' }, reportKey };
  },
  async 'abuse.lift'({ world, story }) {
    const { reportId, reportKey } = await story.reported();
    must(await world.as('desk1').call(markAbusive, { reportId, reason: 'insult', words: '请好好说' }));
    return { input: { reportId }, reportKey };
  },
};
