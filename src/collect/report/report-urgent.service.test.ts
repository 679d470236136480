import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { aPerson, collectServer, submitTo } from '../../../test/collect-server.ts';
import { minuteMs } from '../../kernel/time.ts';
import { seedCategories } from '../category/category.service.ts';
import type { ReportRow } from './report.contract.ts';

const server = await collectServer();
after(() => server.stop());
const { platform, here } = server;
await platform.database.write(here.id, (tx) => seedCategories(tx));
const desk = await aPerson(server, ['desk']);
const resident = await aPerson(server);

async function listed(query = ''): Promise<{ rows: ReportRow[]; next: string | null }> {
  const { body } = await server.get(`/reports?state=submitted${query}`, { as: desk });
  return body as unknown as { rows: ReportRow[]; next: string | null };
}

test('desk: what speaks of danger stands first however late it came, also over the pages of a list', async () => {
  const said = ['楼道灯不亮', '要开居住证明', '厨房里有煤气味', '老人被困在电梯里', '邻居遛狗不牵绳'];
  for (const text of said) {
    await submitTo(server, { text }, { as: resident });
    platform.clock.advance(minuteMs);
  }
  const all = (await listed()).rows;
  assert.deepEqual(
    all.map(({ excerpt, urgent }) => [excerpt, urgent]),
    [
      ['厨房里有煤气味', true],
      ['老人被困在电梯里', true],
      ['楼道灯不亮', false],
      ['要开居住证明', false],
      ['邻居遛狗不牵绳', false],
    ],
  );
  const paged: string[] = [];
  let next: string | null = '';
  while (next !== null) {
    const page: Awaited<ReturnType<typeof listed>> = await listed(`&limit=2${next && `&after=${next}`}`);
    paged.push(...page.rows.map(({ excerpt }) => excerpt));
    next = page.next;
  }
  assert.deepEqual(
    paged,
    all.map(({ excerpt }) => excerpt),
  );
});

test('desk and resident: danger has words of its own, told at once', async () => {
  const { reportId } = await submitTo(server, { text: '厨房里有煤气味' }, { as: resident });
  const told = await platform.database.read(
    here.id,
    (tx) => tx<{ template: string }[]>`
      select distinct template from notices where community_id = ${here.id} and subject_id = ${reportId} order by 1`,
  );
  assert.deepEqual(
    told.map(({ template }) => template),
    ['report.emergency', 'report.received-urgent'],
  );
});

test('resident: a category that means danger counts, whatever the words', async () => {
  const quiet = await submitTo(server, { text: '请来看看', categoryGuess: 'FIR05' }, { as: resident });
  const { body } = await server.get(`/reports/${quiet.reportId}`, { as: resident });
  assert.equal(body.urgent, true);
});
