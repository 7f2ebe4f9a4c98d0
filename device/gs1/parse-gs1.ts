/** Whatever GS1 data comes from a scanner, a tag or a keyboard, told apart by how it begins. */
import { DeviceError, isDeviceError } from '../errors.ts';
import { parseAnyLink } from '../epc/compressed-link.ts';
import type { AiPair } from './ai-pair.ts';
import { toGtin14 } from './check-digit.ts';
import { buildDigitalLink, type ParseOptions } from './digital-link.ts';
import { parseBracketed, parseElements, SEPARATOR, withSeparators } from './element-string.ts';
import { checkRelations } from './relations.ts';
import { retailGtin } from './retail.ts';
import { splitSymbology } from './symbology.ts';
import { MAX_TEXT } from './uri.ts';

export interface Gs1Data {
  /** Application identifiers and values, as given and in the order given. */
  ais: AiPair[];
  /** Canonical URI at id.gs1.org; null when they hold no primary key, or an identifier that no link may carry. */
  digitalLink: string | null;
}

/**
 * Reads GS1 data of any syntax:
 * - a Digital Link URI, also with an EPC in it;
 * - an element string in brackets: `(01)09506000134352(21)1234`;
 * - an element string with FNC1 as GS (0x1D), or written `^`, `{GS}`, `{FNC1}` or `␝`: `^010950600013435221…`, or with none
 *   in front;
 * - what a scanner sends with a symbology identifier, composite components behind `|` included;
 * - a bare number of 8, 12, 13 or 14 digits: a GTIN.
 * @throws DeviceError TW_GS1_NOT_GS1, TW_GS1_ELEMENT_STRING, TW_GS1_NOT_A_DIGITAL_LINK, TW_GS1_UNKNOWN_AI,
 * TW_GS1_VALUE_INVALID, TW_GS1_CHECK_DIGIT, TW_GS1_AI_CONFLICT
 */
export function parseGs1(text: string, options: ParseOptions = {}): Gs1Data {
  if (text.length > MAX_TEXT) throw new DeviceError('TW_GS1_NOT_GS1', { detail: 'It is too long.' });
  if (isLink(text)) return parseLink(text, options);
  const scanned = splitSymbology(text);
  if (scanned.content === 'plain' && isLink(scanned.text)) return parseLink(scanned.text, options);
  const ais = scanned.identifier === undefined ? parseTyped(text) : parseScanned(scanned.identifier, scanned);
  checkRelations(ais, options);
  return { ais, digitalLink: linkOf(ais) };
}

function isLink(text: string): boolean {
  return /^https?:\/\//i.test(text);
}

function parseLink(uri: string, options: ParseOptions): Gs1Data {
  const { ais, digitalLink } = parseAnyLink(uri, options);
  return { ais, digitalLink };
}

/** What a keyboard, or a scanner that sends no identifier, gives. */
function parseTyped(text: string): AiPair[] {
  if (isGtinLong(text)) return [['01', toGtin14(text)]];
  if (text.startsWith('(')) return parts(text).flatMap(parseBracketed);
  const typed = withSeparators(text);
  if (!/^\d/.test(typed) && !typed.startsWith(SEPARATOR)) throw new DeviceError('TW_GS1_NOT_GS1');
  return parts(typed).flatMap((part) => {
    if (isGtinLong(part)) return [['01', toGtin14(part)] satisfies AiPair];
    return parseElements(part.startsWith(SEPARATOR) ? part.slice(1) : part);
  });
}

function parseScanned(identifier: string, { content, text }: ReturnType<typeof splitSymbology>): AiPair[] {
  if (content === 'elements') return parseElements(withSeparators(text));
  if (content === 'retail') {
    const [digits = '', composite] = parts(text);
    const gtin: AiPair = ['01', retailGtin(identifier, digits)];
    if (composite === undefined) return [gtin];
    const { content: kind, text: elements } = splitSymbology(composite);
    if (kind === 'elements') return [gtin, ...parseElements(withSeparators(elements))];
  }
  if (content === 'plain' && isGtinLong(text)) return [['01', toGtin14(text)]];
  throw new DeviceError('TW_GS1_NOT_GS1', { detail: `The symbology identifier is ${identifier}.` });
}

/** A composite symbol is a linear one and a small one above it. */
function parts(text: string): string[] {
  const bar = text.indexOf('|');
  return bar < 0 ? [text] : [text.slice(0, bar), text.slice(bar + 1)];
}

/** No element string is taken for a number: a misread digit must not turn a GTIN into something else. */
function isGtinLong(text: string): boolean {
  return /^(\d{8}|\d{12,14})$/.test(text);
}

function linkOf(ais: readonly AiPair[]): string | null {
  try {
    return buildDigitalLink(ais);
  } catch (error) {
    if (isDeviceError(error)) return null;
    throw error;
  }
}
