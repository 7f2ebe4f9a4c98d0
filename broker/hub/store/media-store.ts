/** Pictures that have been derived: what a product needs to know of them without opening a file. */
import type { SqliteDatabase } from '../../sqlite/open.ts';

export interface MediaRecord {
  /** SHA-256 of the source bytes, lower hex. */
  sha256: string;
  /** Pixels of the source, after its orientation is applied. */
  width: number;
  height: number;
  /** Ascending. */
  widths: number[];
  /** Base64. */
  thumbhash: string;
}

interface Row extends Omit<MediaRecord, 'widths'> {
  widths: string;
}

export class MediaStore {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  get(sha256: string): MediaRecord | undefined {
    const row = this.#database.prepare('SELECT * FROM media WHERE sha256 = ?').get(sha256) as Row | undefined;
    return row && { ...row, widths: JSON.parse(row.widths) as number[] };
  }

  save(media: MediaRecord): void {
    this.#database
      .prepare('INSERT OR REPLACE INTO media VALUES (?, ?, ?, ?, ?)')
      .run(media.sha256, media.width, media.height, JSON.stringify(media.widths), media.thumbhash);
  }
}
