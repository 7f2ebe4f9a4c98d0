/** Tries again what may work the next time, with waits that grow and are spread (full jitter). */
import { isBrokerError } from '../../errors.ts';
import { fullJitter, type BackoffLimits } from '../../link/backoff.ts';
import type { Clock, Random } from '../../ports.ts';
import { AnswerFault } from './answer-fault.ts';

export interface AttemptOptions {
  /** How often at the most, the first time included. */
  attempts: number;
  clock: Clock;
  random: Random;
  signal?: AbortSignal;
}

const WAITS: BackoffLimits = { firstMs: 1_000, mostMs: 30_000 };
/** A server may ask for more; the next run comes by itself. */
const LONGEST_WAIT_MS = 60_000;

/** @throws what the last attempt threw */
export async function withAttempts<T>(work: () => Promise<T>, options: AttemptOptions): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt + 1 >= options.attempts || options.signal?.aborted || !mayPass(error)) throw error;
      await pause(waitOf(error, attempt, options), options);
    }
  }
}

function mayPass(error: unknown): boolean {
  if (error instanceof AnswerFault) return error.mayPass;
  return isBrokerError(error, 'TW_FETCH_FAILED') || isBrokerError(error, 'TW_FETCH_TIMEOUT');
}

function waitOf(error: unknown, attempt: number, { random }: AttemptOptions): number {
  const asked = error instanceof AnswerFault ? error.retryAfterMs : undefined;
  return Math.min(LONGEST_WAIT_MS, asked ?? fullJitter(attempt, random, WAITS));
}

function pause(ms: number, { clock, signal }: AttemptOptions): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      timer.cancel();
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = clock.setTimer(ms, done);
    signal?.addEventListener('abort', done, { once: true });
  });
}
