/* oxlint-disable max-params -- a mark reads best with its coordinates in a row */
import { curve, fill, line, stitch, within } from '../marks.ts';
import type { Point } from '../sheet.ts';
import type { Kit } from './garment.ts';
import { CX } from './torso.ts';

/** A sewn seam with a row of stitches beside it. */
export const seam = ({ t }: Kit, points: readonly Point[], beside = 9): string =>
  line(curve(points), t.seam, 3) + stitch(curve(points.map(([x, y]) => [x, y + beside])), t.thread, 2.2);

/** The shoulder yoke, seen from the back or the front. */
export const yokeSeam = (kit: Kit, y: number, dip: number): string => {
  const { cut, body } = { cut: kit.body.cut, body: kit.body };
  return within(
    kit.sheet.clip(body.body),
    seam(kit, [
      [CX - cut.shoulder - 30, y],
      [CX - 120, y + dip * 0.7],
      [CX, y + dip],
      [CX + 120, y + dip * 0.7],
      [CX + cut.shoulder + 30, y],
    ]),
  );
};

/** The lower edge: turned and stitched. */
export const hemStitch = ({ body, t }: Kit, up = 24): string => {
  const { hem, hemY, hemBow } = body.cut;
  return stitch(
    `M${CX - hem + 6} ${hemY - up} Q${CX + 12} ${hemY - up + hemBow * 2} ${CX + hem - 6} ${hemY - up + 4}`,
    t.thread,
    2.4,
  );
};

/** A placket: the strip that covers the closure, from the neck to the hem. */
export const placket = (
  { body, t, weave }: Kit,
  x: number,
  w: number,
  top: number,
  bottom = body.cut.hemY + body.cut.hemBow,
): string => {
  const d = `M${x} ${top} L${x + w} ${top} V${bottom} H${x}Z`;
  return (
    fill(`M${x + w} ${top} v${bottom - top} h14 v${top - bottom}Z`, '#140d0a', 0.16) +
    fill(d, t.base) +
    fill(d, weave) +
    line(`M${x} ${top} V${bottom} M${x + w} ${top} V${bottom}`, t.ink, 3) +
    stitch(`M${x + w - 12} ${top + 10} V${bottom - 8}`, t.thread, 2.4)
  );
};

/** A waist belt with its knot, or a drawcord channel. */
export const belt = ({ body, t, weave }: Kit, y: number, h: number, knot: boolean): string => {
  const { waist, waistY } = body.cut;
  const w = waist + (y > waistY ? 8 : 4);
  const d = `M${CX - w} ${y} Q${CX} ${y + 26} ${CX + w} ${y + 4} v${h} Q${CX} ${y + h + 26} ${CX - w} ${y + h}Z`;
  const ends = `M${CX + 2} ${y + 30} C${CX - 30} ${y + 140} ${CX - 66} ${y + 230} ${CX - 74} ${y + 330} l64 10 C${CX - 8} ${y + 240} ${CX + 26} ${y + 150} ${CX + 44} ${y + 50}Z`;
  const end2 = `M${CX + 20} ${y + 36} C${CX + 60} ${y + 130} ${CX + 66} ${y + 190} ${CX + 74} ${y + 270} l62 -12 C${CX + 124} ${y + 170} ${CX + 96} ${y + 100} ${CX + 66} ${y + 30}Z`;
  const bow = `M${CX - 34} ${y - 6} Q${CX + 20} ${y - 26} ${CX + 76} ${y + 2} Q${CX + 92} ${y + 50} ${CX + 66} ${y + h + 26} Q${CX + 10} ${y + h + 42} ${CX - 26} ${y + h + 18} Q${CX - 48} ${y + 40} ${CX - 34} ${y - 6}Z`;
  const piece = (p: string, dusk: number): string =>
    fill(p, '#140d0a', 0.2, 'transform="translate(6 9)"') +
    fill(p, t.base) +
    fill(p, weave) +
    fill(p, '#140d0a', dusk) +
    line(p, t.ink, 3.2);
  return (
    piece(d, 0.05) +
    (knot
      ? piece(end2, 0.12) +
        piece(ends, 0.04) +
        piece(bow, 0) +
        line(`M${CX - 8} ${y + 4} q30 30 24 ${h + 14} M${CX + 44} ${y + 2} q-14 34 -4 ${h + 16}`, t.seam, 3)
      : '')
  );
};

