/** Tables of the kiosks' identities, in the fleet's database. Times are milliseconds since 1970. */
import type { Kysely, Migration } from 'kysely';

/** The authority of a fleet that several hubs share; empty where one hub keeps it in files. */
export interface AuthorityTable {
  /** Always 1. */
  id: number;
  certificate: string;
  /** PKCS#8, PEM. Whoever reads the fleet's database can be any kiosk; only hubs may. */
  key: string;
}

export interface PairingsTable {
  /** SHA-256 of the device code, hexadecimal. */
  device_hash: string;
  user_code: string;
  commitment: string;
  csr: string;
  claimed_store: string;
  claimed_kiosk: string;
  version: string;
  from_address: string;
  begun_at: number;
  expires_at: number;
  interval_ms: number;
  polled_at: number | null;
  /** The six digits; empty until the first poll. */
  check_number: string;
  state: 'waiting' | 'approved' | 'denied';
  /** Of the certificate that waits for the kiosk. */
  serial: string | null;
  granted_at: number | null;
}

/** A kiosk's place in the fleet: it outlives certificates and machines. */
export interface PlacesTable {
  client_id: string;
  store_code: string;
  store: string;
  kiosk: string;
  /** SHA-256 of the bearer token; null until the kiosk fetched its grant. */
  token_hash: string | null;
  approved_at: number;
  /** Of the newest certificate; null after a revocation. */
  serial: string | null;
}

export type EndOfCertificate = 'revoked' | 'replaced' | 'superseded' | 'uncollected';

export interface CertificatesTable {
  serial: string;
  client_id: string;
  certificate: string;
  issued_at: number;
  not_after: number;
  approved_at: number;
  /** When a broker first saw it. */
  used_at: number | null;
  revoked_at: number | null;
  reason: EndOfCertificate | null;
}

export interface IdentityStepsTable {
  /** Sorts by time. */
  id: string;
  at: number;
  what: string;
  kiosk_id: string;
  serial: string;
  from_address: string;
}

export interface IdentityTables {
  authority: AuthorityTable;
  pairings: PairingsTable;
  places: PlacesTable;
  certificates: CertificatesTable;
  identity_steps: IdentityStepsTable;
}

/** `0002-identities` */
export const identityTables: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const { schema } = db;
    await schema
      .createTable('authority')
      .addColumn('id', 'integer', (column) => column.primaryKey())
      .addColumn('certificate', 'text', (column) => column.notNull())
      .addColumn('key', 'text', (column) => column.notNull())
      .execute();
    await createPairings(db);
    await schema
      .createTable('places')
      .addColumn('client_id', 'text', (column) => column.primaryKey())
      .addColumn('store_code', 'text', (column) => column.notNull())
      .addColumn('store', 'text', (column) => column.notNull())
      .addColumn('kiosk', 'text', (column) => column.notNull())
      .addColumn('token_hash', 'text', (column) => column.unique())
      .addColumn('approved_at', 'bigint', (column) => column.notNull())
      .addColumn('serial', 'text')
      .execute();
    await createCertificates(db);
    await schema
      .createTable('identity_steps')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('what', 'text', (column) => column.notNull())
      .addColumn('kiosk_id', 'text', (column) => column.notNull())
      .addColumn('serial', 'text', (column) => column.notNull())
      .addColumn('from_address', 'text', (column) => column.notNull())
      .execute();
  },
};

async function createPairings({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('pairings')
    .addColumn('device_hash', 'text', (column) => column.primaryKey())
    .addColumn('user_code', 'text', (column) => column.notNull().unique())
    .addColumn('commitment', 'text', (column) => column.notNull())
    .addColumn('csr', 'text', (column) => column.notNull())
    .addColumn('claimed_store', 'text', (column) => column.notNull())
    .addColumn('claimed_kiosk', 'text', (column) => column.notNull())
    .addColumn('version', 'text', (column) => column.notNull())
    .addColumn('from_address', 'text', (column) => column.notNull())
    .addColumn('begun_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('interval_ms', 'integer', (column) => column.notNull())
    .addColumn('polled_at', 'bigint')
    .addColumn('check_number', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('serial', 'text')
    .addColumn('granted_at', 'bigint')
    .execute();
}

async function createCertificates({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('certificates')
    .addColumn('serial', 'text', (column) => column.primaryKey())
    .addColumn('client_id', 'text', (column) => column.notNull())
    .addColumn('certificate', 'text', (column) => column.notNull())
    .addColumn('issued_at', 'bigint', (column) => column.notNull())
    .addColumn('not_after', 'bigint', (column) => column.notNull())
    .addColumn('approved_at', 'bigint', (column) => column.notNull())
    .addColumn('used_at', 'bigint')
    .addColumn('revoked_at', 'bigint')
    .addColumn('reason', 'text')
    .execute();
  await schema
    .createIndex('certificates_by_client')
    .on('certificates')
    .columns(['client_id', 'revoked_at'])
    .execute();
}
