/** A small shop's feeds in a folder, and `tapwall import` over them. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { importCommand } from '../../../../kiosk/cli/commands/import.ts';
import { printFailure } from '../../../../kiosk/cli/failure.ts';
import type { TestContext } from '../../../harness/suite.ts';
import { local, products, review, reviews, row, STORES } from '../../../broker/hub/support/feed-folder.ts';
import { temporaryFolder } from '../../../support/sample-replica.ts';
import type { Ended } from '../kit.ts';

/** Ten variants: enough that two of them are not yet a fifth. */
export const SKUS = 'ABCDEFGHIJ'.split('');

class Collector extends Writable {
  text = '';

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

export class Shop {
  readonly #dir: string;
  readonly data: string;

  constructor(t: TestContext) {
    const folder = temporaryFolder(t);
    this.#dir = join(folder, 'feeds');
    this.data = join(folder, 'data');
    mkdirSync(this.#dir);
    this.write('stores.json', STORES);
    this.sell(SKUS);
    this.write('local.tsv', local(...SKUS.map((sku) => `MIL-01\t${sku}\t5\tin stock\tsame day`)));
    this.write('reviews.xml', reviews(review('r1')));
  }

  sell(skus: readonly string[], changes: Record<string, string> = {}): void {
    this.write('products.tsv', products(...skus.map((sku) => row(sku, { size: sku, ...changes }))));
  }

  write(name: string, content: string | Uint8Array): string {
    writeFileSync(this.file(name), content);
    return this.file(name);
  }

  file(name: string): string {
    return join(this.#dir, name);
  }

  /** As `main.ts` runs it, without the second that a process takes to begin. */
  async import(...flags: readonly string[]): Promise<Ended> {
    return this.pipe('', ...flags);
  }

  /** The same with something on standard input. */
  async pipe(input: string, ...flags: readonly string[]): Promise<Ended> {
    const [stdout, stderr] = [new Collector(), new Collector()];
    const streams = { stdin: Readable.from([input]), stdout, stderr };
    const code = await importCommand(['--data', this.data, ...flags], streams).catch((error: unknown) =>
      printFailure(error, stderr),
    );
    return { code, stdout: stdout.text, stderr: stderr.text };
  }

  /** Of everything in the data folder; empty when there is none. */
  hash(): string {
    if (!existsSync(this.data)) return '';
    const hash = createHash('sha256');
    const names = readdirSync(this.data, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
    for (const name of names) hash.update(name).update(readFileSync(name));
    return hash.digest('hex');
  }
}

/** The one line on standard output. */
export function line({ stdout }: Ended): Record<string, unknown> {
  return JSON.parse(stdout) as Record<string, unknown>;
}

/** The failure that standard error ends with. */
export function lastFailure({ stderr }: Ended): { code: string; message: string } {
  const text = stderr.trimEnd().split('\n').at(-1) ?? '';
  return (JSON.parse(text) as { error: { code: string; message: string } }).error;
}
