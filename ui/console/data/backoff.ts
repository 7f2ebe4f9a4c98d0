/** How long to wait before trying the hub again: exponential with full jitter, so that consoles do not return in step. */

const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;
const SHORTEST_MS = 300;

/**
 * @param attempt 0 for the first try after a failure.
 * @param random From 0 to 1.
 * @returns Milliseconds.
 */
export function backoff(attempt: number, random: number): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 10));
  return Math.round(SHORTEST_MS + random * (ceiling - SHORTEST_MS));
}
