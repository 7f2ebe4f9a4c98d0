/** Keeps the replica current: asks the hub which catalogue is in force and fetches it when it is another one. */
import { isBrokerError } from '../../broker/errors.ts';
import type { KioskDownlink } from '../../broker/uplink/kiosk-downlink.ts';
import type { Clock, Logger, Random } from '../../broker/ports.ts';
import { KioskError } from '../errors.ts';
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
}

const DEADLINE_MS = 5000;
const RETRY = { firstMs: 1000, mostMs: 60_000 };

export class CatalogueSync {
  readonly #options: CatalogueSyncOptions;
  #running: Promise<void> | null = null;
  #again = false;
  #retry: { cancel(): void } | null = null;
  #failures = 0;
  #abort = new AbortController();

  constructor(options: CatalogueSyncOptions) {
    this.#options = options;
  }

  /** Looks once now; while a look is under way, once more after it. */
  look(): void {
    if (this.#abort.signal.aborted) return;
    this.#retry?.cancel();
    if (this.#running !== null) {
      this.#again = true;
      return;
    }
    this.#running = this.#once().finally(() => {
      this.#running = null;
      if (!this.#again) return;
      this.#again = false;
      this.look();
    });
  }

  stop(): void {
    this.#retry?.cancel();
    this.#abort.abort();
    this.#again = false;
  }

  async #once(): Promise<void> {
    try {
      await this.#fetch();
      this.#options.looked(true);
      this.#failures = 0;
    } catch (error) {
      this.#later(error);
    }
  }

  async #fetch(): Promise<void> {
    const { downlink, replica, hub, file, looked } = this.#options;
    const answer = await downlink.request('catalogue', { have: replica.version() }, DEADLINE_MS);
    this.#abort.signal.throwIfAborted();
    if (answer.code === 'TW_STORE_UNKNOWN') looked(false);
    if (!answer.ok || answer.version === undefined || answer.path === undefined) {
      const { code = 'no code', message = 'The hub names no catalogue.' } = answer;
      throw new KioskError('TW_SNAPSHOT_REFUSED', `${message} (${code})`);
    }
    if (answer.version === replica.version()) return;
    await replica.load(fetchSnapshot({ ...hub, path: answer.path, file, signal: this.#abort.signal }));
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
