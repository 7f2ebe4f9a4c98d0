/** From element strings and EPC URIs to what a tag holds (EPC Tag Data Standard 2.3): for simulators, printers, tests. */
import { DeviceError } from '../errors.ts';
import type { AiPair } from '../gs1/ai-pair.ts';
import { checkValue } from '../gs1/check-value.ts';
import { bitsToHex } from './bits.ts';
import { writeFields } from './fields.ts';
import { aisToFields, fieldsToAis, type KeyOptions } from './keys.ts';
import { plusSchemes, writePlus } from './plus-schemes.ts';
import { schemeByName } from './schemes.ts';
import { parsePureUri, parseTagUri } from './uris.ts';

/**
 * The EPC of an element string in upper-case hexadecimal, filled with zeros to a whole word.
 * @param scheme `sgtin-96`, `sgtin+`, `dsgtin+`, …; none with a host.
 * @throws DeviceError TW_EPC_SCHEME, TW_EPC_VALUE_INVALID, and everything about values of identifiers.
 */
export function encodeEpc(scheme: string, ais: readonly AiPair[], options: KeyOptions): string {
  for (const [ai, value] of ais) checkValue(ai, value);
  const plus = plusSchemes.find(({ name, hasHost }) => name === scheme && !hasHost);
  if (plus !== undefined) return bitsToHex(writePlus(plus, ais, options.filter ?? 0));
  const classic = schemeByName(scheme);
  if (classic === undefined)
    throw new DeviceError('TW_EPC_SCHEME', { detail: `It is ${scheme.slice(0, 20)}.` });
  return bitsToHex(writeFields(classic, aisToFields(classic.key, ais, options)));
}

/**
 * The EPC that a tag URI describes.
 * @throws DeviceError TW_EPC_URI, TW_EPC_VALUE_INVALID
 */
export function encodeTagUri(uri: string): string {
  const { scheme, fields } = parseTagUri(uri);
  return bitsToHex(writeFields(scheme, fields));
}

/**
 * The element string of `urn:epc:id:…` or `urn:epc:tag:…`.
 * @throws DeviceError TW_EPC_URI, TW_EPC_VALUE_INVALID, and everything about values of identifiers.
 */
export function epcUriToAis(uri: string): AiPair[] {
  const tag = uri.startsWith('urn:epc:tag:') ? parseTagUri(uri) : undefined;
  const { key, fields } = tag === undefined ? parsePureUri(uri) : { key: tag.scheme.key, fields: tag.fields };
  const ais = fieldsToAis(key, fields);
  for (const [ai, value] of ais) checkValue(ai, value);
  return ais;
}
