import type { Colour } from '../../products/types.ts';
import type { Look } from '../look.ts';
import { group } from '../marks.ts';
import { BOXY, LOOSE, REGULAR, SLIM } from './cuts.ts';
import { jumper } from './jumper.ts';
import { cables, sleeveStripes, stripes, yoke } from './motifs.ts';
import { CX } from './torso.ts';

const trim = (colour: Colour): string => colour.trim ?? colour.hex;

export const JUMPER_LOOKS: Readonly<Record<string, Look>> = {
  'VR-ASKA': {
    draw: ({ hex }) =>
      jumper(hex, { cut: REGULAR, cloth: 'fine knit', neck: 'crew', ribs: 88, saddle: true, soft: 0.85 }),
    close: [430, 190, 620, 775],
  },
  'VR-FIOR': {
    draw: ({ hex }) =>
      jumper(hex, { cut: SLIM, cloth: 'fine rib', neck: 'turtle', ribs: 60, pitch: 9, soft: 0.7 }),
    close: [440, 170, 580, 725],
  },
  'VR-NEVE': {
    draw: ({ hex }) =>
      jumper(hex, { cut: LOOSE, cloth: 'chunky rib', neck: 'roll', ribs: 116, pitch: 30, soft: 0.9 }),
    close: [400, 190, 640, 800],
  },
  'VR-BRISA': {
    draw: (colour) =>
      jumper(colour.hex, {
        cut: {
          ...BOXY,
          neck: 196,
          neckY: 372,
          drop: 52,
          shoulder: 380,
          shoulderY: 424,
          pitY: 720,
          pit: 374,
          waist: 372,
          hem: 372,
          hemY: 1380,
          cuffs: [
            [556, 1090],
            [538, 1120],
          ],
          cuff: 164,
        },
        cloth: 'fine knit',
        neck: 'boat',
        ribs: 26,
        pitch: 9,
        soft: 0.7,
        onBody: (_, body) => stripes(body.cut.pitY - 130, body.cut.hemY - 40, 36, 17, trim(colour)),
        onSleeve: () => (s) => sleeveStripes(s, 36, 17, trim(colour), -330, 300),
      }),
    close: [370, 300, 600, 750],
  },
  'VR-HEBRIS': {
    draw: ({ hex }) =>
      jumper(hex, {
        cut: { ...BOXY, hemY: 1290 },
        cloth: 'knit',
        neck: 'crew',
        ribs: 104,
        pitch: 20,
        soft: 0.55,
        onBody: (sheet, body, t) =>
          group(
            `transform="translate(${CX} 0)"`,
            cables(
              sheet,
              t,
              [
                [-196, 96, 124],
                [0, 132, 158],
                [196, 96, 124],
              ],
              200,
              body.cut.hemY + 40,
              300,
            ),
          ),
        onSleeve: (sheet, _, t) => (s) =>
          group(
            `transform="translate(${s.elbow[0].toFixed(1)} ${s.elbow[1].toFixed(1)}) rotate(${s.turn.toFixed(1)})"`,
            cables(sheet, t, [[0, 84, 116]], -620, 480, 66),
          ),
      }),
    close: [430, 330, 600, 750],
  },
  'VR-SOLJE': {
    draw: (colour) =>
      jumper(colour.hex, {
        cut: { ...REGULAR, hemY: 1350, cuff: 144, upper: 202 },
        cloth: 'knit',
        neck: 'crew',
        ribs: 92,
        pitch: 16,
        soft: 0.75,
        onBody: (_, body, t) => yoke(body, t, trim(colour)),
        onSleeve: (_, body, t) => () => yoke(body, t, trim(colour)),
      }),
    close: [400, 200, 640, 800],
  },
};