/** Horizontal channels full of wadding: shade under each seam, small pulls along it. */
export const channels = (
  { sheet, t }: Kit,
  from: number,
  to: number,
  pitch: number,
  half: number,
  sag: number,
): string => {
  const out: string[] = [];
  for (let y = from, row = 0; y < to; y += pitch, row++) {
    const bow = (k: number): string => `M${-half} ${y + k} Q0 ${y + sag + k} ${half} ${y + k}`;
    const puff = `M${-half} ${y} Q0 ${y + sag} ${half} ${y} V${y + pitch} Q0 ${y + pitch + sag} ${-half} ${y + pitch}Z`;
    out.push(
      fill(
        puff,
        sheet.fade(
          [0, y + sag * 0.5],
          [0, y + pitch + sag * 0.5],
          [
            [0, '#fffaf0', 0.0],
            [0.28, '#fffaf0', 0.2],
            [0.55, '#140d0a', 0],
            [1, '#140d0a', 0.26],
          ],
        ),
      ),
    );
    for (let i = 0; i < 13; i++) {
      const x = -half + ((i + 0.5 + (((row * 7 + i * 5) % 9) - 4) * 0.07) * half * 2) / 13;
      const yy = y + sag * (1 - (x / half) ** 2) * 0.5;
      const len = pitch * (0.16 + ((row * 5 + i * 3) % 5) * 0.05);
      out.push(
        line(
          `M${x} ${yy + 2} q${((i * 3 + row) % 5) - 2} ${len * 0.6} ${((i + row) % 3) - 1} ${len}`,
          t.deep,
          3,
          0.55,
        ),
        line(`M${x + 9} ${yy - 3} q2 ${-len * 0.5} 0 ${-len * 0.8}`, t.deep, 3, 0.45),
      );
    }
    out.push(line(bow(0), t.ink, 3.6), line(bow(4), t.glow, 2, 0.4));
  }
  return out.join('');
};

/** Diamonds, each with its own small hill. */
export const diamonds = ({ sheet, t }: Kit, size: number): string =>
  sheet.pattern(
    size,
    size,
    fill(`M${size / 2} 0 L${size} ${size / 2} L${size / 2} ${size} L0 ${size / 2}Z`, '#140d0a', 0.07) +
      fill(
        `M${size * 0.3} ${size * 0.34} Q${size * 0.5} ${size * 0.16} ${size * 0.66} ${size * 0.34} Q${size * 0.5} ${size * 0.3} ${size * 0.3} ${size * 0.34}Z`,
        '#fffaf0',
        0.16,
      ) +
      fill(
        `M${-size * 0.2} ${-size * 0.16} Q0 ${-size * 0.34} ${size * 0.16} ${-size * 0.16}Z M${size * 0.8} ${size * 0.84} Q${size} ${size * 0.66} ${size * 1.16} ${size * 0.84}Z`,
        '#fffaf0',
        0.12,
      ) +
      line(`M${size / 2} 0 L${size} ${size / 2} L${size / 2} ${size} L0 ${size / 2}Z`, t.seam, 3.4) +
      line(`M${size / 2} 5 L${size - 5} ${size / 2} M5 ${size / 2} L${size / 2} 5`, t.thread, 1.6, 0.35),
  );

/** A turned-down collar from behind. */
export const fallCollar = ({ body, t, weave }: Kit, depth = 92): string => {
  const { neck, neckY } = body.cut;
  const d = `M${CX - neck + 14} ${neckY - 46} Q${CX} ${neckY - 66} ${CX + neck - 14} ${neckY - 46} C${CX + neck + 20} ${neckY - 20} ${CX + neck + 50} ${neckY + 20} ${CX + neck + 66} ${neckY + depth * 0.66} Q${CX} ${neckY + depth * 1.5} ${CX - neck - 66} ${neckY + depth * 0.66} C${CX - neck - 50} ${neckY + 20} ${CX - neck - 20} ${neckY - 20} ${CX - neck + 14} ${neckY - 46}Z`;
  return (
    fill(d, '#140d0a', 0.18, 'transform="translate(4 12)"') +
    fill(d, t.base) +
    fill(d, weave) +
    line(d, t.ink, 3.4) +
    stitch(
      `M${CX - neck - 52} ${neckY + depth * 0.62} Q${CX} ${neckY + depth * 1.4} ${CX + neck + 52} ${neckY + depth * 0.62}`,
      t.thread,
    )
  );
};
