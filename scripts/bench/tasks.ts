import { randomUUID } from 'node:crypto';
import type { Ask } from './subject.ts';

/** What the requests of one size are about. */
export type Ground = {
  communities: number;
  copies: number;
  /** A word that more matters of a community hold the more it has, and one that as many hold at every size. */
  commonWord: string;
  rareWord: string;
  /** Numbers of matters that everybody may read, by their place in the telling. */
  numbers: readonly string[];
  place: { estateId: string; buildingId: string; stairwellId: string };
};

export type Task = {
  name: string;
  /** At most so many times what the bare handler uses; absent where the goal is growth alone. */
  goal?: number;
  /** Something public changed since anybody last asked: nothing of the answer is there already. */
  changed?: true;
  product(ground: Ground, n: number): Ask;
  bare(ground: Ground, n: number): Ask;
};

const slugOf = (community: number) => `bench-${String(community).padStart(3, '0')}`;

/** Requests go round the communities, so that none of them is any warmer than the others. */
const communityOf = ({ communities }: Ground, n: number) => (n % communities) + 1;

function numberOf({ communities, copies, numbers }: Ground, n: number): string {
  const round = Math.floor(n / communities);
  const copy = (round % copies) + 1;
  const told = numbers[(n + round) % numbers.length] ?? '';
  return `${told.slice(0, 5)}${String(copy).padStart(4, '0')}${told.slice(-2)}`;
}

/** Texts and senders that differ: the same words twice, or one telephone for all, would be set aside. */
function said(n: number) {
  const text = `${n}号楼道里的灯又不亮了，晚上老人下楼看不清台阶，麻烦尽快来看看。编号${randomUUID().slice(0, 8)}`;
  const phone = `139${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`;
  return { text, contact: { name: '王芳', phone } };
}

const get = (path: string): Ask => ({ path });
const api = (ground: Ground, n: number, path: string) =>
  get(`/api/c/${slugOf(communityOf(ground, n))}${path}`);

/** What is kept from one reader to the next is measured both ways: asked for again, and first after a change. */
function asKnownAndChanged(task: Task): Task[] {
  const again = (ground: Ground, n: number) => task.product(ground, n % ground.communities);
  return [
    { ...task, product: again },
    { ...task, name: `${task.name}, just changed`, changed: true },
  ];
}

function searchFor(name: string, wordOf: (ground: Ground) => string): Task {
  const query = (ground: Ground) => `q=${encodeURIComponent(wordOf(ground))}`;
  return {
    ...{ name, changed: true },
    product: (ground, n) => api(ground, n, `/public/matters?${query(ground)}`),
    bare: (ground, n) => get(`/search/${communityOf(ground, n)}?${query(ground)}`),
  };
}

export const tasks: readonly Task[] = [
  {
    ...{ name: 'report', goal: 2 },
    product: (ground, n) => {
      const community = communityOf(ground, n);
      const body = {
        ...said(n),
        ...{ place: placeIn(ground, community), photoIds: [], draftId: null, categoryGuess: null },
        ...{ anonymity: 'community-only', publicName: null },
      };
      return { method: 'POST', path: `/api/c/${slugOf(community)}/reports`, body, key: randomUUID() };
    },
    bare: (ground, n) => {
      const body = { ...said(n), title: '楼道灯不亮', category: 'FAC01', building: '3幢' };
      return { method: 'POST', path: `/add/${communityOf(ground, n)}`, body };
    },
  },
  ...asKnownAndChanged({
    ...{ name: 'list of 20', goal: 2 },
    product: (ground, n) => api(ground, n, '/public/matters'),
    bare: (ground, n) => get(`/list/${communityOf(ground, n)}`),
  }),
  ...asKnownAndChanged({
    ...{ name: 'list of 20, HTML', goal: 4 },
    product: (ground, n) => get(`/c/${slugOf(communityOf(ground, n))}/matters`),
    bare: (ground, n) => get(`/page/${communityOf(ground, n)}`),
  }),
  ...asKnownAndChanged({
    ...{ name: 'matter with history', goal: 2 },
    product: (ground, n) => api(ground, n, `/public/matters/${numberOf(ground, n)}`),
    bare: (ground, n) => get(`/one/${communityOf(ground, n)}/${bareNumberOf(ground, n)}`),
  }),
  {
    ...{ name: 'figures' },
    product: (ground, n) => api(ground, n, '/figures'),
    bare: (ground, n) => get(`/figures/${communityOf(ground, n)}`),
  },
  searchFor('search', ({ rareWord }) => rareWord),
  searchFor('search, common word', ({ commonWord }) => commonWord),
];

function placeIn({ place }: Ground, community: number) {
  const here = (id: string) =>
    `${id.slice(0, 24)}${community.toString(16).padStart(4, '0')}0000${id.slice(32)}`;
  const { estateId, buildingId, stairwellId } = place;
  return {
    ...{ estateId: here(estateId), buildingId: here(buildingId), stairwellId: here(stairwellId) },
    words: '楼道里',
  };
}

/** The bare side numbers the same tellings in their order. */
function bareNumberOf(ground: Ground, n: number): string {
  const round = Math.floor(n / ground.communities);
  const told = ((n + round) % ground.numbers.length) + 1;
  const copy = (round % ground.copies) + 1;
  return `2026-${String(copy * 100 + told).padStart(6, '0')}`;
}
