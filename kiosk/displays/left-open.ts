/** What is open, on disk: a kiosk that loses its power can close it when it starts again, and else nobody ever would. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import type { Logger } from '../../broker/ports.ts';

const Entries = Type.Array(Type.Object({ id: Type.String(), code: Type.String(), at: Type.Number() }), {
  maxItems: 1_000,
});
/** Id, code and time (ms) of an incident. */
export type LeftOpenEntry = Static<typeof Entries>[number];

export interface LeftOpenOptions {
  path: string;
  logger: Logger;
}

export class LeftOpen {
  readonly #options: LeftOpenOptions;

  constructor(options: LeftOpenOptions) {
    this.#options = options;
  }

  /** Empty when there is nothing, or nothing that can be read. */
  read(): LeftOpenEntry[] {
    const { path, logger } = this.#options;
    if (!existsSync(path)) return [];
    try {
      const parsed = JSON.parse(readFileSync(path, 'utf8')) as unknown;
      if (Value.Check(Entries, parsed)) return parsed;
    } catch (error) {
      logger.debug({ err: error, path }, 'what was left open is unreadable');
    }
    return [];
  }

  /** A disk that takes nothing must keep nobody from opening an incident about it. */
  write(entries: readonly LeftOpenEntry[]): void {
    const { path, logger } = this.#options;
    try {
      writeFileSync(`${path}.new`, JSON.stringify(entries));
      renameSync(`${path}.new`, path);
    } catch (error) {
      logger.debug({ err: error, path }, 'what is open could not be kept');
    }
  }
}
