import { publicationOperations } from '../../src/resolve/publication/publication.contract.ts';
import { collectPublications } from '../../src/resolve/publication/publication-collecting.service.ts';
import { must } from '../world.ts';
import type { Prepare, Scene } from './requests.ts';

const aboutHardship = async ({ story }: Scene) =>
  story.accepted({ categoryCode: 'CAR01', publicTitle: '有人要帮忙' });

/** A matter whose report waits to be published. */
async function waiting({ world, story }: Scene) {
  const told = await story.accepted();
  await world.sequence();
  while ((await collectPublications(world.installation.platform, world.here.community)) > 0);
  return told;
}

/** Requests about what becomes public. */
export const publicationRequests: Record<string, Prepare> = {
  'publication.list': () => ({ input: {} }),
  async 'publication.get'(scene) {
    const { matterId, reportKey } = await waiting(scene);
    return { input: { matterId }, reportKey };
  },
  async 'publication.get, it is about somebody’s hardship'(scene) {
    const { matterId, reportKey } = await aboutHardship(scene);
    return { input: { matterId }, reportKey };
  },
  async 'publication.decide'(scene) {
    const { matterId, reportKey } = await waiting(scene);
    const desk = scene.world.as('desk1');
    const [item] = must(await desk.call(publicationOperations.getPublications, { matterId })).items;
    const decision = { decision: 'keep', text: null, checked: false, reason: null };
    return { input: { publicationId: item?.id, version: item?.version, ...decision }, reportKey };
  },
  async 'publication.read'({ story }) {
    const { number, reportKey } = await story.accepted();
    return { input: { number }, reportKey };
  },
  async 'publication.read, it is about somebody’s hardship'(scene) {
    const { number, reportKey } = await aboutHardship(scene);
    return { input: { number }, reportKey };
  },
};
