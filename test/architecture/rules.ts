import { areas, isAuditedAlone, type Module, moduleAt, targetOf } from './modules.ts';
import { lineAt, type Reference, referencesOf, scan } from './scan.ts';

/** One broken rule: which, where, and what to do about it in words. */
export type Violation = { rule: string; file: string; line: number; message: string };

type Edge = { from: Module; to: Module; reference: Reference };

/** Finds every breach of the import rules in a tree of sources, given by path from the root of the project. */
export function findViolations(files: ReadonlyMap<string, string>): Violation[] {
  const violations: Violation[] = [];
  const edges: Edge[] = [];
  for (const [path, source] of files) {
    const from = moduleAt(path);
    if (!path.startsWith('src/') || from.role === 'test') continue;
    violations.push(...checkFile(from, source));
    for (const reference of referencesOf(source)) {
      const found = checkReference(from, reference, files);
      violations.push(...found.violations);
      if (found.edge) edges.push(found.edge);
    }
  }
  return [...violations, ...findCycles(edges)];
}

function checkFile(file: Module, source: string): Violation[] {
  const found: Violation[] = [];
  if (/\/index\.tsx?$/.test(file.path)) {
    found.push(violation('no-barrel', file, 1, 'is a barrel: name the file for the thing it defines'));
  }
  if (file.area === null || ![...areas, 'web'].includes(file.area)) {
    found.push(violation('area-known', file, 1, 'belongs to no area: put it into one of those listed'));
  }
  return file.step === null ? found : [...found, ...checkPurity(file, source)];
}

