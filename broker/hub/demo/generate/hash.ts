import { DemoError } from '../demo-error.ts';

/** FNV-1a, finished so that near keys land far apart: the demo's only source of chance. */
export const hash = (key: string): number => {
  let h = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) h = Math.imul(h ^ key.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
};

/** A number in [0, 1) that is always the same for the same key. */
export const chance = (key: string): number => hash(key) / 0x1_0000_0000;

export const pick = <T>(key: string, list: readonly T[]): T => {
  const item = list[hash(key) % list.length];
  if (item === undefined) throw new DemoError('pick from an empty list');
  return item;
};
