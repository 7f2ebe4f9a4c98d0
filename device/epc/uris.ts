/** EPC URIs (EPC Tag Data Standard 2.3, sections 6 and 12): `urn:epc:id:…` of the thing, `urn:epc:tag:…` of the tag. */
import { DeviceError } from '../errors.ts';
import { escapeUrn, unescapeUrn } from './characters.ts';
import type { EpcFields } from './fields.ts';
import { schemeByName, schemes, type Scheme, type SchemeKey } from './schemes.ts';

export function tagUri(scheme: Scheme, fields: EpcFields): string {
  return `urn:epc:tag:${scheme.name}:${fields.filter}.${identity(fields)}`;
}

export function pureUri(key: SchemeKey, fields: EpcFields): string {
  return `urn:epc:id:${key}:${identity(fields)}`;
}

function identity({ company, reference, pieces, serial }: EpcFields): string {
  const parts = [company, escapeUrn(reference)];
  if (pieces !== undefined) parts.push(pieces.slice(0, 2), pieces.slice(2));
  if (serial !== undefined) parts.push(escapeUrn(serial));
  return parts.join('.');
}

/**
 * Reads `urn:epc:tag:…`.
 * @throws DeviceError TW_EPC_URI, TW_EPC_VALUE_INVALID
 */
export function parseTagUri(uri: string): { scheme: Scheme; fields: EpcFields } {
  const [, name = '', filter = '', rest = ''] = /^urn:epc:tag:([a-z0-9-]+):([0-7])\.(.+)$/.exec(uri) ?? [];
  const scheme = schemeByName(name);
  if (scheme === undefined) throw broken();
  return { scheme, fields: { filter: Number(filter), ...parseIdentity(scheme.key, rest) } };
}

/**
 * Reads `urn:epc:id:…`, which does not tell how a tag would hold it.
 * @throws DeviceError TW_EPC_URI, TW_EPC_VALUE_INVALID
 */
export function parsePureUri(uri: string): { key: SchemeKey; fields: EpcFields } {
  const [, name = '', rest = ''] = /^urn:epc:id:([a-z]+):(.+)$/.exec(uri) ?? [];
  const key = schemes.find((scheme) => scheme.key === name)?.key;
  if (key === undefined) throw broken();
  return { key, fields: { filter: 0, ...parseIdentity(key, rest) } };
}

/** The last part may hold dots of its own: full stops are not escaped. */
function parseIdentity(key: SchemeKey, text: string): Omit<EpcFields, 'filter'> {
  const hasSerial = schemes.some((scheme) => scheme.key === key && scheme.serial !== undefined);
  const count = 2 + (key === 'itip' ? 2 : 0) + (hasSerial ? 1 : 0);
  const parts = text.split('.');
  const [company = ''] = parts;
  if (parts.length < count || !/^\d{6,12}$/.test(company)) throw broken();
  const others = [...parts.slice(1, count - 1), parts.slice(count - 1).join('.')];
  const serial = hasSerial ? unescapeUrn(others.pop() ?? '') : undefined;
  const [reference = '', ...pieces] = others;
  return {
    company,
    reference: unescapeUrn(reference),
    ...(pieces.length > 0 && { pieces: pieces.join('') }),
    ...(serial !== undefined && { serial }),
  };
}

function broken(): DeviceError {
  return new DeviceError('TW_EPC_URI');
}
