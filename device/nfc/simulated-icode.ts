/** A simulated ICODE label that is formatted for NDEF, behind a reader that reads blocks (NFC Forum Type 5 Tag 1.0). */
import { concat } from '../bytes.ts';
import { DeviceError } from '../errors.ts';
import { encodeNdef } from '../ndef/encode.ts';
import type { NdefRecord } from '../ndef/record.ts';
import { storageCardAtr } from './atr.ts';
import { Answers, type SimulatedCard } from './simulated-card.ts';
import { misbehaving, type CardFaults } from './simulated-faults.ts';

const BLOCK_SIZE = 4;

export interface SimulatedIcodeOptions {
  /** 8 bytes in hexadecimal, as printed: E0 first. */
  uid: string;
  ndef?: readonly NdefRecord[];
  /** Blocks of four bytes; 28 by default, as of an ICODE SLI. */
  blocks?: number;
  /** The reader sends the UID's least significant byte first, as PC/SC part 3 has it. */
  reversedUid?: boolean;
  /** Capability container of eight bytes, as on labels of 2 KiB and more. */
  longContainer?: boolean;
  /** Access byte of the capability container: version 1.0, everything allowed. */
  access?: number;
  faults?: CardFaults;
}

export interface SimulatedIcodeTag extends SimulatedCard {
  readonly memory: Uint8Array;
}

/** @throws DeviceError TW_NFC_MEMORY_INVALID when the message does not fit the label. */
export function simulatedIcodeTag(options: SimulatedIcodeOptions): SimulatedIcodeTag {
  const uid = Buffer.from(options.uid, 'hex');
  const told = options.reversedUid === true ? Buffer.from(uid).reverse() : uid;
  const memory = buildMemory(options);
  const card = {
    atr: storageCardAtr(0x0b, 0x0014),
    uid: options.uid.toUpperCase(),
    memory,
    powerOn: () => undefined,
    answer: ([cla, ins, high = 0, low = 0, length = 0]: Uint8Array) => {
      if (cla === 0xff && ins === 0xca && high === 0) return concat(told, Answers.ok);
      if (cla !== 0xff || ins !== 0xb0) return Answers.notSupported;
      const at = ((high << 8) | low) * BLOCK_SIZE;
      if (length % BLOCK_SIZE !== 0 || at + length > memory.length) return Answers.failed;
      return concat(memory.subarray(at, at + length), Answers.ok);
    },
  };
  return misbehaving(card, options.faults ?? {});
}

function buildMemory({
  ndef = [],
  blocks = 28,
  longContainer,
  access = 0x40,
}: SimulatedIcodeOptions): Uint8Array {
  const memory = new Uint8Array(blocks * BLOCK_SIZE);
  const isLong = longContainer === true;
  const units = Math.floor((memory.length - (isLong ? 8 : 4)) / 8);
  const container = isLong
    ? [0xe2, access, 0x00, 0x00, 0x00, 0x00, units >> 8, units & 0xff]
    : [0xe1, access, units, 0x00];
  const message = ndef.length === 0 ? new Uint8Array() : encodeNdef(ndef);
  const { length } = message;
  const header = length < 0xff ? [0x03, length] : [0x03, 0xff, length >> 8, length & 0xff];
  const content = Uint8Array.from([...container, ...header, ...message, 0xfe]);
  if (content.length > memory.length)
    throw new DeviceError('TW_NFC_MEMORY_INVALID', { detail: 'The message does not fit the label.' });
  memory.set(content);
  return memory;
}
