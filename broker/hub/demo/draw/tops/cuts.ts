import type { Cut } from './torso.ts';

/** A set-in jumper on a man's block: every other cut says how it differs. */
export const REGULAR: Cut = {
  neck: 128, neckY: 318, drop: 104, shoulder: 372, shoulderY: 404, pit: 374, pitY: 700, waist: 356, waistY: 1040, hem: 346, hemY: 1340, hemBow: 12,
  cuffs: [[560, 1270], [540, 1304]], cuff: 138, upper: 194,
};
export const SLIM: Cut = {
  ...REGULAR, neck: 112, neckY: 390, drop: 78, shoulder: 318, shoulderY: 470, pit: 312, pitY: 720, waist: 272, waistY: 1030, hem: 302, hemY: 1400, hemBow: 12,
  cuffs: [[484, 1376], [462, 1404]], cuff: 112, upper: 156,
};
export const BOXY: Cut = {
  ...REGULAR, neck: 132, neckY: 340, shoulder: 392, shoulderY: 440, pit: 398, pitY: 744, waist: 396, waistY: 1000, hem: 380, hemY: 1262, hemBow: 14,
  cuffs: [[580, 1236], [560, 1270]], cuff: 150, upper: 214,
};
export const LOOSE: Cut = {
  ...REGULAR, neck: 140, neckY: 420, drop: 74, shoulder: 404, shoulderY: 530, pit: 404, pitY: 850, waist: 404, waistY: 1110, hem: 380, hemY: 1370, hemBow: 18,
  cuffs: [[584, 1344], [560, 1380]], cuff: 166, upper: 234,
};

/** Coats and jackets: longer, with room for a jumper. */
export const JACKET: Cut = {
  ...REGULAR, neck: 126, neckY: 300, drop: 110, shoulder: 376, shoulderY: 392, pit: 382, pitY: 716, waist: 362, waistY: 1020, hem: 376, hemY: 1470, hemBow: 10,
  cuffs: [[546, 1372], [524, 1404]], cuff: 156, upper: 206,
};
export const COAT: Cut = {
  ...REGULAR, neck: 104, neckY: 240, drop: 90, shoulder: 304, shoulderY: 318, pit: 302, pitY: 590, waist: 272, waistY: 850, hem: 352, hemY: 1600, hemBow: 12,
  cuffs: [[452, 1180], [430, 1208]], cuff: 128, upper: 172,
};
export const CROPPED: Cut = {
  ...REGULAR, neck: 128, neckY: 360, drop: 96, shoulder: 390, shoulderY: 452, pit: 402, pitY: 770, waist: 400, waistY: 1040, hem: 372, hemY: 1300, hemBow: 12,
  cuffs: [[588, 1300], [566, 1334]], cuff: 152, upper: 232,
};
