/** Customers who have just signed in, with what lets their own data be asked for: in memory, and for one visit. */
import { BrokerError } from '../../../errors.ts';
import type { Clock } from '../../../ports.ts';

/** As long as a recognition at a display lasts. */
const KEPT_MS = 600_000;
const MOST = 2_000;

export class Visitors {
  readonly #clock: Clock;
  readonly #tokens = new Map<string, { token: string; until: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  came(ref: string, token: string): void {
    this.#forgetGone();
    this.#tokens.delete(ref);
    this.#tokens.set(ref, { token, until: this.#clock.now() + KEPT_MS });
  }

  /** @throws BrokerError TW_CUSTOMER_TOKEN_UNKNOWN when they are gone, or signed in elsewhere */
  tokenOf(ref: string): string {
    this.#forgetGone();
    const kept = this.#tokens.get(ref);
    if (kept === undefined) throw new BrokerError('TW_CUSTOMER_TOKEN_UNKNOWN');
    return kept.token;
  }

  clear(): void {
    this.#tokens.clear();
  }

  #forgetGone(): void {
    const now = this.#clock.now();
    for (const [ref, { until }] of this.#tokens) {
      // Insertion order is order of expiry.
      if (until > now && this.#tokens.size < MOST) return;
      this.#tokens.delete(ref);
    }
  }
}
