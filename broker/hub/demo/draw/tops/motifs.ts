/* oxlint-disable max-params -- a mark reads best with its coordinates in a row */
import { at, box, ellipse, fill, group, line } from '../marks.ts';
import { tone, type Tones } from '../paint.ts';
import type { Sheet } from '../sheet.ts';
import { CX, type Sleeve, type Torso } from './torso.ts';

/** Woven stripes that follow the body's curve. */
export const stripes = (
  from: number,
  to: number,
  pitch: number,
  thick: number,
  paint: string,
  bow = 16,
): string => {
  const out: string[] = [];
  for (let y = from; y < to; y += pitch)
    out.push(
      `<path d="M${CX - 560} ${y - 6} Q${CX} ${y + bow} ${CX + 560} ${y - 2}" fill="none" stroke="${paint}" stroke-width="${thick}"/>`,
    );
  return out.join('');
};

/** The same stripes turned to lie across a sleeve. */
export const sleeveStripes = (
  s: Sleeve,
  pitch: number,
  thick: number,
  paint: string,
  from = -520,
  to = 520,
): string =>
  group(
    `transform="translate(${at(s.elbow)}) rotate(${s.turn.toFixed(1)})"`,
    ...Array.from(
      { length: Math.floor((to - from) / pitch) },
      (_, i) =>
        `<path d="M-200 ${from + i * pitch} q200 12 400 0" fill="none" stroke="${paint}" stroke-width="${thick}"/>`,
    ),
  );

/** One repeat of a cable: two strands that change places. */
const cableTile = (w: number, h: number, t: Tones): string => {
  const s = w * 0.3;
  const strand = (d: string): string =>
    line(d, t.seam, s + 9) + line(d, t.base, s) + line(d, t.lit, s * 0.4, 0.9);
  const a = `M${w * 0.32} ${-h * 0.5} C${w * 0.32} ${-h * 0.2} ${w * 0.68} ${-h * 0.3} ${w * 0.68} 0`;
  const down = (x1: number, x2: number, y: number): string =>
    `M${x1} ${y} C${x1} ${y + h * 0.3} ${x2} ${y + h * 0.2} ${x2} ${y + h * 0.5}`;
  const [l, r] = [w * 0.3, w * 0.7];
  return [
    fill(box(0, 0, w, h), t.deep, 0.35),
    line(a, t.base, 1, 0.01),
    strand(down(r, l, 0)),
    strand(down(l, r, 0)),
    strand(down(l, r, h * 0.5)),
    strand(down(r, l, h * 0.5)),
  ].join('');
};

const moss = (t: Tones): string =>
  [
    [7, 6],
    [21, 18],
  ]
    .map(
      ([x = 0, y = 0]) =>
        fill(ellipse(x, y + 2, 6.4, 4.8), t.deep, 0.6) + fill(ellipse(x, y - 1, 6, 4.2), t.lit, 0.9),
    )
    .join('');

/** Three cables between panels of moss stitch. */
export const cables = (
  sheet: Sheet,
  t: Tones,
  columns: readonly (readonly [x: number, w: number, h: number])[],
  top: number,
  bottom: number,
  mossWide: number,
): string => {
  const ground = fill(box(-mossWide, top, mossWide * 2, bottom - top), sheet.pattern(28, 24, moss(t)));
  return (
    ground +
    columns
      .map(([x, w, h]) => {
        const paint = sheet.pattern(w, h, cableTile(w, h, t), `translate(${x - w / 2} 0)`);
        const edges = [-1, 1]
          .map(
            (k) =>
              line(`M${x + k * (w / 2 + 9)} ${top} V${bottom}`, t.seam, 4, 0.8) +
              line(`M${x + k * (w / 2 + 3)} ${top} V${bottom}`, t.lit, 6, 0.9),
          )
          .join('');
        return (
          fill(box(x - w / 2, top, w, bottom - top), t.base) +
          fill(box(x - w / 2, top, w, bottom - top), paint) +
          edges
        );
      })
      .join('')
  );
};

/** A round yoke of knitted frost, ring by ring out from the neck. */
export const yoke = ({ cut }: Torso, t: Tones, contrast: string): string => {
  const cy = cut.neckY - 30;
  const second = tone(contrast, -0.17);
  const ring = (
    radius: number,
    each: (x: number, y: number, turn: number) => string,
    count: number,
  ): string =>
    Array.from({ length: count }, (_, i) => {
      const a = Math.PI * (0.5 + ((i + 0.5) / count - 0.5) * 1.24);
      return each(CX + Math.cos(a) * radius * 1.12, cy + Math.sin(a) * radius, (a * 180) / Math.PI - 90);
    }).join('');
  const band = (radius: number, paint: string, width: number): string =>
    `<ellipse cx="${CX}" cy="${cy}" rx="${radius * 1.12}" ry="${radius}" fill="none" stroke="${paint}" stroke-width="${width}"/>`;
  const shape =
    (d: string, paint: string) =>
    (x: number, y: number, turn: number): string =>
      group(
        `transform="translate(${x.toFixed(1)} ${y.toFixed(1)}) rotate(${turn.toFixed(1)})"`,
        fill(d, paint),
      );
  const flake =
    'M0 -38 L8 -24 L0 -12 L-8 -24Z M0 38 L8 24 L0 12 L-8 24Z M-34 -8 L-12 -8 L-12 8 L-34 8Z M34 -8 L12 -8 L12 8 L34 8Z M-26 -30 L-14 -30 L-8 -12 L-20 -18Z M26 -30 L14 -30 L8 -12 L20 -18Z M-26 30 L-14 30 L-8 12 L-20 18Z M26 30 L14 30 L8 12 L20 18Z';
  return [
    band(430, contrast, 10),
    ring(402, shape('M-9 -10h18v20h-18Z', contrast), 34),
    band(378, second, 6),
    ring(322, shape(flake, contrast), 15),
    ring(322, shape('M0 -8 L8 0 L0 8 L-8 0Z', second), 15),
    band(266, second, 6),
    ring(246, shape('M-10 10 L0 -14 L10 10Z', contrast), 24),
    band(226, contrast, 8),
    ring(204, shape('M-6 -6h12v12h-12Z', second), 24),
    band(184, t.deep, 3),
  ].join('');
};

/** A quiet argyle down the front. */
export const argyle = (
  top: number,
  bottom: number,
  w: number,
  h: number,
  paint: string,
  fine: string,
): string => {
  const out: string[] = [];
  for (let row = 0, y = top; y < bottom; y += h, row++)
    for (const k of [-2, -1, 0, 1, 2]) {
      const x = CX + k * w;
      out.push(
        fill(
          `M${x} ${y} L${x + w / 2} ${y + h / 2} L${x} ${y + h} L${x - w / 2} ${y + h / 2}Z`,
          paint,
          k % 2 === 0 ? 0.5 : 0.2,
        ),
      );
    }
  for (const k of [-4, -3, -2, -1, 0, 1, 2, 3]) {
    out.push(
      line(
        `M${CX + k * w} ${top - h / 2} l${(w * (bottom - top)) / h} ${bottom - top}`,
        fine,
        3,
        0.75,
        'stroke-dasharray="9 6"',
      ),
    );
    out.push(
      line(
        `M${CX - k * w} ${top - h / 2} l${(-w * (bottom - top)) / h} ${bottom - top}`,
        fine,
        3,
        0.75,
        'stroke-dasharray="9 6"',
      ),
    );
  }
  return out.join('');
};
