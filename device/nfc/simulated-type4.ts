/** A simulated Type 4 tag: NTAG 424 DNA by default, DESFire, or a phone that plays a tag. */
import { concat, toHex } from '../bytes.ts';
import { DeviceError } from '../errors.ts';
import { encodeNdef, uriRecord } from '../ndef/encode.ts';
import type { NdefRecord } from '../ndef/record.ts';
import { Answers, TYPE4_CHIP_ATR, type SimulatedCard } from './simulated-card.ts';
import { misbehaving, type CardFaults } from './simulated-faults.ts';
import { uint16 } from './type4-layout.ts';

const NDEF_APPLICATION = 'D2760000850101';
const CC_FILE = 0xe103;
const NDEF_FILE = 0xe104;
const Status = {
  wrongLength: Uint8Array.of(0x67, 0x00),
  notAllowed: Uint8Array.of(0x69, 0x82),
  noFile: Uint8Array.of(0x69, 0x85),
  wrongParameters: Uint8Array.of(0x6a, 0x86),
} as const;

export interface SimulatedType4Options {
  /** 4 or 7 bytes in hexadecimal; four that begin with 08 are a random identifier. */
  uid: string;
  atr?: Uint8Array;
  ndef?: readonly NdefRecord[];
  /** Bytes to place in the NDEF file as they are, length included. */
  rawFile?: Uint8Array;
  /** What an NTAG 424 DNA mirrors: asked for the URL whenever the card enters the field. */
  sunUrl?: () => string;
  /** Without the NDEF application, as a DESFire that opens doors. */
  application?: boolean;
  /** How the selection must be asked for; other forms are refused. */
  selection?: 'any' | 'first-or-only';
  /** Most bytes per answer and per command; 256 and 255 by default. */
  maxRead?: number;
  maxWrite?: number;
  /** Of the NDEF file, its length included. */
  fileSize?: number;
  /** High nibble of the mapping version. */
  mappingVersion?: number;
  /** Access bytes of the NDEF file: 00 free, FF never, others by key. */
  readAccess?: number;
  writeAccess?: number;
  faults?: CardFaults;
}

export interface SimulatedType4Tag extends SimulatedCard {
  /** The NDEF file; writes show here. */
  readonly file: Uint8Array;
}

/** @throws DeviceError TW_NFC_MEMORY_INVALID when the message does not fit the file. */
export function simulatedType4(options: SimulatedType4Options): SimulatedType4Tag {
  const file = new Uint8Array(options.fileSize ?? 256);
  const initial = options.rawFile ?? fileOf(options.ndef ?? []);
  if (initial.length > file.length)
    throw new DeviceError('TW_NFC_MEMORY_INVALID', { detail: 'The message does not fit the file.' });
  file.set(initial);
  const chip = new Type4Chip(options, file);
  const card = {
    atr: options.atr ?? TYPE4_CHIP_ATR,
    uid: options.uid.toUpperCase(),
    file,
    powerOn: () => chip.powerOn(),
    answer: (apdu: Uint8Array) => chip.answer(apdu),
  };
  return misbehaving(card, options.faults ?? {});
}

function fileOf(records: readonly NdefRecord[]): Uint8Array {
  const message = records.length === 0 ? new Uint8Array() : encodeNdef(records);
  return concat(Uint8Array.of(message.length >> 8, message.length & 0xff), message);
}

class Type4Chip {
  readonly #options: SimulatedType4Options;
  readonly #files: ReadonlyMap<number, Uint8Array>;
  readonly #ndefFile: Uint8Array;
  #isOpen = false;
  #selected: number | undefined;

  constructor(options: SimulatedType4Options, ndefFile: Uint8Array) {
    this.#options = options;
    this.#ndefFile = ndefFile;
    this.#files = new Map([
      [CC_FILE, container(options, ndefFile.length)],
      [NDEF_FILE, ndefFile],
    ]);
  }

  powerOn(): void {
    this.#isOpen = false;
    this.#selected = undefined;
    const url = this.#options.sunUrl?.();
    if (url === undefined) return;
    this.#ndefFile.fill(0);
    this.#ndefFile.set(fileOf([uriRecord(url)]));
  }

  answer(apdu: Uint8Array): Uint8Array {
    const [cla, ins] = apdu;
    if (cla === 0xff && ins === 0xca) return concat(Buffer.from(this.#options.uid, 'hex'), Answers.ok);
    if (cla !== 0x00) return Answers.notSupported;
    if (ins === 0xa4) return this.#select(apdu);
    if (ins === 0xb0) return this.#read(apdu);
    return ins === 0xd6 ? this.#update(apdu) : Answers.notSupported;
  }

  #select(apdu: Uint8Array): Uint8Array {
    const [, , by, form, length = 0] = apdu;
    const name = apdu.subarray(5, 5 + length);
    if (name.length < length) return Status.wrongLength;
    const isPlain = form === 0x0c && apdu.length === 5 + length;
    if (this.#options.selection === 'first-or-only' && !isPlain) return Status.wrongParameters;
    if (by === 0x04) {
      this.#isOpen = this.#options.application !== false && toHex(name) === NDEF_APPLICATION;
      this.#selected = undefined;
      return this.#isOpen ? Answers.ok : Answers.notFound;
    }
    const id = uint16(name, 0);
    if (!this.#isOpen || length !== 2 || !this.#files.has(id)) return Answers.notFound;
    this.#selected = id;
    return Answers.ok;
  }

  #read(apdu: Uint8Array): Uint8Array {
    const { maxRead = 256, readAccess = 0 } = this.#options;
    const file = this.#files.get(this.#selected ?? 0);
    if (file === undefined) return Status.noFile;
    if (readAccess !== 0 && this.#selected === NDEF_FILE) return Status.notAllowed;
    const asked = apdu[4] === 0 ? 256 : (apdu[4] ?? 0);
    const offset = uint16(apdu, 2);
    if (asked > maxRead || offset + asked > file.length) return Status.wrongLength;
    return concat(file.subarray(offset, offset + asked), Answers.ok);
  }

  #update(apdu: Uint8Array): Uint8Array {
    const { maxWrite = 255, writeAccess = 0 } = this.#options;
    if (this.#selected === undefined) return Status.noFile;
    if (writeAccess !== 0 || this.#selected !== NDEF_FILE) return Status.notAllowed;
    const [, , , , length = 0] = apdu;
    const offset = uint16(apdu, 2);
    const data = apdu.subarray(5);
    const isWrong = data.length !== length || length > maxWrite || offset + length > this.#ndefFile.length;
    if (isWrong) return Status.wrongLength;
    this.#ndefFile.set(data, offset);
    return Answers.ok;
  }
}

/** As NTAG 424 DNA delivers it: the NDEF file, and a proprietary one that nobody may read without a key. */
function container(options: SimulatedType4Options, size: number): Uint8Array {
  const { maxRead = 256, maxWrite = 255, mappingVersion = 2 } = options;
  const { readAccess = 0, writeAccess = 0 } = options;
  const limits = [mappingVersion << 4, maxRead >> 8, maxRead & 0xff, maxWrite >> 8, maxWrite & 0xff];
  const ndef = [0x04, 0x06, 0xe1, 0x04, size >> 8, size & 0xff, readAccess, writeAccess];
  const proprietary = [0x05, 0x06, 0xe1, 0x05, 0x00, 0x80, 0x82, 0x83];
  return Uint8Array.from([0x00, 0x17, ...limits, ...ndef, ...proprietary]);
}
