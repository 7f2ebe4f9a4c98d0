/* oxlint-disable max-params -- a mark reads best with its coordinates in a row */
import { at, curve, fill, line, stitch } from '../marks.ts';
import type { Tones } from '../paint.ts';
import type { Point } from '../sheet.ts';
import { CX, type Torso } from './torso.ts';

const mirror = (points: readonly Point[]): Point[] => points.map(([x, y]) => [2 * CX - x, y]);

const leaf = (points: readonly Point[], t: Tones, weave: string, dusk: number): string => {
  const d = `M${points.map(at).join(' L')}Z`;
  return fill(d, t.base) + fill(d, weave) + fill(d, '#140d0a', dusk) + line(d, t.ink, 3.4);
};

/** A turned-down shirt collar; the points fall to either side of the closure. */
export const shirtCollar = (
  { cut }: Torso,
  t: Tones,
  weave: string,
  length: number,
  spread: number,
): string => {
  const { neck, neckY, drop } = cut;
  const wing: Point[] = [
    [CX - neck + 6, neckY - 30],
    [CX - neck - 44, neckY + 34],
    [CX - spread - 60, neckY + drop + length * 0.72],
    [CX - spread + 26, neckY + drop + length],
    [CX - 10, neckY + drop - 8],
    [CX - neck * 0.62, neckY + drop * 0.34],
  ];
  const run: Point[] = [
    [CX - neck - 30, neckY + 40],
    [CX - spread - 44, neckY + drop + length * 0.64],
    [CX - spread + 18, neckY + drop + length - 18],
    [CX - 22, neckY + drop - 2],
  ];
  const stand = `${curve([
    [CX - neck + 6, neckY - 30],
    [CX, neckY - 44],
    [CX + neck - 6, neckY - 30],
  ])} L${CX + neck * 0.7} ${neckY + drop * 0.3} Q${CX} ${neckY + 46} ${CX - neck * 0.7} ${neckY + drop * 0.3}Z`;
  const pair = [leaf(wing, t, weave, 0), leaf(mirror(wing), t, weave, 0.1)].join('');
  return [
    fill(stand, t.shade),
    fill(stand, weave),
    line(stand, t.ink, 3.2),
    pair,
    stitch(`M${run.map(at).join(' L')}`, t.thread),
    stitch(`M${mirror(run).map(at).join(' L')}`, t.thread),
  ].join('');
};

/** A collar that stands round the neck, open a hand's breadth at the front. */
export const standCollar = (
  { cut }: Torso,
  t: Tones,
  weave: string,
  height: number,
  lining: string,
  gap = 26,
): string => {
  const { neck, neckY, drop } = cut;
  const [w, top, low] = [neck + 14, neckY - height, neckY + drop];
  const back = `M${CX - w} ${neckY} C${CX - w - 6} ${top + 40} ${CX - w + 20} ${top} ${CX - w * 0.6} ${top - 8} Q${CX} ${top - 22} ${CX + w * 0.6} ${top - 8} C${CX + w - 20} ${top} ${CX + w + 6} ${top + 40} ${CX + w} ${neckY} L${CX} ${low}Z`;
  const half = (k: -1 | 1): string =>
    `M${CX + k * w} ${neckY + 8} C${CX + k * (w + 8)} ${top + 50} ${CX + k * (w - 14)} ${top + 6} ${CX + k * w * 0.72} ${top + 4} C${CX + k * w * 0.5} ${top + 60} ${CX + k * (gap + 34)} ${top + 90} ${CX + k * gap} ${top + 96} L${CX + k * 4} ${low + 6} C${CX + k * neck * 0.5} ${low + 6} ${CX + k * (neck * 0.9)} ${low - 4} ${CX + k * w} ${neckY + 8}Z`;
  return [
    fill(back, lining),
    line(back, t.ink, 3.2),
    fill(`M${CX - 34} ${top + 44} h68 v32 h-68Z`, '#f4efe4'),
    line(`M${CX - 20} ${top + 60} h40`, '#4a443c', 3),
    ...([-1, 1] as const).map(
      (k) =>
        fill(half(k), t.base) +
        fill(half(k), weave) +
        fill(half(k), '#140d0a', k < 0 ? 0.02 : 0.12) +
        line(half(k), t.ink, 3.4),
    ),
  ].join('');
};

