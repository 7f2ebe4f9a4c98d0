/** Asks the platform about the person in front of a display. Nothing is kept here, nothing is logged. */
import type { KioskDownlink } from '../../broker/uplink/kiosk-downlink.ts';
import type { Logger } from '../../broker/ports.ts';
import { cardToken } from '../identify/card-token.ts';
import type { SessionInput } from '../session/input.ts';

export interface PeopleOptions {
  downlink: Pick<KioskDownlink, 'request'>;
  /** Null: this kiosk was given no loyalty key, so cards cannot be recognised. */
  loyaltyKey: Uint8Array | null;
  logger: Logger;
}

export interface WishChange {
  token: string;
  sku: string;
  wanted: boolean;
  requestId: string;
}

type Answer = (input: SessionInput) => void;

/** The hub was asked, but could not look: that says nothing about the card. */
const NO_ANSWER: readonly (string | undefined)[] = [
  'TW_RATE_LIMITED',
  'TW_HUB_FAILED',
  'TW_PEOPLE_AWAY',
  'TW_FLEET_UNAVAILABLE',
];
/** Longer than this and the shopper has looked away. */
const DEADLINE_MS = 4000;

export class People {
  readonly #options: PeopleOptions;

  constructor(options: PeopleOptions) {
    this.#options = options;
  }

  async recognise(uid: string, answer: Answer, requestId: string): Promise<void> {
    const { downlink, loyaltyKey, logger } = this.#options;
    if (loyaltyKey === null) return answer({ type: 'not_recognised', requestId });
    try {
      const reply = await downlink.request('recognise', { card: cardToken(loyaltyKey, uid) }, DEADLINE_MS);
      if (reply.customer) answer({ type: 'recognised', requestId, customer: reply.customer });
      else if (NO_ANSWER.includes(reply.code)) answer({ type: 'recognition_failed', requestId });
      else answer({ type: 'not_recognised', requestId });
    } catch (error) {
      logger.info({ code: codeOf(error) }, 'a card could not be looked up');
      answer({ type: 'recognition_failed', requestId });
    }
  }

  /** By the code that a phone shows, which is good once: it is not asked about again. */
  async recognisePass(pass: string, answer: Answer, requestId: string): Promise<void> {
    const { downlink, logger } = this.#options;
    try {
      const reply = await downlink.request('recognise', { pass }, DEADLINE_MS);
      if (reply.customer) answer({ type: 'recognised', requestId, customer: reply.customer });
      else if (reply.code === 'TW_PASS_REFUSED')
        answer({ type: 'not_recognised', requestId, notice: 'stale_pass', reason: 'stale_pass' });
      else if (NO_ANSWER.includes(reply.code)) answer({ type: 'recognition_failed', requestId });
      else answer({ type: 'not_recognised', requestId });
    } catch (error) {
      logger.info({ code: codeOf(error) }, 'a code of a phone could not be looked up');
      answer({ type: 'recognition_failed', requestId });
    }
  }

  async changeWishlist({ token, sku, wanted, requestId }: WishChange, answer: Answer): Promise<void> {
    const { downlink, logger } = this.#options;
    const action = wanted ? 'add' : 'remove';
    try {
      const reply = await downlink.request('wishlist', { token, action, sku }, DEADLINE_MS);
      if (reply.ok)
        answer({ type: 'wish_changed', requestId, skus: (reply.items ?? []).map((item) => item.sku) });
      else answer({ type: 'wish_failed', requestId, reason: 'failed' });
    } catch (error) {
      logger.info({ code: codeOf(error) }, 'a wishlist could not be changed');
      answer({ type: 'wish_failed', requestId, reason: 'offline' });
    }
  }

  async loadWishlist(token: string, answer: Answer, requestId: string): Promise<void> {
    const { downlink, logger } = this.#options;
    try {
      const reply = await downlink.request('wishlist', { token }, DEADLINE_MS);
      if (reply.ok)
        answer({ type: 'wishlist_loaded', requestId, skus: (reply.items ?? []).map((item) => item.sku) });
      else answer({ type: 'wishlist_failed', requestId });
    } catch (error) {
      logger.info({ code: codeOf(error) }, 'a wishlist could not be fetched');
      answer({ type: 'wishlist_failed', requestId });
    }
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
