/**
 * When to try again. Full jitter: a random wait below a ceiling that doubles with every attempt. With a fixed period a
 * whole fleet returns to a restarted broker within a quarter of a second (docs/reference/mqtt.md, mqtt.js).
 *
 * The ceiling goes by the cause. A broker that ends or refuses connections does so to everybody, so the fleet spreads
 * over most of a minute. A cable that was pulled from this machine concerns this machine alone.
 */
import type { Random } from '../ports.ts';

export interface BackoffLimits {
  /** Ceiling of the first wait in milliseconds. */
  firstMs: number;
  /** Ceiling of every later wait in milliseconds. */
  mostMs: number;
}

/** `far`: the broker, or the way to it; `near`: this machine's own network. */
export type LossCause = 'far' | 'near';
export type BackoffPlan = Readonly<Record<LossCause, BackoffLimits>>;

/** A broker on this machine, or a single client of it: nobody has to be spread. */
export const QUICK: BackoffPlan = {
  far: { firstMs: 250, mostMs: 2_000 },
  near: { firstMs: 250, mostMs: 2_000 },
};

/** One kiosk among hundreds. */
export const FLEET: BackoffPlan = {
  far: { firstMs: 40_000, mostMs: 120_000 },
  near: { firstMs: 500, mostMs: 2_000 },
};

/** Milliseconds to wait before `attempt`, counted from 0. */
export function fullJitter(attempt: number, random: Random, limits: BackoffLimits): number {
  const ceiling = Math.min(limits.mostMs, limits.firstMs * 2 ** Math.min(attempt, 30));
  return Math.round(random.unit() * ceiling);
}

/** What Linux says when the way out of this machine, or to its name server, is gone (errno(3), getaddrinfo(3)). */
const NEAR = new Set(['ENETUNREACH', 'EHOSTUNREACH', 'ENETDOWN', 'EHOSTDOWN', 'EADDRNOTAVAIL', 'EAI_AGAIN']);

/** @param hasNetwork False when no cable is plugged in and no radio is associated. */
export function causeOf(error: unknown, hasNetwork: boolean): LossCause {
  return !hasNetwork || NEAR.has(codeOf(error)) ? 'near' : 'far';
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
