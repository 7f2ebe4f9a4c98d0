/** A real reader's exchanges, bounded in time: APDUs with the card on it, escapes with the reader itself. */
import { DeviceError } from '../errors.ts';
import { CONNECT_CARD, CONNECT_DIRECT, type PcscSlot } from './pcsc-binding.ts';
import { isCardLeft, isContextLost } from './pcsc-codes.ts';
import type { NfcTransport } from './transport.ts';

/** Longer than any answer of a storage card takes; a driver that exceeds it hangs. */
const EXCHANGE_LIMIT_MS = 4_000;
/** SCARD_SHARE_SHARED and the transmission protocols T=0, T=1 and raw: a connection that reaches a card has both. */
const SHARED = 2;

export class PcscTransport implements NfcTransport {
  readonly #slot: PcscSlot;

  constructor(slot: PcscSlot) {
    this.#slot = slot;
  }

  async transmit(apdu: Uint8Array, maxLength: number): Promise<Uint8Array> {
    try {
      return await withLimit(this.#slot.transmit(Buffer.from(apdu), maxLength));
    } catch (cause) {
      if (isFatal(cause)) throw cause;
      throw new DeviceError(isCardLeft(cause) ? 'TW_NFC_TAG_TORN' : 'TW_NFC_APDU_FAILED', { cause });
    }
  }
}

/**
 * Sends a command to the reader itself (PC/SC part 3, SCardControl with the CCID escape code), without a card by a
 * direct connection. Rejects with the binding's error.
 */
export async function escape(slot: PcscSlot, command: Uint8Array, maxLength: number): Promise<Uint8Array> {
  const isDirect = slot.connection === null;
  if (isDirect) await withLimit(slot.connect(CONNECT_DIRECT));
  try {
    return await withLimit(slot.control(Buffer.from(command), maxLength));
  } finally {
    // The binding connects to a card by itself, whatever we do; that connection is not ours to end.
    if (isDirect && slot.connection !== null && !reachesCard(slot)) await withLimit(slot.disconnect());
  }
}

/** A card that came while we spoke with the reader itself found the line taken, and is connected now. */
export async function connectCard(slot: PcscSlot): Promise<void> {
  if (reachesCard(slot)) return;
  try {
    if (slot.connection !== null) await withLimit(slot.disconnect());
    await withLimit(slot.connect(CONNECT_CARD));
  } catch (error) {
    // The card has left again; reading it says so.
    if (isFatal(error)) throw error;
  }
}

function reachesCard({ connection }: PcscSlot): boolean {
  return connection !== null && connection.type === SHARED && (connection.protocol ?? 0) > 0;
}

/** True when this process must be replaced. */
export function isFatal(error: unknown): boolean {
  return error instanceof ExchangeHangs || isContextLost(error);
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
