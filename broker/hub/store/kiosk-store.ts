/** What the hub knows of each kiosk, as rows. */
import type { DeviceState, DisplayState, Message } from '../../contract/messages.ts';
import type { SqliteDatabase } from '../../sqlite/open.ts';

export interface KioskRecord {
  /** `{store}.{kiosk}`: a full stop is in neither. */
  id: string;
  store: string;
  kiosk: string;
  online: boolean;
  /** Since when it has been online or offline, ISO 8601. */
  since: string;
  lastSeen: string;
  boot: string;
  version: string;
  storeCode: string;
  catalogue: string;
  outboxDepth: number;
  devices: DeviceState[];
  displays: DisplayState[];
  reported: Message<'reported/config'> | null;
}

interface Row {
  id: string;
  store: string;
  kiosk: string;
  online: number;
  since: string;
  last_seen: string;
  boot: string;
  version: string;
  store_code: string;
  catalogue: string;
  outbox_depth: number;
  devices: string;
  displays: string;
  reported: string | null;
}

export class KioskStore {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  all(): KioskRecord[] {
    const rows = this.#database.prepare('SELECT * FROM kiosks ORDER BY id').all() as Row[];
    return rows.map((row) => ({
      id: row.id,
      store: row.store,
      kiosk: row.kiosk,
      online: row.online === 1,
      since: row.since,
      lastSeen: row.last_seen,
      boot: row.boot,
      version: row.version,
      storeCode: row.store_code,
      catalogue: row.catalogue,
      outboxDepth: row.outbox_depth,
      devices: JSON.parse(row.devices) as DeviceState[],
      displays: JSON.parse(row.displays) as DisplayState[],
      reported: row.reported === null ? null : (JSON.parse(row.reported) as Message<'reported/config'>),
    }));
  }

  save(kiosk: KioskRecord): void {
    this.#database
      .prepare(
        `INSERT OR REPLACE INTO kiosks VALUES (:id, :store, :kiosk, :online, :since, :lastSeen, :boot, :version,
         :storeCode, :catalogue, :outboxDepth, :devices, :displays, :reported)`,
      )
      .run({
        ...kiosk,
        online: kiosk.online ? 1 : 0,
        devices: JSON.stringify(kiosk.devices),
        displays: JSON.stringify(kiosk.displays),
        reported: kiosk.reported === null ? null : JSON.stringify(kiosk.reported),
      });
  }
}
