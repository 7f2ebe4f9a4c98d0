import { at, through } from '../marks.ts';
import type { Point } from '../sheet.ts';

/** Measures of an upper-body garment, from the middle line outwards. */
export interface Cut {
  readonly neck: number;
  readonly neckY: number;
  /** How far the front neckline drops. */
  readonly drop: number;
  readonly shoulder: number;
  readonly shoulderY: number;
  readonly pit: number;
  readonly pitY: number;
  readonly waist: number;
  readonly waistY: number;
  readonly hem: number;
  readonly hemY: number;
  readonly hemBow: number;
  /** Where the left and the right cuff hang: away from the middle, and how low. */
  readonly cuffs: readonly [left: Point, right: Point] | undefined;
  readonly cuff: number;
  readonly upper: number;
}

export interface Sleeve {
  readonly d: string;
  readonly outer: Point;
  readonly inner: Point;
  readonly elbow: Point;
  /** Along the forearm, towards the hand. */
  readonly way: Point;
  readonly turn: number;
  readonly side: -1 | 1;
}

export interface Torso {
  readonly cut: Cut;
  readonly body: string;
  readonly neckline: string;
  readonly backNeck: string;
  readonly inside: string;
  readonly hem: string;
  readonly sleeves: readonly Sleeve[];
}

export const CX = 720;

const sleeve = (cut: Cut, side: -1 | 1, [cx, cy]: Point): Sleeve => {
  const s: Point = [CX + side * cut.shoulder, cut.shoulderY];
  const pit: Point = [CX + side * cut.pit, cut.pitY];
  const c: Point = [CX + side * cx, cy];
  const mid: Point = [(s[0] + pit[0]) / 2, (s[1] + pit[1]) / 2];
  const e: Point = [mid[0] * 0.46 + c[0] * 0.54 + side * 34, mid[1] * 0.46 + c[1] * 0.54];
  const len = Math.hypot(c[0] - e[0], c[1] - e[1]);
  const way: Point = [(c[0] - e[0]) / len, (c[1] - e[1]) / len];
  const across: Point = [-way[1] * -side, way[0] * -side];
  const half = cut.cuff / 2;
  const up = cut.upper / 2;
  const outer: Point = [c[0] + across[0] * half, c[1] + across[1] * half];
  const inner: Point = [c[0] - across[0] * half, c[1] - across[1] * half];
  const eo: Point = [e[0] + across[0] * up * 0.92, e[1] + across[1] * up * 0.92];
  const ei: Point = [e[0] - across[0] * up * 0.86, e[1] - across[1] * up * 0.86];
  const round: Point = [s[0] + side * 20, s[1] + 22];
  const cap: Point = [s[0] + side * 44, s[1] + (pit[1] - s[1]) * 0.3];
  const d = `M${at([s[0] - side * 50, s[1] + 6])} L${at(s)}${through([s, round, cap, eo, outer])} L${at(inner)}${through([inner, ei, pit])} L${at([pit[0] - side * 60, pit[1] - 40])}Z`;
  return { d, outer, inner, elbow: e, way, turn: (Math.atan2(way[1], way[0]) * 180) / Math.PI - 90, side };
};

export const torso = (cut: Cut): Torso => {
  const { neck, neckY, drop, shoulder, shoulderY, pit, pitY, waist, waistY, hem, hemY, hemBow } = cut;
  const nl: Point = [CX - neck, neckY];
  const nr: Point = [CX + neck, neckY];
  const side = (k: -1 | 1): Point[] => [
    [CX + k * pit, pitY],
    [CX + k * waist, waistY],
    [CX + k * hem, hemY],
  ];
  const armhole = (k: -1 | 1): string =>
    `C${at([CX + k * (shoulder - 34), shoulderY + (pitY - shoulderY) * 0.34])} ${at([CX + k * (shoulder - 52), pitY - (pitY - shoulderY) * 0.24])} ${at([CX + k * pit, pitY])}`;
  const armholeBack = `C${at([CX + shoulder - 52, pitY - (pitY - shoulderY) * 0.24])} ${at([CX + shoulder - 34, shoulderY + (pitY - shoulderY) * 0.34])} ${at([CX + shoulder, shoulderY])}`;
  const front = `C${at([CX - neck * 0.86, neckY + drop * 0.9])} ${at([CX - neck * 0.46, neckY + drop])} ${at([CX, neckY + drop])} C${at([CX + neck * 0.46, neckY + drop])} ${at([CX + neck * 0.86, neckY + drop * 0.9])} ${at(nr)}`;
  const back = `C${at([CX - neck * 0.5, neckY + 20])} ${at([CX + neck * 0.5, neckY + 20])} ${at(nr)}`;
  const hemLine = `Q${at([CX + 12, hemY + hemBow * 2])} ${at([CX + hem, hemY + 4])}`;
  const right = [...side(1)].reverse();
  const body = `M${at(nl)} Q${at([CX - (neck + shoulder) / 2, (neckY + shoulderY) / 2 - 8])} ${at([CX - shoulder, shoulderY])} ${armhole(-1)}${through(side(-1))} ${hemLine}${through([[CX + hem, hemY + 4], ...right.slice(1)])} ${armholeBack} Q${at([CX + (neck + shoulder) / 2, (neckY + shoulderY) / 2 - 8])} ${at(nr)} ${reverseNeck(cut)}Z`;
  return {
    cut,
    body,
    neckline: `M${at(nl)} ${front}`,
    backNeck: `M${at(nl)} ${back}`,
    inside: `M${at(nl)} ${back} ${reverseNeck(cut)}Z`,
    hem: `M${at([CX - hem, hemY])} ${hemLine}`,
    sleeves: cut.cuffs ? [sleeve(cut, -1, cut.cuffs[0]), sleeve(cut, 1, cut.cuffs[1])] : [],
  };
};

/** The front neckline walked from right to left. */
const reverseNeck = ({ neck, neckY, drop }: Cut): string =>
  `C${at([CX + neck * 0.86, neckY + drop * 0.9])} ${at([CX + neck * 0.46, neckY + drop])} ${at([CX, neckY + drop])} C${at([CX - neck * 0.46, neckY + drop])} ${at([CX - neck * 0.86, neckY + drop * 0.9])} ${at([CX - neck, neckY])}`;
