/* oxlint-disable max-params -- a mark reads best with its coordinates in a row */
import type { Colour } from '../../products/types.ts';
import { cast, ellipse, fill, group, line, within } from '../marks.ts';
import { tones, type Tones } from '../paint.ts';
import { Sheet } from '../sheet.ts';

/** One shoe from its outer side, toe to the left, standing on y = 0, about 1080 wide. */
export interface Shoe {
  readonly outline: string;
  readonly art: string;
}

export interface ShoeKit {
  readonly sheet: Sheet;
  readonly t: Tones;
  readonly trim: Tones;
}

export const DUSK = '#140d0a';
export const GLOW = '#fffaf0';

/** A piece of the upper: paint, grain, the fall of light, an edge. */
export const piece = (
  { sheet }: ShoeKit,
  d: string,
  t: Tones,
  top: number,
  bottom: number,
  weave = 'none',
  gloss = 0.2,
): string =>
  [
    fill(d, t.base),
    fill(d, weave),
    fill(
      d,
      sheet.fade(
        [300, top],
        [bottom - top < 240 ? 300 : 300 + (bottom - top) * 0.3, bottom],
        [
          [0, GLOW, gloss],
          [0.38, GLOW, 0],
          [0.55, DUSK, 0],
          [1, DUSK, 0.3],
        ],
      ),
    ),
    line(d, t.ink, 3.4),
  ].join('');

/** Marks that stay inside a piece. */
export const inside = ({ sheet }: ShoeKit, d: string, ...marks: string[]): string =>
  within(sheet.clip(d), ...marks);

export interface Stand {
  readonly front: readonly [x: number, y: number, wide: number, tall: number];
  readonly back: readonly [x: number, y: number, wide: number, tall: number];
}

export const LOW: Stand = { front: [76, 1260, 1.14, 0.96], back: [206, 930, 1.06, 0.9] };
export const FLAT: Stand = { front: [76, 1230, 1.14, 1.02], back: [206, 930, 1.06, 0.96] };
export const TALL: Stand = { front: [76, 1540, 1.07, 1.06], back: [262, 1356, 1, 0.99] };
export const HIGH: Stand = { front: [90, 1580, 1.04, 1.2], back: [290, 1416, 0.97, 1.12] };

/** A pair: one shoe in front of the other, both on the same paper. */
export const pair = (colour: Colour, stand: Stand, make: (kit: ShoeKit) => Shoe): Sheet => {
  const sheet = new Sheet();
  const kit: ShoeKit = { sheet, t: tones(colour.hex), trim: tones(colour.trim ?? colour.hex) };
  const { outline, art } = make(kit);
  const place = ([x, y, wide, tall]: Stand['front'], ...marks: string[]): string =>
    group(`transform="translate(${x} ${y}) scale(${wide} ${tall})"`, ...marks);
  const ground = group(
    `filter="${sheet.blur(14)}" opacity="0.34"`,
    fill(ellipse(560, 4, 500, 22), '#4c443d'),
  );
  const shadow = cast(sheet, [outline], 26, 10, 0.16, 20);
  sheet.add(
    place(stand.back, ground, art, fill(outline, DUSK, 0.09)),
    place(stand.front, ground, shadow, art),
  );
  return sheet;
};

/** A lace: shadow, cord, light. */
export const lace = (d: string, t: Tones, width = 13): string =>
  line(d, t.ink, width + 5) +
  line(d, t.base, width) +
  line(d, t.lit, width * 0.34, 0.9, 'stroke-dasharray="5 6"');

export const eyelet = (x: number, y: number, metal: string, r = 8): string =>
  fill(ellipse(x, y, r + 3, r + 3), DUSK, 0.5) +
  fill(ellipse(x, y, r, r), metal) +
  fill(ellipse(x, y, r * 0.5, r * 0.5), '#1c1917');

/** A sole with teeth below. */
export const lugs = (from: number, to: number, count: number, depth: number, t: Tones): string => {
  const w = (to - from) / count;
  return Array.from({ length: count }, (_, i) => {
    const x = from + i * w;
    const lift = i === 0 ? -20 : i === 1 ? -7 : 0;
    return (
      fill(
        `M${x} ${-depth + lift - 4} h${w * 0.9} l${-w * 0.06} ${depth + 4} h${-w * 0.78}Z`,
        i % 2 ? t.base : t.shade,
      ) + line(`M${x} ${-depth + lift} l${w * 0.06} ${depth} h${w * 0.78} l${w * 0.06} ${-depth}`, t.ink, 3)
    );
  }).join('');
};
