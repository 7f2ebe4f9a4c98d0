/* oxlint-disable max-params -- a mark reads best with its coordinates in a row */
import { chance } from '../generate/hash.ts';
import { fill, line } from './marks.ts';
import type { Tones } from './paint.ts';
import type { Sheet } from './sheet.ts';

export type Cloth =
  | 'plain'
  | 'twill'
  | 'canvas'
  | 'cord'
  | 'fine knit'
  | 'knit'
  | 'rib'
  | 'fine rib'
  | 'chunky rib'
  | 'felt'
  | 'suede'
  | 'mesh'
  | 'waxed';

const flecks = (
  seed: string,
  size: number,
  count: number,
  length: number,
  dark: string,
  light: string,
): string =>
  Array.from({ length: count }, (_, i) => {
    const x = chance(`${seed} x ${i}`) * size;
    const y = chance(`${seed} y ${i}`) * size;
    const turn = (chance(`${seed} t ${i}`) - 0.5) * 2.4;
    return line(
      `M${x.toFixed(1)} ${y.toFixed(1)} l${(Math.cos(turn) * length).toFixed(1)} ${(Math.sin(turn) * length).toFixed(1)}`,
      i % 2 ? dark : light,
      2,
      0.5,
    );
  }).join('');

const vees = (w: number, h: number, paint: string, light: string, width: number): string =>
  line(`M0 ${h * 0.1} L${w / 2} ${h * 0.85} L${w} ${h * 0.1}`, paint, width, 0.75) +
  line(`M0 ${h * 0.5} L${w / 2} ${h * 1.25} L${w} ${h * 0.5}`, light, width * 0.6, 0.35);

/** The weave or knit of a material as a pattern to lay over its paint. */
export const cloth = (sheet: Sheet, kind: Cloth, t: Tones, turn = 0): string => {
  const turned = `rotate(${turn.toFixed(1)})`;
  switch (kind) {
    case 'plain':
      return 'none';
    case 'twill':
      return sheet.pattern(9, 9, line('M-2 11 L11 -2 M-2 2 L2 -2 M7 11 L11 7', t.shade, 2.2, 0.6), turned);
    case 'canvas':
      return sheet.pattern(12, 12, line('M0 3h7 M6 9h7 M3 5v6 M9 -1v6', t.shade, 2.4, 0.5), turned);
    case 'waxed':
      return sheet.pattern(220, 220, flecks('wax', 220, 60, 10, t.shade, t.lit), turned);
    case 'cord':
      return sheet.pattern(
        17,
        40,
        fill('M0 0h5v40h-5Z', t.deep, 0.6) + fill('M8 0h5v40h-5Z', t.lit, 0.75),
        turned,
      );
    case 'fine knit':
      return sheet.pattern(16, 12, vees(16, 12, t.shade, t.lit, 2.4), turned);
    case 'knit':
      return sheet.pattern(20, 17, vees(20, 17, t.shade, t.lit, 3.6), turned);
    case 'fine rib':
      return sheet.pattern(
        15,
        24,
        fill('M0 0h4v24h-4Z', t.deep, 0.5) + fill('M6 0h5v24h-5Z', t.lit, 0.8),
        turned,
      );
    case 'rib':
      return sheet.pattern(
        26,
        20,
        fill('M0 0h7v20h-7Z', t.deep, 0.55) +
          line('M7 1 L16 15 L26 1', t.shade, 3, 0.7) +
          fill('M13 0h4v20h-4Z', t.lit, 0.5),
        turned,
      );
    case 'chunky rib':
      return sheet.pattern(
        52,
        34,
        fill('M0 0h13v34h-13Z', t.deep, 0.6) +
          fill('M13 0h5v34h-5Z', t.shade, 0.8) +
          line('M18 3 L34 26 L51 3', t.shade, 6, 0.9) +
          line('M24 -6 L34 9 L45 -6', t.lit, 4, 0.7),
        turned,
      );
    case 'felt':
      return sheet.pattern(160, 160, flecks('felt', 160, 190, 7, t.shade, t.lit), turned);
    case 'suede':
      return sheet.pattern(180, 180, flecks('suede', 180, 260, 9, t.shade, t.lit), turned);
    case 'mesh':
    default:
      return sheet.pattern(
        14,
        14,
        fill(
          'M2 4a2.4 2.4 0 1 0 4.8 0a2.4 2.4 0 1 0 -4.8 0Z M9 11a2.4 2.4 0 1 0 4.8 0a2.4 2.4 0 1 0 -4.8 0Z',
          t.deep,
          0.75,
        ),
        turned,
      );
  }
};
