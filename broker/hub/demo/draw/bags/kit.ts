/* oxlint-disable max-params -- a mark reads best with its coordinates in a row */
import type { Colour } from '../../products/types.ts';
import { box, cast, ellipse, fill, group, line, stitch, within } from '../marks.ts';
import { tones, type Tones } from '../paint.ts';
import { Sheet } from '../sheet.ts';

export const DUSK = '#140d0a';
export const GLOW = '#fffaf0';
export const BRASS = '#c6a35a';

export interface BagKit {
  readonly sheet: Sheet;
  readonly t: Tones;
  readonly trim: Tones;
}

/** A bag standing on paper; `marks` are drawn in order over its shadow. */
export const bag = (
  colour: Colour,
  outline: string,
  foot: readonly [x: number, y: number, half: number],
  marks: (kit: BagKit) => readonly string[],
): Sheet => {
  const sheet = new Sheet();
  const kit: BagKit = { sheet, t: tones(colour.hex), trim: tones(colour.trim ?? colour.hex) };
  sheet.add(
    group(
      `filter="${sheet.blur(16)}" opacity="0.36"`,
      fill(ellipse(foot[0], foot[1], foot[2], 26), '#4c443d'),
    ),
    cast(sheet, [outline], 22, 14, 0.15, 20),
    ...marks(kit),
  );
  return sheet;
};

/** A panel: paint, grain, light from the upper left, edge. */
export const panel = (
  { sheet }: BagKit,
  d: string,
  t: Tones,
  span: readonly [x1: number, y1: number, x2: number, y2: number],
  weave = 'none',
  gloss = 0.18,
): string =>
  [
    fill(d, t.base),
    fill(d, weave),
    fill(
      d,
      sheet.fade(
        [span[0], span[1]],
        [span[2], span[3]],
        [
          [0, GLOW, gloss],
          [0.36, GLOW, 0],
          [0.56, DUSK, 0],
          [1, DUSK, 0.26],
        ],
      ),
    ),
    line(d, t.ink, 3.8),
  ].join('');

export const inside = ({ sheet }: BagKit, d: string, ...marks: string[]): string =>
  within(sheet.clip(d), ...marks);

/** A strap of some width along a line, with its stitches and the shadow under it. */
export const strap = (d: string, t: Tones, width: number, sewn = true): string =>
  [
    group(
      'transform="translate(7 10)"',
      `<path d="${d}" fill="none" stroke="${DUSK}" stroke-width="${width}" stroke-linejoin="round" opacity="0.2"/>`,
    ),
    `<path d="${d}" fill="none" stroke="${t.ink}" stroke-width="${width + 7}" stroke-linejoin="round"/>`,
    `<path d="${d}" fill="none" stroke="${t.base}" stroke-width="${width}" stroke-linejoin="round"/>`,
    `<path d="${d}" fill="none" stroke="${t.lit}" stroke-width="${width * 0.36}" stroke-linejoin="round" opacity="0.7"/>`,
    sewn ? stitch(d, t.thread, 2.6, '11 8') : '',
  ].join('');

export const buckle = (x: number, y: number, w: number, h: number, metal = BRASS): string =>
  line(box(x - w / 2, y - h / 2, w, h, 10), '#4d3d1c', 17) +
  line(box(x - w / 2, y - h / 2, w, h, 10), metal, 10) +
  line(box(x - w / 2, y - h / 2, w, h, 10), '#fff3d0', 2.4, 0.7) +
  line(`M${x} ${y - h / 2} V${y + h / 2 - 4}`, '#4d3d1c', 12) +
  line(`M${x} ${y - h / 2} V${y + h / 2 - 4}`, metal, 7);

export const ring = (x: number, y: number, r: number, metal = BRASS): string =>
  line(ellipse(x, y, r, r), '#4d3d1c', 15) +
  line(ellipse(x, y, r, r), metal, 9) +
  line(`M${x - r * 0.7} ${y - r * 0.7} A${r} ${r} 0 0 1 ${x + r * 0.3} ${y - r * 0.95}`, '#fff3d0', 3, 0.8);

export const rivet = (x: number, y: number, r = 9, metal = BRASS): string =>
  fill(ellipse(x + 2, y + 3, r, r), DUSK, 0.4) +
  fill(ellipse(x, y, r, r), metal) +
  fill(ellipse(x - r * 0.3, y - r * 0.3, r * 0.35, r * 0.35), '#fff3d0', 0.9);

/** A zip along a curve. */
export const zipper = (d: string, t: Tones, metal = BRASS, width = 30): string =>
  `<path d="${d}" fill="none" stroke="${t.ink}" stroke-width="${width + 6}"/><path d="${d}" fill="none" stroke="${t.deep}" stroke-width="${width}"/><path d="${d}" fill="none" stroke="${metal}" stroke-width="13" stroke-dasharray="5 4"/>` +
  line(d, '#3a2f18', 2, 0.7);

export const puller = (x: number, y: number, turn: number, t: Tones, metal = BRASS): string =>
  group(
    `transform="translate(${x} ${y}) rotate(${turn})"`,
    fill(box(-15, -16, 30, 34, 7), metal),
    line(box(-15, -16, 30, 34, 7), '#4d3d1c', 3),
    fill(box(-12, 14, 24, 92, 9), t.base),
    line(box(-12, 14, 24, 92, 9), t.ink, 3),
    stitch('M0 28 V92', t.thread, 2.4),
  );
