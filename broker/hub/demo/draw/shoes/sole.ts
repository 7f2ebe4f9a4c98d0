import type { Colour } from '../../products/types.ts';
import { cloth } from '../cloth.ts';
import { box, cast, ellipse, fill, group, line, within } from '../marks.ts';
import { tone, tones } from '../paint.ts';
import { Sheet } from '../sheet.ts';

export type Tread = 'leather' | 'lugs' | 'cup' | 'jute' | 'cork' | 'foam';

/** A left sole, 420 wide and 1300 tall, seen from below. */
const SOLE =
  'M228 0 C330 2 402 110 412 270 C420 400 372 500 350 640 C334 750 352 840 352 960 C352 1160 300 1290 196 1296 C96 1296 52 1170 60 980 C66 840 96 740 76 600 C58 470 6 400 10 260 C16 90 120 -2 228 0Z';

const tread = (
  sheet: Sheet,
  kind: Tread,
  colour: Colour,
): { readonly paint: string; readonly marks: string } => {
  const trim = colour.trim ?? colour.hex;
  switch (kind) {
    case 'leather': {
      const t = tones('#c39a68');
      return {
        paint: t.base,
        marks:
          fill(SOLE, cloth(sheet, 'felt', t)) +
          `<path d="${SOLE}" fill="none" stroke="${t.seam}" stroke-width="3" stroke-dasharray="12 8" transform="translate(20 56) scale(0.905 0.914)"/>` +
          fill('M40 900 H380 V1310 H40Z', tones(trim).base) +
          line('M40 900 Q206 936 380 900', tones(trim).ink, 4) +
          [
            [110, 1010],
            [206, 990],
            [300, 1010],
            [112, 1180],
            [206, 1240],
            [298, 1180],
          ]
            .map(([x = 0, y = 0]) => fill(ellipse(x, y, 8, 8), '#c9b98f'))
            .join(''),
      };
    }
    case 'lugs': {
      const t = tones(trim);
      const rows = Array.from({ length: 19 }, (_, i) => 40 + i * 66);
      return {
        paint: tone(t.base, -0.03),
        marks:
          rows
            .flatMap((y, i) =>
              [-1, 1].map((k) => {
                const d = `M${206 + k * 22} ${y + 26} L${206 + k * 110} ${y - 20} L${206 + k * 230} ${y - 30} L${206 + k * 230} ${y + 14} L${206 + k * 112} ${y + 22} L${206 + k * 22} ${y + 64}Z`;
                return i === 10 || i === 11
                  ? ''
                  : fill(d, t.lit) + fill(d, '#140d0a', k > 0 ? 0.14 : 0) + line(d, t.ink, 4);
              }),
            )
            .join('') +
          fill(ellipse(206, 740, 64, 46), t.glow, 0.9) +
          line(ellipse(206, 740, 64, 46), t.ink, 4),
      };
    }
    case 'cup': {
      const t = tones('#e6dfcf');
      const rings = [1, 2, 3, 4, 5]
        .map(
          (i) => `<circle cx="214" cy="330" r="${i * 34}" fill="none" stroke="${t.seam}" stroke-width="9"/>`,
        )
        .join('');
      const bars = Array.from({ length: 30 }, (_, i) =>
        line(
          `M20 ${560 + i * 24} l30 12 l30 -12 l30 12 l30 -12 l30 12 l30 -12 l30 12 l30 -12 l30 12 l30 -12 l30 12 l30 -12`,
          t.seam,
          6,
        ),
      ).join('');
      return {
        paint: t.base,
        marks:
          bars +
          fill(ellipse(214, 330, 190, 190), t.base) +
          rings +
          fill(ellipse(214, 330, 20, 20), colour.trim ?? t.seam) +
          line(SOLE, t.deep, 30),
      };
    }
    case 'jute': {
      const t = tones('#c8a871');
      const rings = [0, 1, 2, 3, 4, 5, 6]
        .map((i) => {
          const s = 1 - i * 0.13;
          return `<path d="${SOLE}" transform="translate(${206 * (1 - s)} ${650 * (1 - s)}) scale(${s.toFixed(3)})" fill="none" stroke="${i % 2 ? t.lit : t.seam}" stroke-width="24" stroke-dasharray="${16 + i} 7"/>`;
        })
        .join('');
      return {
        paint: t.base,
        marks:
          rings +
          fill(
            'M120 150 C180 110 270 130 300 220 C310 330 290 440 250 500 C200 520 150 500 130 440 C100 350 90 220 120 150Z M140 940 C170 910 260 910 280 950 C300 1060 280 1170 210 1190 C150 1180 120 1060 140 940Z',
            '#5b4a38',
          ),
      };
    }
    case 'cork': {
      const t = tones('#3c3028');
      return {
        paint: t.base,
        marks: Array.from({ length: 34 }, (_, i) =>
          line(`M-10 ${20 + i * 40} q54 -34 108 0 t108 0 t108 0 t108 0`, t.glow, 9, 0.5),
        ).join(''),
      };
    }
    case 'foam':
    default: {
      const t = tones(trim);
      const pods: string[] = [];
      for (let y = 60; y < 1280; y += 92)
        for (let x = 50; x < 400; x += 104)
          pods.push(
            fill(box(x - 40 + (Math.round(y / 92) % 2) * 40, y - 36, 84, 72, 26), t.base) +
              line(box(x - 40 + (Math.round(y / 92) % 2) * 40, y - 36, 84, 72, 26), t.seam, 4),
          );
      return {
        paint: t.shade,
        marks:
          pods.join('') +
          fill(
            'M150 500 C220 480 280 520 270 620 C260 760 270 860 250 900 C210 930 160 900 160 840 C170 740 130 600 150 500Z',
            colour.hex,
          ),
      };
    }
  }
};

/** A pair of soles from below, one a little further up the paper. */
export const soles = (colour: Colour, kind: Tread): Sheet => {
  const sheet = new Sheet();
  const { paint, marks } = tread(sheet, kind, colour);
  const t = tones(paint);
  const light = sheet.fade(
    [0, 0],
    [420, 200],
    [
      [0, '#fffaf0', 0.22],
      [0.4, '#fffaf0', 0],
      [0.6, '#140d0a', 0],
      [1, '#140d0a', 0.2],
    ],
  );
  const one = [
    cast(sheet, [SOLE]),
    fill(SOLE, paint),
    within(sheet.clip(SOLE), marks, fill(SOLE, light)),
    line(SOLE, t.ink, 5),
  ].join('');
  sheet.add(
    group(
      'transform="translate(690 190) rotate(4) scale(1.14 1.06)"',
      group('transform="scale(-1 1) translate(-420 0)"', one),
    ),
    group('transform="translate(190 290) rotate(-5) scale(1.14 1.06)"', one),
  );
  return sheet;
};
