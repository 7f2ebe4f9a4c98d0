import type { Look } from './look.ts';
import { JUMPER_LOOKS } from './tops/looks-jumpers.ts';

export const LOOKS: Readonly<Record<string, Look>> = { ...JUMPER_LOOKS };
