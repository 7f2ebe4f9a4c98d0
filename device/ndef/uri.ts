/** URI records (NFC Forum RTD URI 1.0, section 3.2). */
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
    throw new DeviceError('TW_NDEF_INVALID', { detail: 'The URI identifier code is undefined.' });
  return prefix + decodeUtf8(payload.subarray(1));
}

/** Payload of a URI record, with the longest prefix that fits. */
export function encodeUri(uri: string): Uint8Array {
  let best = 0;
  for (const [code, prefix] of uriPrefixes.entries()) {
    if (uri.startsWith(prefix) && prefix.length > uriPrefixes[best as 0].length) best = code;
  }
  const rest = new TextEncoder().encode(uri.slice(uriPrefixes[best as 0].length));
  const payload = new Uint8Array(rest.length + 1);
  payload[0] = best;
  payload.set(rest, 1);
  return payload;
}

/** @throws DeviceError TW_NDEF_INVALID */
export function decodeUtf8(bytes: Uint8Array): string {
  return decodeWith('utf-8', bytes);
}

/** @throws DeviceError TW_NDEF_INVALID */
export function decodeWith(encoding: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch (cause) {
    throw new DeviceError('TW_NDEF_INVALID', { detail: `Its text is not ${encoding}.`, cause });
  }
}
