import type { Cut } from './torso.ts';

/** A set-in jumper on a man's block: every other cut says how it differs. */
export const REGULAR: Cut = {
  neck: 118, neckY: 268, drop: 104, shoulder: 318, shoulderY: 352, pit: 322, pitY: 640, waist: 300, waistY: 1040, hem: 296, hemY: 1390, hemBow: 12,
  cuffs: [[474, 1290], [456, 1316]], cuff: 128, upper: 176,
};
export const SLIM: Cut = {
  ...REGULAR, neck: 104, neckY: 330, drop: 78, shoulder: 272, shoulderY: 410, pit: 270, pitY: 660, waist: 232, waistY: 1010, hem: 262, hemY: 1420, hemBow: 12,
  cuffs: [[420, 1400], [398, 1426]], cuff: 104, upper: 142,
};
export const BOXY: Cut = {
  ...REGULAR, neck: 124, shoulder: 352, shoulderY: 374, pit: 358, pitY: 690, waist: 352, waistY: 1010, hem: 344, hemY: 1300, hemBow: 14,
  cuffs: [[520, 1250], [500, 1280]], cuff: 146, upper: 206,
};
export const LOOSE: Cut = {
  ...REGULAR, neck: 128, neckY: 366, drop: 74, shoulder: 366, shoulderY: 470, pit: 362, pitY: 800, waist: 364, waistY: 1100, hem: 346, hemY: 1420, hemBow: 18,
  cuffs: [[522, 1360], [498, 1392]], cuff: 160, upper: 224,
};
