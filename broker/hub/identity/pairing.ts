/** Pairing, the hub's side (broker/contract/pairing.ts): codes for kiosks, decisions of managers, grants. Durable throughout. */
import { timingSafeEqual } from 'node:crypto';
import type { Kysely } from 'kysely';
import type {
  PairingBegin,
  PairingBegun,
  PairingDecision,
  PairingDesk,
  PairingGrant,
  PairingPoll,
} from '../../contract/pairing.ts';
import { BrokerError } from '../../errors.ts';
import { checkNumber, commitmentOf } from '../../identity/check-number.ts';
import type { Clock, Random } from '../../ports.ts';
import { RateLimit } from '../requests/rate-limit.ts';
import type { Authority } from './authority.ts';
import { hashOf, newSecret, newUserCode, tokenOf } from './codes.ts';
import { readCsr } from './csr.ts';
import { addressOf, grantOf, placeAt, uriOf, type FleetFacts } from './fleet-places.ts';
import type { Identities } from './identities.ts';
import type { IdentityStore } from './identity-store.ts';
import type { PairingRow, PairingStore } from './pairing-store.ts';
import type { StepLog } from './step-log.ts';
import type { IdentityTables } from './tables.ts';

export interface PairingOptions {
  db: Kysely<IdentityTables>;
  pairings: PairingStore;
  store: IdentityStore;
  steps: StepLog;
  identities: Identities;
  authority: Authority;
  facts: FleetFacts;
  clock: Clock;
  random: Random;
}

export interface Asker {
  /** Network address. */
  from: string;
  /** `https://hub.example:7301`, as the kiosk reached the hub. */
  origin: string;
}

const EXPIRY_MS = 15 * 60_000;
const INTERVAL_MS = 5_000;
/** A kiosk's timer and the network are not exact. */
const EARLY_MS = 250;
/** After the first answer, and after the expiry of what was approved. */
const REPEAT_MS = 60_000;
const MOST_WAITING = 50;
const STEPS_SHOWN = 50;
const EVERYBODY = '*';

export class Pairing {
  readonly #options: PairingOptions;
  readonly #begins: RateLimit;
  readonly #allBegins: RateLimit;
  readonly #strangers: RateLimit;
  readonly #wrongCodes: RateLimit;

  constructor(options: PairingOptions) {
    const { clock } = options;
    this.#options = options;
    this.#begins = new RateLimit({ clock, burst: 10, perSecond: 1 / 30 });
    this.#allBegins = new RateLimit({ clock, burst: 60, perSecond: 0.5 });
    this.#strangers = new RateLimit({ clock, burst: 20, perSecond: 0.2 });
    this.#wrongCodes = new RateLimit({ clock, burst: 10, perSecond: 1 / 6 });
  }

