/**
 * What screens may offer, as the hub said it last: kept on disk, so that a kiosk that starts without its hub shows the same
 * screens as before.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { Value } from 'typebox/value';
import { Services } from '../../broker/contract/services.ts';
import { Listeners } from '../../broker/link/listeners.ts';
import type { Logger } from '../../broker/ports.ts';

export interface ServicesBookOptions {
  path: string;
  logger: Logger;
}

/** While no hub has said anything: the catalogue is shown as it is, and nothing may be asked for. */
export const UNTOLD: Services = {
  stock: true,
  reviews: true,
  people: true,
  phones: false,
  wishlist: true,
  intents: [],
};

export class ServicesBook {
  readonly #options: ServicesBookOptions;
  readonly #changed: Listeners<[Services]>;
  #current: Services = UNTOLD;

  constructor(options: ServicesBookOptions) {
    this.#options = options;
    this.#changed = new Listeners(options.logger);
  }

  get current(): Services {
    return this.#current;
  }

  /** They are other than before. */
  onChanged(listener: (services: Services) => void): () => void {
    return this.#changed.add(listener);
  }

  /** Takes up what was kept. */
  start(): void {
    const { path, logger } = this.#options;
    if (!existsSync(path)) return;
    try {
      const kept = JSON.parse(readFileSync(path, 'utf8')) as unknown;
      if (Value.Check(Services, kept)) this.#current = kept;
    } catch (error) {
      logger.debug({ err: error, path }, 'what screens may offer is unreadable; the hub says it again');
    }
  }

  /** From the hub; the same may come more than once. */
  accept(services: Services): void {
    if (JSON.stringify(inOrder(services)) === JSON.stringify(inOrder(this.#current))) return;
    this.#current = services;
    this.#write();
    this.#changed.emit(services);
  }

  #write(): void {
    const { path, logger } = this.#options;
    try {
      writeFileSync(`${path}.new`, JSON.stringify(this.#current));
      renameSync(`${path}.new`, path);
    } catch (error) {
      logger.debug({ err: error, path }, 'what screens may offer could not be kept');
    }
  }
}

/** Another platform may write the same in another order. */
function inOrder({ stock, reviews, people, phones, wishlist, intents }: Services): unknown[] {
  return [stock, reviews, people, phones, wishlist, [...intents].sort()];
}