export interface LapelStyle {
  /** Where the lapels meet, and how far out they reach. */
  readonly breakY: number;
  readonly reach: number;
  readonly notch: number;
  /** How far across the middle the top front lies. */
  readonly over: number;
}

/** Coat lapels with a broad collar. */
export const lapels = (
  { cut }: Torso,
  t: Tones,
  weave: string,
  { breakY, reach, notch, over }: LapelStyle,
): string => {
  const { neck, neckY } = cut;
  const inside = `M${CX - neck} ${neckY - 6} Q${CX} ${neckY + 30} ${CX + neck} ${neckY - 6} L${CX + over} ${breakY} L${CX - over * 0.2} ${breakY - 40}Z`;
  const side = (k: -1 | 1): string => {
    const x = (n: number): number => CX + k * n;
    const end: Point = [CX + over, breakY - (k < 0 ? 0 : 26)];
    const lapel = `M${at([x(neck - 8), neckY + 40])} L${at([x(reach - 34), notch - 26])} L${at([x(reach), notch + 40])} C${at([x(reach - 44), notch + 170])} ${at([x(reach * 0.4), breakY - 90])} ${at(end)} C${at([x(neck * 0.3), breakY - 150])} ${at([x(neck * 0.7), neckY + 160])} ${at([x(neck - 8), neckY + 40])}Z`;
    const collar = `M${at([x(neck - 20), neckY - 40])} C${at([x(neck + 30), neckY - 30])} ${at([x(neck + 74), neckY + 30])} ${at([x(reach + 12), notch - 70])} L${at([x(reach - 50), notch + 6])} L${at([x(neck - 26), neckY + 120])} C${at([x(neck - 34), neckY + 60])} ${at([x(neck - 30), neckY])} ${at([x(neck - 20), neckY - 40])}Z`;
    const dusk = k < 0 ? 0 : 0.09;
    return (
      [lapel, collar]
        .map((d) => fill(d, t.base) + fill(d, weave) + fill(d, '#140d0a', dusk) + line(d, t.ink, 3.4))
        .join('') +
      stitch(
        `M${at([x(reach - 16), notch + 40])} C${at([x(reach - 60), notch + 170])} ${at([x(reach * 0.36), breakY - 100])} ${at([end[0] + k * 4, end[1] - 30])}`,
        t.thread,
      )
    );
  };
  const back = `M${CX - neck + 20} ${neckY - 40} Q${CX} ${neckY - 66} ${CX + neck - 20} ${neckY - 40} L${CX + neck - 30} ${neckY + 40} Q${CX} ${neckY + 14} ${CX - neck + 30} ${neckY + 40}Z`;
  return [
    fill(inside, t.deep),
    fill(back, t.shade),
    fill(back, weave),
    line(back, t.ink, 3.2),
    side(1),
    side(-1),
  ].join('');
};

