import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import fontkit from '@pdf-lib/fontkit';
import { PDFDocument, type PDFFont, type PDFPage, rgb } from 'pdf-lib';
import qrcode from 'qrcode';
import subsetFont from 'subset-font';
import { sayIn } from '../../kernel/text.ts';
import type { Instant } from '../../kernel/time.ts';
import { lastDayOf } from './slip.rules.ts';
import { slipText } from './slip.text.ts';

/** What is printed on a sheet. */
export type PrintedSheet = {
  community: string;
  /** The page that takes a code, for those who cannot scan one. */
  address: string;
  expiresAt: Instant;
  slips: readonly { home: string; code: string; url: string }[];
};

const mm = 72 / 25.4;
const page = { width: 210 * mm, height: 297 * mm };
/** Eight slips of 105 × 74.25 mm: an A4 sheet cut three times across and once down. */
const columns = 2;
const rows = 4;
const slip = { width: page.width / columns, height: page.height / rows };
const margin = 8 * mm;
const qrSize = 30 * mm;
const ink = rgb(0, 0, 0);
const grey = rgb(0.35, 0.35, 0.35);

const fontFile = (subset: string, weight: number) =>
  fileURLToPath(
    import.meta.resolve(`@fontsource/noto-sans-sc/files/noto-sans-sc-${subset}-${weight}-normal.woff2`),
  );

/** Draws a sheet of slips as a PDF of A4 pages. It holds the characters it needs and no others. */
export async function drawSheet(sheet: PrintedSheet): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.registerFontkit(fontkit);
  document.setTitle(`${sheet.community} · ${slipText.title.zh}`);
  document.setLanguage('zh-CN');
  const fonts = await embedFonts(document, textOf(sheet));
  for (let first = 0; first < sheet.slips.length; first += columns * rows) {
    const paper = document.addPage([page.width, page.height]);
    drawCuts(paper);
    for (const [index, one] of sheet.slips.slice(first, first + columns * rows).entries()) {
      const left = (index % columns) * slip.width;
      const top = page.height - Math.floor(index / columns) * slip.height;
      drawSlip(paper, { left, top }, one, sheet, fonts);
    }
  }
  return document.save();
}

type Fonts = { plain: PDFFont; strong: PDFFont };

/** Everything that is printed, so that the fonts need hold nothing else. */
function textOf({ community, address, expiresAt, slips }: PrintedSheet): string {
  const printed = [
    community,
    ...linesOf(address, expiresAt).flatMap(({ zh, en }) => [zh, en]),
    ...slips.flatMap(({ home, code }) => [home, code]),
    alwaysHeld,
  ];
  return [...new Set(printed.join(''))].sort().join('');
}

/** With these the next sheet most often needs the same characters, and finds the fonts made. */
const alwaysHeld = ' ·-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ期区幢单元室';

/** Cutting a font of 20,000 characters down takes about a second, so the last ones stay. */
const cutFonts = new Map<string, Promise<Uint8Array>>();
const fontsKept = 8;

function cutFont(weight: number, text: string): Promise<Uint8Array> {
  const key = `${weight} ${text}`;
  const known = cutFonts.get(key);
  if (known) return known;
  const [oldest] = cutFonts.keys();
  if (cutFonts.size >= fontsKept && oldest !== undefined) cutFonts.delete(oldest);
  const cut = readFile(fontFile('chinese-simplified', weight)).then((whole) =>
    subsetFont(whole, text, { targetFormat: 'sfnt' }),
  );
  cutFonts.set(key, cut);
  cut.catch(() => cutFonts.delete(key));
  return cut;
}

async function embedFonts(document: PDFDocument, text: string): Promise<Fonts> {
  // `subset` makes pdf-lib measure the glyphs it really draws, also where the font replaces one by another.
  const embed = async (weight: number) => document.embedFont(await cutFont(weight, text), { subset: true });
  return { plain: await embed(400), strong: await embed(700) };
}

/** The lines of a slip in both languages, from the top. */
function linesOf(address: string, expiresAt: Instant): { zh: string; en: string }[] {
  const [zh, en] = [sayIn('zh'), sayIn('en')];
  const lastDay = lastDayOf(expiresAt);
  return [
    { zh: zh(slipText.title), en: en(slipText.title) },
    { zh: zh(slipText.scan), en: en(slipText.scan) },
    { zh: zh(slipText.enter), en: en(slipText.enter) },
    { zh: zh(slipText.without, address), en: en(slipText.without, address) },
    { zh: zh(slipText.until, lastDay), en: en(slipText.until, lastDay) },
    { zh: zh(slipText.notYours), en: en(slipText.notYours) },
  ];
}

/** Where scissors go: dashes between the slips, none along the edges of the paper. */
function drawCuts(paper: PDFPage): void {
  const look = { thickness: 0.5, color: grey, dashArray: [3, 3] };
  for (let column = 1; column < columns; column++) {
    const x = column * slip.width;
    paper.drawLine({ start: { x, y: 0 }, end: { x, y: page.height }, ...look });
  }
  for (let row = 1; row < rows; row++) {
    const y = row * slip.height;
    paper.drawLine({ start: { x: 0, y }, end: { x: page.width, y }, ...look });
  }
}

function drawSlip(
  paper: PDFPage,
  { left, top }: { left: number; top: number },
  one: PrintedSheet['slips'][number],
  sheet: PrintedSheet,
  { plain, strong }: Fonts,
): void {
  const [title, scan, enter, without, until, notYours] = linesOf(sheet.address, sheet.expiresAt);
  const x = left + margin;
  const width = slip.width - 2 * margin;
  const beside = width - qrSize - 4 * mm;
  const write = (
    text: string,
    down: number,
    size: number,
    look: { bold?: boolean; soft?: boolean; wide?: number } = {},
  ) => {
    const font = look.bold ? strong : plain;
    const fits = Math.min(size, (size * (look.wide ?? width)) / font.widthOfTextAtSize(text, size));
    paper.drawText(text, { x, y: top - down * mm, size: fits, font, color: look.soft ? grey : ink });
  };
  write(`${sheet.community} · ${title?.zh}`, 11, 9, { soft: true, wide: beside });
  write(one.home, 20, 17, { bold: true, wide: beside });
  write(scan?.zh ?? '', 28.5, 10.5, { wide: beside });
  write(enter?.zh ?? '', 34, 10.5, { wide: beside });
  write(one.code, 45, 25, { bold: true, wide: beside });
  write(`${scan?.en} ${enter?.en}`, 51, 7.5, { soft: true });
  write(without?.zh ?? '', 56, 8);
  write(until?.zh ?? '', 60.5, 8);
  write(notYours?.zh ?? '', 65, 8);
  write(until?.en ?? '', 69, 7, { soft: true });
  drawCode(paper, one.url, { x: left + slip.width - margin - qrSize, y: top - 8 * mm });
}

/** A QR code as squares of its own, sharp at any size. The quiet zone is the paper around it (ISO/IEC 18004). */
function drawCode(paper: PDFPage, url: string, { x, y }: { x: number; y: number }): void {
  const { modules } = qrcode.create(url, { errorCorrectionLevel: 'M' });
  const side = qrSize / modules.size;
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) {
      if (!modules.get(row, column)) continue;
      // A hair larger than its place, or viewers draw white lines between the squares.
      const square = {
        x: x + column * side,
        y: y - (row + 1) * side,
        width: side + 0.05,
        height: side + 0.05,
      };
      paper.drawRectangle({ ...square, color: ink });
    }
  }
}