  /** @throws BrokerError TW_RATE_LIMITED | TW_CSR_INVALID */
  async begin(request: PairingBegin, { from, origin }: Asker): Promise<PairingBegun> {
    const { pairings, random, clock, authority, facts } = this.#options;
    if (!this.#begins.take(from) || !this.#allBegins.take(EVERYBODY))
      throw new BrokerError('TW_RATE_LIMITED');
    await readCsr(request.csr);
    await this.#tidy();
    const now = clock.now();
    if ((await pairings.waiting(now)).length >= MOST_WAITING)
      throw new BrokerError('TW_RATE_LIMITED', 'Too many kiosks wait to be paired.');
    const deviceCode = newSecret(random);
    const row = newRow(request, { deviceCode, from, now, userCode: newUserCode(random) });
    while (!(await pairings.insert(row))) row.user_code = newUserCode(random);
    await this.#note({ what: 'begun', kioskId: '', serial: '', from });
    return {
      deviceCode,
      userCode: row.user_code,
      verificationUri: `${origin}/console`,
      expiresAt: new Date(row.expires_at).toISOString(),
      interval: INTERVAL_MS / 1000,
      ca: authority.ca,
      storeName: request.storeCode === '' ? '' : ((await facts.storeName(request.storeCode)) ?? ''),
    };
  }

  /** @throws BrokerError one of PAIRING_ERRORS, or TW_RATE_LIMITED */
  async poll({ deviceCode, verifier }: PairingPoll, { from }: Asker): Promise<PairingGrant> {
    const row = await this.#options.pairings.byDevice(hashOf(deviceCode));
    if (!row || !sameHash(commitmentOf(verifier), row.commitment)) {
      // Only whoever knows no code is limited: behind one address a stranger must not keep kiosks from their answer.
      if (!this.#strangers.take(from)) throw new BrokerError('TW_RATE_LIMITED');
      throw new BrokerError('TW_PAIRING_EXPIRED');
    }
    if (row.state === 'denied') throw new BrokerError('TW_PAIRING_DENIED');
    if (row.state === 'approved') return this.#grant(row, { deviceCode, verifier, from });
    await this.#wait(row, { deviceCode, verifier });
    throw new BrokerError('TW_PAIRING_PENDING');
  }

  /**
   * @throws BrokerError TW_PAIRING_UNKNOWN | TW_PAIRING_UNCHECKED | TW_PAIRING_TAKEN | TW_STORE_UNKNOWN | TW_RATE_LIMITED
   */
  async decide(userCode: string, decision: PairingDecision, from: string): Promise<void> {
    if (this.#wrongCodes.exhausted(EVERYBODY)) throw new BrokerError('TW_RATE_LIMITED');
    const row = await this.#options.pairings.waitingByCode(userCode, this.#options.clock.now());
    if (!row) {
      this.#wrongCodes.take(EVERYBODY);
      throw new BrokerError('TW_PAIRING_UNKNOWN');
    }
    if (decision.approve) await this.#approve(row, { ...decision, from });
    else await this.#deny(row, from);
  }

  async desk(): Promise<PairingDesk> {
    const { pairings, identities, steps, db, clock } = this.#options;
    await this.#tidy();
    const waiting = await pairings.waiting(clock.now());
    return {
      waiting: waiting.map((row) => ({
        userCode: row.user_code,
        check: row.check_number,
        claimedStoreCode: row.claimed_store,
        claimedKiosk: row.claimed_kiosk,
        version: row.version,
        from: row.from_address,
        begunAt: new Date(row.begun_at).toISOString(),
        expiresAt: new Date(row.expires_at).toISOString(),
      })),
      identities: await identities.views(),
      history: await steps.last(db, STEPS_SHOWN),
    };
  }

  /** The first poll reveals the verifier, from which the check number follows. */
  async #wait(row: PairingRow, poll: { deviceCode: string; verifier: string }): Promise<void> {
    const { pairings, clock, authority } = this.#options;
    const at = clock.now();
    if (row.expires_at <= at) throw new BrokerError('TW_PAIRING_EXPIRED');
    const tooSoon = row.polled_at !== null && at - row.polled_at < row.interval_ms - EARLY_MS;
    const intervalMs = row.interval_ms + (tooSoon ? INTERVAL_MS : 0);
    const { spki: publicKey } = await readCsr(row.csr);
    const check = checkNumber({ ca: authority.caDer, publicKey, ...poll });
    await pairings.notePoll(row.device_hash, { at, intervalMs, check });
    if (tooSoon) throw new BrokerError('TW_PAIRING_SLOW_DOWN');
  }

  async #approve(
    row: PairingRow,
    asked: { storeCode: string; kiosk: string; replace: boolean; from: string },
  ): Promise<void> {
    const { db, store, authority, facts, clock, identities, steps } = this.#options;
    if (row.check_number === '') throw new BrokerError('TW_PAIRING_UNCHECKED');
    if ((await facts.storeName(asked.storeCode)) === null) throw new BrokerError('TW_STORE_UNKNOWN');
    const place = placeAt(facts, asked);
    const uri = uriOf(addressOf(facts, place));
    const issued = await authority.issueClient(await readCsr(row.csr), { clientId: place.clientId, uri });
    const now = clock.now();
    const kioskId = `${place.store}.${place.kiosk}`;
    await db.transaction().execute(async (tx) => {
      await store.occupy(tx, place, { issued, replace: asked.replace, now });
      await settle(tx, row, { state: 'approved', serial: issued.serial });
      const what = asked.replace ? 'replaced' : 'approved';
      await steps.add(tx, { at: now, what, kioskId, serial: issued.serial, from: asked.from });
    });
    await identities.refresh();
  }

  async #deny(row: PairingRow, from: string): Promise<void> {
    const { db, steps, clock } = this.#options;
    await db.transaction().execute(async (tx) => {
      await settle(tx, row, { state: 'denied', serial: null });
      await steps.add(tx, { at: clock.now(), what: 'denied', kioskId: '', serial: '', from });
    });
  }

