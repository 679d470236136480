import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { operations } from '../src/app/operations.ts';
import { generalRefusals, type Operation, type RefusalDeclaration } from '../src/kernel/operation.ts';
import type { Role } from './inhabitants.ts';
import { contentsOf } from './permissions/contents.ts';
import { type Prepared, preparations } from './permissions/requests.ts';
import { type AskerName, askers, type Row } from './permissions/row.ts';
import { table } from './permissions/table.ts';
import { type Neighbourhood, openWorld, type World } from './world.ts';

const everyOperation = new Map(operations.map(({ operation }) => [operation.name, operation]));

/** Who plays whom. */
const players: Readonly<Record<Exclude<AskerName, 'stranger' | 'follower'>, Role>> = {
  resident: 'resident',
  neighbour: 'neighbour',
  captain: 'captain',
  'other-captain': 'otherCaptain',
  chair: 'chair',
  handler: 'handler',
  'other-handler': 'committee',
  desk: 'desk1',
  administrator: 'administrator',
  street: 'street',
};

let world: World;
let prepare: ReturnType<typeof preparations>;

type Said = { answer: string; status: number; body: string };

/** Asks as somebody of one neighbourhood in another, and gives the answer as the table writes it. */
async function ask(
  operation: Operation,
  prepared: Prepared,
  asker: AskerName,
  where: { of: Neighbourhood; in: Neighbourhood },
): Promise<Said> {
  const { reportKey = 'SP-none', files } = prepared;
  const visitor = asker === 'stranger' ? asker : asker === 'follower' ? { reportKey } : players[asker];
  const blobs = files?.map((file) => new Blob([new Uint8Array(file)]));
  const sent: { status: number; body: string }[] = [];
  const client = world.as(visitor, where);
  const answer = await client.call(operation, prepared.input, blobs && { files: blobs });
  if (answer.ok) {
    const { reader } = answer.value as { reader?: string };
    sent.push({ status: 200, body: JSON.stringify(answer.value) });
    return { answer: reader === undefined ? 'yes' : `yes: ${reader}`, ...sent[0] } as Said;
  }
  const { code, status } = answer.refusal;
  return { answer: code, status, body: JSON.stringify(answer.refusal) };
}

function expectedStatus(operation: Operation, answer: string): number {
  if (answer.startsWith('yes')) return 200;
  const declared: Record<string, RefusalDeclaration> = { ...generalRefusals, ...operation.refusals };
  const declaration = declared[answer];
  assert.ok(declaration, `${operation.name} does not declare ${answer}`);
  return declaration.status;
}

/** The same request about things that never were. */
function aboutNothing(prepared: Prepared): Prepared {
  const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
  const text = JSON.stringify(prepared.input)
    .replaceAll(uuid, () => randomUUID())
    .replace(/("number":")[^"]+/, '$12026-9999');
  return { ...prepared, input: JSON.parse(text) };
}

const namesSomething = (prepared: Prepared) =>
  JSON.stringify(aboutNothing(prepared).input) !== JSON.stringify(prepared.input);
/** The other community’s own people, one of each kind. */
const locals = ['resident', 'captain', 'chair', 'handler', 'desk', 'administrator', 'street'] as const;
const isYes = (answer: string) => answer.startsWith('yes');

/** All at once, as people ask; but one after the other where they try the same password, which locks it. */
async function answersOf(
  operation: Operation,
  names: readonly AskerName[],
  one: (asker: AskerName) => Promise<Said>,
): Promise<Map<AskerName, Said>> {
  const answers = new Map<AskerName, Said>();
  const inTurn = operation.name.startsWith('account.');
  const groups = inTurn ? names.map((name) => [name]) : [names];
  for (const group of groups) {
    const said = await Promise.all(group.map(async (name) => [name, await one(name)] as const));
    for (const [name, answer] of said) answers.set(name, answer);
  }
  return answers;
}

