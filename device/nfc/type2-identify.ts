/**
 * Which Type 2 chip a tag is. Only writing needs to know: where its lock bits and its password settings lie.
 *
 * An unknown command, and a read behind the last page, silence a chip until it is selected anew. So the memory's end is
 * looked for with reads that every chip still in question answers: the last of them roll over to page 0.
 */
import { toHex } from '../bytes.ts';
import { isDeviceError } from '../errors.ts';
import { StatusWord, transmitDirect } from './apdu.ts';
import { classifyAtr, isUltralightC } from './atr.ts';
import type { NfcTransport } from './transport.ts';
import { CC_MAGIC, CC_PAGE } from './type2-layout.ts';
import type { Type2Memory } from './type2-memory.ts';
import { type2Models, type Type2Model, type Type2ModelName } from './type2-models.ts';

const NXP = '04';
const GET_VERSION = Uint8Array.of(0x60);
const VERSION_BYTES = 8;
/** Vendor 04, type, kind of antenna (others are NTAG I2C), major version, any minor one, size, protocol. */
const VERSION = /^0004(0[34])0[124]01..(..)03$/;

/** From the smallest chip up: each of these pages exists on all that follow. */
const BY_SIZE: readonly (readonly [lastBlock: number, name: Type2ModelName])[] = [
  [13, 'ultralight'],
  [17, 'ntag210'],
  [38, 'ntag212'],
  [39, 'ntag203'],
  [41, 'ultralight_c'],
  [42, 'ntag213'],
  [132, 'ntag215'],
  [228, 'ntag216'],
];

/** Chips with less memory would refuse the first read. */
const SMALLEST_SIZE = type2Models.ultralight.size;

export interface Type2Target {
  atr: Uint8Array;
  /** As the reader tells it, in hexadecimal. */
  uid: string;
  transport: NfcTransport;
  /** Selects the card anew; without it no command is sent that a chip may not know. */
  reconnect?: () => Promise<void>;
}

/** @returns undefined for a chip of another maker, or one that is none of the known. */
export async function identifyType2(
  target: Type2Target,
  memory: Type2Memory,
): Promise<Type2Model | undefined> {
  if (!target.uid.startsWith(NXP) || classifyAtr(target.atr).tech !== 'type2') return undefined;
  if (isUltralightC(target.atr)) return type2Models.ultralight_c;
  const hint = await hintOf(memory);
  if (hint !== undefined && hint < SMALLEST_SIZE) return undefined;
  if (hint === undefined) {
    const told = await askVersion(target);
    if (told !== undefined) return told;
  }
  return probe(target, { memory, hint });
}

/** Looks for the memory's end. A chip of another kind may refuse a read, and is silent then. */
async function probe(
  { reconnect }: Type2Target,
  { memory, hint }: { memory: Type2Memory; hint: number | undefined },
): Promise<Type2Model | undefined> {
  const start = BY_SIZE.findIndex(([, name]) => type2Models[name].size === hint);
  try {
    for (const [block, name] of BY_SIZE.slice(Math.max(start, 0))) {
      if (await memory.endsBehind(block)) return type2Models[name];
    }
  } catch (error) {
    if (!isDeviceError(error, 'TW_NFC_TAG_TORN') || reconnect === undefined) throw error;
    await reconnect();
  }
  return undefined;
}

/** Size byte of a formatted tag: its memory is at least as large. */
async function hintOf(memory: Type2Memory): Promise<number | undefined> {
  const [magic, , size] = await memory.page(CC_PAGE);
  return magic === CC_MAGIC ? size : undefined;
}

/** GET_VERSION, where the reader lets it through and the card can be selected anew if it is not understood. */
async function askVersion({ transport, reconnect }: Type2Target): Promise<Type2Model | undefined> {
  if (reconnect === undefined) return undefined;
  const { data, status } = await transmitDirect(transport, GET_VERSION, VERSION_BYTES);
  const model = status === StatusWord.ok ? modelOfVersion(data) : undefined;
  if (model === undefined) await reconnect();
  return model;
}

/** The model that answers GET_VERSION like this; undefined when none does. */
export function modelOfVersion(version: Uint8Array): Type2Model | undefined {
  const key = keyOf(toHex(version));
  return key === undefined
    ? undefined
    : Object.values(type2Models).find((model) => keyOf(model.version ?? '') === key);
}

/** Type and size tell the models apart. */
function keyOf(version: string): string | undefined {
  const [, type, size] = VERSION.exec(version) ?? [];
  return type === undefined ? undefined : `${type} ${size}`;
}
