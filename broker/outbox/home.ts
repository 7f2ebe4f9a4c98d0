/**
 * Where the outbox lives: its file; a new file after damage; or a store in memory while the disk is too full for
 * opening one. Every move begins an epoch or continues the one that is there, and events keep their ids.
 */
import type { CloudEvent } from '../contract/events.ts';
import { BrokerError } from '../errors.ts';
import { isDiskFull } from '../sqlite/open.ts';
import type { DiskTrouble } from './disk-trouble.ts';
import type { LivedTime } from './lived-time.ts';
import {
  giveWay,
  isDamaged,
  openOrRecover,
  recover,
  replace,
  type Found,
  type RecoveryOptions,
} from './recovery.ts';
import { Store } from './store.ts';

export interface HomeOptions extends RecoveryOptions {
  trouble: DiskTrouble;
  newEpoch: () => string;
  livedTime: LivedTime;
}

export class Home {
  readonly #options: HomeOptions;
  #open: Store | undefined;
  #sheltered = false;
  #epoch = '';

  constructor(options: HomeOptions) {
    this.#options = options;
  }

  get isOpen(): boolean {
    return this.#open !== undefined;
  }

  /** True while events are in memory only. */
  get sheltered(): boolean {
    return this.#sheltered;
  }

  get epoch(): string {
    return this.#epoch;
  }

  /** @throws BrokerError TW_OUTBOX_CLOSED */
  get store(): Store {
    if (!this.#open) throw new BrokerError('TW_OUTBOX_CLOSED');
    return this.#open;
  }

  open(): void {
    this.#adopt(() => openOrRecover(this.#options));
  }

  close(): void {
    this.store.close();
    this.#open = undefined;
    this.#sheltered = false;
  }

  /** Runs; when the file turns out to be damaged, sets it aside, saves what can be read and runs once more. */
  repairing<T>(run: () => T): T {
    try {
      return run();
    } catch (error) {
      if (!isDamaged(error)) throw error;
      this.close();
      this.#adopt(() => recover(this.#options, error));
      return run();
    }
  }

  /** Numbers the events anew, in an epoch of their own. */
  beginEpoch(): void {
    const epoch = this.#options.newEpoch();
    this.store.renumber(epoch, this.#options.livedTime.stamp());
    this.#epoch = epoch;
  }

  /** The events as they will stand behind what is there. */
  following(events: readonly CloudEvent[]): CloudEvent[] {
    const next = this.store.last + 1;
    return events.map((event, index) => ({ ...event, epoch: this.#epoch, sequence: next + index }));
  }

  /** From memory to the file, once it can be opened. False when the disk still refuses. */
  moveIn(waiting: readonly CloudEvent[]): boolean {
    const shelter = this.store;
    const epoch = this.#epoch;
    try {
      this.#open = this.#settle(openOrRecover(this.#options));
      this.#open.insert(this.following(waiting), this.#options.livedTime.stamp());
    } catch (error) {
      if (!isDiskFull(error)) throw error;
      if (this.#open !== shelter) this.#open?.close();
      this.#open = shelter;
      this.#epoch = epoch;
      this.#options.trouble.begin(error);
      return false;
    }
    this.#sheltered = false;
    shelter.close();
    return true;
  }

  #adopt(find: () => Found): void {
    let found: Found = { saved: [] };
    try {
      found = find();
      this.#open = this.#settle(found);
    } catch (error) {
      if (!isDiskFull(error)) throw error;
      if (found.damage !== undefined) giveWay(this.#options, found);
      this.#open = Store.open(':memory:');
      this.#begin(this.#open, found.saved);
      this.#sheltered = true;
      this.#options.trouble.begin(error);
    }
  }

  /** Opens what was found, beginning an epoch where there is none to go on with. */
  #settle(found: Found): Store {
    const opened = found.store ?? replace(this.#options, found, (store) => this.#begin(store, found.saved));
    try {
      this.#options.livedTime.goOn(opened.lastStamp);
      if (opened.epoch === '') this.#begin(opened, found.saved);
      this.#epoch = opened.epoch;
      return opened;
    } catch (error) {
      opened.close();
      throw error;
    }
  }

  #begin(store: Store, events: readonly CloudEvent[]): void {
    const epoch = this.#options.newEpoch();
    const renumbered = events.map((event, index) => ({ ...event, epoch, sequence: index + 1 }));
    store.restart(epoch, renumbered, this.#options.livedTime.stamp());
    this.#epoch = epoch;
  }
}
