/** URI records (NFC Forum RTD URI 1.0, section 3.2). */
import { concat } from '../bytes.ts';
import { DeviceError } from '../errors.ts';

/** Table 3: identifier code = index. */
export const uriPrefixes = [
  '',
  'http://www.',
  'https://www.',
  'http://',
  'https://',
  'tel:',
  'mailto:',
  'ftp://anonymous:anonymous@',
  'ftp://ftp.',
  'ftps://',
  'sftp://',
  'smb://',
  'nfs://',
  'ftp://',
  'dav://',
  'news:',
  'telnet://',
  'imap:',
  'rtsp://',
  'urn:',
  'pop:',
  'sip:',
  'sips:',
  'tftp:',
  'btspp://',
  'btl2cap://',
  'btgoep://',
  'tcpobex://',
  'irdaobex://',
  'file://',
  'urn:epc:id:',
  'urn:epc:tag:',
  'urn:epc:pat:',
  'urn:epc:raw:',
  'urn:epc:',
  'urn:nfc:',
] as const;

/**
 * Expands the payload of a URI record.
 * @throws DeviceError TW_NDEF_INVALID for an undefined identifier code or text that is not UTF-8.
 */
export function decodeUri(payload: Uint8Array): string {
  const [code] = payload;
  const prefix = code === undefined ? undefined : uriPrefixes[code];
  if (prefix === undefined)
    throw new DeviceError('TW_NDEF_INVALID', {
      detail: code === undefined ? 'The URI is missing.' : 'The URI identifier code is undefined.',
    });
  return prefix + decodeUtf8(payload.subarray(1));
}

/**
 * Payload of a URI record, with the longest prefix that fits.
 * @throws DeviceError TW_NDEF_INVALID when the text has half a surrogate pair.
 */
export function encodeUri(uri: string): Uint8Array {
  let best = 0;
  for (const [code, prefix] of uriPrefixes.entries()) {
    if (uri.startsWith(prefix) && prefix.length > uriPrefixes[best as 0].length) best = code;
  }
  return concat(Uint8Array.of(best), encodeUtf8(uri.slice(uriPrefixes[best as 0].length)));
}

/**
 * UTF-8 that reads back as the same text.
 * @throws DeviceError TW_NDEF_INVALID when the text has half a surrogate pair, which has no bytes.
 */
export function encodeUtf8(text: string): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  if (decodeUtf8(bytes) !== text)
    throw new DeviceError('TW_NDEF_INVALID', { detail: 'The text has half a surrogate pair.' });
  return bytes;
}

/** @throws DeviceError TW_NDEF_INVALID */
export function decodeUtf8(bytes: Uint8Array): string {
  return decodeWith('utf-8', bytes);
}

/** Kept, because making one takes longer than what it decodes; without `stream` they remember nothing. */
const DECODERS = {
  'utf-8': new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }),
  'utf-16le': new TextDecoder('utf-16le', { fatal: true, ignoreBOM: false }),
} as const;

/**
 * A byte order mark is taken off UTF-16, where it says the order, and kept in UTF-8, where it is a character.
 * @throws DeviceError TW_NDEF_INVALID
 */
export function decodeWith(encoding: 'utf-8' | 'utf-16le', bytes: Uint8Array): string {
  try {
    return DECODERS[encoding].decode(bytes);
  } catch (cause) {
    throw new DeviceError('TW_NDEF_INVALID', {
      detail: `Its text is not ${encoding === 'utf-8' ? 'UTF-8' : 'UTF-16'}.`,
      cause,
    });
  }
}
