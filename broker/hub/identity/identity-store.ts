/** Places and certificates of kiosks, on disk. Every method that changes more than a row is one transaction. */
import type { Kysely, Selectable } from 'kysely';
import { BrokerError } from '../../errors.ts';
import type { IssuedCertificate } from './authority.ts';
import type { Step, StepLog } from './step-log.ts';
import type { CertificatesTable, EndOfCertificate, IdentityTables, PlacesTable } from './tables.ts';

export type PlaceRow = Selectable<PlacesTable>;
export type CertificateRow = Selectable<CertificatesTable>;

export interface NewPlace {
  clientId: string;
  storeCode: string;
  store: string;
  kiosk: string;
}

/** A certificate that opens the broker, and whose it is. */
export interface LiveCertificate {
  serial: string;
  clientId: string;
  store: string;
  kiosk: string;
  issuedAt: number;
  notAfter: number;
}

export class IdentityStore {
  readonly #db: Kysely<IdentityTables>;
  readonly #steps: StepLog;

  constructor(db: Kysely<IdentityTables>, steps: StepLog) {
    this.#db = db;
    this.#steps = steps;
  }

  /**
   * Gives a place to a certificate, inside a transaction of the caller. A place that has one is taken over with `replace` only.
   * @throws BrokerError TW_PAIRING_TAKEN
   */
  async occupy(
    db: Kysely<IdentityTables>,
    place: NewPlace,
    { issued, replace, now }: { issued: IssuedCertificate; replace: boolean; now: number },
  ): Promise<void> {
    const { clientId, storeCode, store, kiosk } = place;
    const values = { store_code: storeCode, token_hash: null, approved_at: now, serial: issued.serial };
    let moved = db
      .updateTable('places')
      .set(values)
      // Two addresses may spell the same client id; they never share a place.
      .where('client_id', '=', clientId)
      .where('store', '=', store)
      .where('kiosk', '=', kiosk);
    if (!replace) moved = moved.where('serial', 'is', null);
    const { numUpdatedRows } = await moved.executeTakeFirst();
    if (numUpdatedRows === 0n) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('places')
        .values({ client_id: clientId, store, kiosk, ...values })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      if (numInsertedOrUpdatedRows !== 1n)
        throw new BrokerError('TW_PAIRING_TAKEN', `${store}.${kiosk} has a certificate already.`);
    }
    await endAllBut(db, null, { clientId, now, reason: 'replaced' });
    await insertCertificate(db, { clientId, issued, approvedAt: now });
  }

  /** The place whose token this is, when it has a certificate. */
  async placeOfToken(tokenHash: string): Promise<PlaceRow | undefined> {
    return this.#db
      .selectFrom('places')
      .selectAll()
      .where('token_hash', '=', tokenHash)
      .where('serial', 'is not', null)
      .executeTakeFirst();
  }

  async placeOf(clientId: string): Promise<PlaceRow | undefined> {
    return this.#db.selectFrom('places').selectAll().where('client_id', '=', clientId).executeTakeFirst();
  }

  async certificate(serial: string): Promise<CertificateRow | undefined> {
    return this.#db.selectFrom('certificates').selectAll().where('serial', '=', serial).executeTakeFirst();
  }

  /**
   * Puts a new certificate beside the one in use, which stays good for a while, and ends the others. As long as none is known
   * to be used, the last one stays. The last one alone would not do: its answer may have been lost, and the kiosk asks again.
   * @throws BrokerError TW_TOKEN_REFUSED when the place was revoked or taken over meanwhile
   */
  async renew(place: PlaceRow, issued: IssuedCertificate, step: Step): Promise<void> {
    const { client_id: clientId, serial: last } = place;
    await this.#db.transaction().execute(async (db) => {
      const { numUpdatedRows } = await db
        .updateTable('places')
        .set({ serial: issued.serial })
        .where('client_id', '=', clientId)
        .where('serial', '=', last)
        .where('token_hash', '=', place.token_hash)
        .executeTakeFirst();
      if (numUpdatedRows !== 1n) throw new BrokerError('TW_TOKEN_REFUSED');
      const spared = (await serialInUse(db, clientId)) ?? last;
      await endAllBut(db, spared, { clientId, now: step.at, reason: 'superseded' });
      await insertCertificate(db, { clientId, issued, approvedAt: place.approved_at });
      await this.#steps.add(db, step);
    });
  }

  /** Ends every certificate of the place that has this one. False when no living one has the serial. */
  async revoke(
    serial: string,
    { at, from, what = 'revoked' }: { at: number; from: string; what?: 'revoked' | 'uncollected' },
  ): Promise<boolean> {
    return this.#db.transaction().execute(async (db) => {
      const place = await db
        .selectFrom('certificates')
        .innerJoin('places', 'places.client_id', 'certificates.client_id')
        .selectAll('places')
        .where('certificates.serial', '=', serial)
        .where('certificates.revoked_at', 'is', null)
        .executeTakeFirst();
      if (!place) return false;
      const { client_id: clientId, store, kiosk } = place;
      await db
        .updateTable('places')
        .set({ serial: null, token_hash: null })
        .where('client_id', '=', clientId)
        .execute();
      await endAllBut(db, null, { clientId, now: at, reason: what });
      await this.#steps.add(db, { at, what, kioskId: `${store}.${kiosk}`, serial, from });
      return true;
    });
  }

  /** The first time a broker sees a certificate: those before it end. True when something changed. */
  async markUsed(serial: string, now: number): Promise<boolean> {
    return this.#db.transaction().execute(async (db) => {
      const { numUpdatedRows } = await db
        .updateTable('certificates')
        .set({ used_at: now })
        .where('serial', '=', serial)
        .where('used_at', 'is', null)
        .where('revoked_at', 'is', null)
        .executeTakeFirst();
      if (numUpdatedRows !== 1n) return false;
      const place = await db
        .selectFrom('places')
        .select('client_id')
        .where('serial', '=', serial)
        .executeTakeFirst();
      if (place) await endAllBut(db, serial, { clientId: place.client_id, now, reason: 'superseded' });
      return true;
    });
  }

  /** Not revoked and not expired. */
  async live(now: number): Promise<LiveCertificate[]> {
    return this.#db
      .selectFrom('certificates')
      .innerJoin('places', 'places.client_id', 'certificates.client_id')
      .select([
        'certificates.serial as serial',
        'places.client_id as clientId',
        'places.store as store',
        'places.kiosk as kiosk',
        'certificates.issued_at as issuedAt',
        'certificates.not_after as notAfter',
      ])
      .where('certificates.revoked_at', 'is', null)
      .where('certificates.not_after', '>', now)
      .orderBy('certificates.issued_at', 'desc')
      .execute();
  }

  /** Revoked and not expired yet, for a list of revocations. */
  async revoked(now: number): Promise<{ serial: string; revokedAt: number }[]> {
    const rows = await this.#db
      .selectFrom('certificates')
      .select(['serial', 'revoked_at'])
      .where('revoked_at', 'is not', null)
      .where('not_after', '>', now)
      .orderBy('serial')
      .execute();
    return rows.map(({ serial, revoked_at: at }) => ({ serial, revokedAt: at ?? now }));
  }

  /** The newest of every place and what was revoked since, newest first. */
  async forDesk(
    since: number,
    limit: number,
  ): Promise<(CertificateRow & { store: string; kiosk: string })[]> {
    return this.#db
      .selectFrom('certificates')
      .innerJoin('places', 'places.client_id', 'certificates.client_id')
      .selectAll('certificates')
      .select(['places.store', 'places.kiosk'])
      .where((where) =>
        where.or([
          where('places.serial', '=', where.ref('certificates.serial')),
          where.and([
            where('certificates.revoked_at', '>', since),
            where('certificates.reason', '!=', 'superseded'),
          ]),
        ]),
      )
      .orderBy('certificates.issued_at', 'desc')
      .limit(limit)
      .execute();
  }
}

