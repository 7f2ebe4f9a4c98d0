/**
 * Lines to records. A quoted cell may run over lines; a quote that is never closed costs its own row, not the file: what was
 * taken for the rest of the cell is read once more as rows of their own.
 */
import { scanLine, type ScannedLine } from './cells.ts';
import { MOST_LINE, type Line } from './lines.ts';

export interface TableRecord {
  /** Line on which it begins, from 1. */
  line: number;
  cells: string[];
  fault: 'open-quote' | 'too-long' | undefined;
  /** False for a last record that no end of a line ends. */
  ended: boolean;
}

/** A description may run over many lines. After some quotes that were never closed, nothing does in this file. */
const MOST_LINES = 500;
const FEWER_LINES = 20;
const MOST_STRAYS = 8;

export class RecordReader {
  #delimiter = '';
  #width = 0;
  #strays = 0;
  /** Lines of a record whose quote is still open. */
  #lines: Line[] = [];
  #length = 0;
  #scanned: ScannedLine = { cells: [], open: undefined };

  push(line: Line): TableRecord[] {
    return this.#read([line]);
  }

  end(): TableRecord[] {
    const records: TableRecord[] = [];
    while (this.#lines.length > 0) {
      const [first, ...others] = this.#forget();
      if (first) records.push(fault(first, 'open-quote'));
      records.push(...this.#read(others));
    }
    return records;
  }

  #read(lines: Line[]): TableRecord[] {
    const records: TableRecord[] = [];
    const waiting = lines.reverse();
    for (let line = waiting.pop(); line; line = waiting.pop()) {
      if (this.#isStray(line)) {
        const [first, ...others] = this.#forget();
        if (first) records.push(fault(first, 'open-quote'));
        this.#strays += 1;
        waiting.push(line, ...others.reverse());
      } else if (line.text === undefined) records.push(fault(line, 'too-long'));
      else records.push(...this.#take(line, line.text));
    }
    return records;
  }

  /** Whether the open quote cannot be meant: this line is a row by itself, or too much is open. */
  #isStray(line: Line): boolean {
    if (this.#lines.length === 0) return false;
    if (line.text === undefined || this.#length + line.text.length > MOST_LINE) return true;
    if (this.#lines.length >= (this.#strays < MOST_STRAYS ? MOST_LINES : FEWER_LINES)) return true;
    if (this.#width < 2 || this.#closesWell(line.text)) return false;
    const alone = scanLine(line.text, this.#delimiter);
    return alone.open === undefined && alone.cells.length === this.#width;
  }

  /** Whether this line ends the open value and the row as they should be. Values of TSV seldom hold tabs and line ends. */
  #closesWell(text: string): boolean {
    const { cells, open } = scanLine(text, this.#delimiter, this.#scanned.open ?? '');
    if (open !== undefined || this.#scanned.cells.length + cells.length !== this.#width) return false;
    const value = (this.#scanned.open ?? '') + (cells[0] ?? '');
    return this.#delimiter !== '\t' || !value.includes('\t');
  }

  #take(line: Line, text: string): TableRecord[] {
    if (this.#lines.length === 0 && text.trim() === '') return [];
    if (this.#delimiter === '') this.#delimiter = delimiterOf(text);
    const open = this.#scanned.open;
    const scanned = scanLine(text, this.#delimiter, open === undefined ? undefined : `${open}\n`);
    this.#lines.push(line);
    this.#length += text.length;
    this.#scanned = { cells: this.#scanned.cells.concat(scanned.cells), open: scanned.open };
    if (scanned.open !== undefined) return [];
    const { cells } = this.#scanned;
    const [first = line] = this.#forget();
    if (this.#width === 0) this.#width = cells.length;
    return [{ line: first.number, cells, fault: undefined, ended: line.ended }];
  }

  #forget(): Line[] {
    const lines = this.#lines;
    this.#lines = [];
    this.#length = 0;
    this.#scanned = { cells: [], open: undefined };
    return lines;
  }
}

function fault({ number, ended }: Line, kind: TableRecord['fault']): TableRecord {
  return { line: number, cells: [], fault: kind, ended };
}

/** A tab when there is one, else `;` or `,` or `|`, whichever occurs most. */
export function delimiterOf(header: string): string {
  if (header.includes('\t')) return '\t';
  const counts = [',', ';', '|'].map((mark) => [mark, header.split(mark).length] as const);
  const [best] = counts.sort((a, b) => b[1] - a[1]);
  return best?.[0] ?? ',';
}
