import type { Colour } from '../../products/types.ts';
import { cloth } from '../cloth.ts';
import { tones, type Tones } from '../paint.ts';
import { Sheet } from '../sheet.ts';
import { shell, type ShellStyle } from './shell.ts';
import { torso, type Cut, type Torso } from './torso.ts';

export interface Kit {
  readonly sheet: Sheet;
  readonly body: Torso;
  /** The cloth, and the second paint of the colour. */
  readonly t: Tones;
  readonly trim: Tones;
  readonly weave: string;
}

export interface Sewing {
  readonly cut: Cut;
  readonly style: ShellStyle | ((kit: Kit) => ShellStyle);
  /** What lies behind the body: a hood, the far side of a collar. */
  readonly behind?: (kit: Kit) => { readonly outline?: string; readonly art: string };
  /** What is sewn on, in order. */
  readonly front: (kit: Kit) => readonly string[];
}

export const garment = (colour: Colour, { cut, style, behind, front }: Sewing): Sheet => {
  const sheet = new Sheet();
  const t = tones(colour.hex);
  const body = torso(cut);
  const kind = typeof style === 'function' ? undefined : style.cloth;
  const kit: Kit = {
    sheet,
    body,
    t,
    trim: tones(colour.trim ?? colour.hex),
    weave: cloth(sheet, kind ?? 'plain', t),
  };
  const back = behind?.(kit);
  if (back) sheet.add(back.art);
  shell(
    sheet,
    body,
    t,
    typeof style === 'function' ? style(kit) : style,
    back?.outline ? [back.outline] : [],
  );
  sheet.add(...front(kit));
  return sheet;
};
