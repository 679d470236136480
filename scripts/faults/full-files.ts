import { randomUUID } from 'node:crypto';
import { mkdir, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openClient, signIn } from './client.ts';
import { type Fault, isReady, mountDisk, readiness, type Scene, seconds, waitFor } from './fault.ts';
import { deskAccepts, makePhoto, photoForm, reportBody, residentsReport } from './people.ts';
import { type Product, startProduct } from './product.ts';

export const fullFiles: Fault = {
  name: 'full-files',
  proves:
    'the disk of the files folder (1 MB) is full: photos are refused in words, reports go on, nothing is left',
  run,
};

async function run(scene: Scene): Promise<void> {
  const { folder, diary, tell, expect } = scene;
  const dataDir = join(folder, 'data');
  const files = join(dataDir, 'files');
  await mkdir(files, { recursive: true, mode: 0o755 });
  const disk = mountDisk(scene, files, '64m');
  tell('starting the product; the demonstration is loaded');
  const product = await startProduct({ dataDir });
  const used = await usedBytes(files);
  disk.resize(`${Math.ceil(used / 1024) + 1024}k`);
  tell('the files folder has one megabyte left');
  expect(await isReady(product), 'ready as long as there is room');

  const urlNow = () => product.url;
  const desk = deskAccepts(await signIn(urlNow, product.accounts.get('desk')?.[0]), diary);
  const residents = residentsReport(openClient(urlNow), diary, { betweenMs: 20 });
  await waitFor('a photo is refused because the disk is full', () =>
    diary.refused.some(({ code }) => code === 'storage-full'),
  );
  diary.during = 'while full';
  await waitFor('/readyz says disk-full', async () => {
    // Uploads that were refused give their room back while the disk is being filled: what they leave is filled too.
    await writeFile(join(files, `ballast-${randomUUID()}`), Buffer.alloc(4 * 1024 * 1024)).catch(
      () => undefined,
    );
    const { status, because } = await readiness(product);
    return status === 503 && because === 'disk-full';
  });
  await tellsTheTruth(scene, product);
  const before = diary.reports.length;
  const words = residentsReport(openClient(urlNow), diary, { withPhotos: false, betweenMs: 50 });
  await waitFor('twenty reports without a photo go through', () => diary.reports.length >= before + 20);
  await words.rest();

  tell('the disk grows');
  disk.resize('64m');
  diary.during = 'after the disk grew';
  const photosBefore = diary.photos.size;
  const took = await waitFor('photos are taken again', () => diary.photos.size >= photosBefore + 5);
  scene.measure('photos are taken again after the disk grew', seconds(took));
  expect(await isReady(product), 'ready again without a restart');
  await Promise.all([residents.rest(), desk.rest()]);
  await scene.count(product);
}

async function usedBytes(folder: string): Promise<number> {
  const { blocks, bfree, bsize } = await statfs(folder);
  return (blocks - bfree) * bsize;
}

/** Program and form are told what is wrong, in their language; the form keeps the words. */
async function tellsTheTruth(scene: Scene, product: Product): Promise<void> {
  const { expect } = scene;
  const stranger = openClient(() => product.url);
  const photo = await makePhoto(77, 2000);
  const program = await stranger.api('POST', '/photos', { form: photoForm(photo), key: randomUUID() });
  const says = String(program.body.detail);
  expect(
    program.status === 503 && program.type.startsWith('application/problem+json') && says.includes('满'),
    `a program sending a photo is told: ${program.status} ${says}`,
  );
  const english = await stranger.api('POST', '/photos', {
    ...{ form: photoForm(photo), key: randomUUID(), locale: 'en' as const },
  });
  expect(String(english.body.detail).includes('room'), `in English: ${english.body.detail}`);

  const words = `三单元的灯不亮，照片在这里 ${randomUUID().slice(0, 6)}`;
  const form = photoForm(photo, { text: words, _from: '/c/lanjin/reports/new' });
  const page = await stranger.page('POST', '/drafts', { form });
  const led = page.leadsTo === '' ? page : await stranger.page('GET', page.leadsTo);
  expect(led.text.includes(words), `the form keeps the words (${page.status} ${led.status})`);
  expect(led.text.includes('满'), 'the form says that the disk is full');

  const sent = await stranger.api('POST', '/reports', { body: reportBody(words, []), key: randomUUID() });
  expect(sent.status === 200, `the same words go through without the photo (${sent.status})`);
}
