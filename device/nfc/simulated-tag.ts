/** A simulated NTAG or Ultralight: memory image, answers and bad habits. */
import { concat } from '../bytes.ts';
import { DeviceError } from '../errors.ts';
import { encodeNdef } from '../ndef/encode.ts';
import type { NdefRecord } from '../ndef/record.ts';
import { storageCardAtr } from './atr.ts';
import type { SimulatedCard } from './simulated-card.ts';
import { misbehaving, type CardFaults } from './simulated-faults.ts';
import { SimulatedType2Chip } from './simulated-type2-chip.ts';
import { CASCADE_TAG } from './type2-memory.ts';
import { CC_MAGIC, CC_OFFSET, CC_SIZE_UNIT, DATA_OFFSET, PAGE_SIZE } from './type2-layout.ts';
import { type2Models, type Type2Model, type Type2ModelName } from './type2-models.ts';

export type NtagModel = Type2ModelName;

/** Scripted misbehaviour of a Type 2 tag. */
export interface TagFaults extends CardFaults {
  /** Reads are refused as by a password-protected tag. */
  refuseReads?: boolean;
  /** Writes are acknowledged and lost, as by a worn or a counterfeit chip. */
  ignoreWrites?: boolean;
}

export interface SimulatedTagOptions {
  /** 7 bytes in hexadecimal. */
  uid: string;
  model?: Type2ModelName;
  /** Records of the NDEF message; an empty message TLV when there are none. */
  ndef?: readonly NdefRecord[];
  /** Bytes to place in the NDEF TLV as they are, instead of `ndef`. */
  rawNdef?: Uint8Array;
  /** The NDEF TLV announces more bytes than the tag holds. */
  truncated?: boolean;
  /** Factory-new without capability container. */
  unformatted?: boolean;
  /** First page that takes a password for writing (AUTH0); none by default. */
  passwordFrom?: number;
  /** The reader is an ACR122U, which hands raw commands on; default true. */
  directTransmit?: boolean;
  faults?: TagFaults;
}

export interface SimulatedType2Tag extends SimulatedCard {
  /** From page 0 to the end; writes, also by tests, show here. */
  readonly memory: Uint8Array;
}

/** Ultralight C has pages behind those that can be read. */
const KEY_PAGES = 4;
const NO_PASSWORD = 0xff;
const NO_PASSWORD_UL_C = 0x30;

/**
 * Builds a simulated tag.
 * @throws DeviceError TW_NFC_MEMORY_INVALID when the UID has not 7 bytes or the message does not fit the model.
 */
export function simulatedTag(options: SimulatedTagOptions): SimulatedType2Tag {
  const model = type2Models[options.model ?? 'ntag213'];
  const uid = Buffer.from(options.uid, 'hex');
  if (uid.length !== 7)
    throw new DeviceError('TW_NFC_MEMORY_INVALID', { detail: 'A Type 2 tag has a UID of 7 bytes.' });
  const { faults = {}, directTransmit = true } = options;
  const memory = buildMemory(model, uid, options);
  const { refuseReads = false, ignoreWrites = false } = faults;
  const chip = new SimulatedType2Chip({ model, uid, memory, refuseReads, ignoreWrites, directTransmit });
  const card = {
    atr: storageCardAtr(0x03, model.name === 'ultralight_c' ? 0x003a : 0x0003),
    uid: uid.toString('hex').toUpperCase(),
    memory,
    powerOn: () => chip.powerOn(),
    answer: (apdu: Uint8Array) => chip.answer(apdu),
  };
  return misbehaving(card, faults);
}

function buildMemory(model: Type2Model, uid: Uint8Array, options: SimulatedTagOptions): Uint8Array {
  const hidden = model.name === 'ultralight_c' ? KEY_PAGES : 0;
  const memory = new Uint8Array((model.pages + hidden) * PAGE_SIZE);
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0] = uid;
  memory.set([a, b, c, CASCADE_TAG ^ a ^ b ^ c, d, e, f, g, d ^ e ^ f ^ g, 0x48, 0x00, 0x00]);
  if (model.auth0 !== undefined) {
    const none = model.name === 'ultralight_c' ? NO_PASSWORD_UL_C : NO_PASSWORD;
    memory[model.auth0] = options.passwordFrom ?? none;
  }
  if (options.unformatted === true) return memory;
  memory.set([CC_MAGIC, 0x10, model.size, 0x00], CC_OFFSET);
  const tlvs = concat(Uint8Array.from(model.lockTlv ?? []), ndefTlv(model, options));
  const room = model.size * CC_SIZE_UNIT;
  if (tlvs.length > room)
    throw new DeviceError('TW_NFC_MEMORY_INVALID', { detail: 'The message does not fit the tag.' });
  memory.set(tlvs, DATA_OFFSET);
  if (tlvs.length < room) memory[DATA_OFFSET + tlvs.length] = 0xfe;
  return memory;
}

function ndefTlv(model: Type2Model, { ndef, rawNdef, truncated }: SimulatedTagOptions): Uint8Array {
  const message = rawNdef ?? (ndef === undefined || ndef.length === 0 ? new Uint8Array() : encodeNdef(ndef));
  const length = truncated === true ? model.size * CC_SIZE_UNIT : message.length;
  const header = length < 0xff ? [0x03, length] : [0x03, 0xff, length >> 8, length & 0xff];
  return concat(Uint8Array.from(header), message);
}
