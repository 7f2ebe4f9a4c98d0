/**
 * Keys of wishes of which nobody here knows what came, on disk: a kiosk that is killed calls them off when it is back,
 * because no screen has promised anything of them. A key says nothing about anybody.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { IntentKey } from '../../broker/contract/intents.ts';
import type { Logger } from '../../broker/ports.ts';

const MOST = 500;
const Keys = Type.Array(IntentKey, { maxItems: MOST });

export interface DoubtfulWishesOptions {
  path: string;
  logger: Logger;
}

export class DoubtfulWishes {
  readonly #options: DoubtfulWishesOptions;
  #keys = new Set<string>();

  constructor(options: DoubtfulWishesOptions) {
    this.#options = options;
  }

  /** Takes up what was kept. */
  start(): string[] {
    this.#keys = new Set(this.#read());
    return [...this.#keys];
  }

  /** On disk when it returns, or could not be: a disk that takes nothing must keep nobody from asking. */
  add(key: string): void {
    this.#keys.add(key);
    for (const oldest of this.#keys) {
      if (this.#keys.size <= MOST) break;
      this.#keys.delete(oldest);
    }
    this.#write();
  }

  settle(key: string): void {
    if (this.#keys.delete(key)) this.#write();
  }

  #read(): string[] {
    const { path, logger } = this.#options;
    if (!existsSync(path)) return [];
    try {
      const parsed = JSON.parse(readFileSync(path, 'utf8')) as unknown;
      if (Value.Check(Keys, parsed)) return parsed;
    } catch (error) {
      logger.debug({ err: error, path }, 'wishes in doubt are unreadable');
    }
    return [];
  }

  #write(): void {
    const { path, logger } = this.#options;
    try {
      writeFileSync(`${path}.new`, JSON.stringify([...this.#keys]));
      renameSync(`${path}.new`, path);
    } catch (error) {
      logger.debug({ err: error, path }, 'wishes in doubt could not be kept');
    }
  }
}
