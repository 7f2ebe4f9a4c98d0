/** Text records (NFC Forum RTD Text 1.0, section 3.2). */
import { latin1 } from '../bytes.ts';
import { DeviceError } from '../errors.ts';
import { decodeWith } from './uri.ts';

const Status = { utf16: 0x80, reserved: 0x40, languageLength: 0x3f } as const;

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
  return { text, lang: latin1(payload.subarray(1, end)) };
}

/** Payload of a UTF-8 text record. */
export function encodeText({ text, lang }: NdefText): Uint8Array {
  const language = Buffer.from(lang, 'latin1');
  if (language.length === 0 || language.length > Status.languageLength) {
    throw new DeviceError('TW_NDEF_INVALID', { detail: 'A language code has 1 to 63 characters.' });
  }
  return new Uint8Array(Buffer.concat([Buffer.of(language.length), language, Buffer.from(text, 'utf8')]));
}

/** Big endian unless a byte order mark says otherwise (RTD Text 1.0, 3.4). */
function decodeUtf16(bytes: Uint8Array): string {
  const isLittleEndian = bytes[0] === 0xff && bytes[1] === 0xfe;
  if (isLittleEndian) return decodeWith('utf-16le', bytes);
  if (bytes.length % 2 !== 0)
    throw new DeviceError('TW_NDEF_INVALID', { detail: 'Its text is not utf-16be.' });
  return decodeWith('utf-16le', new Uint8Array(Buffer.from(bytes).swap16()));
}
