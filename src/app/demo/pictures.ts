import sharp from 'sharp';

const width = 1200;
const height = 900;

/** Pictures drawn for the demonstration: nobody's home, nobody's face. */
const drawings = {
  'lamp-out': stairs('#1f2530', '#2b323f', '<circle cx="600" cy="150" r="46" fill="#3a424f"/>'),
  'lamp-lit': stairs(
    '#e9dfc4',
    '#cdbf9b',
    '<circle cx="600" cy="150" r="230" fill="#fff6d0" opacity=".7"/><circle cx="600" cy="150" r="46" fill="#fffbe8"/>',
  ),
  'bicycles-in-the-way': yard([180, 330, 480, 630, 780, 930].map((x) => bicycle(x, 600)).join('')),
  'bicycles-in-the-rack': yard(
    `<rect x="120" y="640" width="960" height="16" fill="#7d8a93"/>${[200, 420, 640, 860].map((x) => bicycle(x, 560)).join('')}`,
  ),
  'water-stain': ceiling(
    '<path d="M330 120c170-90 460-60 520 120 40 130-70 200-180 190-60 90-240 80-270-30-150-10-200-190-70-280z" fill="#b89a6b" opacity=".75"/><path d="M420 190c110-50 290-30 330 70 20 80-50 120-120 110-60 50-160 40-180-20-100-10-120-110-30-160z" fill="#8f7446" opacity=".7"/>',
  ),
  'ceiling-mended': ceiling(''),
  'rubbish-beside-the-bins': bins(
    [180, 300, 420, 840, 960].map((x, i) => bag(x, 690 - (i % 2) * 40)).join(''),
  ),
  'bins-clean': bins(''),
  'broken-pavement': ground(
    '<path d="M420 420l140-60 170 50 90 120-120 130-200 20-130-90z" fill="#5b5750"/><path d="M500 470l90-30 110 40 30 80-90 60-120-10z" fill="#3d3a35"/>',
  ),
  'pavement-mended': ground('<rect x="400" y="350" width="440" height="330" fill="#b9b4aa"/>'),
} satisfies Record<string, string>;
export type PictureName = keyof typeof drawings;

/** The picture as a telephone would send it. */
export function drawPicture(name: PictureName): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${drawings[name]}</svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 82 }).toBuffer();
}

function stairs(wall: string, step: string, lamp: string): string {
  const steps = [0, 1, 2, 3, 4, 5]
    .map(
      (i) =>
        `<rect x="${120 + i * 90}" y="${820 - i * 80}" width="${960 - i * 90}" height="80" fill="${step}" stroke="${wall}" stroke-width="6"/>`,
    )
    .join('');
  return `<rect width="100%" height="100%" fill="${wall}"/>${lamp}${steps}`;
}

function yard(things: string): string {
  return `<rect width="100%" height="100%" fill="#c9d3cf"/><rect y="480" width="100%" height="420" fill="#9aa49f"/><rect x="70" y="130" width="300" height="350" fill="#e8e2d3"/><rect x="170" y="260" width="110" height="220" fill="#6d7b73"/>${things}`;
}

function bicycle(x: number, y: number): string {
  return `<g fill="none" stroke="#2d3a44" stroke-width="12"><circle cx="${x}" cy="${y + 110}" r="56"/><circle cx="${x + 150}" cy="${y + 110}" r="56"/><path d="M${x} ${y + 110}l50-90h70l30 90M${x + 50} ${y + 20}l-16-44h-34M${x + 120} ${y + 20}l14-60h40"/></g>`;
}

function ceiling(stain: string): string {
  return `<rect width="100%" height="100%" fill="#efece4"/><rect y="560" width="100%" height="340" fill="#dcd6c8"/><rect y="548" width="100%" height="16" fill="#c3bba9"/>${stain}`;
}

function bins(bags: string): string {
  const bin = (x: number, colour: string) =>
    `<rect x="${x}" y="360" width="150" height="300" rx="14" fill="${colour}"/><rect x="${x - 12}" y="330" width="174" height="44" rx="12" fill="${colour}"/>`;
  return `<rect width="100%" height="100%" fill="#d7dedb"/><rect y="640" width="100%" height="260" fill="#aab3af"/>${bin(330, '#3f7d5a')}${bin(520, '#3b6c9b')}${bin(710, '#8a3f3a')}${bags}`;
}

function bag(x: number, y: number): string {
  return `<path d="M${x} ${y}c-70 20-80 130-10 150h90c70-20 60-130-10-150l-30-34z" fill="#30343a"/>`;
}

function ground(mark: string): string {
  const tiles = Array.from(
    { length: 8 },
    (_, i) => `<path d="M${i * 160} 0v900M0 ${i * 130}h1200" stroke="#8d8a83" stroke-width="4"/>`,
  );
  return `<rect width="100%" height="100%" fill="#a8a49b"/>${tiles.join('')}${mark}`;
}
