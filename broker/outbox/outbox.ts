/**
 * The durable queue between what happens in the store and the platform.
 *
 * An event is on disk when `append` returns (WAL with synchronous=FULL) and leaves it when the platform has
 * acknowledged it. Sequences are gapless from 1 per epoch; an epoch begins with a new or salvaged file. Every number up
 * to the last one is acknowledged, or held, or named by an `events_evicted` event that is held or acknowledged: see
 * eviction.ts for the bounds and withdrawal.ts for consent.
 */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { CloudEvent, NewEvent } from '../contract/events.ts';
import { BrokerError } from '../errors.ts';
import { Listeners } from '../link/listeners.ts';
import { isDiskFull } from '../sqlite/open.ts';
import { BoundsKeeper } from './bounds-keeper.ts';
import { CommitTimes } from './commit-times.ts';
import { DiskTrouble, type OutboxTrouble } from './disk-trouble.ts';
import { Envelopes } from './envelope.ts';
import { Gathering, type Arrival } from './gathering.ts';
import { HoldingArea } from './holding.ts';
import { Home } from './home.ts';
import { LivedTime } from './lived-time.ts';
import type { OutboxOptions, OutboxStats } from './options.ts';
import { joinRows, type JoinedRows, type JoinLimits } from './join-rows.ts';
import { parseEvent } from './parse-event.ts';
import { Runs, type Run } from '../runs.ts';
import type { Row } from './statements.ts';
import type { Store } from './store.ts';
import { withdraw, type Withdrawn } from './withdrawal.ts';

const DEFAULT_MAX_BYTES = 64 * 1024 * 1024;
const DEFAULT_MAX_AGE_MS = 30 * 24 * 3_600_000;
const READ_COUNT = 500;
const PORTION = 20;

interface Refusal {
  cause: unknown;
}

export class Outbox {
  readonly #options: OutboxOptions;
  readonly #keeper: BoundsKeeper;
  readonly #envelopes: Envelopes;
  readonly #held = new HoldingArea();
  readonly #gathering: Gathering;
  readonly #appended: Listeners<[CloudEvent]>;
  readonly #acknowledged: Listeners<[number, readonly Run[]]>;
  readonly #trouble: DiskTrouble;
  readonly #home: Home;
  readonly #livedTime: LivedTime;
  readonly #elapsed: () => number;
  readonly #commits = new CommitTimes();
  /** Sessions whose rows are to go as soon as the disk allows; they are not read any more. */
  readonly #withdrawn = new Set<string>();

  constructor(options: OutboxOptions) {
    this.#options = options;
    this.#elapsed = options.elapsed ?? (() => performance.now());
    this.#livedTime = new LivedTime({ clock: options.clock, elapsed: this.#elapsed });
    this.#gathering = new Gathering({ clock: options.clock, flush: () => this.#flush() });
    this.#envelopes = new Envelopes(options);
    const { maxBytes = DEFAULT_MAX_BYTES, maxAgeMs = DEFAULT_MAX_AGE_MS, logger } = options;
    this.#keeper = new BoundsKeeper({ bounds: { maxBytes, maxAgeMs }, envelopes: this.#envelopes, logger });
    this.#appended = new Listeners(options.logger);
    this.#acknowledged = new Listeners(options.logger);
    this.#trouble = new DiskTrouble({ ...options, retry: () => this.#tryAgain() });
    const newEpoch = (): string => this.#envelopes.newId();
    this.#home = new Home({ ...options, trouble: this.#trouble, newEpoch, livedTime: this.#livedTime });
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
    this.#flush();
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
    const at = this.#options.clock.now();
    return this.#commit(events.map((event) => ({ event, at })));
  }

