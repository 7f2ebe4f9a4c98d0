/* oxlint-disable max-params -- a mark reads best with its coordinates in a row */
import { cloth, type Cloth } from '../cloth.ts';
import { cast, curve, fill, fold, line, within } from '../marks.ts';
import type { Tones } from '../paint.ts';
import type { Point, Sheet } from '../sheet.ts';
import { CX, type Sleeve, type Torso } from './torso.ts';

/** Light and shadow are neutral, so that they fall alike on cloth and on what is knitted into it. */
const GLOW = '#fffaf0';
const DUSK = '#140d0a';

const sleeveFolds = ({ elbow, way, side, inner }: Sleeve, upper: number): string[] => {
  const [ex, ey] = elbow;
  const n: Point = [-way[1], way[0]];
  const p = (along: number, across: number): Point => [
    ex + way[0] * along + n[0] * across,
    ey + way[1] * along + n[1] * across,
  ];
  const u = upper / 2;
  return [
    fold(p(-14, -side * -u), p(50, side * -u * 0.3), 18, 15 * side),
    fold(p(30, side * u), p(92, -side * u * 0.1), 14, -12 * side),
    fold(p(-120, side * u * 0.9), p(-40, -side * u * 0.5), 16, 10),
    fold([inner[0], inner[1] - 10], p(110, -side * -u * 0.2), 10, 12),
  ];
};

export interface ShellStyle {
  readonly cloth: Cloth;
  /** How much the cloth folds: 0 stiff, 1 soft. */
  readonly soft: number;
  /** Drawn over the paint of a part, inside its edges: quilting, stripes. */
  readonly onBody?: string;
  readonly onSleeve?: (sleeve: Sleeve) => string;
}

/** One sleeve, painted. */
const paintSleeve = (sheet: Sheet, body: Torso, s: Sleeve, t: Tones, style: ShellStyle): string => {
  const u = body.cut.upper;
  const [ex, ey] = s.elbow;
  const dark = sheet.fade(
    [ex - u * 0.55, ey],
    [ex + u * 0.55, ey + 20],
    [
      [0, GLOW, s.side < 0 ? 0.16 : 0.05],
      [0.42, GLOW, 0],
      [0.5, DUSK, 0],
      [1, DUSK, s.side < 0 ? 0.2 : 0.27],
    ],
  );
  return [
    fill(s.d, t.base),
    within(
      sheet.clip(s.d),
      fill(s.d, cloth(sheet, style.cloth, t, s.turn)),
      style.onSleeve?.(s) ?? '',
      fill(s.d, dark),
      ...sleeveFolds(s, u).map((d, i) =>
        fill(d, i === 3 ? GLOW : DUSK, (i === 3 ? 0.12 : 0.17) * style.soft),
      ),
    ),
    line(s.d, t.ink, 3.6),
  ].join('');
};

const bodyFolds = ({ cut }: Torso): readonly (readonly [d: string, lit: boolean])[] => {
  const { pit, pitY, waist, waistY, hem, hemY } = cut;
  const x = (k: number): number => CX + k * pit;
  return [
    [fold([x(-0.98), pitY + 6], [x(-0.36), pitY + 110], 24, 17), false],
    [fold([x(-0.98), pitY + 60], [x(-0.56), waistY - 20], 34, 12), false],
    [fold([x(0.98), pitY - 6], [x(0.3), pitY + 76], -24, -20), false],
    [fold([x(0.97), pitY + 50], [x(0.52), waistY + 30], -40, -16), false],
    [fold([CX - waist * 0.99, waistY + 10], [CX - waist * 0.4, waistY + 66], 18, 12), false],
    [fold([CX + waist * 0.99, waistY - 10], [CX + waist * 0.34, waistY + 50], -22, -14), false],
    [fold([CX - hem * 0.6, hemY + 20], [CX - hem * 0.52, hemY - 260], 14, 16), false],
    [fold([CX + hem * 0.42, hemY + 20], [CX + hem * 0.5, hemY - 320], -16, -20), false],
    [fold([CX - hem * 0.72, hemY + 10], [CX - hem * 0.62, hemY - 230], 12, 12), true],
    [fold([x(-0.7), pitY - 30], [x(-0.5), pitY - 200], 12, 14), true],
  ];
};

/** The side away from the window. */
const sideShadow = ({ cut }: Torso): string => {
  const { pit, pitY, waist, waistY, hem, hemY } = cut;
  const edge: Point[] = [
    [CX + pit * 0.86, pitY - 60],
    [CX + pit * 0.8, pitY + 80],
    [CX + waist * 0.74, waistY],
    [CX + hem * 0.84, hemY - 120],
    [CX + hem * 0.78, hemY + 60],
  ];
  return `${curve(edge)} L${CX + hem + 60} ${hemY + 60} L${CX + pit + 80} ${pitY - 60}Z`;
};

/** Sleeves and body, cut from one cloth: everything else is sewn on top. */
export const shell = (
  sheet: Sheet,
  body: Torso,
  t: Tones,
  style: ShellStyle,
  more: readonly string[] = [],
): void => {
  const { cut } = body;
  const across = sheet.fade(
    [CX - cut.pit, cut.pitY],
    [CX + cut.pit, cut.pitY + 60],
    [
      [0, GLOW, 0.16],
      [0.32, GLOW, 0],
      [0.6, DUSK, 0],
      [1, DUSK, 0.14],
    ],
  );
  sheet.add(cast(sheet, [body.body, ...body.sleeves.map((s) => s.d), ...more]));
  sheet.add(...body.sleeves.map((s) => paintSleeve(sheet, body, s, t, style)));
  sheet.add(
    fill(body.body, t.base),
    within(
      sheet.clip(body.body),
      fill(body.body, cloth(sheet, style.cloth, t)),
      style.onBody ?? '',
      fill(body.body, across),
      fill(sideShadow(body), DUSK, 0.11),
      ...bodyFolds(body).map(([d, lit]) => fill(d, lit ? GLOW : DUSK, (lit ? 0.13 : 0.16) * style.soft)),
    ),
    line(body.body, t.ink, 3.6),
  );
};
