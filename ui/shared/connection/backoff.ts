/** Waiting time before the nth attempt to reconnect: 0.3 s doubling to 5 s, with full jitter above the floor. */
const FLOOR = 300;
const CEILING = 5_000;

export function backoff(attempt: number, random: () => number): number {
  const limit = Math.min(CEILING, FLOOR * 2 ** attempt);
  return FLOOR + (limit - FLOOR) * random();
}
