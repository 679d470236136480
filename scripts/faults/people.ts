import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import sharp from 'sharp';
import type { Client } from './client.ts';
import type { Diary, ReportKept } from './diary.ts';

/** Between a try that was not acknowledged and the next: somebody's app would wait longer. */
const patienceMs = 400;

/** A photo as a phone sends it; `seed` makes every one another file. */
export function makePhoto(seed: number, side = 640): Promise<Buffer> {
  const background = { r: seed % 256, g: (seed >> 3) % 256, b: (seed >> 6) % 256 };
  const noise = { type: 'gaussian', mean: 128, sigma: 10 + (seed % 40) } as const;
  return sharp({ create: { width: side, height: side, channels: 3, background, noise } })
    .jpeg({ quality: 90 })
    .toBuffer();
}

/** Fields stand before files, as in a browser's form. */
export function photoForm(photo: Buffer, fields: Readonly<Record<string, string>> = {}): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('photos', new Blob([new Uint8Array(photo)], { type: 'image/jpeg' }), 'photo.jpg');
  return form;
}

export function reportBody(text: string, photoIds: readonly string[]): Record<string, unknown> {
  return {
    ...{ text, place: { words: '车棚边上' }, photoIds, draftId: null, categoryGuess: null },
    ...{ anonymity: 'community-only', publicName: null, contact: { name: '王芳', phone: '13900001234' } },
  };
}

/** People at work until they are told to rest; each repeats what was not acknowledged, with the same key. */
export type AtWork = {
  /** They rest once what is under way has been acknowledged, or at once if it cannot be. */
  rest(): Promise<void>;
};

type Means = { client: Client; diary: Diary };

/** `sent` says that no answer will come any more because everybody rests. */
async function untilAcknowledged(
  { diary }: Means,
  isResting: () => boolean,
  send: () => ReturnType<Client['api']>,
): Promise<Record<string, unknown> | undefined> {
  for (;;) {
    const answer = await send();
    if (answer.status === 200) return answer.body;
    diary.note(answer);
    if (isResting()) return undefined;
    await pause(patienceMs);
  }
}

/** Residents who report one thing after another, every second one with a photo. */
export function residentsReport(
  client: Client,
  diary: Diary,
  options: { residents?: number; withPhotos?: boolean; betweenMs?: number } = {},
): AtWork {
  const { residents = 4, withPhotos = true, betweenMs = 0 } = options;
  const means = { client, diary };
  let resting = false;
  const isResting = () => resting;

  async function sendPhoto(seed: number): Promise<string[] | undefined> {
    const photo = await makePhoto(seed);
    const key = randomUUID();
    const body = await untilAcknowledged(means, isResting, () =>
      client.api('POST', '/photos', { form: photoForm(photo), key }),
    );
    if (!body) return undefined;
    const ids = (body.photos as { photoId: string }[]).map(({ photoId }) => photoId);
    for (const id of ids) diary.photos.add(id);
    return ids;
  }

  async function resident(name: number): Promise<void> {
    for (let count = 1; !resting; count++) {
      const text = `第${name}位居民的第${count}件事：楼道灯不亮 ${randomUUID().slice(0, 8)}`;
      const photoIds = withPhotos && count % 2 === 0 ? await sendPhoto(name * 1000 + count) : [];
      if (!photoIds) return;
      const key = randomUUID();
      const body = await untilAcknowledged(means, isResting, () =>
        client.api('POST', '/reports', { body: reportBody(text, photoIds), key }),
      );
      if (!body) return;
      diary.reports.push({ text, photoIds, ...idsOf(body) });
      if (betweenMs > 0) await pause(betweenMs);
    }
  }
  const all = Array.from({ length: residents }, (_, index) => resident(index + 1));
  return {
    async rest() {
      resting = true;
      await Promise.all(all);
    },
  };
}

function idsOf(body: Record<string, unknown>): Omit<ReportKept, 'text' | 'photoIds'> {
  return {
    reportId: String(body.reportId),
    reportKey: String(body.reportKey),
    number: String(body.number),
  };
}

/** The desk accepts what was acknowledged, oldest first, as long as there is something. */
export function deskAccepts(client: Client, diary: Diary): AtWork {
  let resting = false;
  const isResting = () => resting;

  async function work(): Promise<void> {
    for (let next = 0; !resting; ) {
      const report = diary.reports[next];
      if (!report) {
        await pause(patienceMs);
        continue;
      }
      next += 1;
      if (diary.decisions.some(({ reportId }) => reportId === report.reportId)) continue;
      const key = randomUUID();
      const body = await untilAcknowledged({ client, diary }, isResting, () =>
        client.api('POST', `/reports/${report.reportId}/accept`, { body: acceptBody, key }),
      );
      if (!body) return;
      const { reportId, number } = report;
      diary.decisions.push({ reportId, number, matterId: String(body.id) });
    }
  }
  const working = work();
  return {
    async rest() {
      resting = true;
      await working;
    },
  };
}

const acceptBody = {
  ...{ publicTitle: '楼道灯不亮', categoryCode: 'FAC06', tier: 'self', messageToReporter: null },
  ...{ mainHandlerPostId: null, assistingPostIds: [], messageToHandlers: null },
};
