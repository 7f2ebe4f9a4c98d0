import type { Look } from '../look.ts';
import { button, curve, fill, line, rib, stitch, within } from '../marks.ts';
import { tone } from '../paint.ts';
import type { Point } from '../sheet.ts';
import { shirtCollar } from './collars.ts';
import { BOXY, REGULAR } from './cuts.ts';
import { garment, type Kit } from './garment.ts';
import { argyle } from './motifs.ts';
import { patchPocket } from './pockets.ts';
import { CX, type Cut } from './torso.ts';
import { backCollar, insideNeck, ribCuffs, ribHem } from './trim.ts';

const knitRib = ({ t }: Kit) => ({ base: t.base, edge: t.ink, groove: t.deep });

/** The opening of a cardigan: what is seen inside the V. */
const vee = ({ body, t }: Kit, depth: number): string => {
  const { neck, neckY } = body.cut;
  const d = `M${CX - neck} ${neckY - 2} Q${CX} ${neckY + 26} ${CX + neck} ${neckY - 2} C${CX + neck * 0.7} ${neckY + depth * 0.5} ${CX + 40} ${neckY + depth * 0.86} ${CX + 4} ${neckY + depth} C${CX - 40} ${neckY + depth * 0.86} ${CX - neck * 0.7} ${neckY + depth * 0.5} ${CX - neck} ${neckY - 2}Z`;
  return (
    fill(d, t.deep) +
    fill(d, '#140d0a', 0.12) +
    fill(`M${CX - 34} ${neckY + 34} h68 v32 h-68Z`, '#f4efe4') +
    line(`M${CX - 20} ${neckY + 50} h40`, '#4a443c', 3)
  );
};

const cardiganCut: Cut = { ...BOXY, drop: 40 };

