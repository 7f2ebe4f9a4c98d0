/**
 * The durable queue between what happens in the store and the platform.
 *
 * An event is on disk when `append` returns (WAL with synchronous=FULL) and leaves it when the platform has
 * acknowledged it. Sequences are gapless from 1 per epoch; an epoch begins with a new or salvaged file. What the
 * bounds evict is replaced in place by one `events_evicted` event whose own sequence is the last one it stands for,
 * so a receiver learns of the hole before anything behind it.
 */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { CloudEvent, NewEvent } from '../contract/events.ts';
import { BrokerError } from '../errors.ts';
import { Listeners } from '../link/listeners.ts';
import type { Clock, Logger, Random } from '../ports.ts';
import { isDiskFull } from '../sqlite/open.ts';
import { DiskTrouble, type OutboxTrouble } from './disk-trouble.ts';
import { Envelopes } from './envelope.ts';
import { evict, type Bounds } from './eviction.ts';
import { HoldingArea } from './holding.ts';
import { Home } from './home.ts';
import type { OpenDatabase, Store } from './store.ts';

export interface OutboxOptions {
  /** File; its folder is created. */
  path: string;
  /** `/{tenant}/{store}/{kiosk}` */
  source: string;
  clock: Clock;
  random: Random;
  logger: Logger;
  /** Bytes of events kept on disk. Default 64 MiB. */
  maxBytes?: number;
  /** Age in milliseconds after which an event is evicted. Default 30 days. */
  maxAgeMs?: number;
  /** How the file is opened; tests pass their own to make the disk full. */
  open?: OpenDatabase;
}

const DEFAULT_MAX_BYTES = 64 * 1024 * 1024;
const DEFAULT_MAX_AGE_MS = 30 * 24 * 3_600_000;
const READ_COUNT = 500;
const PORTION = 20;

interface Refusal {
  cause: unknown;
}

export class Outbox {
  readonly #options: OutboxOptions;
  readonly #bounds: Bounds;
  readonly #envelopes: Envelopes;
  readonly #held = new HoldingArea();
  readonly #appended: Listeners<[CloudEvent]>;
  readonly #acknowledged: Listeners<[number]>;
  readonly #trouble: DiskTrouble;
  readonly #home: Home;

