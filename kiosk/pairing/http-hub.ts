/** The hub's end of pairing over HTTPS. Plain HTTP only to this machine: secrets go this way. */
import { Value } from 'typebox/value';
import type { Static, TSchema } from 'typebox';
import {
  PairingBegun,
  PairingGrant,
  PairingStanding,
  type PairingBegin,
} from '../../broker/contract/pairing.ts';
import { isLoopback } from '../../broker/loopback.ts';
import type { Clock } from '../../broker/ports.ts';
import { KioskError } from '../errors.ts';
import { askHub, failed, refusalOf, type Answered } from './ask-hub.ts';
import type {
  AskFailed,
  BegunAnswer,
  Granted,
  PairingHub,
  PollAnswer,
  RenewalHub,
  StandingAnswer,
} from './hub-port.ts';
import type { KioskIdentity, PendingPairing } from './identity.ts';
import { authoritiesOf, isCertificate, isTrustedAtFirst } from './trust.ts';

const PATHS = {
  begin: '/api/pairing/begin',
  token: '/api/pairing/token',
  renew: '/api/pairing/renew',
  standing: '/api/pairing/standing',
} as const;
/** Beyond it certificates are not yet, or no longer, valid. */
const MOST_SKEW_MS = 24 * 3_600_000;
const LIFETIME = { leastMs: 30_000, mostMs: 3_600_000 };
const KINDS: Readonly<Record<string, 'pending' | 'slow_down' | 'denied' | 'expired'>> = {
  TW_PAIRING_PENDING: 'pending',
  TW_PAIRING_SLOW_DOWN: 'slow_down',
  TW_PAIRING_DENIED: 'denied',
  TW_PAIRING_EXPIRED: 'expired',
};
/** The token is nobody's any more: revoked, or its place was given to another kiosk. */
const REVOKED = new Set(['TW_TOKEN_REFUSED']);
const TOO_MANY = 429;
const SERVER_FAULT = 500;

export class HttpHub implements PairingHub, RenewalHub {
  readonly url: string;
  readonly #clock: Clock;

  /** @throws KioskError TW_CONFIG_INVALID for plain HTTP to another machine */
  constructor(url: string, clock: Clock) {
    const { protocol, hostname } = new URL(url);
    if (protocol !== 'https:' && !isLoopback(hostname))
      throw new KioskError('TW_CONFIG_INVALID', `hub is ${url}, but a kiosk is paired over https:// only.`);
    this.url = url;
    this.#clock = clock;
  }

  async begin(request: PairingBegin): Promise<BegunAnswer | AskFailed> {
    const url = new URL(PATHS.begin, this.url);
    const answer = await askHub({ url, body: request });
    if (answer.kind === 'failed') return answer;
    const begun = bodyAs(PairingBegun, answer);
    if (begun === null) return refused(answer);
    if (!isSound(answer, url.hostname, begun.ca))
      return failed('untrusted', 'The hub’s certificate is of another authority than it says.');
    const now = answer.date ?? this.#clock.now();
    if (Math.abs(this.#clock.now() - now) > MOST_SKEW_MS)
      return failed('clock', `The clock differs from the hub’s by ${this.#clock.now() - now} ms.`);
    const lifetimeMs = Math.min(
      LIFETIME.mostMs,
      Math.max(LIFETIME.leastMs, Date.parse(begun.expiresAt) - now),
    );
    return { kind: 'begun', begun, lifetimeMs };
  }

  async poll({ begun, verifier }: PendingPairing): Promise<PollAnswer> {
    const answer = await this.#ask(PATHS.token, {
      body: { deviceCode: begun.deviceCode, verifier },
      ca: authoritiesOf(begun.ca),
    });
    if (answer.kind === 'failed') return answer;
    const grant = bodyAs(PairingGrant, answer);
    if (grant !== null) return { kind: 'granted', grant };
    const { code } = refusalOf(answer.body);
    const kind = KINDS[code];
    return kind === undefined ? refused(answer) : { kind };
  }

  async renew(identity: KioskIdentity, csr: string): Promise<Granted | { kind: 'revoked' } | AskFailed> {
    const answer = await this.#askAs(identity, PATHS.renew, { csr });
    if (answer.kind === 'failed') return answer;
    const grant = bodyAs(PairingGrant, answer);
    if (grant !== null) return { kind: 'granted', grant };
    return REVOKED.has(refusalOf(answer.body).code) ? { kind: 'revoked' } : refused(answer);
  }

  async standing(identity: KioskIdentity): Promise<StandingAnswer> {
    const answer = await this.#askAs(identity, PATHS.standing);
    if (answer.kind === 'failed') return answer;
    if (bodyAs(PairingStanding, answer)?.clientId === identity.grant.clientId) return { kind: 'in_force' };
    return REVOKED.has(refusalOf(answer.body).code) ? { kind: 'revoked' } : refused(answer);
  }

  #askAs({ grant }: KioskIdentity, path: string, body?: object): Promise<Answered | AskFailed> {
    return this.#ask(path, { token: grant.token, ca: authoritiesOf(grant.ca), ...(body && { body }) });
  }

  #ask(
    path: string,
    question: { body?: object; token?: string; ca: readonly string[] },
  ): Promise<Answered | AskFailed> {
    return askHub({ url: new URL(path, this.url), ...question });
  }
}

function bodyAs<T extends TSchema>(shape: T, { status, body }: Answered): Static<T> | null {
  return status === 200 && Value.Check(shape, body) ? body : null;
}

/** The authority is one, and the hub's own; plain HTTP goes to this machine alone. */
function isSound({ socket }: Answered, hostname: string, ca: string): boolean {
  return isCertificate(ca) && (socket === null || isTrustedAtFirst(socket, hostname, ca));
}

function refused({ status, body }: Answered): AskFailed {
  const { code, message } = refusalOf(body);
  const detail = `The hub answered ${status} ${code} ${message}`.trim();
  if (status === TOO_MANY || code === 'TW_RATE_LIMITED') return failed('busy', detail, code);
  return failed(status >= SERVER_FAULT ? 'silent' : 'no_pairing', detail, code);
}
