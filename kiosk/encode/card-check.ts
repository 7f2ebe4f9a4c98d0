/** Whether a tag may be somebody's card. Its UID leaves the kiosk only as the pseudonym that recognition uses, too. */
import { isBrokerError } from '../../broker/errors.ts';
import type { KioskDownlink } from '../../broker/uplink/kiosk-downlink.ts';
import { cardToken } from '../identify/card-token.ts';

/** `unsure`: there are cards, and the one who knows them does not answer. */
export type CardAnswer = 'nobodys' | 'somebodys' | 'unsure';

export interface CardCheckOptions {
  downlink: Pick<KioskDownlink, 'request'>;
  /** Null: cards are not recognised here, so no card is at risk. */
  loyaltyKey: Uint8Array | null;
}

const DEADLINE_MS = 4_000;

export class CardCheck {
  readonly #options: CardCheckOptions;

  constructor(options: CardCheckOptions) {
    this.#options = options;
  }

  async of(uid: string): Promise<CardAnswer> {
    const { downlink, loyaltyKey } = this.#options;
    if (loyaltyKey === null) return 'nobodys';
    try {
      const reply = await downlink.request('card', { card: cardToken(loyaltyKey, uid) }, DEADLINE_MS);
      if (!reply.ok || reply.known === undefined) return 'unsure';
      return reply.known ? 'somebodys' : 'nobodys';
    } catch (error) {
      if (!isBrokerError(error)) throw error;
      return 'unsure';
    }
  }
}
