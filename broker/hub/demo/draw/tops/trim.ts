/* oxlint-disable max-params -- a mark reads best with its coordinates in a row */
import { at, fill, line, rib, stitch } from '../marks.ts';
import type { Tones } from '../paint.ts';
import type { Point, Sheet } from '../sheet.ts';
import { CX, type Torso } from './torso.ts';

const ribPaints = (t: Tones) => ({ base: t.base, edge: t.ink, groove: t.deep });

const along = (p: Point, way: Point, by: number): Point => [p[0] + way[0] * by, p[1] + way[1] * by];

/** Knitted cuffs that close on the wrist. */
export const ribCuffs = (body: Torso, t: Tones, length: number, pitch = 13, pull = 0.15): string =>
  body.sleeves
    .map(({ outer, inner, way }) => {
      const o: Point = [outer[0] + (inner[0] - outer[0]) * pull, outer[1] + (inner[1] - outer[1]) * pull];
      const i: Point = [inner[0] + (outer[0] - inner[0]) * pull, inner[1] + (outer[1] - inner[1]) * pull];
      const [oo, ii] = [along(o, way, length / 2 - 6), along(i, way, length / 2 - 6)];
      const bow: Point = along([(oo[0] + ii[0]) / 2, (oo[1] + ii[1]) / 2], way, -5);
      const sides = [oo, ii].map((p) =>
        line(`M${at(along(p, way, -length / 2))} L${at(along(p, way, length / 2))}`, t.ink, 3.2),
      );
      return rib(`M${at(oo)} Q${at(bow)} ${at(ii)}`, length, ribPaints(t), pitch) + sides.join('');
    })
    .join('');

export const ribHem = ({ cut }: Torso, t: Tones, length: number, pitch = 13, inset = 10): string => {
  const y = cut.hemY + length / 2 - 4;
  const [left, right] = [CX - cut.hem + inset, CX + cut.hem - inset];
  const sides = line(
    `M${left} ${y - length / 2} V${y + length / 2} M${right} ${y + 4 - length / 2} V${y + 4 + length / 2}`,
    t.ink,
    3.2,
  );
  return (
    rib(`M${left} ${y} Q${CX + 12} ${y + cut.hemBow * 2} ${right} ${y + 4}`, length, ribPaints(t), pitch) +
    sides
  );
};

/** Sewn cuffs: a turned edge with a row of stitches. */
export const sewnCuffs = (body: Torso, t: Tones, depth: number): string =>
  body.sleeves
    .map(({ outer, inner, way }) => {
      const [o, i] = [along(outer, way, -depth), along(inner, way, -depth)];
      const d = `M${at(o)} Q${at([(o[0] + i[0]) / 2 + way[0] * 12, (o[1] + i[1]) / 2 + way[1] * 12])} ${at(i)}`;
      const edge = `M${at(outer)} Q${at([(outer[0] + inner[0]) / 2 + way[0] * 14, (outer[1] + inner[1]) / 2 + way[1] * 14])} ${at(inner)}`;
      const [so, si] = [along(outer, way, -depth + 12), along(inner, way, -depth + 12)];
      return [
        fill(`${edge} L${at(outer)}Z`, t.deep),
        line(edge, t.ink, 3.6),
        line(d, t.seam, 3),
        stitch(
          `M${at(so)} Q${at([(so[0] + si[0]) / 2 + way[0] * 12, (so[1] + si[1]) / 2 + way[1] * 12])} ${at(si)}`,
          t.thread,
        ),
      ].join('');
    })
    .join('');

/** What you see down the neck: lining, and the woven label. */
export const insideNeck = (body: Torso, t: Tones, label = true): string => {
  const { neckY } = body.cut;
  return [
    fill(body.inside, t.deep),
    line(body.backNeck, t.ink, 3),
    label
      ? fill(`M${CX - 34} ${neckY + 30} l68 1 l-1 30 l-66 -1Z`, '#f4efe4') +
        line(`M${CX - 20} ${neckY + 46} h40`, '#4a443c', 3)
      : '',
  ].join('');
};

export const crewNeck = (body: Torso, t: Tones, width: number, pitch = 11): string =>
  rib(body.neckline, width, ribPaints(t), pitch);

export const backCollar = (body: Torso, t: Tones, width: number, pitch = 11): string =>
  rib(body.backNeck, width, { base: t.shade, edge: t.ink, groove: t.deep }, pitch);

/** A tall tube of rib, folded over once or slouching. */
export const tubeNeck = (
  sheet: Sheet,
  { cut }: Torso,
  t: Tones,
  height: number,
  spread: number,
  ribPaint: string,
): string => {
  const { neck, neckY, drop } = cut;
  const top = neckY - height;
  const w = neck + spread;
  const tube = `M${CX - neck - 8} ${neckY + 18} C${CX - w} ${neckY - height * 0.3} ${CX - w + 6} ${top + height * 0.3} ${CX - neck - spread * 0.4} ${top} Q${CX} ${top - 22} ${CX + neck + spread * 0.4} ${top + 4} C${CX + w} ${top + height * 0.3} ${CX + w} ${neckY - height * 0.3} ${CX + neck + 8} ${neckY + 18} Q${CX + neck * 0.6} ${neckY + drop} ${CX} ${neckY + drop + 4} Q${CX - neck * 0.6} ${neckY + drop} ${CX - neck - 8} ${neckY + 18}Z`;
  const foldY = neckY + drop * 0.42;
  const lip = `M${CX - neck - spread * 0.8} ${foldY - 40} Q${CX - w * 0.5} ${foldY + 26} ${CX + 8} ${foldY + 24} Q${CX + w * 0.6} ${foldY + 20} ${CX + neck + spread * 0.8} ${foldY - 42}`;
  const shade = sheet.fade(
    [CX - w, top],
    [CX + w, top],
    [
      [0, t.lit, 0.7],
      [0.4, t.base, 0],
      [1, t.deep, 0.8],
    ],
  );
  return [
    fill(tube, t.base),
    fill(tube, ribPaint),
    fill(tube, shade),
    fill(
      `${lip} L${CX + neck + 8} ${neckY + 18} Q${CX + neck * 0.6} ${neckY + drop} ${CX} ${neckY + drop + 4} Q${CX - neck * 0.6} ${neckY + drop} ${CX - neck - 8} ${neckY + 18}Z`,
      t.deep,
      0.55,
    ),
    line(lip, t.ink, 3.2),
    fill(
      `M${CX - neck - spread * 0.4} ${top} Q${CX} ${top - 22} ${CX + neck + spread * 0.4} ${top + 4} Q${CX} ${top + 30} ${CX - neck - spread * 0.4} ${top}Z`,
      t.deep,
    ),
    line(tube, t.ink, 3.6),
  ].join('');
};