const impure: Record<string, RegExp> = {
  'the clock':
    /(?<![.\w])(?:Date\s*\.\s*now|new\s+Date\s*(?:\(\s*\)|(?=[;,)\]}]))|Date\s*\(\s*\)|performance\s*\.|Temporal\s*\.\s*Now)/g,
  chance: /(?<![.\w])(?:Math\s*\.\s*random|crypto\s*\.)/g,
  'the environment':
    /(?<![.\w])(?:process\s*[.[]|import\s*\.\s*meta\s*\.\s*env|globalThis\b)|\bimport\s*\.\s*meta\s*\.\s*env/g,
  'the world outside':
    /(?<![.\w])(?:fetch|require|setTimeout|setInterval|setImmediate|queueMicrotask)\s*\(|(?<![.\w])(?:localStorage|sessionStorage|console)\s*\./g,
};

function checkPurity(file: Module, source: string): Violation[] {
  const { code } = scan(source);
  return Object.entries(impure).flatMap(([what, pattern]) =>
    [...code.matchAll(pattern)].map((match) => {
      const line = lineAt(source, match.index);
      return violation('pure', file, line, `reads ${what} (${match[0].trim()}): take it as an argument`);
    }),
  );
}

function checkReference(
  from: Module,
  reference: Reference,
  files: ReadonlyMap<string, string>,
): { violations: Violation[]; edge?: Edge } {
  const { specifier, line } = reference;
  if (specifier === null) {
    const free = from.step === null && (from.area === 'platform' || from.area === 'app');
    const message = 'imports a computed name, which no check can follow';
    return { violations: free ? [] : [violation('import-readable', from, line, message)] };
  }
  const path = targetOf(from.path, specifier);
  if (path === null) return { violations: checkPackage(from, specifier, line) };
  if (!files.has(path)) {
    const message = `imports ${specifier}, which is not in the tree: write the path with its extension`;
    return { violations: isCode(specifier) ? [violation('import-found', from, line, message)] : [] };
  }
  const edge: Edge = { from, to: moduleAt(path), reference };
  return { violations: checkEdge(edge), edge };
}

/** Style sheets, pictures and data may be imported by path; anything else is taken for code. */
function isCode(specifier: string): boolean {
  return !/\.(?:css|svg|png|webp|json|sql|txt|woff2)(?:\?[a-z]+)?$/.test(specifier);
}

function checkPackage(from: Module, specifier: string, line: number): Violation[] {
  if (from.step === null) return [];
  if (/^zod(?:\/|$)/.test(specifier)) return [];
  if (isAuditedAlone(from.path) && specifier.startsWith('@noble/')) return [];
  return [violation('pure', from, line, `imports ${specifier}: a pure file imports no package but zod`)];
}

function checkEdge({ from, to, reference }: Edge): Violation[] {
  const line = reference.line;
  const say = (rule: string, message: string) => [
    violation(rule, from, line, `imports ${to.path}: ${message}`),
  ];
  const found: Violation[] = [];
  if (reference.kind === 'export')
    found.push(...say('no-barrel', 'do not pass it on, import the file that defines it'));
  if (to.role === 'test' || to.area === null)
    return [...found, ...say('no-test', 'the product never imports tests')];
  if (!areaAllows(from, to)) found.push(...say('area-order', `${from.area} may not import ${to.area}`));
  if (isAuditedAlone(from.path) && to.area !== 'kernel' && !isAuditedAlone(to.path)) {
    found.push(...say('audited-alone', 'this code is published alone, it stands on the kernel only'));
  }
  const role = roleRefusal(from, to);
  return role ? [...found, ...say(role.rule, role.message)] : found;
}

function areaAllows(from: Module, to: Module): boolean {
  // What is audited alone is made to be carried into browsers, where people check for themselves.
  if (from.area === 'web') return to.area === 'kernel' || to.area === 'web' || isAuditedAlone(to.path);
  if (to.area === 'web') return from.area === 'app' || from.role === 'screen';
  const order: readonly (string | null)[] = areas;
  return order.indexOf(to.area) <= order.indexOf(from.area);
}

function roleRefusal(from: Module, to: Module): { rule: string; message: string } | null {
  if (to.role === 'store' && !(from.role === 'service' && from.folder === to.folder)) {
    return { rule: 'store-beside-service', message: 'a store is imported only by the service beside it' };
  }
  if (from.role === 'screen') {
    if (to.role === 'screen' || to.step !== null || to.area === 'web') return null;
    return { rule: 'screen', message: 'a screen imports contracts, rules, policies, texts and web only' };
  }
  if (to.role === 'screen' && from.area !== 'app') {
    return { rule: 'screen', message: 'screens are imported by screens and app only' };
  }
  if (from.step !== null) {
    if (to.step === null) return { rule: 'pure', message: 'a pure file imports pure files only' };
    if (to.step > from.step) return { rule: 'role-order', message: `${from.role} stands before ${to.role}` };
    return null;
  }
  return serverRefusal(from, to);
}

/** What a store, seed, service or job may not build on; `contract ← store ← service ← job`. */
function serverRefusal(from: Module, to: Module): { rule: string; message: string } | null {
  const refused: Record<string, readonly string[]> = {
    store: ['operations', 'rules', 'policy', 'view', 'service', 'seed', 'job'],
    seed: ['job'],
    service: ['job'],
  };
  const refuses = to.area !== 'kernel' && (refused[from.role] ?? []).includes(to.role);
  return refuses ? { rule: 'role-order', message: `a ${from.role} does not build on a ${to.role}` } : null;
}

function violation(rule: string, file: Module, line: number, message: string): Violation {
  return { rule, file: file.path, line, message };
}

/** One shortest cycle through each file that lies on one, each cycle told once. */
function findCycles(edges: readonly Edge[]): Violation[] {
  const next = new Map<string, Edge[]>();
  for (const edge of edges) next.set(edge.from.path, [...(next.get(edge.from.path) ?? []), edge]);
  const told = new Set<string>();
  const found: Violation[] = [];
  for (const start of [...next.keys()].sort()) {
    const cycle = told.has(start) ? null : shortestWayBack(start, next);
    if (cycle === null) continue;
    for (const edge of cycle) told.add(edge.from.path);
    const [first] = cycle;
    if (first === undefined) continue;
    const way = [...cycle.map((edge) => edge.from.path), start].join(' → ');
    found.push(violation('no-cycle', first.from, first.reference.line, `lies on a cycle: ${way}`));
  }
  return found;
}

function shortestWayBack(start: string, next: ReadonlyMap<string, Edge[]>): Edge[] | null {
  const cameBy = new Map<string, Edge>();
  const queue = [start];
  for (const path of queue) {
    for (const edge of next.get(path) ?? []) {
      if (edge.to.path === start) return [...wayTo(path, cameBy), edge];
      if (cameBy.has(edge.to.path)) continue;
      cameBy.set(edge.to.path, edge);
      queue.push(edge.to.path);
    }
  }
  return null;
}

function wayTo(path: string, cameBy: ReadonlyMap<string, Edge>): Edge[] {
  const edge = cameBy.get(path);
  return edge ? [...wayTo(edge.from.path, cameBy), edge] : [];
}
