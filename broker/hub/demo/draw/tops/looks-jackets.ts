import { cloth } from '../cloth.ts';
import type { Look } from '../look.ts';
import { box, button, curve, fill, group, line, rib, stitch, within } from '../marks.ts';
import { tone } from '../paint.ts';
import { shirtCollar, standCollar } from './collars.ts';
import { CROPPED, JACKET } from './cuts.ts';
import { garment, type Kit } from './garment.ts';
import { flapPocket, snap, welt, zip } from './pockets.ts';
import { belt, channels, diamonds, fallCollar, hemStitch, placket, seam, yokeSeam } from './seams.ts';
import { CX, type Cut } from './torso.ts';
import { insideNeck, ribCuffs, ribHem, sewnCuffs } from './trim.ts';

const BRASS = '#b99a5b';
const STEEL = '#a9abad';

const closedBack = (cut: Cut): Cut => ({ ...cut, drop: 22 });

const fieldBack = (kit: Kit): string[] => [
  yokeSeam(kit, 500, 26),
  belt(kit, 1000, 44, false),
  seam(kit, [
    [CX, 540],
    [CX + 2, 1000],
  ]),
  seam(kit, [
    [CX, 1060],
    [CX + 4, 1478],
  ]),
  sewnCuffs(kit.body, kit.t, 66),
  hemStitch(kit),
];

const vest: Cut = {
  ...JACKET,
  shoulder: 330,
  shoulderY: 400,
  pit: 392,
  pitY: 770,
  waist: 384,
  hem: 378,
  hemY: 1420,
  cuffs: undefined,
};
const puffer: Cut = {
  ...CROPPED,
  neckY: 400,
  shoulder: 396,
  pit: 420,
  pitY: 800,
  waist: 424,
  hem: 384,
  hemY: 1340,
  upper: 262,
  cuff: 168,
  cuffs: [
    [588, 1330],
    [566, 1362],
  ],
};

const puffed = (kit: Kit) => ({
  cloth: 'plain' as const,
  soft: 0.3,
  onBody: group(`transform="translate(${CX} 0)"`, channels(kit, 400, 1380, 146, 470, 30)),
  onSleeve: (s: { readonly elbow: readonly [number, number]; readonly turn: number }) =>
    group(
      `transform="translate(${s.elbow[0].toFixed(1)} ${s.elbow[1].toFixed(1)}) rotate(${s.turn.toFixed(1)})"`,
      channels(kit, -660, 520, 128, 190, 18),
    ),
});

