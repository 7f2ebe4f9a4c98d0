import { cloth, type Cloth } from '../cloth.ts';
import { at, fill, fold, line, within } from '../marks.ts';
import { tones, type Tones } from '../paint.ts';
import { Sheet } from '../sheet.ts';
import { shell } from './shell.ts';
import { CX, torso, type Cut, type Sleeve, type Torso } from './torso.ts';
import { backCollar, crewNeck, insideNeck, ribCuffs, ribHem, tubeNeck } from './trim.ts';

export interface JumperStyle {
  readonly cut: Cut;
  readonly cloth: Cloth;
  readonly neck: 'crew' | 'turtle' | 'roll' | 'boat';
  readonly ribs: number;
  readonly pitch?: number;
  readonly soft?: number;
  readonly saddle?: true;
  readonly onBody?: (sheet: Sheet, body: Torso, t: Tones) => string;
  readonly onSleeve?: (sheet: Sheet, body: Torso, t: Tones) => (sleeve: Sleeve) => string;
}

/** Fully-fashioned marks: the little slanted stitches where a knitter narrows the shoulder. */
const saddle = ({ cut }: Torso, t: Tones): string =>
  [-1, 1]
    .map((k) => {
      const a = [CX + k * (cut.neck + 6), cut.neckY + 44] as const;
      const b = [CX + k * (cut.shoulder - 20), cut.shoulderY + 74] as const;
      const seam = `M${at(a)} Q${at([(a[0] + b[0]) / 2, (a[1] + b[1]) / 2 + 2])} ${at(b)}`;
      const ticks = Array.from({ length: 7 }, (_, i) => {
        const f = 0.12 + i * 0.13;
        const [x, y] = [a[0] + (b[0] - a[0]) * f, a[1] + (b[1] - a[1]) * f + 14];
        return line(`M${x} ${y} l${k * 10} 12`, t.seam, 3.4, 0.7);
      });
      return line(seam, t.seam, 3) + ticks.join('');
    })
    .join('');

export const jumper = (hex: string, style: JumperStyle): Sheet => {
  const sheet = new Sheet();
  const t = tones(hex);
  const body = torso(style.cut);
  const pitch = style.pitch ?? 13;
  const tall = style.neck === 'turtle' || style.neck === 'roll';
  sheet.add(tall ? '' : insideNeck(body, t) + backCollar(body, t, style.neck === 'boat' ? 18 : 40, pitch));
  shell(sheet, body, t, {
    cloth: style.cloth,
    soft: style.soft ?? 0.8,
    onBody: style.onBody?.(sheet, body, t) ?? '',
    ...(style.onSleeve ? { onSleeve: style.onSleeve(sheet, body, t) } : {}),
  });
  if (!tall) sheet.add(insideNeck(body, t), backCollar(body, t, style.neck === 'boat' ? 14 : 34, pitch));
  if (style.saddle) sheet.add(within(sheet.clip(body.body), saddle(body, t)));
  sheet.add(ribHem(body, t, style.ribs, pitch), ribCuffs(body, t, style.ribs * 1.05, pitch));
  if (style.neck === 'crew') sheet.add(crewNeck(body, t, 42, pitch));
  if (style.neck === 'boat') sheet.add(crewNeck(body, t, 18, 9));
  if (style.neck === 'turtle') sheet.add(tubeNeck(sheet, body, t, 118, 10, cloth(sheet, 'fine rib', t)));
  if (style.neck === 'roll') {
    sheet.add(
      tubeNeck(sheet, body, t, 150, 46, cloth(sheet, 'chunky rib', t)),
      fill(fold([CX - 150, style.cut.neckY - 60], [CX + 110, style.cut.neckY - 20], 36, 14), t.deep, 0.6),
    );
  }
  return sheet;
};
