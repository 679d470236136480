/*
 * Somebody who is easy to find again: everything that would give them away, and every way it could be written down.
 * Nothing of it occurs anywhere else.
 */

export const somebody = {
  name: '欧阳霁月',
  phone: '13987650421',
  plate: '浙B7K9Q2',
  idNumber: '330227197803125518',
  account: 'oyjy_lantern88',
  room: '1804室',
  words: '隔壁的缝纫机半夜响到天亮',
} as const;

/** What they wrote, wherever they could write. */
export const confession = `我叫${somebody.name}，住7幢3单元${somebody.room}，电话${somebody.phone}，身份证${somebody.idNumber}，车${somebody.plate}，微信号${somebody.account}，${somebody.words}`;

/** One string as it may stand in a line, a document, a column or a stream. */
function waysToWrite(text: string): string[] {
  const bytes = Buffer.from(text);
  const escaped = [...text].map((char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
  const entities = [...text].map((char) => `&#${char.codePointAt(0)};`).join('');
  const percent = encodeURIComponent(text);
  return [
    text,
    ...(/[^ -~]/.test(text)
      ? [percent, percent.toLowerCase(), escaped, escaped.toUpperCase(), entities]
      : []),
    bytes.toString('hex'),
    ...[0, 1, 2].flatMap((before) => {
      // Base64 of a text that stands anywhere in another: the figures that its own bytes decide alone.
      const whole = Buffer.concat([Buffer.alloc(before), bytes])
        .toString('base64')
        .replaceAll('=', '');
      const own = whole.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
      return [own, own.replaceAll('+', '-').replaceAll('/', '_')];
    }),
  ];
}

const marks: readonly (readonly [what: string, ways: readonly string[]])[] = Object.entries(somebody).map(
  ([what, text]) => [what, [...new Set(waysToWrite(text))]],
);

/** What of that person stands in a text, in whatever way it is written. */
export function findPersonal(text: string): string[] {
  return marks.flatMap(([what, ways]) =>
    ways.filter((way) => text.includes(way)).map((way) => `${what}: ${way}`),
  );
}
