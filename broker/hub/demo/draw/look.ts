import type { Colour } from '../products/types.ts';
import type { Sheet } from './sheet.ts';

/** How a product is drawn. */
export interface Look {
  readonly draw: (colour: Colour) => Sheet;
  /** The second picture: another side of it … */
  readonly other?: (colour: Colour) => Sheet;
  /** … or a closer look, as a window onto the first (4:5). */
  readonly close?: readonly [x: number, y: number, w: number, h: number];
}
