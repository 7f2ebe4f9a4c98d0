/** One reader inside the reader process: its cards become messages, in order and one exchange at a time. */
import { DeviceError } from '../errors.ts';
import { isContactlessSlot } from './atr.ts';
import type { PcscCard, PcscSlot } from './pcsc-binding.ts';
import { isCardLeft, isContextLost } from './pcsc-codes.ts';
import type { ChildMessage } from './pcsc-messages.ts';
import { readTag, tornContent } from './read-tag.ts';
import type { NfcTransport } from './transport.ts';

/** Longer than any answer of a storage card takes; a driver that exceeds it hangs. */
const EXCHANGE_LIMIT_MS = 4_000;

export interface SlotWatcher {
  send: (message: ChildMessage) => void;
  /** The service went away, or the driver hangs: this process must be replaced. */
  fatal: () => void;
}

/** Follows a reader until it ends. Slots for SAMs and contact cards are heard but not told. */
export function watchSlot(slot: PcscSlot, { send, fatal }: SlotWatcher): void {
  const reader = slot.name;
  slot.autoProcessing = false;
  // Without this listener an error of a reader, also of one we do not use, ends the process.
  slot.on('error', (error) => {
    if (isContextLost(error)) fatal();
    else send({ type: 'reader_error', reader, detail: error.message });
  });
  if (!isContactlessSlot(reader)) return;

  let order = Promise.resolve();
  let wasRead = false;
  const inOrder = (step: () => Promise<void> | void): void => {
    order = order.then(step).catch(fatal);
  };
  slot.on('card', (card) => {
    inOrder(async () => {
      wasRead = true;
      const content = await readTag(card.atr ?? new Uint8Array(), new PcscTransport(slot));
      send({ type: 'tag', reader, content, at: Date.now() });
    });
  });
  slot.on('card.off', (card: PcscCard) => {
    inOrder(() => {
      // A card whose connection failed shows only its leaving (nfc-pcsc swallows the failure).
      if (!wasRead) send({ type: 'tag', reader, content: tornContent(card.atr), at: Date.now() });
      wasRead = false;
      send({ type: 'removed', reader, at: Date.now() });
    });
  });
  slot.on('end', () => send({ type: 'detached', reader }));
  send({ type: 'attached', reader });
}

/** A real reader's exchange of APDUs, bounded in time. */
export class PcscTransport implements NfcTransport {
  readonly #slot: PcscSlot;

  constructor(slot: PcscSlot) {
    this.#slot = slot;
  }

  async transmit(apdu: Uint8Array, maxLength: number): Promise<Uint8Array> {
    try {
      return await withLimit(this.#slot.transmit(Buffer.from(apdu), maxLength));
    } catch (cause) {
      if (cause instanceof ExchangeHangs || isContextLost(cause)) throw cause;
      throw new DeviceError(isCardLeft(cause) ? 'TW_NFC_TAG_TORN' : 'TW_NFC_APDU_FAILED', { cause });
    }
  }
}

/** Never leaves this process: it makes the slot fatal. */
class ExchangeHangs extends Error {
  constructor() {
    super('The driver does not answer.');
    this.name = 'ExchangeHangs';
  }
}

async function withLimit<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ExchangeHangs()), EXCHANGE_LIMIT_MS);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