  constructor(options: OutboxOptions) {
    this.#options = options;
    this.#bounds = {
      maxBytes: options.maxBytes ?? DEFAULT_MAX_BYTES,
      maxAgeMs: options.maxAgeMs ?? DEFAULT_MAX_AGE_MS,
    };
    this.#envelopes = new Envelopes(options);
    this.#appended = new Listeners(options.logger);
    this.#acknowledged = new Listeners(options.logger);
    this.#trouble = new DiskTrouble({ ...options, retry: () => this.#tryAgain() });
    const newEpoch = (): string => this.#envelopes.newId();
    this.#home = new Home({ ...options, trouble: this.#trouble, newEpoch });
  }

  /**
   * Opens the file. A damaged one is set aside, what can be read goes to a new epoch with its ids. When the disk is
   * too full even for that, events stay in memory until it has room, see `onTrouble`.
   * @throws BrokerError TW_SQLITE_TOO_OLD
   */
  start(): void {
    if (this.#home.isOpen) return;
    mkdirSync(dirname(this.#options.path), { recursive: true });
    this.#home.open();
    this.#evict();
  }

  stop(): void {
    if (!this.#home.isOpen) return;
    if (this.#held.size > 0 || this.#home.sheltered) this.#tryAgain();
    this.#trouble.stop();
    const lost = this.#held.size + (this.#home.sheltered ? this.#store.rows : 0);
    if (lost > 0) this.#options.logger.error({ lost }, 'stopped with events that the full disk did not take');
    this.#home.close();
  }

  /** Changes when the file is recreated. */
  get epoch(): string {
    return this.#home.epoch;
  }

  /** The sequence of the newest event on disk, or of the newest trimmed one; 0 when there never was one. */
  lastSequence(): number {
    return this.#store.last;
  }

  /** Everything up to and with this sequence was acknowledged. */
  watermark(): number {
    return this.#store.watermark;
  }

  /**
   * Makes the event durable. When the disk is full it waits in memory, see `onTrouble`.
   * @throws BrokerError TW_EVENT_INVALID; TW_DATABASE_FULL when memory may take no more either
   */
  append(event: NewEvent): CloudEvent {
    const [appended] = this.appendAll([event]);
    if (!appended) throw new BrokerError('TW_EVENT_INVALID');
    return appended;
  }

  /** Makes the events durable together: all or none. Throws as `append` does. */
  appendAll(events: readonly NewEvent[]): CloudEvent[] {
    for (const event of events) this.#envelopes.check(event);
    if (this.#held.size > 0) this.#writeHeld();
    return this.#home.repairing(() => this.#append(events));
  }

  /** Events after a sequence, in order: at least one if there is one, then as many as fit `maxBytes` of JSON. */
  read(afterSequence: number, maxBytes: number, maxCount: number = READ_COUNT): CloudEvent[] {
    return this.#home.repairing(() => {
      const events: CloudEvent[] = [];
      let bytes = 2;
      for (const row of this.#store.after(afterSequence, maxCount)) {
        bytes += Buffer.byteLength(row.body) + 1;
        if (events.length > 0 && bytes > maxBytes) break;
        events.push(parseEvent(row.body));
      }
      return events;
    });
  }

  /**
   * Trims what the platform has committed. Another epoch, or nothing new: 0. A sequence that this file never gave
   * means that the disk was rolled back to an older state: the events move to a new epoch, with their ids.
   * @returns Events removed.
   */
  acknowledge(epoch: string, sequence: number): number {
    if (epoch !== this.#home.epoch || sequence <= this.watermark()) return 0;
    if (sequence > this.lastSequence()) {
      this.#options.logger.warn({ epoch, sequence }, 'acknowledged beyond the outbox; beginning a new epoch');
      this.#whenDiskAllows(() => this.#home.beginEpoch(this.#all()), undefined);
      return 0;
    }
    const removed = this.#trim(sequence);
    if (removed > 0 && this.#held.size > 0) this.#writeHeld();
    if (removed > 0) this.#acknowledged.emit(sequence);
    return removed;
  }

  /** Events waiting, those that a full disk keeps in memory included. */
  depth(): number {
    return this.#store.rows + this.#held.size;
  }

  /** Time of the oldest waiting event, ISO 8601; null when none waits. */
  oldestAt(): string | null {
    const row = this.#store.first();
    if (row) return new Date(row.at).toISOString();
    return this.#held.oldest?.time ?? null;
  }

  /** Called for each event once it is durable. */
  onAppended(listener: (event: CloudEvent) => void): () => void {
    return this.#appended.add(listener);
  }

  onAcknowledged(listener: (sequence: number) => void): () => void {
    return this.#acknowledged.add(listener);
  }

  /** What is wrong now; null when nothing is. A disk may be full before anybody listens. */
  trouble(): OutboxTrouble | null {
    return this.#trouble.current;
  }

  /** Called once when the disk fills and once, with null, when it is over. */
  onTrouble(listener: (trouble: OutboxTrouble | null) => void): () => void {
    return this.#trouble.onTrouble(listener);
  }

  get #store(): Store {
    return this.#home.store;
  }

  #append(events: readonly NewEvent[]): CloudEvent[] {
    const next = (this.#held.last ?? this.#store.last) + 1;
    const sealed = events.map((event, index) =>
      this.#envelopes.seal(event, { epoch: this.#home.epoch, sequence: next + index }),
    );
    const refusal = this.#held.size > 0 ? undefined : this.#write(sealed);
    if (this.#held.size > 0 || refusal) {
      this.#held.assertRoom(sealed.length);
      this.#held.add(sealed);
      this.#trouble.begin(refusal?.cause);
    }
    return sealed;
  }

  /** Answers why the disk refused. Reporting is up to the caller, once the events have their place in memory. */
  #write(events: readonly CloudEvent[]): Refusal | undefined {
    try {
      this.#store.insert(events, this.#options.clock.now());
    } catch (error) {
      if (!isDiskFull(error)) throw error;
      return { cause: error };
    }
    this.#endTrouble();
    this.#evict();
    for (const event of events) this.#appended.emit(event);
    return undefined;
  }

  /** Writes what waits in memory, in portions because little room is room, and tries again later. */
  #writeHeld(): void {
    let portion = PORTION;
    while (this.#held.size > 0) {
      const events = this.#held.take(portion);
      // Numbered anew, because a repair in between may have begun an epoch.
      const refusal = this.#home.repairing(() => this.#write(this.#home.following(events)));
      if (!refusal) continue;
      this.#held.putBack(events);
      if (portion === 1) return this.#trouble.begin(refusal.cause);
      portion = 1;
    }
  }

  #endTrouble(): void {
    if (this.#held.size === 0 && !this.#home.sheltered) this.#trouble.end();
  }

  #tryAgain(): void {
    if (this.#home.sheltered) this.#moveIn();
    this.#writeHeld();
    this.#trim(this.watermark());
  }

  #trim(sequence: number): number {
    // The platform acknowledges again after the next resend.
    const trim = (): number => (sequence > this.#store.last ? 0 : this.#store.trim(sequence));
    return this.#whenDiskAllows(() => this.#home.repairing(trim), 0);
  }

  #evict(): void {
    const { clock, logger } = this.#options;
    const evicted = this.#whenDiskAllows(
      () => evict({ store: this.#store, bounds: this.#bounds, envelopes: this.#envelopes, clock }),
      undefined,
    );
    if (evicted) logger.warn({ ...evicted }, 'the outbox is at its bounds; the oldest events were evicted');
  }

  /** Even removing rows needs room in SQLite's log. */
  #whenDiskAllows<T>(write: () => T, otherwise: T): T {
    try {
      const result = write();
      this.#endTrouble();
      return result;
    } catch (error) {
      if (!isDiskFull(error)) throw error;
      this.#trouble.begin(error);
      return otherwise;
    }
  }

  /** From memory to the file, once it can be opened: what waits goes behind what is there. */
  #moveIn(): void {
    const waiting = this.#all();
    if (!this.#home.moveIn(waiting)) return;
    // The last one in any case: whoever sends must hear that there is another epoch.
    const before = this.lastSequence() - Math.max(1, waiting.length);
    for (const event of this.read(before, Number.MAX_SAFE_INTEGER, waiting.length + 1))
      this.#appended.emit(event);
  }

  #all(): CloudEvent[] {
    return this.read(0, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  }
}

/** A bad bit inside a page is damage that SQLite does not see. */
function parseEvent(body: string): CloudEvent {
  try {
    return JSON.parse(body) as CloudEvent;
  } catch (error) {
    throw new BrokerError('TW_DATABASE_DAMAGED', 'An event cannot be read.', { cause: error });
  }
}
