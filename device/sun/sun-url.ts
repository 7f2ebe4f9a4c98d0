/**
 * A SUN message as a tag's URL carries it. The MAC is over the very characters of the URL, so that nothing here is
 * decoded, sorted or changed in case.
 */
import { DeviceError } from '../errors.ts';
import { fromHex } from '../bytes.ts';
import { BLOCK } from './cmac.ts';
import { MAX_COUNTER, type PiccData } from './picc-data.ts';
import { MAC_BYTES } from './session-keys.ts';

/** How the parameters are called in the URL of a shop's tags. */
export interface SunParameters {
  /** Encrypted PICC data. */
  picc: string;
  /** Encrypted file data. */
  enc: string;
  mac: string;
  /** UID and read counter in the clear ("plain mirroring"). */
  uid: string;
  counter: string;
  /**
   * Where the signed text begins (SDMMACInputOffset); it ends where the MAC begins. The name of a parameter: at its
   * value. A text with a slash in front, e.g. `/01/`: where it first stands behind the host, so that the GTIN of a link
   * is signed too. Empty: nothing is signed. Undefined: encrypted file data where there is any, else nothing, as
   * AN12196 sets tags up.
   */
  macFrom?: string | undefined;
}

export const DEFAULT_SUN_PARAMETERS: Readonly<SunParameters> = {
  picc: 'picc_data',
  enc: 'enc',
  mac: 'cmac',
  uid: 'uid',
  counter: 'ctr',
};

/** What is in the URL, not yet believed. */
export interface SunMessage {
  /** 16 bytes, or in the clear. */
  picc: { encrypted: Uint8Array } | { plain: PiccData };
  /** A multiple of 16 bytes. */
  encryptedData?: Uint8Array;
  mac: Uint8Array;
  macInput: Uint8Array;
}

interface Place {
  value: string;
  /** Where the value begins in the URL. */
  at: number;
}

/** An NTAG 424 DNA file has 256 bytes. */
const MAX_LENGTH = 1_024;
const UID_BYTES = 7;
const COUNTER_BYTES = 3;
const LRP_PICC_BYTES = 24;
const PARAMETER = /(?<=[?&#])([^=&?#]+)=([^&#]*)/g;

/**
 * Reads the message out of a URL.
 * @throws DeviceError TW_SUN_NO_MESSAGE, TW_SUN_MALFORMED, TW_SUN_LRP
 */
export function parseSunUrl(
  url: string,
  names: Readonly<SunParameters> = DEFAULT_SUN_PARAMETERS,
): SunMessage {
  if (url.length > MAX_LENGTH) throw malformed('The URL is longer than a tag can hold.');
  const places = readParameters(url);
  const mac = places.get(names.mac);
  if (mac === undefined) throw new DeviceError('TW_SUN_NO_MESSAGE', { detail: `It lacks ${names.mac}.` });
  const picc = readPicc(places, names);
  const enc = places.get(names.enc);
  return {
    picc,
    ...(enc === undefined ? {} : { encryptedData: readFileData(enc.value, names.enc) }),
    mac: bytesOf(mac.value, names.mac, MAC_BYTES),
    macInput: Buffer.from(signedText(url, names), 'latin1'),
  };
}

/**
 * Whether the URL may carry a message, whatever its parameters are called: one is as long as a MAC, another as long as
 * PICC data or a UID. Cheap, and wrong now and then: whoever holds the keys decides.
 * @returns `plain` when the UID would be in the clear; undefined when there is no message.
 */
export function sunShape(url: string): 'encrypted' | 'plain' | undefined {
  if (url.length > MAX_LENGTH) return undefined;
  const lengths = [...url.matchAll(PARAMETER)].map(([, , value = '']) => fromStrictHex(value)?.length ?? 0);
  if (!lengths.includes(MAC_BYTES)) return undefined;
  if (lengths.includes(BLOCK) || lengths.includes(LRP_PICC_BYTES)) return 'encrypted';
  return lengths.includes(UID_BYTES) ? 'plain' : undefined;
}

/** A name that is given twice would leave open which of the two is meant. */
function readParameters(url: string): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  for (const match of url.matchAll(PARAMETER)) {
    const [whole, name = '', value = ''] = match;
    if (places.has(name)) throw malformed(`${name} is given twice.`);
    places.set(name, { value, at: match.index + whole.length - value.length });
  }
  return places;
}

function readPicc(places: ReadonlyMap<string, Place>, names: SunParameters): SunMessage['picc'] {
  const encrypted = places.get(names.picc)?.value;
  if (encrypted !== undefined) {
    // LRP puts 8 random bytes in front (NT4H2421Gx, 9.3.4.2); its session keys are another mathematics.
    if (fromStrictHex(encrypted)?.length === LRP_PICC_BYTES) throw new DeviceError('TW_SUN_LRP');
    return { encrypted: bytesOf(encrypted, names.picc, BLOCK) };
  }
  const uid = places.get(names.uid)?.value;
  const counter = places.get(names.counter)?.value;
  if (uid === undefined && counter === undefined) {
    throw new DeviceError('TW_SUN_NO_MESSAGE', {
      detail: `It has neither ${names.picc} nor ${names.uid} or ${names.counter}.`,
    });
  }
  if (uid !== undefined) bytesOf(uid, names.uid, UID_BYTES);
  return {
    plain: {
      ...(uid === undefined ? {} : { uid: uid.toUpperCase() }),
      ...(counter === undefined ? {} : { counter: readCounter(counter, names.counter) }),
    },
  };
}

/** In a URL the most significant digit comes first, other than in PICC data. */
function readCounter(text: string, name: string): number {
  bytesOf(text, name, COUNTER_BYTES);
  return Math.min(Number.parseInt(text, 16), MAX_COUNTER);
}

function readFileData(text: string, name: string): Uint8Array {
  const bytes = fromStrictHex(text);
  if (bytes === undefined || bytes.length === 0 || bytes.length % BLOCK !== 0)
    throw malformed(`${name} is not a multiple of ${BLOCK * 2} hexadecimal digits.`);
  return bytes;
}

/**
 * The part of the URL that the MAC is over.
 * @throws DeviceError TW_SUN_MALFORMED
 */
export function signedText(url: string, names: SunParameters): string {
  const places = readParameters(url);
  const first = names.macFrom ?? (places.has(names.enc) ? names.enc : '');
  if (first === '') return '';
  const from = beginning(url, places, first);
  const to = places.get(names.mac)?.at ?? 0;
  if (from === undefined) throw malformed(`The signed text begins at ${first}, which is not there.`);
  if (from > to) throw malformed(`${names.mac} comes before what it signs.`);
  return url.slice(from, to);
}

function beginning(url: string, places: ReadonlyMap<string, Place>, first: string): number | undefined {
  if (!first.startsWith('/')) return places.get(first)?.at;
  const path = url.indexOf('/', url.indexOf('://') + 3);
  const at = path === -1 ? -1 : url.indexOf(first, path);
  return at === -1 ? undefined : at;
}

function bytesOf(text: string, name: string, length: number): Uint8Array {
  const bytes = fromStrictHex(text);
  if (bytes?.length !== length) throw malformed(`${name} is not ${length * 2} hexadecimal digits.`);
  return bytes;
}

/** A tag writes digits and nothing between them. */
function fromStrictHex(text: string): Uint8Array | undefined {
  return /^[0-9a-f]+$/i.test(text) ? fromHex(text) : undefined;
}

function malformed(detail: string): DeviceError {
  return new DeviceError('TW_SUN_MALFORMED', { detail });
}
