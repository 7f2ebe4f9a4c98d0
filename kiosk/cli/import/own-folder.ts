/** A folder for as long as the command runs: what is piped in, and everything that a dry run has to put somewhere. */
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

export class OwnFolder {
  #path: string | undefined;

  path(): string {
    this.#path ??= mkdtempSync(join(tmpdir(), 'tapwall-import-'));
    return this.#path;
  }

  /** A feed is read more than once, which a pipe cannot be. Answers where it is. */
  async keepInput(input: NodeJS.ReadableStream, signal: AbortSignal): Promise<string> {
    const file = join(this.path(), 'stdin');
    await pipeline(input, createWriteStream(file), { signal });
    return file;
  }

  stop(): void {
    if (this.#path !== undefined) rmSync(this.#path, { recursive: true, force: true });
    this.#path = undefined;
  }
}
