/* oxlint-disable max-params -- a mark reads best with its coordinates in a row */
import type { Point, Sheet } from './sheet.ts';

const r = (n: number): string => String(Math.round(n * 10) / 10);

export const at = ([x, y]: Point): string => `${r(x)} ${r(y)}`;

export const fill = (d: string, paint: string, opacity = 1, extra = ''): string =>
  `<path d="${d}" fill="${paint}"${opacity < 1 ? ` opacity="${opacity}"` : ''} ${extra}/>`;

export const line = (d: string, paint: string, width = 3, opacity = 1, extra = ''): string =>
  `<path d="${d}" fill="none" stroke="${paint}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"${opacity < 1 ? ` opacity="${opacity}"` : ''} ${extra}/>`;

export const stitch = (d: string, paint: string, width = 2.6, dash = '10 7'): string =>
  line(d, paint, width, 0.85, `stroke-dasharray="${dash}"`);

/** Knitted rib along a path: a broad line crossed by short ticks. */
export const rib = (
  d: string,
  width: number,
  paints: { readonly base: string; readonly edge: string; readonly groove: string },
  pitch = 13,
): string =>
  [
    `<path d="${d}" fill="none" stroke="${paints.edge}" stroke-width="${width + 5}"/>`,
    `<path d="${d}" fill="none" stroke="${paints.base}" stroke-width="${width}"/>`,
    `<path d="${d}" fill="none" stroke="${paints.groove}" stroke-width="${width}" stroke-dasharray="${pitch * 0.36} ${pitch * 0.64}"/>`,
  ].join('');

export const within = (clip: string, ...marks: string[]): string =>
  `<g clip-path="${clip}">${marks.join('')}</g>`;

export const group = (attributes: string, ...marks: string[]): string =>
  `<g ${attributes}>${marks.join('')}</g>`;

/** A smooth line through points. */
export const curve = (points: readonly Point[], tension = 1): string =>
  `M${at(points[0] ?? [0, 0])}${through(points, tension)}`;

/** The same, going on from where the pen is. */
export const through = (points: readonly Point[], tension = 1): string => {
  let d = '';
  for (let i = 0; i + 1 < points.length; i++) {
    const p1 = points[i] ?? [0, 0];
    const p2 = points[i + 1] ?? p1;
    const p0 = points[i - 1] ?? p1;
    const p3 = points[i + 2] ?? p2;
    const k = tension / 6;
    d += ` C${at([p1[0] + (p2[0] - p0[0]) * k, p1[1] + (p2[1] - p0[1]) * k])} ${at([p2[0] - (p3[0] - p1[0]) * k, p2[1] - (p3[1] - p1[1]) * k])} ${at(p2)}`;
  }
  return d;
};

/** A fold: a sliver between two bows from one point to another. */
export const fold = (a: Point, b: Point, bow: number, thick: number): string => {
  const [mx, my] = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
  const len = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
  const [nx, ny] = [-(b[1] - a[1]) / len, (b[0] - a[0]) / len];
  return `M${at(a)} Q${at([mx + nx * bow, my + ny * bow])} ${at(b)} Q${at([mx + nx * (bow + thick), my + ny * (bow + thick)])} ${at(a)}Z`;
};

export const ellipse = (cx: number, cy: number, rx: number, ry: number): string =>
  `M${r(cx - rx)} ${r(cy)} A${r(rx)} ${r(ry)} 0 1 0 ${r(cx + rx)} ${r(cy)} A${r(rx)} ${r(ry)} 0 1 0 ${r(cx - rx)} ${r(cy)}Z`;

export const box = (x: number, y: number, w: number, h: number, radius = 0): string => {
  const q = Math.min(radius, w / 2, h / 2);
  return `M${r(x + q)} ${r(y)}h${r(w - 2 * q)}q${r(q)} 0 ${r(q)} ${r(q)}v${r(h - 2 * q)}q0 ${r(q)} ${r(-q)} ${r(q)}h${r(2 * q - w)}q${r(-q)} 0 ${r(-q)} ${r(-q)}v${r(2 * q - h)}q0 ${r(-q)} ${r(q)} ${r(-q)}Z`;
};

/** A button with four holes and a little light on its rim. */
export const button = (
  x: number,
  y: number,
  radius: number,
  paint: string,
  rim: string,
  hole: string,
): string =>
  [
    fill(ellipse(x + 3, y + 5, radius, radius), '#000', 0.22),
    fill(ellipse(x, y, radius, radius), paint),
    line(
      `M${x - radius * 0.62} ${y + radius * 0.1} A${radius * 0.64} ${radius * 0.64} 0 0 1 ${x + radius * 0.2} ${y - radius * 0.6}`,
      rim,
      radius * 0.16,
    ),
    ...[
      [-1, -1],
      [1, -1],
      [-1, 1],
      [1, 1],
    ].map(([i = 0, j = 0]) =>
      fill(ellipse(x + i * radius * 0.24, y + j * radius * 0.24, radius * 0.12, radius * 0.12), hole),
    ),
  ].join('');

/** A soft shadow, as of something lying on paper under a window. */
export const cast = (
  sheet: Sheet,
  shapes: readonly string[],
  dx = 16,
  dy = 22,
  opacity = 0.2,
  soft = 16,
): string =>
  group(
    `filter="${sheet.blur(soft)}" opacity="${opacity}" transform="translate(${dx} ${dy})"`,
    ...shapes.map((d) => fill(d, '#5b5148')),
  );
