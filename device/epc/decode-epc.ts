/** What an EPC means (EPC Tag Data Standard 2.3). */
import { DeviceError, isDeviceError } from '../errors.ts';
import type { AiPair } from '../gs1/ai-pair.ts';
import { buildDigitalLink } from '../gs1/digital-link.ts';
import { BitReader, bitsToHex, hexToBits } from './bits.ts';
import { readFields } from './fields.ts';
import { fieldsToAis } from './keys.ts';
import { plusByHeader, readPlus } from './plus-schemes.ts';
import { schemeByHeader } from './schemes.ts';
import { pureUri, tagUri } from './uris.ts';

/** Which key an EPC holds; its value is that of an element string, e.g. `grai` that of AI (8003). */
const keyNames = {
  '00': 'sscc',
  '01': 'gtin',
  '253': 'gdti',
  '255': 'gcn',
  '414': 'gln',
  '8003': 'grai',
  '8004': 'giai',
  '8006': 'itip',
  '8010': 'cpi',
  '8017': 'gsrnp',
  '8018': 'gsrn',
} as const;

type KeyName = (typeof keyNames)[keyof typeof keyNames];

export interface EpcInfo extends Partial<Record<KeyName, string>> {
  /** `sgtin-96`, `sgtin+`, … */
  scheme: string;
  /** Absent for schemes with `+`, which have no URIs; their Digital Link is what they have instead. */
  tagUri?: string;
  pureUri?: string;
  serial?: string;
  /** Absent where GS1 has no key for the scheme. */
  digitalLink?: string;
}

const GID_HEADER = 0x35;

const foreignHeaders: Readonly<Record<number, string>> = {
  0x00: 'Nothing was written to it',
  0x2f: 'It belongs to the US Department of Defense',
  0x3b: 'It belongs to an aircraft part',
  0xe2: 'It is a TID or what the maker of the tag left',
};

/**
 * Decodes the EPC memory of a tag.
 * @param hex Of either case, as long as the header says or filled with zeros to a whole word.
 * @throws DeviceError TW_EPC_HEX_INVALID, TW_EPC_LENGTH, TW_EPC_NOT_GS1, TW_EPC_UNKNOWN_HEADER, TW_EPC_PARTITION,
 * TW_EPC_VALUE_INVALID
 */
export function decodeEpc(hex: string): EpcInfo {
  return decodeEpcBits(hexToBits(hex));
}

/**
 * The same for bits; their number need not be a multiple of four.
 * @param slack How many zeros may stand behind the last word, where something wider than a bit carried them.
 */
export function decodeEpcBits(bits: string, slack = 0): EpcInfo {
  const reader = new BitReader(bits, slack);
  const header = reader.number(8);
  const scheme = schemeByHeader(header);
  if (scheme !== undefined) {
    const fields = readFields(scheme, reader);
    const uris = { tagUri: tagUri(scheme, fields), pureUri: pureUri(scheme.key, fields) };
    return described({ scheme: scheme.name, ...uris }, fieldsToAis(scheme.key, fields));
  }
  const plus = plusByHeader(header);
  if (plus !== undefined) return described({ scheme: plus.name }, readPlus(plus, reader));
  if (header === GID_HEADER) return readGid(reader);
  throw unknown(header, bits);
}

function described(start: EpcInfo, ais: readonly AiPair[]): EpcInfo {
  const [key] = ais;
  const name = key === undefined ? undefined : keyNames[key[0] as keyof typeof keyNames];
  const serial = serialOf(ais);
  const info: EpcInfo = { ...start };
  if (name !== undefined && key !== undefined) info[name] = key[1];
  if (serial !== '') info.serial = serial;
  info.digitalLink = linkOf(ais);
  return info;
}

/** From an identifier of its own, or from behind the check digit of the key. */
function serialOf([key, next]: readonly AiPair[]): string {
  if (next !== undefined && ['21', '254', '8011'].includes(next[0])) return next[1];
  const [ai = '', value = ''] = key ?? [];
  const checked: Readonly<Record<string, number>> = { '253': 13, '255': 13, '8003': 14 };
  return value.slice(checked[ai] ?? value.length);
}

/** Builds the link, which checks the values. */
function linkOf(ais: readonly AiPair[]): string {
  try {
    return buildDigitalLink(ais);
  } catch (cause) {
    if (!isDeviceError(cause)) throw cause;
    throw new DeviceError('TW_EPC_VALUE_INVALID', { detail: cause.message, cause });
  }
}

/** Numbers of whoever keeps them, outside of GS1's keys (section 14.6.8). */
function readGid(reader: BitReader): EpcInfo {
  const identity = [28, 24, 36].map((length) => reader.integer(length)).join('.');
  reader.end();
  return {
    scheme: 'gid-96',
    tagUri: `urn:epc:tag:gid-96:${identity}`,
    pureUri: `urn:epc:id:gid:${identity}`,
  };
}

/** Why an EPC of this header is none of ours. Its raw URI (section 12.4) is there for whoever looks for the tag. */
function unknown(header: number, bits: string): DeviceError {
  const raw = `urn:epc:raw:${bits.length}.x${bitsToHex(bits).slice(0, Math.ceil(bits.length / 4))}`;
  const reason = foreignHeaders[header];
  if (reason === undefined) return new DeviceError('TW_EPC_UNKNOWN_HEADER', { detail: `It is ${raw}.` });
  return new DeviceError('TW_EPC_NOT_GS1', { detail: `${reason}: ${raw}.` });
}