  async #grant(
    row: PairingRow,
    { deviceCode, verifier, from }: { deviceCode: string; verifier: string; from: string },
  ): Promise<PairingGrant> {
    const { store, facts, authority, clock } = this.#options;
    const until = (row.granted_at ?? row.expires_at) + REPEAT_MS;
    if (clock.now() >= until) throw new BrokerError('TW_PAIRING_EXPIRED');
    const certificate = await store.certificate(row.serial ?? '');
    if (!certificate || certificate.revoked_at !== null) throw new BrokerError('TW_PAIRING_DENIED');
    const place = await store.placeOf(certificate.client_id);
    if (!place) throw new BrokerError('TW_PAIRING_DENIED');
    const token = tokenOf({ deviceCode, verifier, serial: certificate.serial });
    if (row.granted_at === null) await this.#give(row, { token, from, serial: certificate.serial });
    return grantOf(facts, { place, certificate }, { token, ca: authority.ca });
  }

  async #give(row: PairingRow, given: { token: string; from: string; serial: string }): Promise<void> {
    const { db, steps, clock } = this.#options;
    const { token, from, serial } = given;
    await db.transaction().execute(async (tx) => {
      const place = await tx
        .updateTable('places')
        .set({ token_hash: hashOf(token) })
        .where('serial', '=', serial)
        .returning(['store', 'kiosk'])
        .executeTakeFirst();
      if (!place) throw new BrokerError('TW_PAIRING_DENIED');
      await tx
        .updateTable('pairings')
        .set({ granted_at: clock.now() })
        .where('device_hash', '=', row.device_hash)
        .execute();
      const kioskId = `${place.store}.${place.kiosk}`;
      await steps.add(tx, { at: clock.now(), what: 'granted', kioskId, serial, from });
    });
  }

  /** Forgets what is over; a certificate that nobody fetched in time must not lie about. */
  async #tidy(): Promise<void> {
    const { pairings, store, clock, identities } = this.#options;
    const over = await pairings.over(clock.now() - REPEAT_MS);
    for (const row of over) {
      if (row.state !== 'approved' || row.granted_at !== null || row.serial === null) continue;
      if (await store.revoke(row.serial, { at: clock.now(), from: '', what: 'uncollected' }))
        await identities.refresh();
    }
    await pairings.forget(over.map((row) => row.device_hash));
  }

  async #note(step: { what: 'begun'; kioskId: string; serial: string; from: string }): Promise<void> {
    const { db, steps, clock } = this.#options;
    await steps.add(db, { at: clock.now(), ...step });
  }
}

function newRow(
  request: PairingBegin,
  made: { deviceCode: string; userCode: string; from: string; now: number },
): PairingRow {
  return {
    device_hash: hashOf(made.deviceCode),
    user_code: made.userCode,
    commitment: request.commitment,
    csr: request.csr,
    claimed_store: request.storeCode,
    claimed_kiosk: request.kiosk,
    version: request.version,
    from_address: made.from,
    begun_at: made.now,
    expires_at: made.now + EXPIRY_MS,
    interval_ms: INTERVAL_MS,
    polled_at: null,
    check_number: '',
    state: 'waiting',
    serial: null,
    granted_at: null,
  };
}

/** Two managers may decide at once; the second finds nothing waiting. */
async function settle(
  tx: Kysely<IdentityTables>,
  row: PairingRow,
  to: { state: 'approved' | 'denied'; serial: string | null },
): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('pairings')
    .set(to)
    .where('device_hash', '=', row.device_hash)
    .where('state', '=', 'waiting')
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new BrokerError('TW_PAIRING_UNKNOWN');
}

function sameHash(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
