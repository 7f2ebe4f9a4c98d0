import type { Look } from '../look.ts';
import { briefcase, halfMoon, satchel, tote } from './leather.ts';
import { backpack, beltBag, bucket, duffel } from './soft.ts';

export const BAG_LOOKS: Readonly<Record<string, Look>> = {
  'VR-MERCATO': { draw: tote, close: [330, 600, 560, 700] },
  'VR-ORSO': { draw: backpack, close: [360, 380, 600, 750] },
  'VR-LUCE': { draw: halfMoon, close: [170, 640, 520, 650] },
  'VR-BAIA': { draw: duffel, close: [390, 400, 620, 775] },
  'VR-POSTA': { draw: satchel, close: [280, 780, 480, 600] },
  'VR-SACCA': { draw: bucket, close: [420, 640, 560, 700] },
  'VR-TASCA': { draw: beltBag, close: [620, 700, 560, 700] },
  'VR-FOGLIO': { draw: briefcase, close: [330, 560, 540, 675] },
};