async function insertCertificate(
  db: Kysely<IdentityTables>,
  { clientId, issued, approvedAt }: { clientId: string; issued: IssuedCertificate; approvedAt: number },
): Promise<void> {
  await db
    .insertInto('certificates')
    .values({
      serial: issued.serial,
      client_id: clientId,
      certificate: issued.certificate,
      issued_at: issued.issuedAt,
      not_after: issued.notAfter,
      approved_at: approvedAt,
      used_at: null,
      revoked_at: null,
      reason: null,
    })
    .execute();
}

/** The newest that a broker has seen and that is not revoked. */
async function serialInUse(db: Kysely<IdentityTables>, clientId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('certificates')
    .select('serial')
    .where('client_id', '=', clientId)
    .where('used_at', 'is not', null)
    .where('revoked_at', 'is', null)
    .orderBy('issued_at', 'desc')
    .executeTakeFirst();
  return row?.serial;
}

/** Ends the living certificates of a client, but for one. */
async function endAllBut(
  db: Kysely<IdentityTables>,
  spared: string | null,
  { clientId, now, reason }: { clientId: string; now: number; reason: EndOfCertificate },
): Promise<void> {
  await db
    .updateTable('certificates')
    .set({ revoked_at: now, reason })
    .where('client_id', '=', clientId)
    .where('revoked_at', 'is', null)
    .where('serial', '!=', spared ?? '')
    .execute();
}
