/** A delimited feed, row by row: one header line, then values under it. */
import { BrokerError } from '../../../../errors.ts';
import type { Rejections } from '../../rejections.ts';
import { normaliseName, type Fields } from '../fields.ts';
import { readText } from '../files/read-text.ts';
import { listOf } from '../values.ts';
import { LineSplitter } from './lines.ts';
import { RecordReader, type TableRecord } from './records.ts';

export interface TableOptions {
  path: string;
  /** Columns without which nothing can be read; of several in one entry, one is enough. */
  required: readonly (readonly string[])[];
  rejections: Rejections;
}

export interface TableFields extends Fields {
  /** Names of all columns. */
  readonly names: readonly string[];
}

/** @throws BrokerError TW_FEED_UNREADABLE | TW_FEED_TOO_LARGE | TW_FEED_COLUMNS */
export async function* readTable(options: TableOptions): AsyncGenerator<TableFields> {
  const lines = new LineSplitter();
  const records = new RecordReader();
  const rows = new RowReader(options);
  for await (const text of readText(options.path)) {
    for (const line of lines.push(text)) yield* rows.push(records.push(line));
  }
  for (const line of lines.end()) yield* rows.push(records.push(line));
  yield* rows.push(records.end());
  rows.end();
}

class RowReader {
  readonly #options: TableOptions;
  #header: Header | undefined;
  #width = 0;
  /** Cells of the shortest row so far. */
  #shortest = Number.POSITIVE_INFINITY;

  constructor(options: TableOptions) {
    this.#options = options;
  }

  push(records: readonly TableRecord[]): TableFields[] {
    return records.flatMap((record) => this.#row(record) ?? []);
  }

  end(): void {
    if (!this.#header)
      throw new BrokerError('TW_FEED_COLUMNS', `${this.#options.path} is empty: it has no header.`);
  }

  #row(record: TableRecord): TableFields | undefined {
    if (!this.#header) {
      this.#header = headerOf(record, this.#options);
      this.#width = record.cells.length;
      return undefined;
    }
    const row = fieldsOf(record, this.#header);
    return this.#isSound(record, row) ? row : undefined;
  }

  #isSound({ line, cells, fault, ended }: TableRecord, row: Fields): boolean {
    const { path, rejections } = this.#options;
    const place = { file: path, line, id: row.get('id') };
    const width = this.#width;
    if (fault === 'open-quote') rejections.add(place, 'TW_ROW_INVALID', 'a quoted value is never closed');
    else if (fault) rejections.add(place, 'TW_ROW_TOO_LONG');
    else if (cells.slice(width).some((cell) => cell.trim() !== ''))
      rejections.add(place, 'TW_ROW_COLUMNS', `${cells.length} columns under ${width} headers`);
    else if (!ended && cells.length < width && cells.length < this.#shortest)
      rejections.add(place, 'TW_ROW_COLUMNS', 'the file ends within this row');
    else if (cells.some((cell) => cell.includes('\uFFFD'))) rejections.add(place, 'TW_ROW_ENCODING');
    else {
      this.#shortest = Math.min(this.#shortest, cells.length);
      return true;
    }
    return false;
  }
}

interface Header {
  columns: ReadonlyMap<string, readonly number[]>;
  names: readonly string[];
}

/** What stands further right has no name. */
const MOST_COLUMNS = 2_000;

/** Names of columns with where they stand; a name may occur several times. */
export function columnsOf(cells: readonly string[]): Map<string, number[]> {
  const header = new Map<string, number[]>();
  for (const [index, cell] of cells.slice(0, MOST_COLUMNS).entries()) {
    const name = normaliseName(cell);
    const places = header.get(name);
    if (places) places.push(index);
    else if (name !== '') header.set(name, [index]);
  }
  return header;
}

function headerOf({ cells, fault }: TableRecord, { path, required }: TableOptions): Header {
  if (fault) throw new BrokerError('TW_FEED_COLUMNS', `${path} begins with no header.`);
  const columns = columnsOf(cells);
  const absent = required.filter((names) => !names.some((name) => columns.has(name)));
  if (absent.length === 0) return { columns, names: [...columns.keys()] };
  const names = absent.map((each) => each.join(' or '));
  throw new BrokerError('TW_FEED_COLUMNS', `${path} has no column ${names.join(', ')}.`);
}

function fieldsOf({ line, cells }: TableRecord, { columns, names }: Header): TableFields {
  const values = (name: string): string[] =>
    (columns.get(name) ?? []).map((index) => cells[index]?.trim() ?? '').filter(Boolean);
  return {
    line,
    names,
    get: (name) => {
      for (const index of columns.get(name) ?? []) {
        const value = cells[index]?.trim();
        if (value) return value;
      }
      return '';
    },
    all: (name) => values(name).flatMap(listOf),
  };
}