/** A hood, up and empty, seen from the front. */
export const hood = (
  { cut }: Torso,
  t: Tones,
  weave: string,
  lining: string,
  height: number,
  peak: boolean,
): { readonly outline: string; readonly art: string } => {
  const { neck, neckY, drop } = cut;
  const top = neckY - height;
  const w = neck + 74;
  const outline = `M${CX - neck - 30} ${neckY + 50} C${CX - w - 34} ${neckY - height * 0.25} ${CX - w} ${top + height * 0.16} ${CX - w * 0.46} ${top + 14} Q${CX} ${top - 26} ${CX + w * 0.5} ${top + 18} C${CX + w + 4} ${top + height * 0.2} ${CX + w + 30} ${neckY - height * 0.22} ${CX + neck + 30} ${neckY + 50} L${CX} ${neckY + drop + 70}Z`;
  const mouthTop = top + (peak ? 104 : 78);
  const mouth = `M${CX - 6} ${neckY + drop + 30} C${CX - neck * 1.05} ${neckY + 40} ${CX - neck * 1.3} ${mouthTop + 150} ${CX - neck * 0.82} ${mouthTop + 26} Q${CX} ${mouthTop - (peak ? 6 : 34)} ${CX + neck * 0.84} ${mouthTop + 30} C${CX + neck * 1.3} ${mouthTop + 150} ${CX + neck * 1.05} ${neckY + 40} ${CX + 6} ${neckY + drop + 30}Z`;
  const cord = (k: -1 | 1): string =>
    line(`M${CX + k * neck * 0.62} ${neckY + drop * 0.7} q${k * -6} 90 ${k * 10} 190`, t.glow, 7) +
    line(`M${CX + k * (neck * 0.62)} ${neckY + drop * 0.7 + 186} l${k * 10} 34`, t.ink, 12);
  const art = [
    fill(outline, t.base),
    fill(outline, weave),
    fill(
      `M${CX + w * 0.5} ${top + 18} C${CX + w + 4} ${top + height * 0.2} ${CX + w + 30} ${neckY - height * 0.22} ${CX + neck + 30} ${neckY + 50} L${CX + neck * 0.9} ${neckY} C${CX + w * 0.92} ${neckY - height * 0.22} ${CX + w * 0.8} ${top + height * 0.26} ${CX + w * 0.5} ${top + 18}Z`,
      '#140d0a',
      0.16,
    ),
    line(outline, t.ink, 3.6),
    line(
      `M${CX - w * 0.3} ${top} Q${CX - neck * 0.5} ${mouthTop - 30} ${CX - neck * 0.5} ${mouthTop + 8}`,
      t.seam,
      3,
    ),
    line(
      `M${CX + w * 0.34} ${top + 4} Q${CX + neck * 0.54} ${mouthTop - 30} ${CX + neck * 0.52} ${mouthTop + 10}`,
      t.seam,
      3,
    ),
    fill(mouth, lining),
    fill(mouth, '#140d0a', 0.28),
    fill(
      `M${CX - neck * 0.9} ${neckY - 20} Q${CX} ${neckY - 110} ${CX + neck * 0.9} ${neckY - 20} L${CX} ${neckY + drop + 30}Z`,
      '#140d0a',
      0.2,
    ),
    fill(`M${CX - 32} ${neckY - 30} h64 v32 h-64Z`, '#f4efe4'),
    line(`M${CX - 18} ${neckY - 14} h36`, '#4a443c', 3),
    line(mouth, t.ink, 3.4),
    `<path d="${mouth}" fill="none" stroke="${t.thread}" stroke-width="2.6" stroke-dasharray="10 7" transform="translate(${CX} ${neckY - height * 0.4}) scale(1.09 1.06) translate(${-CX} ${-(neckY - height * 0.4)})" opacity="0.8"/>`,
    peak
      ? fill(
          `M${CX - neck * 0.84} ${mouthTop + 22} Q${CX} ${mouthTop - 74} ${CX + neck * 0.86} ${mouthTop + 26} Q${CX} ${mouthTop - 10} ${CX - neck * 0.84} ${mouthTop + 22}Z`,
          t.lit,
        ) +
        line(
          `M${CX - neck * 0.84} ${mouthTop + 22} Q${CX} ${mouthTop - 74} ${CX + neck * 0.86} ${mouthTop + 26}`,
          t.ink,
          3,
        )
      : '',
    cord(-1),
    cord(1),
  ].join('');
  return { outline, art };
};
