/**
 * The tables of the fleet's database, as Kysely sees them. Times are ISO 8601 in UTC; JSON is text; whole numbers stay
 * below 2^53 (`MOST` of the contract).
 */
import type { Generated } from 'kysely';

export interface KiosksTable {
  /** `{store}.{kiosk}` */
  id: string;
  store: string;
  kiosk: string;
  /** 1 or 0. */
  online: number;
  since: string;
  last_seen: string;
  boot: string;
  version: string;
  store_code: string;
  catalogue: string;
  outbox_depth: number;
  /** JSON: DeviceState[] */
  devices: string;
  /** JSON: DisplayState[] */
  displays: string;
  /** JSON: `reported/config` */
  reported: string | null;
  /** JSON: `state/uplink` */
  uplink: string | null;
}

export interface DesiredTable {
  kiosk_id: string;
  version: number;
  hash: string;
  /** JSON: DesiredDisplays */
  displays: string;
}

/** The account of one epoch of a kiosk's numbered events. */
export interface StreamsTable {
  id: Generated<number>;
  kiosk_id: string;
  epoch: string;
  /** Every number up to it is accounted for. */
  watermark: number;
  highest: number;
  /** How many numbers beyond the watermark are accounted for: the runs `ahead`, added up. */
  ahead: number;
  received: number;
  refused: number;
  duplicates: number;
  missing: number;
  evicted: number;
  withdrawn: number;
  last_at: string;
}

/** `ahead`: accounted for beyond the watermark; `missing`: given up below it; `withdrawn`: no event may have them. */
export type RunKind = 'ahead' | 'missing' | 'withdrawn';

/** Runs of numbers of a stream, apart from each other within a kind. */
export interface RunsTable {
  stream_id: number;
  kind: RunKind;
  first: number;
  last: number;
}

export interface EventsTable {
  /** Grows in the order of commits, as nearly as several hubs can tell. */
  row: Generated<number>;
  kiosk_id: string;
  id: string;
  stream_id: number;
  sequence: number;
  type: string;
  time: string;
  received_at: string;
  subject: string | null;
  session: string | null;
  /** JSON. */
  data: string;
}

export interface IncidentsTable {
  kiosk_id: string;
  id: string;
  code: string;
  message: string;
  opened_at: string;
  closed_at: string | null;
}

export interface TagCountersTable {
  /** Pseudonym. */
  tag: string;
  counter: number;
  seen_at: string;
  /** Keyed hash of whose card it is, so that it goes with them; null: nobody's that was recognised. */
  person: string | null;
}

export interface BindingsTable {
  uid: string;
  sku: string;
  learned_at: string;
  kiosk_id: string;
  /** Of the list, when it came to stand for this. */
  revision: Generated<number>;
}

export interface ForgottenBindingsTable {
  uid: string;
  /** Of the list, when it was forgotten. */
  revision: number;
}

/** Numbers of the fleet as a whole. */
export interface FleetStateTable {
  name: 'bindings';
  value: number;
}

/** Hubs that share the fleet; empty beside SQLite. */
export interface HubsTable {
  id: string;
  /** Milliseconds since 1970 by the database's own clock. */
  seen_at: number;
}

export interface FleetTables {
  kiosks: KiosksTable;
  desired: DesiredTable;
  streams: StreamsTable;
  runs: RunsTable;
  events: EventsTable;
  incidents: IncidentsTable;
  tag_counters: TagCountersTable;
  bindings: BindingsTable;
  forgotten_bindings: ForgottenBindingsTable;
  fleet_state: FleetStateTable;
  hubs: HubsTable;
}
