/** The part of nfc-pcsc 0.8 that we use; it ships no types. It is an optional dependency with a native part. */
import { createRequire } from 'node:module';
import { DeviceError } from '../errors.ts';

export interface PcscCard {
  atr?: Buffer;
}

export const CONNECT_CARD = 'CONNECT_MODE_CARD';
/** To the reader itself, with or without a card. */
export const CONNECT_DIRECT = 'CONNECT_MODE_DIRECT';

export interface PcscConnection {
  /** SCARD_SHARE_…; the binding takes an open connection for what it was asked for, and forgets the protocol then. */
  type: number;
  protocol?: number;
}

export interface PcscSlot {
  readonly name: string;
  readonly connection: PcscConnection | null;
  /** With `true` nfc-pcsc talks to cards by itself, and wrongly to phones. */
  autoProcessing: boolean;
  /** Throws at once, and not as a rejection, when no card is connected. */
  transmit(data: Buffer, responseMaxLength: number): Promise<Buffer>;
  connect(mode: typeof CONNECT_CARD | typeof CONNECT_DIRECT): Promise<unknown>;
  /** Throws at once when nothing is connected. The card stays powered. */
  disconnect(): Promise<unknown>;
  /** SCardControl with the CCID escape code. Throws at once when nothing is connected. */
  control(data: Buffer, responseMaxLength: number): Promise<Buffer>;
  on(event: 'card' | 'card.off', listener: (card: PcscCard) => void): this;
  on(event: 'error', listener: (error: Error) => void): this;
  on(event: 'end', listener: () => void): this;
}

export interface PcscContext {
  on(event: 'reader', listener: (slot: PcscSlot) => void): this;
  on(event: 'error', listener: (error: Error) => void): this;
}

export interface PcscBinding {
  /** Blocks the event loop for as long as pcscd is not reachable. */
  NFC: new () => PcscContext;
}

/** @throws DeviceError TW_NFC_DRIVER_MISSING */
export function loadPcscBinding(): PcscBinding {
  try {
    return createRequire(import.meta.url)('nfc-pcsc') as PcscBinding;
  } catch (cause) {
    throw new DeviceError('TW_NFC_DRIVER_MISSING', { cause });
  }
}
