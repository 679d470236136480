import { lineAt, scan } from './scan.ts';

export type FunctionSpan = { line: number; lines: number };

const closing: Record<string, string> = { '(': ')', '[': ']', '{': '}' };
const statements = /\b(?:if|for|while|switch|catch|with)\s*(?:await\s*)?$/;

/**
 * The functions of a source with their length in lines, from the opening of the parameters to the closing of the
 * body. Found by brackets: a block after `)` or after a return type, and a block or parenthesis after `=>`.
 */
export function functionsOf(source: string): FunctionSpan[] {
  const { code } = scan(source);
  const pairs = bracketPairs(code);
  const spans: FunctionSpan[] = [];
  for (const [open, close] of pairs) {
    if (code[open] !== '(') continue;
    const body = bodyAfter(code, pairs, close + 1);
    const end = body === null ? undefined : pairs.get(body);
    if (end === undefined || statements.test(code.slice(Math.max(0, open - 40), open))) continue;
    const line = lineAt(source, open);
    spans.push({ line, lines: lineAt(source, end) - line + 1 });
  }
  return spans;
}

/** Where the body opens that belongs to the parameters closed before `at`, or null if they are no parameters. */
function bodyAfter(code: string, pairs: ReadonlyMap<number, number>, at: number): number | null {
  let next = skipSpace(code, at);
  if (code[next] === ':') next = skipType(code, pairs, next);
  if (code.startsWith('=>', next)) {
    next = skipSpace(code, next + 2);
    return code[next] === '{' || code[next] === '(' ? next : null;
  }
  return code[next] === '{' ? next : null;
}

/** Skips `: Type`; a brace that follows an operator of types is a type literal, any other opens the body. */
function skipType(code: string, pairs: ReadonlyMap<number, number>, colon: number): number {
  let at = skipSpace(code, colon + 1);
  let operand = true;
  while (at < code.length) {
    const char = code[at] ?? '';
    if (code.startsWith('=>', at)) {
      if (!isFunctionType(code, at)) return at;
      operand = true;
      at += 2;
    } else if (closing[char] !== undefined && (operand || char !== '{')) {
      at = (pairs.get(at) ?? code.length) + 1;
      operand = false;
    } else if (/[{;=,)\]}?]/.test(char)) return at;
    else {
      const word = /^[\w$.]+/.exec(code.slice(at, at + 200))?.[0] ?? char;
      operand =
        /^(?:[|&<:]|is|asserts|keyof|readonly|extends|infer)$/.test(word) || (char === '<' && operand);
      at = char === '<' ? afterAngle(code, at) : at + word.length;
      if (char === '<') operand = false;
    }
    at = skipSpace(code, at);
  }
  return at;
}

/** Whether an arrow inside a return type belongs to the type: then another arrow or a body follows its operand. */
function isFunctionType(code: string, arrow: number): boolean {
  const rest = code.slice(arrow + 2, arrow + 200);
  return /^\s*\w[\w$.<>[\] |&]*(?:=>|\{)/.test(rest);
}

function afterAngle(code: string, at: number): number {
  let depth = 0;
  for (let i = at; i < code.length; i++) {
    if (code[i] === '<') depth++;
    if (code[i] === '>' && code[i - 1] !== '=' && --depth === 0) return i + 1;
  }
  return code.length;
}

function skipSpace(code: string, at: number): number {
  let next = at;
  while (/\s/.test(code[next] ?? '')) next++;
  return next;
}

function bracketPairs(code: string): Map<number, number> {
  const pairs = new Map<number, number>();
  const open: number[] = [];
  for (let i = 0; i < code.length; i++) {
    const char = code[i] ?? '';
    if (closing[char] !== undefined) open.push(i);
    if (char !== ')' && char !== ']' && char !== '}') continue;
    const start = open.pop();
    if (start !== undefined && closing[code[start] ?? ''] === char) pairs.set(start, i);
  }
  return pairs;
}
