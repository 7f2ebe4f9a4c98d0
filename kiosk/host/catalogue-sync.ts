/**
 * Keeps the replica current: hears which catalogue is in force, or asks, and fetches what has changed since the one that
 * is here; a whole one when there is none here, or the hub does not know the way from it any more.
 */
import type { Message } from '../../broker/contract/messages.ts';
import type { Services } from '../../broker/contract/services.ts';
import { isBrokerError } from '../../broker/errors.ts';
import type { KioskDownlink } from '../../broker/uplink/kiosk-downlink.ts';
import type { Clock, Logger, Random } from '../../broker/ports.ts';
import { isKioskError, KioskError } from '../errors.ts';
import { fetchChanges } from '../replica/fetch-changes.ts';
import { fetchSnapshot, type FetchSnapshotOptions } from '../replica/fetch-snapshot.ts';
import type { Replica } from '../replica/replica.ts';

export interface CatalogueSyncOptions {
  downlink: Pick<KioskDownlink, 'request'>;
  replica: Replica;
  hub: Pick<FetchSnapshotOptions, 'hub' | 'token' | 'fetch'>;
  /** Where a snapshot comes to before it is taken over. */
  file: string;
  clock: Clock;
  random: Random;
  logger: Logger;
  /** The hub was asked: false when its catalogue lacks the store of this kiosk, else the replica is current. */
  looked: (isServed: boolean) => void;
  /** The replica is current, and all its stock was said then, however long it has been the same. ISO 8601. */
  stockSaid: (asOf: string) => void;
  /** What the hub's sources give, with every answer that says it. */
  services: (services: Services) => void;
}

/** The catalogue that is in force, and where it is. */
export type CatalogueTarget = Message<'desired/catalogue'>;

const DEADLINE_MS = 5000;
const RETRY = { firstMs: 1000, mostMs: 60_000 };

export class CatalogueSync {
  readonly #options: CatalogueSyncOptions;
  #running: Promise<void> | null = null;
  /** What to do after what is under way: nothing, ask, or go where the hub said. */
  #next: CatalogueTarget | 'ask' | null = null;
  #retry: { cancel(): void } | null = null;
  #failures = 0;
  #abort = new AbortController();

  constructor(options: CatalogueSyncOptions) {
    this.#options = options;
  }

  /** Asks once now; while a look is under way, once more after it. */
  look(): void {
    this.#begin('ask');
  }

  /** The hub says which catalogue is in force: there is nothing to ask. */
  announced(target: CatalogueTarget): void {
    if (target.version !== this.#options.replica.version() || this.#running !== null) this.#begin(target);
    else this.#said(target);
  }

  stop(): void {
    this.#retry?.cancel();
    this.#abort.abort();
    this.#next = null;
  }

  #begin(next: CatalogueTarget | 'ask'): void {
    if (this.#abort.signal.aborted) return;
    this.#retry?.cancel();
    if (this.#running !== null) {
      this.#next = next;
      return;
    }
    this.#running = this.#once(next).finally(() => {
      this.#running = null;
      const after = this.#next;
      this.#next = null;
      if (after === 'ask') this.look();
      else if (after !== null) this.announced(after);
    });
  }

  async #once(next: CatalogueTarget | 'ask'): Promise<void> {
    try {
      const target = next === 'ask' ? await this.#ask() : next;
      if (await this.#follow(target)) this.#said(target);
      this.#options.looked(true);
      this.#failures = 0;
    } catch (error) {
      this.#later(error);
    }
  }

  async #ask(): Promise<CatalogueTarget> {
    const { downlink, replica, looked, services } = this.#options;
    const answer = await downlink.request('catalogue', { have: replica.version() }, DEADLINE_MS);
    this.#abort.signal.throwIfAborted();
    if (answer.services !== undefined) services(answer.services);
    if (answer.code === 'TW_STORE_UNKNOWN') looked(false);
    const { version, path, stockAsOf } = answer;
    if (answer.ok && version !== undefined && path !== undefined)
      return { version, path, ...(stockAsOf !== undefined && { stockAsOf }) };
    const { code = 'no code', message = 'The hub names no catalogue.' } = answer;
    throw new KioskError('TW_SNAPSHOT_REFUSED', `${message} (${code})`);
  }

  #said({ stockAsOf }: CatalogueTarget): void {
    if (stockAsOf !== undefined) this.#options.stockSaid(stockAsOf);
  }

  /** False when the replica is of a little before that version still. */
  async #follow({ version, path }: CatalogueTarget): Promise<boolean> {
    const { replica, hub, file, logger } = this.#options;
    if (version === replica.version()) return true;
    const request = { ...hub, path, signal: this.#abort.signal };
    if (await this.#change(request)) return true;
    await replica.load(fetchSnapshot({ ...request, file }));
    logger.info({ version: replica.version() }, 'a new catalogue is in force');
    // A snapshot may be of a little while ago: the rest is quickly told.
    return version === replica.version() || this.#change(request);
  }

  /** False when the way from the version here to the one in force is not to be had. */
  async #change(request: { hub: string; path: string; signal: AbortSignal }): Promise<boolean> {
    const { replica, logger } = this.#options;
    const from = replica.version();
    if (from === '') return false;
    try {
      await replica.apply(fetchChanges({ ...request, from }));
      return true;
    } catch (error) {
      if (!isKioskError(error) || isKioskError(error, 'TW_SNAPSHOT_UNREACHABLE')) throw error;
      logger.info(
        { from, err: error },
        'the changes do not lead on from here; the whole catalogue is fetched',
      );
      return false;
    }
  }

  #later(error: unknown): void {
    if (this.#abort.signal.aborted) return;
    const { clock, random, logger } = this.#options;
    const most = Math.min(RETRY.mostMs, RETRY.firstMs * 2 ** this.#failures);
    this.#failures += 1;
    // After every outage the hub is back a little later than the broker: that alone is not worth a line.
    const firstWorthSaying =
      isBrokerError(error, 'TW_REQUEST_TIMEOUT') || isBrokerError(error, 'TW_LINK_DOWN') ? 2 : 1;
    logger[this.#failures === firstWorthSaying ? 'info' : 'debug'](
      { err: error },
      'the catalogue could not be looked up; trying again',
    );
    this.#retry = clock.setTimer(most * (0.5 + random.unit() / 2), () => this.look());
  }
}
