/** What every simulated card is to whoever plays it to a reader: an ATR and answers. */
import { DeviceError } from '../errors.ts';
import { storageCardAtr } from './atr.ts';
import type { NfcTransport } from './transport.ts';

/** ISO 14443-4 without historical bytes. */
export const PHONE_ATR = Uint8Array.of(0x3b, 0x80, 0x80, 0x01, 0x01);
export const BANK_CARD_ATR = Uint8Array.from(Buffer.from('3B8A80010031C073C8211064F1', 'hex'));
/** DESFire and NTAG 424 DNA: historical byte 80. */
export const TYPE4_CHIP_ATR = Uint8Array.of(0x3b, 0x81, 0x80, 0x01, 0x80, 0x80);

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
  notFound: Uint8Array.of(0x6a, 0x82),
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

/** An ISO 15693 (ICODE SLI) label on a reader that reads no blocks. */
export function simulatedIcode(uid: string): SimulatedCard {
  return uidOnlyCard(uid, storageCardAtr(0x0b, 0x0014));
}

/** A FeliCa card, known by its IDm of 8 bytes. */
export function simulatedFelica(idm: string): SimulatedCard {
  return uidOnlyCard(idm, storageCardAtr(0x11, 0x003b));
}

/** An Android or iPhone wallet: no historical bytes, a random UID, `6A 82` to everything else. */
export function simulatedPhone(): SimulatedCard {
  return uidOnlyCard('08A1B2C3', PHONE_ATR);
}

/** A contactless bank card: historical bytes, its own number as UID, `6A 82` to everything that is not a payment. */
export function simulatedBankCard(): SimulatedCard {
  return uidOnlyCard('1A2B3C4D', BANK_CARD_ATR);
}

function uidOnlyCard(uid: string, atr: Uint8Array): SimulatedCard {
  const bytes = Buffer.from(uid, 'hex');
  return {
    atr,
    uid: bytes.toString('hex').toUpperCase(),
    powerOn: () => undefined,
    answer: (apdu) => {
      if (apdu[0] === 0xff && apdu[1] === 0xca) return new Uint8Array(Buffer.concat([bytes, Answers.ok]));
      return apdu[0] === 0xff ? Answers.failed : Answers.notFound;
    },
  };
}
