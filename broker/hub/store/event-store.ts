/** Committed events: append once per id, read newest first. */
import type { CloudEvent } from '../../contract/events.ts';
import type { ActivityLine } from '../../contract/http.ts';
import type { SqliteDatabase } from '../../sqlite/open.ts';

interface Row {
  id: string;
  kiosk_id: string;
  type: string;
  time: string;
  received_at: string;
  data: string;
}

export class EventStore {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  /** False when an event of this kiosk with this id is already there. */
  append(kioskId: string, event: CloudEvent, receivedAt: string): boolean {
    const { changes } = this.#database
      .prepare(
        `INSERT OR IGNORE INTO events
         (kiosk_id, id, epoch, sequence, type, time, received_at, subject, session, data)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        kioskId,
        event.id,
        event.epoch,
        event.sequence,
        event.type,
        event.time,
        receivedAt,
        event.subject ?? null,
        event.sessionid ?? null,
        JSON.stringify(event.data),
      );
    return changes === 1;
  }

  /** Newest first. `kioskId` undefined: of all kiosks. */
  newest(kioskId: string | undefined, limit: number): ActivityLine[] {
    const where = kioskId === undefined ? '' : 'WHERE kiosk_id = ?';
    const rows = this.#database
      .prepare(
        `SELECT id, kiosk_id, type, time, received_at, data FROM events ${where} ORDER BY row DESC LIMIT ?`,
      )
      .all(...(kioskId === undefined ? [limit] : [kioskId, limit])) as Row[];
    return rows.map((row) => {
      const [store = '', kiosk = ''] = row.kiosk_id.split('.');
      return {
        id: row.id,
        kiosk,
        store,
        time: row.time,
        receivedAt: row.received_at,
        name: nameOf(row.type),
        data: JSON.parse(row.data) as Record<string, unknown>,
      };
    });
  }
}

/** `tapwall.view_item.v1` → `view_item` */
export function nameOf(type: string): string {
  return type.split('.')[1] ?? type;
}
