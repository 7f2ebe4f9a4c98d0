/** The identities of the fleet: which certificates and tokens count, how they are renewed and how they end. */
import type { IdentityView, PairingGrant } from '../../contract/pairing.ts';
import type { KioskAddress } from '../../contract/topics.ts';
import { BrokerError } from '../../errors.ts';
import type { BrokerIdentity } from '../../identity/broker-identity.ts';
import type { Clock, Logger } from '../../ports.ts';
import { RateLimit } from '../requests/rate-limit.ts';
import type { Authority } from './authority.ts';
import { hashOf } from './codes.ts';
import { readCsr } from './csr.ts';
import { addressOf, grantOf, uriOf, type FleetFacts } from './fleet-places.ts';
import type { IdentityStore, LiveCertificate } from './identity-store.ts';

export interface IdentitiesOptions {
  store: IdentityStore;
  authority: Authority;
  facts: FleetFacts;
  clock: Clock;
  logger: Logger;
}

/** Whoever a bearer token belongs to. */
export interface KioskBearer {
  clientId: string;
  storeCode: string;
  address: KioskAddress;
}

/** How long the certificate before stays good when the new one is never used. */
const GRACE_MS = 86_400_000;
/** How often changes by other hubs, expiry and grace are looked for. */
const LOOK_MS = 10_000;
const REVOKED_SHOWN_MS = 30 * 86_400_000;
const MOST_SHOWN = 1_000;

export class Identities {
  readonly #options: IdentitiesOptions;
  readonly #renewals: RateLimit;
  readonly #listeners = new Set<(identities: readonly BrokerIdentity[]) => void>();
  #known: readonly BrokerIdentity[] = [];
  #timer: { cancel(): void } | undefined;
  #failing = false;
  /** Signing takes a while, and anybody may ask: once for each look at who is in. */
  #revocations: Promise<string> | undefined;

  constructor(options: IdentitiesOptions) {
    this.#options = options;
    this.#renewals = new RateLimit({ clock: options.clock, burst: 5, perSecond: 1 / 600 });
  }

  /** May be called again after it failed. */
  async start(): Promise<void> {
    await this.refresh();
    this.#timer?.cancel();
    this.#schedule();
  }

  stop(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#listeners.clear();
  }

  /** Those whose certificates open the broker now. */
  get known(): readonly BrokerIdentity[] {
    return this.#known;
  }

  /** Called with all of them whenever one comes or goes. */
  onChanged(listener: (identities: readonly BrokerIdentity[]) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** The kiosk with this token; undefined when it belongs to none that is in the fleet. */
  async bearer(token: string): Promise<KioskBearer | undefined> {
    const place = await this.#options.store.placeOfToken(hashOf(token));
    if (!place) return undefined;
    const { client_id: clientId, store_code: storeCode } = place;
    return { clientId, storeCode, address: addressOf(this.#options.facts, place) };
  }

  /** @throws BrokerError TW_TOKEN_REFUSED | TW_CSR_INVALID | TW_RATE_LIMITED */
  async renew(token: string, { csr, from }: { csr: string; from: string }): Promise<PairingGrant> {
    const { store, authority, facts, clock } = this.#options;
    const place = await store.placeOfToken(hashOf(token));
    if (!place) throw new BrokerError('TW_TOKEN_REFUSED');
    const { client_id: clientId } = place;
    if (!this.#renewals.take(clientId)) throw new BrokerError('TW_RATE_LIMITED');
    const uri = uriOf(addressOf(facts, place));
    const issued = await authority.issueClient(await readCsr(csr), { clientId, uri });
    const kioskId = `${place.store}.${place.kiosk}`;
    await store.renew(place, issued, {
      at: clock.now(),
      what: 'renewed',
      kioskId,
      serial: issued.serial,
      from,
    });
    await this.refresh();
    const certificate = await store.certificate(issued.serial);
    if (!certificate) throw new BrokerError('TW_TOKEN_REFUSED');
    return grantOf(facts, { place, certificate }, { token, ca: authority.ca });
  }

  /** The kiosk is out at once, with all its certificates and its token. @throws BrokerError TW_IDENTITY_UNKNOWN */
  async revoke(serial: string, from: string): Promise<void> {
    const { store, clock } = this.#options;
    const done = await store.revoke(serial, { at: clock.now(), from });
    if (!done) throw new BrokerError('TW_IDENTITY_UNKNOWN');
    await this.refresh();
  }

  /** A broker let this certificate in; the ones before it end with its first use. */
  async used(serial: string): Promise<void> {
    const { store, clock } = this.#options;
    if (await store.markUsed(serial, clock.now())) await this.refresh();
  }

  /** The list of revoked certificates, PEM. */
  async revocations(): Promise<string> {
    this.#revocations ??= this.#signRevocations();
    return this.#revocations;
  }

  async views(): Promise<IdentityView[]> {
    const { store, clock } = this.#options;
    const rows = await store.forDesk(clock.now() - REVOKED_SHOWN_MS, MOST_SHOWN);
    return rows.map((row) => ({
      kioskId: `${row.store}.${row.kiosk}`,
      clientId: row.client_id,
      serial: row.serial,
      issuedAt: timeOf(row.issued_at),
      notAfter: timeOf(row.not_after),
      approvedAt: timeOf(row.approved_at),
      revokedAt: row.revoked_at === null ? null : timeOf(row.revoked_at),
    }));
  }

  /** Reads who is in, and tells the listeners when it changed. */
  async refresh(): Promise<void> {
    const { store, clock, facts } = this.#options;
    this.#revocations = undefined;
    const now = clock.now();
    const known = withinGrace(await store.live(now), now).map(
      ({ serial, clientId, notAfter, ...place }): BrokerIdentity => ({
        serial,
        clientId,
        notAfter,
        address: addressOf(facts, place),
      }),
    );
    if (isSame(known, this.#known)) return;
    this.#known = known;
    for (const listener of this.#listeners) listener(known);
  }

  async #signRevocations(): Promise<string> {
    const { store, authority, clock } = this.#options;
    try {
      return await authority.revocations(await store.revoked(clock.now()));
    } catch (error) {
      this.#revocations = undefined;
      throw error;
    }
  }

  #schedule(): void {
    const { clock, logger } = this.#options;
    this.#timer = clock.setTimer(LOOK_MS, () => {
      this.#schedule();
      this.refresh().then(
        () => (this.#failing = false),
        (error: unknown) => {
          if (!this.#failing) logger.warn({ err: error }, 'who may use the broker cannot be looked up');
          this.#failing = true;
        },
      );
    });
  }
}

/** The newest of each kiosk, and the one before while the newest is young. `live` begins with the newest. */
function withinGrace(live: readonly LiveCertificate[], now: number): LiveCertificate[] {
  const newest = new Map<string, number>();
  return live.filter(({ clientId, issuedAt }) => {
    const since = newest.get(clientId);
    if (since === undefined) newest.set(clientId, issuedAt);
    return since === undefined || now - since < GRACE_MS;
  });
}

function isSame(a: readonly BrokerIdentity[], b: readonly BrokerIdentity[]): boolean {
  const serials = (list: readonly BrokerIdentity[]): string => list.map(({ serial }) => serial).join(',');
  return a.length === b.length && serials(a) === serials(b);
}

function timeOf(ms: number): string {
  return new Date(ms).toISOString();
}
