/**
 * Signed requests: `x-tapwall-signature: t=SECONDS,v1=HEX`, where the hexadecimal digits are HMAC-SHA-256 over `SECONDS.BODY`
 * with the shared secret. A request counts once, and only while its time is near.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../../ports.ts';

export const SIGNATURE_HEADER = 'x-tapwall-signature';

/** Clocks differ; a request on its way for longer is sent again. */
const NEAR_MS = 5 * 60_000;
/** Requests within that time; more than that come from no shop. */
const MOST_SEEN = 100_000;

export class Signatures {
  readonly #clock: Clock;
  /** When each may be forgotten. */
  readonly #seen = new Map<string, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** True for a request that is signed, near in time, and has not been here before. */
  accepts(header: string | undefined, body: Uint8Array, secret: string): boolean {
    const [, time = '', hex = ''] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header ?? '') ?? [];
    const now = this.#clock.now();
    if (time === '' || Math.abs(now - Number(time) * 1_000) > NEAR_MS) return false;
    const wanted = createHmac('sha256', secret).update(`${time}.`).update(body).digest();
    if (!timingSafeEqual(wanted, Buffer.from(hex, 'hex'))) return false;
    this.#forget(now);
    if (this.#seen.has(hex) || this.#seen.size >= MOST_SEEN) return false;
    this.#seen.set(hex, Number(time) * 1_000 + NEAR_MS);
    return true;
  }

  #forget(now: number): void {
    for (const [hex, until] of this.#seen) if (until < now) this.#seen.delete(hex);
  }
}
