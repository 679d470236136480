import type { IconShape } from './icon-shape.ts';

type Attributes = IconShape[1];

/**
 * The strokes of an icon as the data of one SVG path. A calendar has ten strokes, and a list shows it twenty times: each
 * node is sent, parsed, laid out and painted on its own, and nothing else in the page needs them apart.
 */
export function onePath(shapes: readonly IconShape[]): string {
  return shapes.map(([shape, attributes]) => pathOf[shape](attributes)).join('');
}

const pathOf: Record<IconShape[0], (attributes: Attributes) => string> = {
  path: ({ d = '' }) => fromItsOwnPoint(d),
  circle(attributes) {
    const { cx, cy, r } = numbers(attributes, 'cx', 'cy', 'r');
    return `M${cx - r} ${cy}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
  },
  line(attributes) {
    const { x1, y1, x2, y2 } = numbers(attributes, 'x1', 'y1', 'x2', 'y2');
    return `M${x1} ${y1}L${x2} ${y2}`;
  },
  polyline: ({ points = '' }) => `M${points}`,
  rect(attributes) {
    const { x, y, width, height, rx } = numbers(attributes, 'x', 'y', 'width', 'height', 'rx');
    const turn = (right: number, down: number) => `a${rx} ${rx} 0 0 1 ${right} ${down}`;
    const [across, down] = [width - 2 * rx, height - 2 * rx];
    return `M${x + rx} ${y}h${across}${turn(rx, rx)}v${down}${turn(-rx, rx)}h${-across}${turn(-rx, -rx)}v${-down}${turn(rx, -rx)}z`;
  },
};

/**
 * The first "m" of a path is absolute and what follows it relative (SVG 2, 9.3.3); behind another path it would be
 * relative to where that one ended.
 */
function fromItsOwnPoint(d: string): string {
  const start = /^m\s*(-?[\d.]+)[\s,]*(-?[\d.]+)\s*(.*)$/s.exec(d);
  if (!start) return d;
  const [, x, y, rest = ''] = start;
  return `M${x} ${y}${/^[-\d.]/.test(rest) ? 'l' : ''}${rest}`;
}

function numbers<Name extends string>(attributes: Attributes, ...names: Name[]): Record<Name, number> {
  return Object.fromEntries(names.map((name) => [name, Number(attributes[name] ?? 0)])) as Record<
    Name,
    number
  >;
}
