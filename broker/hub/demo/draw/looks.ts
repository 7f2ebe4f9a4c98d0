import { BAG_LOOKS } from './bags/looks.ts';
import type { Look } from './look.ts';
import { SHOE_LOOKS } from './shoes/looks.ts';
import { COAT_LOOKS } from './tops/looks-coats.ts';
import { JACKET_LOOKS } from './tops/looks-jackets.ts';
import { JUMPER_LOOKS } from './tops/looks-jumpers.ts';
import { LIGHT_LOOKS } from './tops/looks-light.ts';

export const LOOKS: Readonly<Record<string, Look>> = {
  ...SHOE_LOOKS,
  ...JUMPER_LOOKS,
  ...LIGHT_LOOKS,
  ...JACKET_LOOKS,
  ...COAT_LOOKS,
  ...BAG_LOOKS,
};
