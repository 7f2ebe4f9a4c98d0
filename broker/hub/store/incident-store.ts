/** Incidents as `incident_opened` and `incident_closed` events tell them, in whichever order they arrive. */
import type { Incident } from '../../contract/http.ts';
import type { SqliteDatabase } from '../../sqlite/open.ts';

/** Enough for a page of the console; the events themselves stay. */
const PER_KIOSK = 50;

interface Row {
  id: string;
  code: string;
  message: string;
  opened_at: string;
  closed_at: string | null;
}

export class IncidentStore {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  opened(kioskId: string, incident: Omit<Incident, 'closedAt'>): void {
    this.#database
      .prepare(
        `INSERT INTO incidents VALUES (?, ?, ?, ?, ?, NULL)
         ON CONFLICT DO UPDATE SET opened_at = min(opened_at, excluded.opened_at)`,
      )
      .run(kioskId, incident.id, incident.code, incident.message, incident.openedAt);
  }

  closed(kioskId: string, incident: Incident): void {
    this.#database
      .prepare(
        `INSERT INTO incidents VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET closed_at = excluded.closed_at`,
      )
      .run(kioskId, incident.id, incident.code, incident.message, incident.openedAt, incident.closedAt);
  }

  /** Open ones first, then newest first; bounded. */
  of(kioskId: string): Incident[] {
    const rows = this.#database
      .prepare(
        `SELECT id, code, message, opened_at, closed_at FROM incidents WHERE kiosk_id = ?
         ORDER BY closed_at IS NOT NULL, opened_at DESC LIMIT ${PER_KIOSK}`,
      )
      .all(kioskId) as Row[];
    return rows.map((row) => ({
      id: row.id,
      code: row.code,
      message: row.message,
      openedAt: row.opened_at,
      closedAt: row.closed_at,
    }));
  }
}
