/** The outbox on disk: rows by sequence, and epoch, watermark and clock beside them. One writer, one connection. */
import { rmSync } from 'node:fs';
import type { CloudEvent } from '../contract/events.ts';
import { BrokerError } from '../errors.ts';
import { isDiskFull, openDatabase, type SqliteDatabase } from '../sqlite/open.ts';
import type { Stamp } from './lived-time.ts';
import { parseEvent } from './parse-event.ts';
import { Runs, type Run } from '../runs.ts';
import { EVICTABLE, rowClass, type RowClass } from './row-class.ts';
import { migrate } from './schema.ts';
import { prepare, type Row, type Statements, type Victim } from './statements.ts';
import { rangesIn } from './tombstone.ts';

export type OpenDatabase = (path: string) => SqliteDatabase;

/**
 * An event takes about two pages of the log, many times its own size. Merging waits for the disk several times, so not
 * often, yet before SQLite does it by itself in an append.
 */
const MERGE_AFTER = 256;
const RENUMBER_AT_ONCE = 500;
/** As long may somebody who only looks keep the log from being emptied after a withdrawal. */
const SCRUB_WAIT_MS = 100;
const BUSY_MS = 5_000;

/** What is true of the committed rows; kept in memory, because counting a backlog takes a second. */
interface State {
  rows: number;
  bytes: number;
  last: number;
  epoch: string;
  watermark: number;
  ahead: readonly Run[];
  /** No row of the class is at or before this number. */
  searched: Readonly<Partial<Record<RowClass, number>>>;
}

export class Store {
  readonly #database: SqliteDatabase;
  readonly #statements: Statements;
  #state: State;
  /** Events written since the log was merged into the file. */
  #sinceMerge = 0;
  /** The log still holds what was withdrawn, because somebody was reading. */
  #toScrub = false;

  /**
   * Opens or creates the file, checks that it is sound and brings it to this version.
   * @throws BrokerError TW_DATABASE_DAMAGED
   */
  static open(path: string, open: OpenDatabase = openDatabase): Store {
    const database = open(path);
    try {
      // What a shopper takes back must not stay behind in the free parts of pages.
      database.pragma('secure_delete = ON');
      const verdict = database.pragma('quick_check(1)', { simple: true });
      if (verdict !== 'ok') throw new BrokerError('TW_DATABASE_DAMAGED', `${path}: ${String(verdict)}`);
      migrate(database);
      return new Store(database);
    } catch (error) {
      database.close();
      throw error;
    }
  }

  private constructor(database: SqliteDatabase) {
    this.#database = database;
    this.#statements = prepare(database);
    this.#state = this.#load();
  }

  get rows(): number {
    return this.#state.rows;
  }

  /** Bytes of the events as JSON. */
  get bytes(): number {
    return this.#state.bytes;
  }

  /** The highest sequence ever given in this epoch, trimmed ones included. */
  get last(): number {
    return this.#state.last;
  }

  /** Empty in a new file. */
  get epoch(): string {
    return this.#state.epoch;
  }

  get watermark(): number {
    return this.#state.watermark;
  }

  /** Runs beyond the watermark that are committed at the platform, or were named by a tombstone that is. */
  get ahead(): readonly Run[] {
    return this.#state.ahead;
  }

  /** When the file was last written to, as far as it knows. */
  get lastStamp(): Stamp | undefined {
    const noted = this.#meta('clock');
    const stamps = [this.#statements.lastStamp.get(), noted ? (JSON.parse(noted) as Stamp) : undefined];
    return stamps.reduce((a, b) => (a && b ? (a.lived >= b.lived ? a : b) : (a ?? b)));
  }

  get consentTombstones(): number {
    return this.#statements.consentCount.get()?.count ?? 0;
  }

  insert(events: readonly CloudEvent[], stamp: Stamp): void {
    this.#attemptTwice(() => {
      for (const event of events) this.put(event, stamp);
    });
    this.#sinceMerge += events.length;
    if (this.#toScrub) this.#merge('TRUNCATE');
  }

