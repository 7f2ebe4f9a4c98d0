/** Waiting for what another process or the kernel does, with a deadline instead of a sleep. */

export class DeadlinePassed extends Error {
  constructor(what: string, ms: number) {
    super(`${what} did not come true within ${ms} ms`);
    this.name = 'DeadlinePassed';
  }
}

const POLL_MS = 10;

/**
 * Resolves with the first value of `condition` that is neither false nor undefined.
 * @param ms Deadline in milliseconds.
 * @throws DeadlinePassed
 */
export async function until<T>(condition: () => T | undefined | false, ms: number): Promise<T> {
  const deadline = performance.now() + ms;
  for (;;) {
    const value = condition();
    if (value !== undefined && value !== false) return value;
    if (performance.now() > deadline) throw new DeadlinePassed(condition.toString(), ms);
    await new Promise((resolve) => void setTimeout(resolve, POLL_MS));
  }
}