export const JACKET_LOOKS: Readonly<Record<string, Look>> = {
  'VR-MORENE': {
    draw: (colour) =>
      garment(colour, {
        cut: { ...JACKET, drop: 90 },
        style: { cloth: 'waxed', soft: 1 },
        front: (kit) => {
          const { body, t, trim, weave, sheet } = kit;
          return [
            insideNeck(body, trim),
            yokeSeam(kit, 560, -10),
            sewnCuffs(body, t, 70),
            hemStitch(kit),
            line(
              curve([
                [CX - 364, 1000],
                [CX, 1016],
                [CX + 364, 1000],
              ]),
              t.seam,
              3,
            ),
            stitch(
              curve([
                [CX - 362, 1030],
                [CX, 1046],
                [CX + 362, 1030],
              ]),
              t.thread,
            ),
            flapPocket(CX - 282, 610, 190, 220, t, weave),
            flapPocket(CX + 104, 614, 190, 220, t, weave),
            flapPocket(CX - 328, 1092, 244, 274, t, weave, true),
            flapPocket(CX + 96, 1096, 244, 274, t, weave, true),
            placket(kit, CX - 44, 92, 386),
            ...[470, 628, 786, 944, 1180, 1340].map((y) => snap(CX + 2, y, t, 14)),
            line(`M${CX - 60} 1016 q-24 60 -14 120 M${CX + 62} 1016 q20 70 6 138`, t.glow, 6),
            fill(box(CX - 82, 1130, 16, 34, 6), trim.ink),
            fill(box(CX + 60, 1148, 16, 34, 6), trim.ink),
            shirtCollar(body, trim, cloth(sheet, 'cord', trim, 24), 116, 96),
          ];
        },
      }),
    other: (colour) =>
      garment(colour, {
        cut: closedBack(JACKET),
        style: { cloth: 'waxed', soft: 1 },
        front: (kit) => [
          ...fieldBack(kit),
          fallCollar({ ...kit, t: kit.trim, weave: cloth(kit.sheet, 'cord', kit.trim) }, 84),
        ],
      }),
  },
  'VR-TARVOS': {
    draw: (colour) =>
      garment(colour, {
        cut: { ...JACKET, drop: 96, hemY: 1430 },
        style: { cloth: 'cord', soft: 0.9 },
        front: (kit) => {
          const { body, t, weave, trim } = kit;
          return [
            insideNeck(body, t),
            sewnCuffs(body, t, 96),
            hemStitch(kit, 30),
            yokeSeam(kit, 546, -8),
            flapPocket(CX - 288, 606, 204, 250, t, weave),
            flapPocket(CX + 98, 610, 204, 250, t, weave),
            placket(kit, CX - 42, 86, 390),
            ...Array.from({ length: 6 }, (_, i) =>
              button(CX + 1, 476 + i * 168, 17, trim.base, trim.glow, trim.ink),
            ),
            shirtCollar(body, t, weave, 110, 100),
          ];
        },
      }),
    close: [420, 250, 600, 750],
  },
  'VR-PELLO': {
    draw: (colour) =>
      garment(colour, {
        cut: vest,
        style: (kit) => ({
          cloth: 'plain',
          soft: 0.4,
          onBody: `<rect x="200" y="200" width="1040" height="1400" fill="${diamonds(kit, 118)}"/>`,
        }),
        front: (kit) => {
          const { body, trim, sheet } = kit;
          const { shoulder, shoulderY, pit, pitY, hem, hemY } = body.cut;
          const arm = (k: -1 | 1): string =>
            `M${CX + k * shoulder} ${shoulderY} C${CX + k * (shoulder - 34)} ${shoulderY + (pitY - shoulderY) * 0.34} ${CX + k * (shoulder - 52)} ${pitY - (pitY - shoulderY) * 0.24} ${CX + k * pit} ${pitY}`;
          const bound = (d: string): string => line(d, trim.ink, 20) + line(d, trim.base, 14);
          return [
            insideNeck(body, trim),
            welt(CX - 236, 1050, 230, -56, trim, 1),
            welt(CX + 236, 1056, 230, -56, trim, -1),
            placket(kit, CX - 40, 80, 390),
            ...[452, 606, 760, 914, 1068, 1222, 1372].map((y) => snap(CX, y, trim, 15)),
            ...([-1, 1] as const).map((k) => bound(arm(k))),
            bound(`M${CX - hem} ${hemY} Q${CX + 12} ${hemY + 20} ${CX + hem} ${hemY + 4}`),
            standCollar(body, trim, cloth(sheet, 'cord', trim), 70, trim.deep, 12),
          ];
        },
      }),
    other: (colour) =>
      garment(colour, {
        cut: closedBack(vest),
        style: (kit) => ({
          cloth: 'plain',
          soft: 0.4,
          onBody: `<rect x="200" y="200" width="1040" height="1400" fill="${diamonds(kit, 118)}"/>`,
        }),
        front: (kit) => [
          yokeSeam(kit, 560, 20),
          rib(kit.body.neckline, 72, { base: kit.trim.base, edge: kit.trim.ink, groove: kit.trim.deep }, 16),
          line(`M${CX - 378} 1420 Q${CX + 12} 1440 ${CX + 378} 1424`, kit.trim.base, 15),
        ],
      }),
  },
  'VR-CORSA': {
    draw: (colour) =>
      garment(colour, {
        cut: CROPPED,
        style: { cloth: 'twill', soft: 1.1 },
        front: (kit) => {
          const { body, t, trim, sheet } = kit;
          const arm = body.sleeves[0];
          const opening = `M${CX - 128} 360 Q${CX} 392 ${CX + 128} 360 L${CX + 26} 500 L${CX - 20} 500Z`;
          return [
            fill(opening, trim.base),
            fill(opening, '#140d0a', 0.15),
            fill(`M${CX - 34} 396 h68 v32 h-68Z`, '#f4efe4'),
            line(`M${CX - 20} 412 h40`, '#4a443c', 3),
            ribHem(body, t, 104, 14, 2),
            ribCuffs(body, t, 104, 14),
            zip(CX, 480, 1402, t, STEEL, 520),
            welt(CX - 206, 930, 210, -66, t, 1),
            welt(CX + 206, 934, 210, -66, t, -1),
            arm
              ? group(
                  `transform="translate(${(arm.elbow[0] + 34).toFixed(1)} ${(arm.elbow[1] - 210).toFixed(1)}) rotate(${(arm.turn + 4).toFixed(1)})"`,
                  zip(0, 0, 170, t, STEEL, 8),
                  line(box(-38, -20, 76, 212, 8), t.seam, 3),
                )
              : '',
            rib(
              `M${CX - 122} 352 C${CX - 140} 420 ${CX - 60} 470 ${CX - 14} 496`,
              74,
              { base: t.base, edge: t.ink, groove: t.deep },
              14,
            ),
            rib(
              `M${CX + 122} 352 C${CX + 140} 420 ${CX + 60} 470 ${CX + 18} 496`,
              74,
              { base: t.shade, edge: t.ink, groove: t.deep },
              14,
            ),
            within(
              sheet.clip(body.body),
              seam(kit, [
                [CX - 330, 470],
                [CX - 300, 640],
                [CX - 380, 790],
              ]),
              seam(kit, [
                [CX + 330, 470],
                [CX + 300, 640],
                [CX + 380, 790],
              ]),
            ),
          ];
        },
      }),
    other: (colour) =>
      garment(colour, {
        cut: { ...CROPPED, drop: 26 },
        style: { cloth: 'twill', soft: 1.1 },
        front: (kit) => [
          ribHem(kit.body, kit.t, 104, 14, 2),
          ribCuffs(kit.body, kit.t, 104, 14),
          yokeSeam(kit, 600, 30),
          rib(kit.body.neckline, 70, { base: kit.t.base, edge: kit.t.ink, groove: kit.t.deep }, 14),
        ],
      }),
  },
  'VR-EIRA': {
    draw: (colour) =>
      garment(colour, {
        cut: puffer,
        style: puffed,
        front: (kit) => {
          const { body, t, trim } = kit;
          return [
            insideNeck(body, t, false),
            welt(CX - 232, 1010, 220, -60, t, 1),
            welt(CX + 232, 1016, 220, -60, t, -1),
            sewnCuffs(body, t, 40),
            zip(CX, 470, 1352, t, BRASS, 500),
            standCollar(body, t, 'none', 150, tone(trim.base, 0.02), 22),
            line(
              `M${CX - 132} 322 Q${CX - 90} 356 ${CX - 26} 366 M${CX + 132} 322 Q${CX + 90} 356 ${CX + 26} 366`,
              t.seam,
              3,
            ),
            line(`M${CX - 300} 1352 q-10 40 -4 74`, trim.base, 6),
            fill(box(CX - 312, 1420, 18, 30, 6), t.ink),
          ];
        },
      }),
    other: (colour) =>
      garment(colour, {
        cut: { ...puffer, drop: 24 },
        style: puffed,
        front: (kit) => [
          sewnCuffs(kit.body, kit.t, 40),
          fill(
            `M${CX - 142} 404 C${CX - 150} 320 ${CX - 120} 262 ${CX - 80} 254 Q${CX} 240 ${CX + 80} 254 C${CX + 120} 262 ${CX + 150} 320 ${CX + 142} 404 Q${CX} 450 ${CX - 142} 404Z`,
            kit.t.base,
          ),
          line(
            `M${CX - 142} 404 C${CX - 150} 320 ${CX - 120} 262 ${CX - 80} 254 Q${CX} 240 ${CX + 80} 254 C${CX + 120} 262 ${CX + 150} 320 ${CX + 142} 404 Q${CX} 450 ${CX - 142} 404Z M${CX - 140} 330 Q${CX} 366 ${CX + 140} 330`,
            kit.t.ink,
            3.4,
          ),
        ],
      }),
  },
};
