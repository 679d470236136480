/** A rule of the sheet: `needs` has the classes of each of its selectors; a block around rules has them `within`. */
type Rule = { head: string; body: string; needs: readonly (readonly string[])[]; within?: readonly Rule[] };

/** The sheets read so far: there is one, and it is the same for every page. */
const read = new Map<string, readonly Rule[]>();

/**
 * The rules of a style sheet that can apply to a page as it is sent: those with a selector whose classes are all in it.
 * What only paper needs is left out, too. The whole sheet is linked besides, for what scripts do with the page later.
 */
export function neededStyles(sheet: string, html: string): string {
  let rules = read.get(sheet);
  if (!rules) {
    rules = rulesOf(sheet);
    read.set(sheet, rules);
  }
  const classes = new Set<string>();
  for (const [, names = ''] of html.matchAll(/ class="([^"]*)"/g))
    for (const name of names.split(' ')) classes.add(name);
  return write(rules, classes);
}

function write(rules: readonly Rule[], classes: ReadonlySet<string>): string {
  return rules
    .map(({ head, body, needs, within }) => {
      const kept = within ? write(within, classes) : body;
      const applies = kept !== '' && needs.some((all) => all.every((name) => classes.has(name)));
      return applies ? `${head}{${kept}}` : '';
    })
    .join('');
}

function rulesOf(sheet: string): Rule[] {
  return blocksOf(sheet).flatMap(([head, body]): Rule[] => {
    if (/^@page|^@media print/.test(head)) return [];
    if (/^@(media|supports)/.test(head)) return [{ head, body, needs: [[]], within: rulesOf(body) }];
    if (head.startsWith('@')) return [{ head, body, needs: [[]] }];
    return [{ head, body, needs: selectorsOf(head).map(classesOf) }];
  });
}

/** Each outermost `head{body}` of a sheet without comments, as the build writes it. */
function blocksOf(sheet: string): [head: string, body: string][] {
  const blocks: [string, string][] = [];
  let depth = 0;
  let start = 0;
  let opened = 0;
  // Braces, and the strings that may hold some.
  for (const { 0: found, index } of sheet.matchAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[{}]/g)) {
    if (found === '{' && depth++ === 0) opened = index;
    if (found !== '}' || --depth > 0) continue;
    blocks.push([sheet.slice(start, opened).trim(), sheet.slice(opened + 1, index)]);
    start = index + 1;
  }
  return blocks;
}

/** What stands in the brackets of `:not()`, `:is()` or `:has()` may apply or not: the rule is kept for the rest of it. */
function selectorsOf(head: string): string[] {
  let bare = head;
  for (let before = ''; before !== bare; ) {
    before = bare;
    bare = bare.replace(/\([^()]*\)/g, '');
  }
  return bare.split(',');
}

function classesOf(selector: string): string[] {
  return [...selector.replace(/\[[^\]]*\]/g, '').matchAll(/\.(-?[A-Za-z_][\w-]*)/g)].map(
    ([, name = '']) => name,
  );
}