export const LIGHT_LOOKS: Readonly<Record<string, Look>> = {
  'VR-OLMO': {
    draw: (colour) =>
      garment(colour, {
        cut: cardiganCut,
        style: { cloth: 'knit', soft: 0.7 },
        front: (kit) => {
          const { body, t, weave, trim } = kit;
          const { neck, neckY, hemY } = body.cut;
          const depth = 330;
          const edge = (k: -1 | 1): string =>
            `M${CX + k * (neck + 6)} ${neckY - 16} C${CX + k * neck * 0.78} ${neckY + depth * 0.5} ${CX + k * 44} ${neckY + depth * 0.84} ${CX + (k < 0 ? 6 : 4)} ${neckY + depth}`;
          const horn = tone(trim.base, -0.24);
          return [
            vee(kit, depth),
            ribHem(body, t, 84, 17),
            ribCuffs(body, t, 88, 17),
            backCollar(body, t, 34, 14),
            patchPocket(CX - 312, 1010, 196, 210, t, weave),
            patchPocket(CX + 122, 1016, 196, 210, t, weave),
            rib(edge(1), 44, knitRib(kit), 14),
            rib(`${edge(-1)} V${hemY + 84}`, 52, knitRib(kit), 14),
            line(`M${CX + 33} ${neckY + depth + 8} V${hemY + 84}`, t.ink, 3),
            ...Array.from({ length: 6 }, (_, i) =>
              button(CX + 6, neckY + depth + 26 + i * 118, 24, horn, tone(horn, 0.2), tone(horn, -0.14)),
            ),
          ];
        },
      }),
    close: [430, 460, 600, 750],
  },
  'VR-TORV': {
    draw: (colour) =>
      garment(colour, {
        cut: { ...REGULAR, neck: 134, drop: 40, hemY: 1370, shoulder: 378, pit: 384 },
        style: { cloth: 'rib', soft: 0.8 },
        front: (kit) => {
          const { body, t, trim, weave, sheet } = kit;
          const { neckY, hemY } = body.cut;
          const depth = 470;
          const shawl = (k: -1 | 1): Point[] => [
            [CX + k * 96, neckY - 62],
            [CX + k * 178, neckY + 20],
            [CX + k * 206, neckY + 190],
            [CX + k * 130, neckY + 372],
            [CX + (k < 0 ? 40 : 14), neckY + depth + 30],
          ];
          const inner = (k: -1 | 1): Point[] => [
            [CX + (k < 0 ? 6 : -6), neckY + depth],
            [CX + k * 60, neckY + 300],
            [CX + k * 104, neckY + 110],
            [CX + k * 96, neckY - 62],
          ];
          const wing = (k: -1 | 1): string =>
            `${curve(shawl(k))} L${inner(k)[0]?.join(' ') ?? ''} ${curve(inner(k)).replace(/^M\S+ \S+/, '')}Z`;
          const across = sheet.pattern(
            26,
            20,
            fill('M0 0h26v6h-26Z', t.deep, 0.5) + fill('M0 10h26v5h-26Z', t.lit, 0.7),
            'rotate(18)',
          );
          return [
            vee(kit, depth),
            ribHem(body, t, 92, 18),
            ribCuffs(body, t, 96, 18),
            patchPocket(CX - 322, 1060, 206, 240, t, weave),
            patchPocket(CX + 132, 1066, 206, 240, t, weave),
            fill(
              `M${CX - 96} ${neckY - 62} Q${CX} ${neckY - 96} ${CX + 96} ${neckY - 62} L${CX + 104} ${neckY + 30} Q${CX} ${neckY - 6} ${CX - 104} ${neckY + 30}Z`,
              t.shade,
            ),
            line(`M${CX - 96} ${neckY - 62} Q${CX} ${neckY - 96} ${CX + 96} ${neckY - 62}`, t.ink, 3.4),
            ...([1, -1] as const).map(
              (k) =>
                fill(wing(k), '#140d0a', 0.22, 'transform="translate(4 12)"') +
                fill(wing(k), t.base) +
                fill(wing(k), across) +
                fill(wing(k), '#140d0a', k > 0 ? 0.14 : 0.02) +
                line(wing(k), t.ink, 3.4),
            ),
            rib(`M${CX + 12} ${neckY + depth + 16} V${hemY + 92}`, 60, knitRib(kit), 16),
            ...Array.from({ length: 4 }, (_, i) =>
              button(CX + 12, neckY + depth + 70 + i * 150, 27, trim.base, trim.glow, trim.ink),
            ),
          ];
        },
      }),
    close: [420, 200, 600, 750],
  },
  'VR-LAGO': {
    draw: (colour) =>
      garment(colour, {
        cut: {
          ...REGULAR,
          neck: 116,
          hemY: 1370,
          cuffs: [
            [470, 842],
            [456, 858],
          ],
          cuff: 226,
          upper: 214,
          pit: 364,
          waist: 346,
          hem: 342,
        },
        style: { cloth: 'fine knit', soft: 0.9 },
        front: (kit) => {
          const { body, t, sheet, weave } = kit;
          const { neckY, drop } = body.cut;
          const top = neckY + drop - 14;
          const pearl = '#efe9df';
          const strip = `M${CX - 36} ${top} H${CX + 36} V${top + 250} H${CX - 36}Z`;
          return [
            insideNeck(body, t),
            ribHem(body, t, 58, 10),
            ribCuffs(body, t, 44, 10, 0.02),
            within(
              sheet.clip(body.body),
              fill(strip, t.base) +
                fill(strip, weave) +
                line(strip, t.seam, 3) +
                line(`M${CX + 8} ${top} V${top + 190}`, t.ink, 3) +
                stitch(`M${CX - 30} ${top + 236} h60`, t.thread),
            ),
            fill(
              `M${CX} ${top - 30} L${CX + 30} ${top + 6} L${CX + 6} ${top + 110} L${CX - 20} ${top}Z`,
              t.deep,
            ),
            ...[112, 188].map((y) => button(CX - 6, top + y, 13, pearl, '#fff', '#9a9184')),
            shirtCollar(body, t, weave, 92, 82),
          ];
        },
      }),
    close: [430, 240, 580, 725],
  },
  'VR-PINA': {
    draw: (colour) =>
      garment(colour, {
        cut: {
          ...REGULAR,
          neck: 132,
          neckY: 360,
          drop: 60,
          shoulder: 292,
          shoulderY: 430,
          pit: 356,
          pitY: 800,
          waist: 348,
          waistY: 1050,
          hem: 336,
          hemY: 1330,
          cuffs: undefined,
        },
        style: (kit) => ({
          cloth: 'fine knit',
          soft: 0.6,
          onBody: argyle(700, 1420, 176, 244, tone(colour.hex, 0.06), kit.trim.base),
        }),
        behind: (kit) => ({
          art: insideNeck(kit.body, kit.t) + rib(kit.body.backNeck, 30, knitRib(kit), 10),
        }),
        front: (kit) => {
          const { body, t, trim } = kit;
          const { shoulder, shoulderY, pit, pitY, neck, neckY } = body.cut;
          const drop = 330;
          const arm = (k: -1 | 1): string =>
            `M${CX + k * shoulder} ${shoulderY} C${CX + k * (shoulder - 34)} ${shoulderY + (pitY - shoulderY) * 0.34} ${CX + k * (shoulder - 52)} ${pitY - (pitY - shoulderY) * 0.24} ${CX + k * pit} ${pitY}`;
          const v = `M${CX - neck} ${neckY} C${CX - neck * 0.8} ${neckY + drop * 0.4} ${CX - 40} ${neckY + drop * 0.84} ${CX} ${neckY + drop + 14} C${CX + 40} ${neckY + drop * 0.84} ${CX + neck * 0.8} ${neckY + drop * 0.4} ${CX + neck} ${neckY}`;
          const inside = `M${CX - neck} ${neckY} Q${CX} ${neckY + 34} ${CX + neck} ${neckY} C${CX + neck * 0.8} ${neckY + drop * 0.4} ${CX + 40} ${neckY + drop * 0.84} ${CX} ${neckY + drop + 14} C${CX - 40} ${neckY + drop * 0.84} ${CX - neck * 0.8} ${neckY + drop * 0.4} ${CX - neck} ${neckY}Z`;
          return [
            fill(inside, t.deep),
            fill(`M${CX - 34} ${neckY + 40} h68 v32 h-68Z`, '#f4efe4'),
            line(`M${CX - 20} ${neckY + 56} h40`, '#4a443c', 3),
            rib(body.backNeck, 30, knitRib(kit), 10),
            ribHem(body, t, 92, 12),
            line(`M${CX - 330} 1352 Q${CX} 1376 ${CX + 330} 1356`, trim.base, 9),
            line(`M${CX - 330} 1374 Q${CX} 1398 ${CX + 330} 1378`, trim.base, 5),
            ...([-1, 1] as const).map((k) => rib(arm(k), 36, knitRib(kit), 10) + line(arm(k), trim.base, 5)),
            rib(v, 42, knitRib(kit), 11),
            line(v, trim.base, 7),
          ];
        },
      }),
    close: [400, 330, 640, 800],
  },
};
