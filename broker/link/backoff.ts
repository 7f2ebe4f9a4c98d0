/**
 * Full-jitter back-off: a random wait below a ceiling that doubles with every attempt. With a fixed period a whole
 * fleet returns to a restarted broker within a quarter of a second (docs/reference/mqtt.md, mqtt.js).
 */
import type { Random } from '../ports.ts';

export interface BackoffLimits {
  /** Ceiling of the first wait in milliseconds. */
  firstMs: number;
  /** Ceiling of every later wait in milliseconds. */
  mostMs: number;
}

/** Milliseconds to wait before `attempt`, counted from 0. */
export function fullJitter(attempt: number, random: Random, limits: BackoffLimits): number {
  const ceiling = Math.min(limits.mostMs, limits.firstMs * 2 ** Math.min(attempt, 30));
  return Math.round(random.unit() * ceiling);
}