function assertAnswers(
  operation: Operation,
  answers: ReadonlyMap<AskerName, Said>,
  expected: (asker: AskerName) => string,
): void {
  const said = Object.fromEntries(
    [...answers].map(([name, { answer, status }]) => [name, `${status} ${answer}`]),
  );
  const due = Object.fromEntries(
    [...answers.keys()].map((name) => [
      name,
      `${expectedStatus(operation, expected(name))} ${expected(name)}`,
    ]),
  );
  assert.deepEqual(said, due);
}

/** Everybody who is refused asks for the same thing; then everybody who is not, each for a fresh one. */
async function walk(row: Row, operation: Operation): Promise<void> {
  const { here, there } = world;
  const prepared = await prepare(row.operation, row.when);
  const reads = operation.method === 'GET';
  const before = await contentsOf(world);
  const refused = askers.filter((asker) => reads || !isYes(row.here[asker]));
  const answers = await answersOf(operation, refused, (asker) =>
    ask(operation, prepared, asker, { of: here, in: here }),
  );
  assertAnswers(operation, answers, (asker) => row.here[asker]);
  if (!isYes(row.elsewhere) || reads) await walkElsewhere(row, operation, prepared);
  assert.deepEqual(
    await contentsOf(world),
    before,
    'a refused request or a reading one left something behind',
  );

  let next: Prepared | undefined = prepared;
  for (const asker of askers.filter((name) => !refused.includes(name))) {
    const fresh: Prepared = next ?? (await prepare(row.operation, row.when));
    next = undefined;
    const said = new Map([[asker, await ask(operation, fresh, asker, { of: here, in: here })]]);
    assertAnswers(operation, said, (name) => row.here[name]);
  }
  if (isYes(row.elsewhere) && !reads) {
    for (const asker of askers) {
      const fresh = await prepare(row.operation, row.when);
      const said = new Map([[asker, await ask(operation, fresh, asker, { of: here, in: there })]]);
      assertAnswers(operation, said, () => row.elsewhere);
    }
  }
}

/** In the other community nobody of here is known, and no thing of here is: for its own staff neither. */
async function walkElsewhere(row: Row, operation: Operation, prepared: Prepared): Promise<void> {
  const { here, there } = world;
  const abroad = { of: here, in: there };
  const answers = await answersOf(operation, askers, (asker) => ask(operation, prepared, asker, abroad));
  assertAnswers(operation, answers, () => row.elsewhere);
  if (!namesSomething(prepared)) return;
  const unknown = aboutNothing(prepared);
  const toStranger = await ask(operation, unknown, 'stranger', abroad);
  for (const [asker, said] of answers)
    assert.deepEqual(said, toStranger, `${asker} learns of a thing elsewhere`);
  const atHome = { of: there, in: there };
  const [real, random] = await Promise.all([
    answersOf(operation, locals, (asker) => ask(operation, prepared, asker, atHome)),
    answersOf(operation, locals, (asker) => ask(operation, unknown, asker, atHome)),
  ]);
  assert.deepEqual(real, random, 'somebody there tells a thing of here from one that never was');
  for (const [asker, { status }] of real)
    assert.notEqual(status, 200, `${asker} there reaches a thing of here`);
}

describe('the permission table', () => {
  before(async () => {
    world = await openWorld();
    prepare = preparations(world);
  });
  after(() => world.stop());

  test('every operation has its row, and every row its operation', () => {
    const named = new Set(table.map(({ operation }) => operation));
    assert.deepEqual(
      [...everyOperation.keys()].filter((name) => !named.has(name)),
      [],
    );
    assert.deepEqual(
      [...named].filter((name) => !everyOperation.has(name)),
      [],
    );
  });

  for (const row of table) {
    const operation = everyOperation.get(row.operation);
    if (!operation) continue;
    test(`${row.operation}${row.when ? `: ${row.when}` : ''}`, () => walk(row, operation));
  }
});
