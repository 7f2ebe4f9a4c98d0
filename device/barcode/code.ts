/** Codes as text, both ways: character set, prefix and suffix, AIM symbology identifier (ISO/IEC 15424). */
import { concat, latin1 } from '../bytes.ts';
import type { BarcodeOptions, Suffix } from './options.ts';

export interface ScannedCode {
  /** FNC1 as GS (0x1D). */
  text: string;
  /** e.g. `]E0`. */
  symbology?: string;
}

const AIM_IDENTIFIER = /^\][A-Za-z][0-9]/;
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const SUFFIXES: Record<Suffix, string> = {
  auto: '\r',
  cr: '\r',
  lf: '\n',
  crlf: '\r\n',
  tab: '\t',
  none: '',
};

/** What a scanner sent, without suffix; undefined when nothing is left of it. */
export function decodeCode(data: Uint8Array, options: BarcodeOptions): ScannedCode | undefined {
  const sent = strip(textOf(data, options.encoding), options);
  const symbology = options.aimIdentifier ? AIM_IDENTIFIER.exec(sent)?.[0] : undefined;
  if (symbology === undefined) return sent === '' ? undefined : { text: sent };
  const text = sent.slice(symbology.length);
  return text === '' ? undefined : { text, symbology };
}

/** What a scanner set to these options would send. */
export function encodeCode({ text, symbology = '' }: ScannedCode, options: BarcodeOptions): Uint8Array {
  const sent = `${options.stripPrefix}${symbology}${text}${options.stripSuffix}`;
  const charset = options.encoding === 'latin-1' ? 'latin1' : 'utf8';
  return concat(Buffer.from(sent, charset), Buffer.from(SUFFIXES[options.suffix], 'latin1'));
}

/** Codes of old symbologies are Latin-1, whatever the scanner is set to. */
function textOf(data: Uint8Array, encoding: BarcodeOptions['encoding']): string {
  if (encoding === 'latin-1') return latin1(data);
  try {
    return UTF8.decode(data);
  } catch {
    return latin1(data);
  }
}

function strip(text: string, { stripPrefix, stripSuffix }: BarcodeOptions): string {
  const rest = text.startsWith(stripPrefix) ? text.slice(stripPrefix.length) : text;
  return stripSuffix !== '' && rest.endsWith(stripSuffix) ? rest.slice(0, -stripSuffix.length) : rest;
}
