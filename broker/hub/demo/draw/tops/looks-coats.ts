/* oxlint-disable max-params -- a mark reads best with its coordinates in a row */
import { cloth } from '../cloth.ts';
import type { Look } from '../look.ts';
import { button, curve, fill, group, line, stitch, within } from '../marks.ts';
import { tone } from '../paint.ts';
import { hood, lapels } from './collars.ts';
import { COAT, JACKET } from './cuts.ts';
import { garment, type Kit } from './garment.ts';
import { flapPocket, snap, welt, zip } from './pockets.ts';
import { belt, fallCollar, hemStitch, placket, seam, yokeSeam } from './seams.ts';
import { CX, type Cut } from './torso.ts';
import { sewnCuffs } from './trim.ts';

const parka: Cut = {
  ...JACKET,
  neck: 118,
  neckY: 420,
  drop: 70,
  shoulder: 330,
  shoulderY: 492,
  pit: 336,
  pitY: 780,
  waist: 322,
  waistY: 1030,
  hem: 352,
  hemY: 1610,
  cuffs: [
    [486, 1370],
    [466, 1398],
  ],
  cuff: 146,
  upper: 196,
};
const shellCut: Cut = {
  ...JACKET,
  neck: 120,
  neckY: 450,
  drop: 76,
  shoulder: 360,
  shoulderY: 530,
  pit: 370,
  pitY: 840,
  waist: 362,
  waistY: 1120,
  hem: 372,
  hemY: 1520,
  cuffs: [
    [540, 1440],
    [518, 1470],
  ],
  cuff: 150,
  upper: 206,
};
const storm: Cut = {
  ...COAT,
  neck: 112,
  shoulder: 322,
  pit: 322,
  waist: 308,
  hem: 344,
  cuff: 140,
  upper: 184,
  cuffs: [
    [474, 1206],
    [452, 1234],
  ],
};

/** Two columns of buttons on a double-breasted front. */
const columns = (rows: readonly number[], half: number, horn: string): string =>
  rows
    .flatMap((y) =>
      [-1, 1].map((k) => button(CX + 8 + k * half, y, 20, horn, tone(horn, 0.22), tone(horn, -0.12))),
    )
    .join('');

const frontEdge = ({ t }: Kit, from: readonly [number, number], x: number, hemY: number): string =>
  line(
    `M${from[0]} ${from[1]} C${x + 6} ${from[1] + 60} ${x} ${from[1] + 140} ${x} ${from[1] + 260} L${x + 6} ${hemY + 12}`,
    t.ink,
    3.4,
  ) + stitch(`M${x - 12} ${from[1] + 200} L${x - 6} ${hemY}`, t.thread, 2.4);

const vent = (kit: Kit, top: number, hemY: number): string =>
  seam(
    kit,
    [
      [CX, top],
      [CX + 2, hemY - 400],
    ],
    0,
  ) +
  line(
    `M${CX + 2} ${hemY - 400} l-34 16 L${CX - 26} ${hemY + 10} M${CX + 2} ${hemY - 400} L${CX + 10} ${hemY + 12}`,
    kit.t.ink,
    3,
  );

