/**
 * The account of one kiosk's numbered events. `watermark` is the highest sequence up to which every number is accounted
 * for: committed, refused, or reported as evicted. Numbers that came early wait in `ahead`.
 */
import type { SqliteDatabase } from '../../sqlite/open.ts';

export interface Stream {
  id: number;
  epoch: string;
  watermark: number;
  highest: number;
  /** Numbers at or below the watermark that never came. */
  missing: number;
  received: number;
  refused: number;
  duplicates: number;
}

export interface StreamTotals {
  received: number;
  epoch: string;
  sequence: number;
  gaps: number;
  duplicates: number;
}

const COLUMNS = 'id, epoch, watermark, highest, missing, received, refused, duplicates';

export class StreamStore {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  open(kioskId: string, epoch: string, now: string): Stream {
    this.#database
      .prepare('INSERT OR IGNORE INTO streams (kiosk_id, epoch, last_at) VALUES (?, ?, ?)')
      .run(kioskId, epoch, now);
    return this.find(kioskId, epoch) as Stream;
  }

  find(kioskId: string, epoch: string): Stream | undefined {
    return this.#database
      .prepare(`SELECT ${COLUMNS} FROM streams WHERE kiosk_id = ? AND epoch = ?`)
      .get(kioskId, epoch) as Stream | undefined;
  }

  save(stream: Stream, now: string): void {
    this.#database
      .prepare(
        `UPDATE streams SET watermark = :watermark, highest = :highest, missing = :missing, received = :received,
         refused = :refused, duplicates = :duplicates, last_at = :now WHERE id = :id`,
      )
      .run({ ...stream, now });
  }

  /** Notes a number above the watermark; false when it was there already. */
  arrive(stream: Stream, sequence: number): boolean {
    const { changes } = this.#database
      .prepare('INSERT OR IGNORE INTO ahead VALUES (?, ?)')
      .run(stream.id, sequence);
    stream.highest = Math.max(stream.highest, sequence);
    return changes === 1;
  }

  /** Notes that the kiosk itself says that it no longer has these numbers. */
  evict(stream: Stream, first: number, last: number): void {
    this.#database.prepare('INSERT OR IGNORE INTO evicted VALUES (?, ?, ?)').run(stream.id, first, last);
  }

  /** Moves the watermark over everything that is accounted for. */
  advance(stream: Stream): void {
    const take = this.#database.prepare('DELETE FROM ahead WHERE stream_id = ? AND sequence = ?');
    const covering = this.#database
      .prepare('SELECT max(last) FROM evicted WHERE stream_id = ? AND first <= ? AND last >= ?')
      .pluck();
    for (;;) {
      const next = stream.watermark + 1;
      if (take.run(stream.id, next).changes === 1) {
        stream.watermark = next;
        continue;
      }
      const last = covering.get(stream.id, next, next);
      if (typeof last !== 'number') return;
      this.skipTo(stream, last);
    }
  }

  /** Moves the watermark to `last`; what did not come until there is missing. */
  skipTo(stream: Stream, last: number): void {
    const { changes } = this.#database
      .prepare('DELETE FROM ahead WHERE stream_id = ? AND sequence <= ?')
      .run(stream.id, last);
    this.#database.prepare('DELETE FROM evicted WHERE stream_id = ? AND last <= ?').run(stream.id, last);
    stream.missing += last - stream.watermark - changes;
    stream.watermark = last;
    stream.highest = Math.max(stream.highest, last);
  }

  /** The lowest number that came early; undefined when nothing is missing. */
  firstAhead(stream: Stream): number | undefined {
    const value = this.#database
      .prepare('SELECT min(sequence) FROM ahead WHERE stream_id = ?')
      .pluck()
      .get(stream.id);
    return typeof value === 'number' ? value : undefined;
  }

  /** Over all epochs, in one query however many there are; epoch and sequence are those of the epoch heard last. */
  totals(kioskId: string): StreamTotals {
    const latest = this.#database
      .prepare(
        `SELECT epoch, watermark FROM streams WHERE kiosk_id = ? ORDER BY last_at DESC, id DESC LIMIT 1`,
      )
      .get(kioskId) as Pick<Stream, 'epoch' | 'watermark'> | undefined;
    const sums = this.#database
      .prepare(
        `SELECT coalesce(sum(received), 0) AS received, coalesce(sum(duplicates), 0) AS duplicates,
         coalesce(total(missing + highest - watermark), 0) - (SELECT count(*) FROM ahead
           WHERE stream_id IN (SELECT id FROM streams WHERE kiosk_id = :kioskId AND highest > watermark)) AS gaps
         FROM streams WHERE kiosk_id = :kioskId`,
      )
      .get({ kioskId }) as Pick<StreamTotals, 'received' | 'duplicates' | 'gaps'>;
    return { ...sums, epoch: latest?.epoch ?? '', sequence: latest?.watermark ?? 0 };
  }
}
