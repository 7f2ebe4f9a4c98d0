/** A JSON list, entry by entry. */
import { BrokerError } from '../../../../errors.ts';
import type { Rejections } from '../../rejections.ts';
import { readText } from '../files/read-text.ts';
import { JsonScanner, type JsonEntry } from './json-scanner.ts';

export interface ListEntry {
  /** From 1. */
  number: number;
  value: unknown;
}

/** Of one entry of a list, and of a whole file that is no list. */
const MOST_ENTRY = 1_048_576;
const MOST_VALUE = 16_777_216;

export interface JsonOptions {
  path: string;
  rejections: Rejections;
  /** A file that holds one value is a list of that value. */
  single?: boolean;
}

/**
 * An entry that is too long or is no JSON goes to `rejections`.
 * @throws BrokerError TW_FEED_UNREADABLE when the file is missing, no list, or ends before its list does
 */
export async function* readJsonList(options: JsonOptions): AsyncGenerator<ListEntry> {
  const { path, single = false } = options;
  const scanner = new JsonScanner({ entry: MOST_ENTRY, value: MOST_VALUE });
  for await (const text of readText(path)) {
    for (const entry of scanner.push(text)) yield* valueOf(entry, options);
    if (scanner.shape === 'value' && !single) break;
  }
  if (scanner.shape === 'value' && single) {
    for (const entry of scanner.end()) yield { number: entry.number, value: wholeOf(entry, path) };
    return;
  }
  if (scanner.shape !== 'list') throw new BrokerError('TW_FEED_UNREADABLE', `${path} is not a JSON list.`);
  if (!scanner.closed || scanner.trailing)
    throw new BrokerError('TW_FEED_UNREADABLE', `${path} cannot be read as JSON: its list has no end.`);
}

function valueOf({ number, text }: JsonEntry, { path, rejections }: JsonOptions): ListEntry[] {
  const value = text === undefined ? undefined : parsed(text);
  if (value !== undefined) return [{ number, value }];
  const place = { file: path, line: number, id: '' };
  if (text === undefined) rejections.add(place, 'TW_ROW_TOO_LONG');
  else rejections.add(place, 'TW_ROW_INVALID', 'the entry is no JSON');
  return [];
}

function wholeOf({ text }: JsonEntry, path: string): unknown {
  if (text === undefined) {
    const what = `holds one value of more than ${MOST_VALUE} characters; a list may be of any length`;
    throw new BrokerError('TW_FEED_TOO_LARGE', `${path} ${what}.`);
  }
  const value = parsed(text);
  if (value === undefined) throw new BrokerError('TW_FEED_UNREADABLE', `${path} cannot be read as JSON.`);
  return value;
}

/** Undefined when it is no JSON. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
