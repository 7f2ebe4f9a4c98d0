/** Text records (NFC Forum RTD Text 1.0, section 3.2). */
import { concat, latin1 } from '../bytes.ts';
import { DeviceError } from '../errors.ts';
import { decodeWith, encodeUtf8 } from './uri.ts';

const Status = { utf16: 0x80, reserved: 0x40, languageLength: 0x3f } as const;

const LANGUAGE = /^[\x21-\x7e]{1,63}$/;
const LANGUAGE_RULE = 'A language code has 1 to 63 characters of ASCII.';

/** `utf-16` is written big endian, as it is read when no byte order mark says otherwise. */
export type TextEncoding = 'utf-8' | 'utf-16';

export interface NdefText {
  text: string;
  /** IANA language code, 1 to 63 characters. */
  lang: string;
}

/** @throws DeviceError TW_NDEF_INVALID */
export function decodeText(payload: Uint8Array): NdefText {
  const [status] = payload;
  if (status === undefined || (status & Status.reserved) !== 0) {
    throw new DeviceError('TW_NDEF_INVALID', {
      detail: 'The status byte of a text is missing or uses a reserved bit.',
    });
  }
  const end = 1 + (status & Status.languageLength);
  if (end === 1 || end > payload.length) {
    throw new DeviceError('TW_NDEF_INVALID', {
      detail: 'The language code of a text is missing or cut off.',
    });
  }
  const body = payload.subarray(end);
  const text = (status & Status.utf16) === 0 ? decodeWith('utf-8', body) : decodeUtf16(body);
  const lang = latin1(payload.subarray(1, end));
  if (!LANGUAGE.test(lang)) throw new DeviceError('TW_NDEF_INVALID', { detail: LANGUAGE_RULE });
  return { text, lang };
}

/**
 * Payload of a text record, in UTF-8 unless told otherwise.
 * @throws DeviceError TW_NDEF_INVALID
 */
export function encodeText({ text, lang }: NdefText, encoding: TextEncoding = 'utf-8'): Uint8Array {
  if (!LANGUAGE.test(lang)) throw new DeviceError('TW_NDEF_INVALID', { detail: LANGUAGE_RULE });
  const status = lang.length | (encoding === 'utf-16' ? Status.utf16 : 0);
  const utf8 = encodeUtf8(text);
  const body = encoding === 'utf-8' ? utf8 : Buffer.from(text, 'utf16le').swap16();
  return concat(Uint8Array.of(status), Buffer.from(lang, 'latin1'), body);
}

/** Big endian unless a byte order mark says otherwise (RTD Text 1.0, 3.4). */
function decodeUtf16(bytes: Uint8Array): string {
  const isLittleEndian = bytes[0] === 0xff && bytes[1] === 0xfe;
  if (isLittleEndian) return decodeWith('utf-16le', bytes);
  if (bytes.length % 2 !== 0) throw new DeviceError('TW_NDEF_INVALID', { detail: 'Its text is not UTF-16.' });
  return decodeWith('utf-16le', new Uint8Array(Buffer.from(bytes).swap16()));
}
