/** A token bucket per key: `burst` at once, then `perSecond`. */
import type { Clock } from '../../ports.ts';

export interface RateLimitOptions {
  clock: Clock;
  burst: number;
  perSecond: number;
}

interface Bucket {
  tokens: number;
  at: number;
}

const MOST_KEYS = 10_000;

export class RateLimit {
  readonly #options: RateLimitOptions;
  readonly #buckets = new Map<string, Bucket>();

  constructor(options: RateLimitOptions) {
    this.#options = options;
  }

  /** Takes one; false when the bucket is empty. */
  take(key: string): boolean {
    const bucket = this.#fill(key);
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
  }

  /** True when nothing is left; takes nothing. */
  exhausted(key: string): boolean {
    return this.#fill(key).tokens < 1;
  }

  #fill(key: string): Bucket {
    const { clock, burst, perSecond } = this.#options;
    const now = clock.now();
    const before = this.#buckets.get(key) ?? { tokens: burst, at: now };
    const tokens = Math.min(burst, before.tokens + ((now - before.at) / 1000) * perSecond);
    const bucket = { tokens, at: now };
    // Forgetting everybody is safer than a table that an attacker can grow.
    if (this.#buckets.size >= MOST_KEYS && !this.#buckets.has(key)) this.#buckets.clear();
    this.#buckets.set(key, bucket);
    return bucket;
  }
}