export const COAT_LOOKS: Readonly<Record<string, Look>> = {
  'VR-HALDEN': {
    draw: (colour) =>
      garment(colour, {
        cut: COAT,
        style: { cloth: 'twill', soft: 1.1 },
        front: (kit) => {
          const { body, t, weave, trim } = kit;
          const { hemY, shoulderY } = body.cut;
          const flap = `M${CX - 286} ${shoulderY + 10} C${CX - 300} ${shoulderY + 150} ${CX - 220} ${shoulderY + 250} ${CX - 90} ${shoulderY + 262} L${CX - 60} ${shoulderY - 20}Z`;
          const tab = (k: -1 | 1): string => {
            const d = `M${CX + k * 150} ${shoulderY - 38} L${CX + k * 296} ${shoulderY + 4} l${k * -8} 40 L${CX + k * 160} ${shoulderY + 8} l${k * -26} -24Z`;
            return (
              fill(d, t.lit) +
              line(d, t.ink, 3) +
              button(CX + k * 168, shoulderY - 12, 11, trim.base, trim.glow, trim.ink)
            );
          };
          return [
            sewnCuffs(body, t, 60),
            within(
              kit.sheet.clip(body.body),
              fill(flap, '#140d0a', 0.16, 'transform="translate(6 10)"') +
                fill(flap, t.base) +
                fill(flap, weave) +
                line(flap, t.ink, 3) +
                stitch(flap, t.thread, 2.2),
            ),
            frontEdge(kit, [CX + 150, 560], CX + 156, hemY),
            columns([640, 760], 112, trim.base),
            columns([1160, 1300], 112, trim.base),
            welt(CX - 168, 1010, 210, -60, t, 1),
            welt(CX + 246, 1016, 210, -60, t, -1),
            hemStitch(kit, 34),
            belt(kit, 852, 58, true),
            tab(-1),
            tab(1),
            lapels(body, t, weave, { breakY: 610, reach: 236, notch: 400, over: 70 }),
            ...body.sleeves.map((s) =>
              group(
                `transform="translate(${((s.outer[0] + s.inner[0]) / 2).toFixed(0)} ${((s.outer[1] + s.inner[1]) / 2 - 96).toFixed(0)}) rotate(${s.turn.toFixed(1)})"`,
                fill('M-74 -16 h148 v32 h-148Z', t.lit),
                line('M-74 -16 h148 M-74 16 h148', t.ink, 3),
                line('M-14 -22 h30 v44 h-30Z', trim.base, 7),
              ),
            ),
          ];
        },
      }),
    other: (colour) =>
      garment(colour, {
        cut: { ...COAT, drop: 24 },
        style: { cloth: 'twill', soft: 1.1 },
        front: (kit) => [
          yokeSeam(kit, 560, 60),
          vent(kit, 640, 1600),
          belt(kit, 852, 58, false),
          sewnCuffs(kit.body, kit.t, 60),
          hemStitch(kit, 34),
          fallCollar(kit),
        ],
      }),
  },
  'VR-NORDKYST': {
    draw: (colour) =>
      garment(colour, {
        cut: storm,
        style: { cloth: 'canvas', soft: 0.9 },
        front: (kit) => {
          const { body, t, weave, trim } = kit;
          return [
            sewnCuffs(body, t, 84),
            frontEdge(kit, [CX + 168, 560], CX + 178, 1600),
            columns([670, 820, 970, 1120], 126, trim.base),
            hemStitch(kit, 40),
            within(
              kit.sheet.clip(body.body),
              flapPocket(CX - 312, 1180, 220, 250, t, weave),
              flapPocket(CX + 196, 1184, 220, 250, t, weave),
            ),
            welt(CX - 210, 860, 190, -40, t, 1),
            welt(CX + 280, 866, 190, -40, t, -1),
            lapels(body, t, weave, { breakY: 590, reach: 262, notch: 410, over: 86 }),
          ];
        },
      }),
    other: (colour) =>
      garment(colour, {
        cut: { ...storm, drop: 24 },
        style: { cloth: 'canvas', soft: 0.9 },
        front: (kit) => [
          yokeSeam(kit, 540, 20),
          vent(kit, 560, 1600),
          sewnCuffs(kit.body, kit.t, 84),
          hemStitch(kit, 40),
          seam(kit, [
            [CX - 130, 880],
            [CX + 130, 880],
          ]),
          seam(kit, [
            [CX - 130, 930],
            [CX + 130, 930],
          ]),
          button(CX - 100, 908, 17, kit.trim.base, kit.trim.glow, kit.trim.ink),
          button(CX + 100, 908, 17, kit.trim.base, kit.trim.glow, kit.trim.ink),
          fallCollar(kit),
        ],
      }),
  },
  'VR-LUNE': {
    draw: (colour) =>
      garment(colour, {
        cut: {
          ...COAT,
          shoulder: 318,
          pit: 322,
          waist: 290,
          hem: 348,
          cuff: 150,
          upper: 192,
          cuffs: [
            [476, 1190],
            [454, 1218],
          ],
        },
        style: { cloth: 'felt', soft: 1.2 },
        front: (kit) => {
          const { body, t, weave } = kit;
          const { neck, neckY } = body.cut;
          const shawl = (k: -1 | 1): string => {
            const x = (n: number): number => CX + k * n;
            return `M${x(neck - 22)} ${neckY - 44} C${x(neck + 60)} ${neckY - 10} ${x(250)} ${neckY + 150} ${x(244)} ${neckY + 280} C${x(230)} ${neckY + 420} ${x(120)} ${neckY + 540} ${CX + (k < 0 ? 70 : 34)} ${neckY + 640} C${x(60)} ${neckY + 420} ${x(neck - 10)} ${neckY + 240} ${x(neck - 22)} ${neckY - 44}Z`;
          };
          const inside = `M${CX - neck} ${neckY} Q${CX} ${neckY + 30} ${CX + neck} ${neckY} C${CX + 90} ${neckY + 300} ${CX + 70} ${neckY + 460} ${CX + 56} ${neckY + 640} C${CX - 40} ${neckY + 480} ${CX - 90} ${neckY + 260} ${CX - neck} ${neckY}Z`;
          return [
            fill(inside, t.deep),
            fill(inside, '#140d0a', 0.14),
            fill(`M${CX - 34} ${neckY + 40} h68 v32 h-68Z`, '#f4efe4'),
            line(`M${CX - 20} ${neckY + 56} h40`, '#4a443c', 3),
            fill(
              `M${CX - neck + 22} ${neckY - 44} Q${CX} ${neckY - 66} ${CX + neck - 22} ${neckY - 44} L${CX + neck - 24} ${neckY + 40} Q${CX} ${neckY + 12} ${CX - neck + 24} ${neckY + 40}Z`,
              t.shade,
            ),
            line(
              `M${CX - neck + 22} ${neckY - 44} Q${CX} ${neckY - 66} ${CX + neck - 22} ${neckY - 44}`,
              t.ink,
              3.2,
            ),
            line(`M${CX + 60} 920 C${CX + 70} 1100 ${CX + 96} 1300 ${CX + 110} 1612`, t.ink, 3.6),
            fill(
              `M${CX + 60} 930 C${CX + 72} 1100 ${CX + 98} 1300 ${CX + 112} 1612 L${CX + 180} 1612 C${CX + 140} 1300 ${CX + 90} 1100 ${CX + 60} 930Z`,
              '#140d0a',
              0.16,
            ),
            ...([1, -1] as const).map(
              (k) =>
                fill(shawl(k), '#140d0a', 0.18, 'transform="translate(6 12)"') +
                fill(shawl(k), t.base) +
                fill(shawl(k), weave) +
                fill(shawl(k), '#140d0a', k > 0 ? 0.1 : 0) +
                line(shawl(k), t.ink, 3.4),
            ),
            welt(CX - 176, 1040, 220, -66, t, 1),
            welt(CX + 250, 1046, 220, -66, t, -1),
            belt(kit, 862, 64, true),
            ...body.sleeves.map(
              ({ outer, inner, way }) =>
                line(
                  `M${outer[0] - way[0] * 96} ${outer[1] - way[1] * 96} L${inner[0] - way[0] * 96} ${inner[1] - way[1] * 96}`,
                  t.ink,
                  3.2,
                ) +
                fill(
                  `M${outer[0] - way[0] * 96} ${outer[1] - way[1] * 96} L${inner[0] - way[0] * 96} ${inner[1] - way[1] * 96} l6 14 L${outer[0] - way[0] * 96 - 4} ${outer[1] - way[1] * 96 + 14}Z`,
                  '#140d0a',
                  0.16,
                ),
            ),
          ];
        },
      }),
    other: (colour) =>
      garment(colour, {
        cut: {
          ...COAT,
          drop: 24,
          shoulder: 318,
          pit: 322,
          waist: 290,
          hem: 348,
          cuff: 150,
          upper: 192,
          cuffs: [
            [476, 1190],
            [454, 1218],
          ],
        },
        style: { cloth: 'felt', soft: 1.2 },
        front: (kit) => [vent(kit, 300, 1600), belt(kit, 862, 64, false), fallCollar(kit)],
      }),
  },
  'VR-ISAR': {
    draw: (colour) =>
      garment(colour, {
        cut: parka,
        style: { cloth: 'canvas', soft: 1 },
        behind: ({ body, t, trim, weave }) => hood(body, t, weave, trim.base, 320, false),
        front: (kit) => {
          const { body, t, weave, trim, sheet } = kit;
          const up = hood(body, t, cloth(sheet, 'canvas', t), trim.base, 320, false);
          return [
            yokeSeam(kit, 660, -8),
            sewnCuffs(body, t, 76),
            hemStitch(kit),
            up.art,
            placket(kit, CX - 46, 96, 520),
            ...[580, 760, 940, 1120, 1300, 1480].map((y) => snap(CX + 2, y, t, 15)),
            line(
              curve([
                [CX - 326, 1040],
                [CX, 1056],
                [CX + 326, 1040],
              ]),
              t.seam,
              3,
              0.9,
            ),
            line(`M${CX - 58} 1046 q-26 60 -12 130 M${CX + 62} 1046 q26 70 8 140`, t.glow, 7),
            flapPocket(CX - 304, 1130, 230, 270, t, weave, true),
            flapPocket(CX + 88, 1134, 230, 270, t, weave, true),
            welt(CX - 216, 800, 180, -36, t, 1),
            welt(CX + 226, 804, 180, -36, t, -1),
          ];
        },
      }),
    close: [420, 120, 600, 750],
  },
  'VR-VARDE': {
    draw: (colour) =>
      garment(colour, {
        cut: shellCut,
        style: { cloth: 'plain', soft: 1.25 },
        front: (kit) => {
          const { body, t, trim, sheet } = kit;
          const up = hood(body, t, 'none', trim.base, 310, true);
          return [
            sewnCuffs(body, t, 58),
            hemStitch(kit, 30),
            within(
              sheet.clip(body.body),
              seam(kit, [
                [CX - 400, 720],
                [CX - 160, 670],
                [CX, 690],
                [CX + 160, 670],
                [CX + 400, 720],
              ]),
            ),
            up.art,
            zip(CX, 520, 1530, t, trim.base, 560),
            group(`transform="rotate(14 ${CX - 196} 1100)"`, zip(CX - 196, 1010, 1260, t, trim.base, 1014)),
            group(`transform="rotate(-14 ${CX + 200} 1100)"`, zip(CX + 200, 1014, 1264, t, trim.base, 1018)),
            ...body.sleeves.map((s) =>
              group(
                `transform="translate(${((s.outer[0] + s.inner[0]) / 2).toFixed(0)} ${((s.outer[1] + s.inner[1]) / 2 - 28).toFixed(0)}) rotate(${s.turn.toFixed(1)})"`,
                fill('M-20 -18 h78 v30 h-78Z', trim.base),
                line('M-20 -18 h78 v30 h-78Z', t.ink, 2.6),
              ),
            ),
          ];
        },
      }),
    close: [420, 150, 620, 775],
  },
};
