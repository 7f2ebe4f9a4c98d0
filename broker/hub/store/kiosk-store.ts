/** What the hub knows of each kiosk, as rows. */
import type { DeviceState, DisplayState, Message, UplinkState } from '../../contract/messages.ts';
import { chunksOf } from '../fleet-db/chunks.ts';
import type { FleetDatabase } from '../fleet-db/open.ts';
import { toPlain } from '../fleet-db/plain-text.ts';
import type { FleetTables, KiosksTable } from '../fleet-db/tables.ts';

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
  /** How its way to the platform does; null until it has told. */
  uplink: UplinkState | null;
}

const COLUMNS = [
  'store',
  'kiosk',
  'online',
  'since',
  'last_seen',
  'boot',
  'version',
  'store_code',
  'catalogue',
  'outbox_depth',
  'devices',
  'displays',
  'reported',
  'uplink',
] as const satisfies readonly (keyof KiosksTable)[];

export class KioskStore {
  readonly #fleet: Pick<FleetDatabase<FleetTables>, 'db'>;

  constructor(fleet: Pick<FleetDatabase<FleetTables>, 'db'>) {
    this.#fleet = fleet;
  }

  async all(): Promise<KioskRecord[]> {
    const rows = await this.#fleet.db.selectFrom('kiosks').selectAll().orderBy('id').execute();
    return rows.map(recordOf);
  }

  /** Each kiosk once. */
  async save(kiosks: readonly KioskRecord[]): Promise<void> {
    for (const part of chunksOf(kiosks, COLUMNS.length + 1))
      await this.#fleet.db
        .insertInto('kiosks')
        .values(part.map(rowOf))
        .onConflict((conflict) =>
          conflict
            .column('id')
            .doUpdateSet((eb) =>
              Object.fromEntries(COLUMNS.map((name) => [name, eb.ref(`excluded.${name}`)])),
            ),
        )
        .execute();
  }
}

function rowOf(kiosk: KioskRecord): KiosksTable {
  return {
    id: kiosk.id,
    store: kiosk.store,
    kiosk: kiosk.kiosk,
    online: kiosk.online ? 1 : 0,
    since: kiosk.since,
    last_seen: kiosk.lastSeen,
    boot: toPlain(kiosk.boot),
    version: toPlain(kiosk.version),
    store_code: toPlain(kiosk.storeCode),
    catalogue: toPlain(kiosk.catalogue),
    outbox_depth: kiosk.outboxDepth,
    devices: JSON.stringify(kiosk.devices),
    displays: JSON.stringify(kiosk.displays),
    reported: kiosk.reported === null ? null : JSON.stringify(kiosk.reported),
    uplink: kiosk.uplink === null ? null : JSON.stringify(kiosk.uplink),
  };
}

function recordOf(row: KiosksTable): KioskRecord {
  return {
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
    uplink: row.uplink === null ? null : (JSON.parse(row.uplink) as UplinkState),
  };
}
