/**
 * Reads a delimited feed row by row. A quote that is never closed costs its own row, not the rest of the file:
 * csv-parse alone would swallow everything behind it, so it is given one record at a time.
 */
import { createInterface } from 'node:readline';
import { parse } from 'csv-parse/sync';
import { BrokerError } from '../../errors.ts';
import { openFeed } from './feed-file.ts';
import type { Rejections } from './rejections.ts';

export interface FeedRow {
  file: string;
  /** Line of the file on which the record begins, from 1. */
  line: number;
  /** Value of a column by its normalised name; '' when absent. Trimmed. */
  get(column: string): string;
}

/** A quoted value may run over this many lines. */
const MOST_LINES = 20;

/** Header names as merchants write them: case, `g:`, spaces and hyphens do not matter. */
export function normaliseHeader(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/^g:/, '')
    .replaceAll(/[\s-]+/g, '_');
}

export interface DelimitedOptions {
  path: string;
  /** Columns without which nothing can be read. */
  required: readonly string[];
  rejections: Rejections;
}

/** @throws BrokerError TW_FEED_UNREADABLE | TW_FEED_COLUMNS */
export async function* readDelimited(options: DelimitedOptions): AsyncGenerator<FeedRow> {
  const { path, rejections } = options;
  const stream = await openFeed(path);
  const lines = createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY });
  const records = new RecordSplitter();
  let header: Map<string, number> | undefined;
  try {
    for await (const text of lines) {
      for (const record of records.push(text)) {
        if (header) yield* rowOf(record, header, options);
        else if (record.cells) header = headerOf(record.cells, options);
      }
    }
    for (const record of records.end()) if (header) yield* rowOf(record, header, options);
  } finally {
    lines.close();
    stream.destroy();
  }
  if (!header)
    throw new BrokerError('TW_FEED_COLUMNS', `${path} is empty; ${rejections.count} rows were read.`);
}

function* rowOf(
  { line, cells }: SplitRecord,
  header: Map<string, number>,
  { path, rejections }: DelimitedOptions,
): Generator<FeedRow> {
  const get = (column: string): string => cells?.[header.get(column) ?? -1]?.trim() ?? '';
  const place = { file: path, line, id: get('id') };
  if (!cells) return rejections.add(place, 'TW_ROW_INVALID', 'a quoted value is never closed');
  if (cells.slice(header.size).some((cell) => cell.trim() !== '')) {
    return rejections.add(place, 'TW_ROW_COLUMNS', `${cells.length} columns under ${header.size} headers`);
  }
  if (cells.some((cell) => cell.includes('\uFFFD'))) return rejections.add(place, 'TW_ROW_ENCODING');
  yield { file: path, line, get };
  return undefined;
}

function headerOf(cells: readonly string[], { path, required }: DelimitedOptions): Map<string, number> {
  const header = new Map<string, number>();
  for (const [index, cell] of cells.entries()) {
    const name = normaliseHeader(cell);
    header.set(header.has(name) ? `${name}#${index}` : name, index);
  }
  const absent = required.filter((name) => !header.has(name));
  if (absent.length === 0) return header;
  throw new BrokerError('TW_FEED_COLUMNS', `${path} has no column ${absent.join(', ')}.`);
}

interface SplitRecord {
  line: number;
  /** Undefined when a quote is never closed. */
  cells: string[] | undefined;
}

class RecordSplitter {
  #delimiter = '';
  #line = 0;
  /** Lines of a record whose quote is still open. */
  #open: string[] = [];

  push(text: string): SplitRecord[] {
    this.#line += 1;
    const line = this.#line === 1 ? text.replace(/^\uFEFF/, '') : text;
    if (this.#delimiter === '') this.#delimiter = delimiterOf(line);
    if (this.#open.length === 0 && line.trim() === '') return [];
    this.#open.push(line);
    return this.#settle(false);
  }

  end(): SplitRecord[] {
    return this.#settle(true);
  }

  #settle(last: boolean): SplitRecord[] {
    const records: SplitRecord[] = [];
    while (this.#open.length > 0) {
      const record = this.#next(last);
      if (!record) break;
      records.push(record);
    }
    return records;
  }

  /** The first record of the open lines; undefined when it may still be closed by a line to come. */
  #next(last: boolean): SplitRecord | undefined {
    const line = this.#line - this.#open.length + 1;
    let stray = last || this.#open.length >= MOST_LINES;
    for (let count = 1; count <= this.#open.length; count += 1) {
      const cells = split(this.#open.slice(0, count).join('\n'), this.#delimiter);
      if (!cells) continue;
      // Two stray quotes on two lines look like one value that holds line ends and delimiters alike.
      if (count > 1 && cells.some((cell) => cell.includes('\n') && cell.includes(this.#delimiter))) {
        stray = true;
        break;
      }
      this.#open.splice(0, count);
      return { line, cells };
    }
    if (!stray) return undefined;
    this.#open.splice(0, 1);
    while (this.#open[0]?.trim() === '') this.#open.shift();
    return { line, cells: undefined };
  }
}

function split(text: string, delimiter: string): string[] | undefined {
  if (!text.includes('"')) return text.split(delimiter);
  try {
    const [cells] = parse(text, { delimiter, relax_quotes: true, relax_column_count: true });
    return cells;
  } catch {
    return undefined;
  }
}

function delimiterOf(header: string): string {
  if (header.includes('\t')) return '\t';
  return header.split(';').length > header.split(',').length ? ';' : ',';
}
