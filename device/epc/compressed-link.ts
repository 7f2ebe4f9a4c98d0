/**
 * Digital Link URIs with an EPC instead of identifiers (GS1 Digital Link Compression for EPC binary strings 1.0.0): the
 * last part of the path is `eh` and lower-case hexadecimal, or `ex` and base 64 of RFC 4648, section 5.
 */
import { DeviceError, isDeviceError } from '../errors.ts';
import { parseLinkParts, type DigitalLink, type ParseOptions } from '../gs1/digital-link.ts';
import { splitUri, type UriParts } from '../gs1/uri.ts';
import { hexToBits, numberToBits } from './bits.ts';
import { decodeEpcBits } from './decode-epc.ts';

const BASE_64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const LETTER_BITS = 6;
/** As many characters as the longest EPC takes. */
const SEGMENT = /^(?:eh[0-9a-f]{2,256}|ex[-0-9A-Z_a-z]{2,170})$/;

/**
 * Parses a Digital Link URI, whichever of the two it is. Identifiers go first: a lot may be called `example`.
 * @throws DeviceError as `parseDigitalLink`
 */
export function parseAnyLink(uri: string, options: ParseOptions = {}): DigitalLink {
  const parts = splitUri(uri);
  const segment = parts.path.slice(parts.path.lastIndexOf('/') + 1);
  if (!SEGMENT.test(segment)) return parseLinkParts(parts, options);
  try {
    return parseLinkParts(parts, options);
  } catch (error) {
    if (!isDeviceError(error, 'TW_GS1_NOT_A_DIGITAL_LINK')) throw error;
    return parseLinkParts(expanded(segment, parts.query), options);
  }
}

/** The parts of the URI that this one stands for; its query stays. */
function expanded(segment: string, query: string): UriParts {
  const { path, query: dates } = splitUri(linkIn(segment));
  return { path, query: [dates, query].filter((text) => text !== '').join('&') };
}

function linkIn(segment: string): string {
  try {
    const link = decodeEpcBits(bitsOf(segment), LETTER_BITS - 1).digitalLink;
    if (link !== undefined) return link;
  } catch (cause) {
    if (!isDeviceError(cause)) throw cause;
    throw new DeviceError('TW_GS1_NOT_A_DIGITAL_LINK', { detail: cause.message, cause });
  }
  throw new DeviceError('TW_GS1_NOT_A_DIGITAL_LINK', { detail: 'Its EPC holds no key of GS1.' });
}

function bitsOf(segment: string): string {
  const body = segment.slice(2);
  if (segment.startsWith('eh')) return hexToBits(body);
  return body
    .split('')
    .map((character) => numberToBits(BASE_64.indexOf(character), LETTER_BITS))
    .join('');
}
