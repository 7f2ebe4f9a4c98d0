/** Who may do what at the embedded broker. Without accounts and certificates everything but `$SYS` is allowed, on loopback only. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { KioskAddress } from '../contract/topics.ts';
import type { BrokerIdentity } from '../identity/broker-identity.ts';
import { kioskMayPublish, kioskMayReceive, kioskMaySubscribe } from '../identity/topic-rights.ts';

/** `hub` may do everything but `$SYS`; `reader` receives everything and publishes nothing. */
export type BrokerRole = 'hub' | 'reader' | { kiosk: KioskAddress; clientId: string };

/** A user name and its password. */
export interface BrokerAccount {
  username: string;
  password: string;
  role: BrokerRole;
}

/** What a client shows when it connects. */
export interface Presented {
  clientId: string;
  username: string | undefined;
  password: Uint8Array | undefined;
  /** Undefined without a client certificate; `trusted` false when the fleet's authority does not vouch for it. */
  certificate: { serial: string; trusted: boolean } | undefined;
}

export interface Login {
  role: BrokerRole | 'everybody';
  /** Of the certificate that opened; undefined for a password. */
  serial: string | undefined;
}

/** Why a client is refused, for the log: a handful of words, never what the client sent. */
export type LoginRefusal = 'password' | 'certificate' | 'client id';

export interface AccessRules {
  /** False: everybody may connect and do everything but `$SYS`. */
  guarded: boolean;
  accounts: readonly BrokerAccount[];
}

export class Access {
  readonly #rules: AccessRules;
  #identities = new Map<string, BrokerIdentity>();

  constructor(rules: AccessRules) {
    this.#rules = rules;
  }

  setIdentities(identities: readonly BrokerIdentity[]): void {
    this.#identities = new Map(identities.map((identity) => [identity.serial, identity]));
  }

  /** A certificate counts before a password, which is then not looked at. */
  login(shown: Presented, now: number): Login | LoginRefusal {
    if (!this.#rules.guarded) return { role: 'everybody', serial: undefined };
    if (shown.certificate) return this.#byCertificate(shown.certificate, { shown, now });
    const account = this.#rules.accounts.find(({ username }) => username === shown.username);
    const right = sameSecret(account?.password ?? '', shown.password ?? new Uint8Array());
    if (!account || !right) return 'password';
    const { role } = account;
    if (typeof role === 'object' && role.clientId !== shown.clientId) return 'client id';
    return { role, serial: undefined };
  }

  /** False once a certificate was revoked, replaced or has expired. */
  stillCounts({ serial }: Login, now: number): boolean {
    return serial === undefined || (this.#identities.get(serial)?.notAfter ?? 0) > now;
  }

  #byCertificate(
    { serial, trusted }: { serial: string; trusted: boolean },
    { shown, now }: { shown: Presented; now: number },
  ): Login | LoginRefusal {
    const identity = trusted ? this.#identities.get(serial) : undefined;
    if (!identity || identity.notAfter <= now) return 'certificate';
    // The hub decides the common name, so the registry's id is the certificate's.
    if (identity.clientId !== shown.clientId) return 'client id';
    return { role: { kiosk: identity.address, clientId: identity.clientId }, serial };
  }
}

export function mayPublish({ role }: Login, topic: string, retain: boolean): boolean {
  if (topic.startsWith('$') || role === 'reader') return false;
  return typeof role === 'string' || kioskMayPublish(role.kiosk, topic, retain);
}

export function maySubscribe({ role }: Login, filter: string): boolean {
  if (role === 'everybody') return true;
  if (filter.startsWith('$')) return false;
  return typeof role === 'string' || kioskMaySubscribe(role.kiosk, filter);
}

/** Asked for every message: a subscription that was let through by mistake still brings nobody another's. */
export function mayReceive({ role }: Login, topic: string): boolean {
  return typeof role === 'string' || kioskMayReceive(role.kiosk, topic);
}

function sameSecret(expected: string, given: Uint8Array): boolean {
  const digest = (data: string | Uint8Array): Buffer => createHash('sha256').update(data).digest();
  return timingSafeEqual(digest(expected), digest(given)) && expected !== '';
}
