/** A reference from one module to another: static, re-exported or dynamic. */
export type Reference = {
  kind: 'import' | 'export' | 'dynamic';
  /** The specifier, or null where it is computed and cannot be read. */
  specifier: string | null;
  line: number;
};

/** A source text with what is not code blanked out; offsets and line breaks stay where they were. */
export type Scanned = { code: string; withoutComments: string; strings: ReadonlyMap<number, string> };

const regexMayFollow = /(?:^|[(,=:[!&|?{;+\-*%~^]|=>|\b(?:return|typeof|case|in|of|await|yield|throw))$/;

type Reader = {
  source: string;
  at: number;
  code: string[];
  withoutComments: string[];
  strings: Map<number, string>;
  /** One entry for each open `${`: how many braces are open inside it. */
  holes: number[];
};

/**
 * Blanks comments, strings, template texts and regular expressions of TypeScript or JSX, so that what is left can be
 * searched for words and counted for brackets. No compiler: TypeScript 7 offers none to programs.
 */
export function scan(source: string): Scanned {
  const reader: Reader = {
    source,
    at: 0,
    code: source.split(''),
    withoutComments: source.split(''),
    strings: new Map(),
    holes: [],
  };
  while (reader.at < source.length) step(reader);
  return {
    code: reader.code.join(''),
    withoutComments: reader.withoutComments.join(''),
    strings: reader.strings,
  };
}

function step(reader: Reader): void {
  const { source, at } = reader;
  const char = source[at] ?? '';
  const next = source[at + 1];
  if (char === '/' && next === '/') blankComment(reader, endOfLine(source, at));
  else if (char === '/' && next === '*') blankComment(reader, after(source, '*/', at + 2));
  else if (char === '/') readRegex(reader);
  else if (char === '"' || char === "'") readString(reader, char);
  else if (char === '`') readTemplate(reader, at + 1);
  else if (char === '{' || char === '}') readBrace(reader, char);
  else reader.at++;
}

/** Inside a hole of a template, braces are counted to find where its text goes on. */
function readBrace(reader: Reader, brace: '{' | '}'): void {
  const { at, holes } = reader;
  const open = holes.pop();
  if (open === 0 && brace === '}') {
    readTemplate(reader, at + 1);
    return;
  }
  if (open !== undefined) holes.push(brace === '{' ? open + 1 : open - 1);
  reader.at++;
}

function blankComment(reader: Reader, end: number): void {
  blank(reader.code, reader.at, end);
  blank(reader.withoutComments, reader.at, end);
  reader.at = end;
}

function readString(reader: Reader, quote: string): void {
  const { source, at } = reader;
  // An apostrophe inside a word is text between JSX tags, not a string.
  if (quote === "'" && /\w/.test(source[at - 1] ?? '')) {
    reader.at++;
    return;
  }
  let end = at + 1;
  while (end < source.length && source[end] !== quote) {
    if (source[end] === '\n') {
      reader.at++;
      return;
    }
    end += source[end] === '\\' ? 2 : 1;
  }
  reader.strings.set(at, source.slice(at + 1, end));
  blank(reader.code, at + 1, end);
  reader.at = end + 1;
}

/** Blanks template text from `start` up to the closing backtick or the next hole. */
function readTemplate(reader: Reader, start: number): void {
  const { source } = reader;
  let end = start;
  while (end < source.length) {
    if (source[end] === '`') break;
    if (source[end] === '$' && source[end + 1] === '{') break;
    end += source[end] === '\\' ? 2 : 1;
  }
  blank(reader.code, start, end);
  if (source[end] === '`') {
    if (source[start - 1] === '`') reader.strings.set(start - 1, source.slice(start, end));
    reader.at = end + 1;
  } else {
    reader.holes.push(0);
    reader.at = end + 2;
  }
}

function readRegex(reader: Reader): void {
  const { source, at } = reader;
  const end = endOfRegex(source, at);
  const before = reader.code
    .slice(Math.max(0, at - 200), at)
    .join('')
    .trimEnd();
  const closesTag = source[at - 1] === '<' || source[at + 1] === '>';
  if (closesTag || end === null || !regexMayFollow.test(before)) {
    reader.at++;
    return;
  }
  blank(reader.code, at + 1, end);
  reader.at = end + 1;
}

function endOfRegex(source: string, at: number): number | null {
  let inClass = false;
  for (let end = at + 1; end < source.length; end++) {
    const char = source[end];
    if (char === '\n') return null;
    if (char === '\\') end++;
    else if (char === '[') inClass = true;
    else if (char === ']') inClass = false;
    else if (char === '/' && !inClass) return end;
  }
  return null;
}

function blank(chars: string[], from: number, to: number): void {
  for (let i = from; i < Math.min(to, chars.length); i++) if (chars[i] !== '\n') chars[i] = ' ';
}

function endOfLine(source: string, at: number): number {
  const end = source.indexOf('\n', at);
  return end < 0 ? source.length : end;
}

function after(source: string, mark: string, at: number): number {
  const found = source.indexOf(mark, at);
  return found < 0 ? source.length : found + mark.length;
}

/** The line, counted from 1, on which an offset stands. */
export function lineAt(source: string, offset: number): number {
  return source.slice(0, offset).split('\n').length;
}

/** Every reference of a module to others; type-only ones count too. */
export function referencesOf(source: string): Reference[] {
  const { code, strings } = scan(source);
  const found: Reference[] = [];
  const statement = /\b(import|export)\b(?!\s*[.(])[^;'"()=]*?(?:\bfrom\s*)?(?=['"])/g;
  for (const match of code.matchAll(statement)) {
    const keyword = match[1] === 'export' ? 'export' : 'import';
    const specifier = strings.get(match.index + match[0].length);
    const named = /\bfrom\s*$/.test(match[0]);
    const bare = keyword === 'import' && /^import\s*$/.test(match[0]);
    if (specifier !== undefined && (named || bare)) {
      found.push({ kind: keyword, specifier, line: lineAt(source, match.index) });
    }
  }
  for (const match of code.matchAll(/(?<![.\w])import\s*\(\s*/g)) {
    const specifier = strings.get(match.index + match[0].length) ?? null;
    found.push({ kind: 'dynamic', specifier, line: lineAt(source, match.index) });
  }
  return found;
}
