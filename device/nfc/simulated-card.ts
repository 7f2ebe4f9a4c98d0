/** What every simulated card is to whoever plays it to a reader: an ATR and answers. */
import { DeviceError } from '../errors.ts';
import { storageCardAtr } from './atr.ts';
import type { NfcTransport } from './transport.ts';

export interface SimulatedCard {
  readonly atr: Uint8Array;
  /** Upper-case hexadecimal. */
  readonly uid: string;
  /** Called when the card enters a field: counters of scripted misbehaviour start over. */
  powerOn(): void;
  /** Answers a command, status included; undefined when the card has left the field by then. */
  answer(apdu: Uint8Array): Uint8Array | undefined;
}

export const Answers = {
  ok: Uint8Array.of(0x90, 0x00),
  failed: Uint8Array.of(0x63, 0x00),
  notSupported: Uint8Array.of(0x6a, 0x81),
} as const;

/** Talks to a simulated card as to a real reader. */
export class SimulatedTransport implements NfcTransport {
  readonly #card: SimulatedCard;

  constructor(card: SimulatedCard) {
    this.#card = card;
  }

  async transmit(apdu: Uint8Array, maxLength: number): Promise<Uint8Array> {
    const answer = this.#card.answer(apdu);
    if (answer === undefined) throw new DeviceError('TW_NFC_TAG_TORN');
    if (answer.length > maxLength) {
      throw new DeviceError('TW_NFC_APDU_FAILED', { detail: 'The answer does not fit the buffer.' });
    }
    return answer;
  }
}

/** A card that tells nothing but its UID: MIFARE Classic 1K with keys nobody knows, as loyalty and staff cards are. */
export function simulatedClassic(uid: string): SimulatedCard {
  return uidOnlyCard(uid, storageCardAtr(0x03, 0x0001));
}

/** An ISO 15693 (ICODE SLI) label. */
export function simulatedIcode(uid: string): SimulatedCard {
  return uidOnlyCard(uid, storageCardAtr(0x0b, 0x0014));
}

/** An Android or iPhone wallet: no historical bytes, a random UID, `6A 82` to everything else. */
export function simulatedPhone(): SimulatedCard {
  return uidOnlyCard('08A1B2C3', Uint8Array.of(0x3b, 0x80, 0x80, 0x01, 0x01));
}

function uidOnlyCard(uid: string, atr: Uint8Array): SimulatedCard {
  const bytes = Buffer.from(uid, 'hex');
  return {
    atr,
    uid: bytes.toString('hex').toUpperCase(),
    powerOn: () => undefined,
    answer: (apdu) => {
      if (apdu[0] === 0xff && apdu[1] === 0xca) return new Uint8Array(Buffer.concat([bytes, Answers.ok]));
      return apdu[0] === 0xff ? Answers.failed : Uint8Array.of(0x6a, 0x82);
    },
  };
}