  /**
   * For events that nobody waits for: they become durable together, 20 ms later at the latest, before whatever is
   * appended in between. Resolves when `append` would return, rejects with what it would throw.
   */
  // oxlint-disable-next-line require-await -- so that what `append` would throw is a rejection
  async enqueue(event: NewEvent): Promise<CloudEvent> {
    this.#envelopes.check(event);
    if (!this.#home.isOpen) throw new BrokerError('TW_OUTBOX_CLOSED');
    return this.#gathering.add(event);
  }

  /**
   * A shopper takes their consent back: what waits of their session is dropped, also from the file's free pages and log,
   * and an `events_evicted` event at the end names the numbers. On a full disk that happens once there is room; nothing
   * of it is read until then.
   * @returns Events dropped.
   */
  withdraw(sessionId: string): number {
    this.#flush();
    const held = this.#held.drop(sessionId);
    this.#held.add(this.#home.following(this.#held.take()));
    this.#writeHeld();
    const rows = this.#home.repairing(() => this.#store.ofSession(sessionId).length);
    this.#withdrawn.add(sessionId);
    this.#withdrawRows();
    return held + rows;
  }

  /** Events after a sequence, in order: at least one if there is one, then as many as fit `maxBytes` of JSON. */
  read(afterSequence: number, maxBytes: number, maxCount: number = READ_COUNT): CloudEvent[] {
    return this.#home.repairing(() => {
      const events: CloudEvent[] = [];
      let bytes = 2;
      for (const row of this.#rowsAfter(afterSequence, maxCount)) {
        bytes += Buffer.byteLength(row.body) + 1;
        if (events.length > 0 && bytes > maxBytes) break;
        events.push(parseEvent(row.body));
      }
      return events;
    });
  }

  /** As `read`, for sending: as bytes that were not parsed, so that damage inside a row is not seen. */
  readBatch(afterSequence: number, limits: JoinLimits): JoinedRows | undefined {
    return this.#home.repairing(() => joinRows(this.#rowsAfter(afterSequence, READ_COUNT), limits));
  }

  /**
   * Trims what the platform has committed: everything up to and with `sequence`, and the runs of `ahead` beyond it.
   * Another epoch, or nothing new: 0. A sequence that this file never gave means that the disk was rolled back to an older
   * state: the events move to a new epoch, with their ids. A run that this file never gave is not believed.
   * @returns Events removed.
   */
  acknowledge(epoch: string, sequence: number, ahead: readonly Run[] = []): number {
    if (epoch !== this.#home.epoch) return 0;
    const last = this.lastSequence();
    if (sequence > last) {
      this.#options.logger.warn({ epoch, sequence }, 'acknowledged beyond the outbox; beginning a new epoch');
      this.#whenDiskAllows(() => this.#home.repairing(() => this.#home.beginEpoch()), undefined);
      return 0;
    }
    const upTo = Math.max(sequence, this.watermark());
    const given = new Runs(ahead.filter((run) => run[0] >= 1 && run[1] <= last));
    const known = new Runs(this.#store.ahead);
    const fresh = given.above(upTo).filter((run) => !known.covers(...run));
    if (upTo === this.watermark() && fresh.length === 0) return 0;
    const removed = this.#trim(upTo, fresh);
    if (removed > 0 && this.#held.size > 0) this.#writeHeld();
    this.#keeper.eased(this.#store);
    if (removed > 0) this.#acknowledged.emit(upTo, this.#store.ahead);
    return removed;
  }

  /** The lowest sequence that may still be sent: the first one held, or the one after the last. */
  floor(): number {
    return this.#home.repairing(() => this.#store.first()?.sequence ?? this.#store.last + 1);
  }

  stats(): OutboxStats {
    return {
      rows: this.depth(),
      bytes: this.#store.bytes,
      maxBytes: this.#keeper.maxBytes,
      oldestAt: this.oldestAt(),
      commit: this.#commits.figures(),
      evicted: this.#keeper.evicted,
    };
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

  /** Called with the watermark, and with the runs beyond it that are committed, too. */
  onAcknowledged(listener: (sequence: number, ahead: readonly Run[]) => void): () => void {
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

  /** What a shopper took back may still be on a full disk; it is passed over. */
  *#rowsAfter(sequence: number, count: number): Generator<Row> {
    const isAny = this.#withdrawn.size === 0;
    let left = count;
    for (const row of this.#store.after(sequence, isAny ? count : Number.MAX_SAFE_INTEGER)) {
      if (!isAny && this.#withdrawn.has(parseEvent(row.body).sessionid ?? '')) continue;
      yield row;
      left -= 1;
      if (left === 0) return;
    }
  }

  get #store(): Store {
    return this.#home.store;
  }

  /** What is gathered goes first. Answers the others. */
  #commit(arrivals: readonly Arrival[]): CloudEvent[] {
    const gathered = this.#gathering.take();
    const all = [...gathered.arrivals, ...arrivals];
    if (all.length === 0) return [];
    try {
      if (this.#held.size > 0) this.#writeHeld();
      const events = this.#home.repairing(() => this.#append(all));
      gathered.resolve(events);
      return events.slice(gathered.arrivals.length);
    } catch (error) {
      gathered.reject(error);
      throw error;
    }
  }

  #flush(): void {
    try {
      this.#commit([]);
    } catch (error) {
      // Whoever queued an event has been told.
      this.#options.logger.debug({ err: error }, 'gathered events could not be kept');
    }
  }

  #append(arrivals: readonly Arrival[]): CloudEvent[] {
    const next = (this.#held.last ?? this.#store.last) + 1;
    const epoch = this.#home.epoch;
    const sealed = arrivals.map(({ event, at }, index) =>
      this.#envelopes.seal(event, { epoch, sequence: next + index }, at),
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
    const began = this.#elapsed();
    try {
      this.#store.insert(events, this.#livedTime.stamp());
      this.#commits.add(this.#elapsed() - began);
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
    this.#withdrawRows();
    this.#trim(this.watermark());
  }

  #withdrawRows(): void {
    if (this.#held.size > 0) return;
    for (const session of this.#withdrawn) {
      const gone = this.#whenDiskAllows(
        () => this.#home.repairing(() => this.#withdrawOf(session)),
        undefined,
      );
      if (!gone) return;
      // Rows in the file are only reached once it can be opened.
      if (!this.#home.sheltered) this.#withdrawn.delete(session);
      for (const event of gone.tombstones) this.#appended.emit(event);
    }
    this.#evict();
  }

  #withdrawOf(session: string): Withdrawn {
    return withdraw(session, {
      store: this.#store,
      envelopes: this.#envelopes,
      now: this.#livedTime.stamp(),
    });
  }

  #trim(sequence: number, ahead: readonly Run[] = []): number {
    // The platform acknowledges again after the next resend.
    const trim = (): number =>
      sequence > this.#store.last ? 0 : this.#store.trim(sequence, ahead, this.#livedTime.stamp());
    return this.#whenDiskAllows(() => this.#home.repairing(trim), 0);
  }

  #evict(): void {
    this.#whenDiskAllows(() => this.#keeper.keep(this.#store, this.#livedTime.stamp()), undefined);
  }

  /** Even removing rows needs room in SQLite's log. */
  #whenDiskAllows<T>(write: () => T, otherwise: T): T {
    const result = this.#trouble.unlessFull(write);
    if (result.refused) return otherwise;
    this.#endTrouble();
    return result.value;
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
