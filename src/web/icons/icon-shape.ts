/** One stroke of an icon on a 24 by 24 grid: an SVG element and its attributes. */
export type IconShape = readonly [
  'path' | 'circle' | 'rect' | 'line' | 'polyline',
  Readonly<Record<string, string>>,
];
