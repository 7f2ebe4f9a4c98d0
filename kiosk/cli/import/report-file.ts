/** `--report FILE`: every row that was left out, and, as JSON, what became of the rest. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { extname } from 'node:path';
import { RejectionReport } from '../../../broker/hub/import/rejection-report.ts';
import type { Rejection } from '../../../broker/hub/import/rejections.ts';
import { KioskError } from '../../errors.ts';

export interface ReportFile {
  add(rejection: Rejection): void;
  /** @param result What standard output says; undefined when the import failed. */
  stop(result?: object): void;
}

const BUFFER = 65_536;

/** Replaces the file. @throws KioskError TW_USAGE when it cannot be written */
export function openReport(path: string): ReportFile {
  try {
    if (extname(path).toLowerCase() === '.json') return new JsonReport(openSync(path, 'w'));
    const table = new RejectionReport(path);
    table.start();
    return table;
  } catch (error) {
    throw new KioskError('TW_USAGE', `--report: ${path} cannot be written.`, { cause: error });
  }
}

/** Written as it comes: a broken feed may have a million of them. */
class JsonReport implements ReportFile {
  readonly #descriptor: number;
  #text = '{"rejections":[';
  #isFirst = true;

  constructor(descriptor: number) {
    this.#descriptor = descriptor;
  }

  add({ file, line, id, code, reason }: Rejection): void {
    this.#text += `${this.#isFirst ? '' : ','}\n${JSON.stringify({ file, line, id, code, reason })}`;
    this.#isFirst = false;
    if (this.#text.length > BUFFER) this.#flush();
  }

  stop(result?: object): void {
    this.#text += `],\n"result":${JSON.stringify(result ?? null)}}\n`;
    this.#flush();
    closeSync(this.#descriptor);
  }

  #flush(): void {
    writeSync(this.#descriptor, this.#text);
    this.#text = '';
  }
}
