/** A simulated NTAG213/215/216 (NXP data sheet NTAG213/215/216 rev. 3.2): memory image, answers and bad habits. */
import { concat } from '../bytes.ts';
import { DeviceError } from '../errors.ts';
import { encodeNdef } from '../ndef/encode.ts';
import type { NdefRecord } from '../ndef/record.ts';
import { storageCardAtr } from './atr.ts';
import { Answers, type SimulatedCard } from './simulated-card.ts';

interface Model {
  pages: number;
  /** CC byte 2: data area in units of 8 bytes. */
  size: number;
  /** Lock Control TLV as the factory writes it. */
  lockTlv: readonly number[];
}

const models = {
  ntag213: { pages: 45, size: 0x12, lockTlv: [0x01, 0x03, 0xa0, 0x0c, 0x34] },
  ntag215: { pages: 135, size: 0x3e, lockTlv: [0x01, 0x03, 0x88, 0x08, 0x66] },
  ntag216: { pages: 231, size: 0x6d, lockTlv: [0x01, 0x03, 0xe8, 0x0e, 0x66] },
} as const satisfies Record<string, Model>;

export type NtagModel = keyof typeof models;

/** Scripted misbehaviour. */
export interface TagFaults {
  /** The tag leaves the field after this many answers. */
  leaveAfter?: number;
  /** Every command number in here (from 0) is answered 63 00 once. */
  failOnceAt?: readonly number[];
  /** Reads are refused as by a password-protected tag. */
  refuseReads?: boolean;
}

export interface SimulatedTagOptions {
  /** 7 bytes in hexadecimal. */
  uid: string;
  model?: NtagModel;
  /** Records of the NDEF message; an empty message TLV when there are none. */
  ndef?: readonly NdefRecord[];
  /** Bytes to place in the NDEF TLV as they are, instead of `ndef`. */
  rawNdef?: Uint8Array;
  /** The NDEF TLV announces more bytes than the tag holds. */
  truncated?: boolean;
  /** Factory-new without capability container. */
  unformatted?: boolean;
  faults?: TagFaults;
}

const PAGE_SIZE = 4;
const DATA_OFFSET = 16;

/**
 * Builds a simulated tag.
 * @throws DeviceError TW_NFC_MEMORY_INVALID when the UID has not 7 bytes or the message does not fit the model.
 */
export function simulatedTag(options: SimulatedTagOptions): SimulatedCard & { readonly memory: Uint8Array } {
  const model = models[options.model ?? 'ntag213'];
  const uid = Buffer.from(options.uid, 'hex');
  if (uid.length !== 7)
    throw new DeviceError('TW_NFC_MEMORY_INVALID', { detail: 'An NTAG has a UID of 7 bytes.' });
  const memory = buildMemory(model, uid, options);
  const responder = new TagResponder(memory, uid, options.faults ?? {});
  return {
    atr: storageCardAtr(0x03, 0x0003),
    uid: uid.toString('hex').toUpperCase(),
    memory,
    powerOn: () => responder.powerOn(),
    answer: (apdu) => responder.answer(apdu),
  };
}

function buildMemory(model: Model, uid: Uint8Array, options: SimulatedTagOptions): Uint8Array {
  const memory = new Uint8Array(model.pages * PAGE_SIZE);
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0] = uid;
  memory.set([a, b, c, 0x88 ^ a ^ b ^ c, d, e, f, g, d ^ e ^ f ^ g, 0x48, 0x00, 0x00]);
  if (options.unformatted === true) return memory;
  memory.set([0xe1, 0x10, model.size, 0x00], DATA_OFFSET - PAGE_SIZE);
  const tlvs = concat(Uint8Array.from(model.lockTlv), ndefTlv(model, options));
  const room = model.size * 8;
  if (tlvs.length > room)
    throw new DeviceError('TW_NFC_MEMORY_INVALID', { detail: 'The message does not fit the tag.' });
  memory.set(tlvs, DATA_OFFSET);
  if (tlvs.length < room) memory[DATA_OFFSET + tlvs.length] = 0xfe;
  return memory;
}

function ndefTlv(model: Model, { ndef, rawNdef, truncated }: SimulatedTagOptions): Uint8Array {
  const message = rawNdef ?? (ndef === undefined || ndef.length === 0 ? new Uint8Array() : encodeNdef(ndef));
  const length = truncated === true ? model.size * 8 : message.length;
  const header = length < 0xff ? [0x03, length] : [0x03, 0xff, length >> 8, length & 0xff];
  return concat(Uint8Array.from(header), message);
}

/** Answers FF CA and FF B0; a READ past the last page starts over at page 0, as the chip does. */
class TagResponder {
  readonly #memory: Uint8Array;
  readonly #uid: Uint8Array;
  readonly #faults: TagFaults;
  #count = 0;

  constructor(memory: Uint8Array, uid: Uint8Array, faults: TagFaults) {
    this.#memory = memory;
    this.#uid = uid;
    this.#faults = faults;
  }

  powerOn(): void {
    this.#count = 0;
  }

  answer(apdu: Uint8Array): Uint8Array | undefined {
    const number = this.#count;
    this.#count += 1;
    if (this.#faults.leaveAfter !== undefined && number >= this.#faults.leaveAfter) return undefined;
    if (this.#faults.failOnceAt?.includes(number) === true) return Answers.failed;
    const [cla, ins, p1 = 0, p2 = 0, le = 0] = apdu;
    if (cla !== 0xff) return Answers.notSupported;
    if (ins === 0xca && p1 === 0) return concat(this.#uid, Answers.ok);
    return ins === 0xb0 ? this.#read((p1 << 8) | p2, le) : Answers.notSupported;
  }

  #read(page: number, length: number): Uint8Array {
    const start = page * PAGE_SIZE;
    if (start >= this.#memory.length || length > 16 || this.#faults.refuseReads === true)
      return Answers.failed;
    const data = Uint8Array.from(
      { length },
      (_, index) => this.#memory[(start + index) % this.#memory.length] ?? 0,
    );
    return concat(data, Answers.ok);
  }
}
