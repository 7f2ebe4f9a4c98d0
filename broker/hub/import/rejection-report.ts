/** Every row that an import leaves out, as CSV (RFC 4180) for whoever mends the export. */
import { closeSync, openSync, writeSync } from 'node:fs';
import type { Rejection } from './rejections.ts';

const HEADER = 'file,line,id,code,reason\r\n';
const BUFFER = 65_536;

export class RejectionReport {
  readonly #path: string;
  #descriptor: number | undefined;
  #text = HEADER;

  constructor(path: string) {
    this.#path = path;
  }

  /** Replaces the file. Throws what the file system throws. */
  start(): void {
    this.#descriptor = openSync(this.#path, 'w');
  }

  add({ file, line, id, code, reason }: Rejection): void {
    this.#text += `${[file, String(line), id, code, reason].map(cell).join(',')}\r\n`;
    if (this.#text.length > BUFFER) this.#flush();
  }

  stop(): void {
    if (this.#descriptor === undefined) return;
    this.#flush();
    closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }

  #flush(): void {
    if (this.#descriptor !== undefined) writeSync(this.#descriptor, this.#text);
    this.#text = '';
  }
}

/** A spreadsheet would reckon with what begins like a formula, and a feed may hold one. */
function cell(text: string): string {
  const harmless = /^[=+\-@\t]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