  after(sequence: number, count: number): IterableIterator<Row> {
    return this.#statements.after.iterate(sequence, count);
  }

  first(): Row | undefined {
    return this.#statements.first.get();
  }

  /**
   * Removes every row up to and with `sequence` and inside the runs of `ahead`, and remembers them as acknowledged.
   * Answers the rows removed.
   */
  trim(sequence: number, ahead: readonly Run[], now: Stamp): number {
    const before = this.rows;
    const known = new Runs(this.#state.ahead);
    const fresh = ahead.filter((run) => run[1] > sequence && !known.covers(...run));
    this.transaction(now, () => {
      const gone: Run[] = [[0, sequence], ...fresh];
      const named = gone.flatMap(([first, last]) => this.tombstonesIn(first, last).flatMap(rangesIn));
      for (const range of gone) this.removeRange(range);
      this.#state.watermark = Math.max(sequence, this.#state.watermark);
      const all = new Runs([...known, ...fresh, ...named]);
      this.#state.ahead = all.above(this.#state.watermark);
      this.#statements.setMeta.run('watermark', String(this.#state.watermark));
      this.#statements.setMeta.run('ahead', JSON.stringify(this.#state.ahead));
    });
    if (this.#toScrub) this.#merge('TRUNCATE');
    else if (this.#sinceMerge >= MERGE_AFTER) this.#merge('RESTART');
    return before - this.rows;
  }

  /** Starts an epoch: whatever is there is replaced by `events`. */
  restart(epoch: string, events: readonly CloudEvent[], now: Stamp): void {
    this.transaction(now, () => {
      this.removeRange([0, Number.MAX_SAFE_INTEGER]);
      this.#beginEpoch(epoch);
      for (const event of events) this.put(event, now);
    });
  }

  /** Starts an epoch with the same events, numbered from 1. */
  renumber(epoch: string, now: Stamp): void {
    this.transaction(now, () => {
      this.#beginEpoch(epoch);
      let position = 0;
      for (;;) {
        const rows = this.#statements.after.all(position, RENUMBER_AT_ONCE);
        if (rows.length === 0) return;
        for (const row of rows) {
          const event = { ...parseEvent(row.body), epoch, sequence: this.last + 1 };
          this.removeRange([row.sequence, row.sequence]);
          this.put(event, row);
        }
        position = rows.at(-1)?.sequence ?? position;
      }
    });
  }

  /** Rows that were written before `lived`, from the front, `count` at the most. */
  olderThan(lived: number, count: number): Victim[] {
    const victims: Victim[] = [];
    for (const row of this.#statements.front.iterate(count)) {
      if (row.lived >= lived) break;
      victims.push(row);
    }
    return victims;
  }

  /** Rows of the class that goes first, the oldest, until they make up `bytes` or are `count`. */
  leastValuable(bytes: number, count: number): Victim[] {
    for (const one of EVICTABLE) {
      const victims: Victim[] = [];
      const from = this.#state.searched[one] ?? 0;
      let sum = 0;
      for (const row of this.#statements.ofClass.get(one)?.iterate(from, count) ?? []) {
        victims.push(row);
        sum += row.bytes;
        if (sum >= bytes) break;
      }
      const until = (victims[0]?.sequence ?? this.last + 1) - 1;
      this.#state.searched = { ...this.#state.searched, [one]: until };
      if (victims.length > 0) return victims;
    }
    return [];
  }

  ofSession(session: string): Victim[] {
    return this.#statements.ofSession.all(session);
  }

  /** Tombstones of this epoch with numbers from `first` to `last`, those of withdrawn consent too. */
  tombstonesIn(first: number, last: number): Row[] {
    return [...this.evictedIn(first, last), ...this.consentIn(first, last)];
  }

  evictedIn(first: number, last: number): Row[] {
    return this.#statements.tombstones.all(first, last);
  }

  consentIn(first: number, last: number): Row[] {
    return this.#statements.consentTombstones.all(first, last);
  }

  /** The tombstones before and behind these numbers. */
  neighbours(first: number, last: number): { before: Row | undefined; behind: Row | undefined } {
    return {
      before: this.#statements.tombstoneBefore.get(first),
      behind: this.#statements.tombstoneAfter.get(last),
    };
  }

  /** All or nothing. `now` is noted as the last time the file was written to. */
  transaction<T>(now: Stamp, run: () => T): T {
    return this.#attemptTwice(() => {
      this.#statements.setMeta.run('clock', JSON.stringify({ at: now.at, lived: now.lived }));
      return run();
    });
  }

  /** Inside a transaction. */
  put(event: CloudEvent, { at, lived }: Stamp): void {
    const body = JSON.stringify(event);
    const bytes = Buffer.byteLength(body);
    const { sequence, sessionid: session = null } = event;
    this.#statements.insert.run({ sequence, at, lived, bytes, body, class: rowClass(event), session });
    this.#state.rows += 1;
    this.#state.bytes += bytes;
    this.#state.last = Math.max(this.#state.last, sequence);
  }

  /** Inside a transaction. */
  removeRange([first, last]: Run): void {
    const gone = this.#statements.sumOf.get(first, last);
    if (!gone || gone.rows === 0) return;
    this.#statements.remove.run(first, last);
    this.#state.rows -= gone.rows;
    this.#state.bytes -= gone.bytes;
  }

  /** Takes deleted bytes out of the log, too. */
  scrub(): void {
    this.#merge('TRUNCATE', SCRUB_WAIT_MS);
  }

  close(): void {
    this.#database.close();
  }

  #beginEpoch(epoch: string): void {
    this.#statements.setMeta.run('epoch', epoch);
    this.#statements.setMeta.run('watermark', '0');
    this.#statements.setMeta.run('ahead', '[]');
    Object.assign(this.#state, {
      epoch,
      watermark: 0,
      ahead: [],
      last: 0,
      searched: {},
    } satisfies Partial<State>);
  }

  /**
   * Merges the log into the file. Done while trimming, when nobody waits: SQLite itself would do it after a thousand
   * pages, in the middle of an append. Whoever looks into the file meanwhile (`tapwall outbox`) is not waited for.
   */
  #merge(mode: 'RESTART' | 'TRUNCATE', waitMs: number = 0): void {
    this.#sinceMerge = 0;
    try {
      this.#database.pragma(`busy_timeout = ${waitMs}`);
      const [done] = this.#database.pragma(`wal_checkpoint(${mode})`) as { busy: number }[];
      if (mode === 'TRUNCATE') this.#toScrub = done?.busy !== 0;
    } catch (error) {
      if (!isDiskFull(error)) throw error;
    } finally {
      this.#database.pragma(`busy_timeout = ${BUSY_MS}`);
    }
  }

  /** On a full disk, merging the log into the file makes room: the log holds every page once per commit. */
  #attemptTwice<T>(run: () => T): T {
    try {
      return this.#attempt(run);
    } catch (error) {
      if (!isDiskFull(error)) throw error;
      this.#merge('RESTART');
      return this.#attempt(run);
    }
  }

  /** What is kept in memory is only right when the transaction committed. */
  #attempt<T>(run: () => T): T {
    const before = { ...this.#state };
    try {
      return this.#database.transaction(run).immediate();
    } catch (error) {
      this.#state = before;
      throw error;
    }
  }

  #load(): State {
    const totals = this.#statements.totals.get();
    const watermark = Number(this.#meta('watermark') ?? 0);
    const ahead = JSON.parse(this.#meta('ahead') ?? '[]') as Run[];
    const last = Math.max(totals?.last ?? 0, watermark, ahead.at(-1)?.[1] ?? 0);
    const { rows = 0, bytes = 0 } = totals ?? {};
    return { rows, bytes, last, epoch: this.#meta('epoch') ?? '', watermark, ahead, searched: {} };
  }

  #meta(name: string): string | undefined {
    return this.#statements.getMeta.get(name)?.value;
  }
}

/** A new file with the current tables and nothing in it, for comparing a damaged one with. */
export function createEmptyStore(path: string): void {
  rmSync(path, { force: true });
  const database = openDatabase(path);
  migrate(database);
  database.close();
}
