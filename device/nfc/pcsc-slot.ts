/** One reader inside the reader process: its cards become messages, in order and one exchange at a time. */
import { DeviceError } from '../errors.ts';
import { isContactlessSlot } from './atr.ts';
import type { PcscCard, PcscSlot } from './pcsc-binding.ts';
import { isCardLeft, isContextLost } from './pcsc-codes.ts';
import type { ChildMessage } from './pcsc-messages.ts';
import { readTag, tornContent, type TagContent } from './read-tag.ts';
import type { NfcTransport } from './transport.ts';

/** A tag at the edge of the field fails and works from one moment to the next: tries, and the time between them. */
const ATTEMPTS = 3;
const ATTEMPT_PAUSE_MS = 100;
/** An unplugged reader reports an error, then its end, within this time. */
const END_AFTER_ERROR_MS = 1_000;
/** Longer than any answer of a storage card takes; a driver that exceeds it hangs. */
const EXCHANGE_LIMIT_MS = 4_000;

export interface SlotWatcher {
  send: (message: ChildMessage) => void;
  /** The service went away, or the driver hangs: this process must be replaced. */
  fatal: () => void;
  pause: (ms: number) => Promise<unknown>;
}

/** Follows a reader until it ends. Slots for SAMs and contact cards are heard but not told. */
export function watchSlot(slot: PcscSlot, { send, fatal, pause }: SlotWatcher): void {
  const reader = slot.name;
  slot.autoProcessing = false;
  let hasEnded = false;
  slot.on('end', () => {
    hasEnded = true;
  });
  // Without this listener an error of a reader, also of one we do not use, ends the process.
  slot.on('error', (error) => {
    if (isContextLost(error)) return fatal();
    send({ type: 'reader_error', reader, detail: error.message });
    void expectEnd();
  });
  // After an error the binding no longer watches the reader. Right before it ends that is as it should be.
  const expectEnd = async (): Promise<void> => {
    await pause(END_AFTER_ERROR_MS);
    if (!hasEnded) fatal();
  };
  if (!isContactlessSlot(reader)) return;

  let order = Promise.resolve();
  let wasRead = false;
  /** Counts cards coming and going as they happen, ahead of what is worked off in order. */
  let changes = 0;
  const inOrder = (step: () => Promise<void> | void): void => {
    order = order.then(step).catch(fatal);
  };
  slot.on('card', (card) => {
    changes += 1;
    const change = changes;
    inOrder(async () => {
      wasRead = true;
      const stays = (): boolean => change === changes;
      const content = await readPatiently({ card, transport: new PcscTransport(slot), stays, pause });
      send({ type: 'tag', reader, content, at: Date.now() });
    });
  });
  slot.on('card.off', (card: PcscCard) => {
    changes += 1;
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

interface Visit {
  card: PcscCard;
  transport: NfcTransport;
  /** False once the card is known to have left. */
  stays: () => boolean;
  pause: SlotWatcher['pause'];
}

/** Reads until it works, the card has left, or it is in vain; what an earlier try learned is not lost. */
async function readPatiently({ card, transport, stays, pause }: Visit): Promise<TagContent> {
  const atr = card.atr ?? new Uint8Array();
  let best = await readTag(atr, transport);
  for (let attempt = 1; attempt < ATTEMPTS && best.problem?.code === 'TW_NFC_TAG_TORN'; attempt += 1) {
    await pause(ATTEMPT_PAUSE_MS);
    if (!stays()) break;
    const content = await readTag(atr, transport);
    if (content.uid !== '') best = content;
  }
  return best;
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
