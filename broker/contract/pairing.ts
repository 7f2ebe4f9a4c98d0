/**
 * Pairing a kiosk with a hub, in the shape of the device authorization grant (RFC 8628): the kiosk shows a short code, a
 * manager approves it on the console, and the kiosk gets its place and its certificate. The private key never leaves it.
 *
 * A kiosk that meets a hub for the first time cannot know the hub's certificate. Two things keep somebody in the middle out:
 * - The verifier: 32 random bytes that the kiosk keeps to itself at first. `begin` carries only its SHA-256 (commitment), every
 *   poll carries the verifier. After `begin` the kiosk trusts nothing but `ca` (or the system's authorities, when those vouch
 *   for the hub), so who only watched `begin` knows no verifier and gets no grant (as RFC 7636 does).
 * - The check: six digits that the kiosk shows and, from the first poll on, the console too. Because the verifier is committed
 *   before the device code is known and revealed after, nobody can search for numbers that agree: one guess in a million.
 *   `check` = SHA-256 over the texts, each ended by a line feed: `tapwall pairing 1`; lower case hexadecimal SHA-256 of `ca`
 *   in DER; device code; lower case hexadecimal SHA-256 of the kiosk's public key (SubjectPublicKeyInfo, DER); verifier.
 *   Of the digest the first six bytes as a big-endian whole number, modulo 1,000,000, written with six digits. Each side
 *   takes what it saw itself. `broker/identity/check-number.ts` is what both sides call.
 *
 * Kiosk → hub, without a login:
 * `POST /api/pairing/begin` PairingBegin → PairingBegun, 429 TW_RATE_LIMITED;
 * `POST /api/pairing/token` PairingPoll → PairingGrant, or 400 with a code of PAIRING_ERRORS. For a minute after the first
 * grant the same poll gets the same grant, in case the answer was lost; then TW_PAIRING_EXPIRED.
 * Kiosk → hub, with its token as bearer: `POST /api/pairing/renew` PairingRenew → PairingGrant, with the same token; 401
 * TW_TOKEN_REFUSED when it was revoked or replaced. The certificate before stays good until the new one is first used.
 * `GET /api/pairing/standing` PairingStanding: the kiosk is of the fleet; 401 TW_TOKEN_REFUSED when it is not any more.
 * Console → hub: `GET /api/console/pairing` PairingDesk, `POST /api/console/pairing/{userCode}` PairingDecision,
 * `DELETE /api/console/identities/{serial}` revokes.
 */
import { Type, type Static } from 'typebox';

const Closed = { additionalProperties: false } as const;
const Level = Type.String({ pattern: '^[a-z0-9_-]{1,64}$' });
const Time = Type.String({ description: 'ISO 8601 with offset.' });
const Pem = Type.String({ maxLength: 8_192 });
const Serial = Type.String({ description: 'Serial number of the certificate.', pattern: '^[0-9a-f]{2,40}$' });

/** Letters of a user code: no vowels, so that no words appear (RFC 8628 section 6.1). Eight of them: `WDJB-MJHT`. */
export const USER_CODE_ALPHABET = 'BCDFGHJKLMNPQRSTVWXZ';
export const UserCode = Type.String({ pattern: '^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$' });

/** RFC 8628 section 3.5, as codes of ours: still waiting; asked too soon; refused by the manager; too late. */
export const PAIRING_ERRORS = [
  'TW_PAIRING_PENDING',
  'TW_PAIRING_SLOW_DOWN',
  'TW_PAIRING_DENIED',
  'TW_PAIRING_EXPIRED',
] as const;

export const PairingBegin = Type.Object(
  {
    /** PKCS#10, PEM; its subject is not used: the hub decides who the kiosk is. */
    csr: Pem,
    /** SHA-256 of the verifier, lower case hexadecimal. */
    commitment: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    /** What the installer wrote down at the kiosk; empty when nothing. The console shows it as a claim. */
    storeCode: Type.String({ maxLength: 64 }),
    kiosk: Type.Union([Level, Type.Literal('')]),
    version: Type.String({ maxLength: 64 }),
  },
  Closed,
);
export type PairingBegin = Static<typeof PairingBegin>;

export const PairingBegun = Type.Object(
  {
    /** Secret of this kiosk; whoever has it gets the certificate. */
    deviceCode: Type.String({ minLength: 32, maxLength: 128 }),
    userCode: UserCode,
    /** Where a manager enters the code. */
    verificationUri: Type.String(),
    expiresAt: Time,
    /** Seconds between two polls. */
    interval: Type.Integer({ minimum: 1, maximum: 60 }),
    /** Certificate of the fleet's authority, PEM. */
    ca: Pem,
    /** Name of the store that the claim fits; empty when none does. Shown on both sides. */
    storeName: Type.String(),
  },
  Closed,
);
export type PairingBegun = Static<typeof PairingBegun>;

export const PairingPoll = Type.Object(
  {
    deviceCode: Type.String({ minLength: 32, maxLength: 128 }),
    /** 32 random bytes, base64url. */
    verifier: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }),
  },
  Closed,
);
export type PairingPoll = Static<typeof PairingPoll>;

/** The credential of one kiosk. */
export const PairingGrant = Type.Object(
  {
    root: Level,
    tenant: Level,
    storeCode: Type.String({ minLength: 1, maxLength: 64 }),
    storeName: Type.String(),
    /** Level of the topic that belongs to the store. */
    store: Level,
    kiosk: Level,
    /** At the broker; it is the common name of the certificate. */
    clientId: Type.String({ minLength: 1, maxLength: 64 }),
    /** Chain, PEM, the kiosk's own first. */
    certificate: Type.String({ maxLength: 32_768 }),
    ca: Pem,
    serial: Serial,
    notAfter: Time,
    /** `mqtts://…` */
    broker: Type.String(),
    /** Bearer token at the hub, of this kiosk alone. */
    token: Type.String({ minLength: 32, maxLength: 128 }),
    /** Keys the pseudonyms of cards, hexadecimal; empty when cards are not recognised here. */
    loyaltyKey: Type.String({ pattern: '^([0-9a-f]{64})?$' }),
  },
  Closed,
);
export type PairingGrant = Static<typeof PairingGrant>;

/** Whom the hub takes the bearer of a token for. */
export const PairingStanding = Type.Object(
  { clientId: Type.String({ minLength: 1, maxLength: 64 }) },
  Closed,
);
export type PairingStanding = Static<typeof PairingStanding>;

export const PairingRenew = Type.Object({ csr: Pem }, Closed);
export type PairingRenew = Static<typeof PairingRenew>;

/** A kiosk that shows a code and waits. */
export interface PairingRequest {
  userCode: string;
  /** Six digits that the kiosk shows too: they differ when somebody sits between kiosk and hub. Empty until the first poll. */
  check: string;
  claimedStoreCode: string;
  claimedKiosk: string;
  version: string;
  /** Address the request came from. */
  from: string;
  begunAt: string;
  expiresAt: string;
}

/** A kiosk with a certificate. */
export interface IdentityView {
  /** `{store}.{kiosk}` */
  kioskId: string;
  clientId: string;
  serial: string;
  issuedAt: string;
  notAfter: string;
  approvedAt: string;
  revokedAt: string | null;
}

/** One step of the history: who did what to whom, and when. */
export interface PairingStep {
  at: string;
  /** `begun approved denied granted renewed revoked replaced uncollected` */
  what: string;
  /** `{store}.{kiosk}`; empty before it is decided. */
  kioskId: string;
  serial: string;
  /** Network address of who asked. */
  from: string;
}

export interface PairingDesk {
  waiting: PairingRequest[];
  identities: IdentityView[];
  /** The last steps, newest first. */
  history: PairingStep[];
}

/** `replace`: the kiosk takes the place of one that is there, whose certificate is revoked. */
export const PairingDecision = Type.Union([
  Type.Object({ approve: Type.Literal(false) }, Closed),
  Type.Object(
    {
      approve: Type.Literal(true),
      storeCode: Type.String({ minLength: 1, maxLength: 64 }),
      kiosk: Level,
      replace: Type.Boolean(),
    },
    Closed,
  ),
]);
export type PairingDecision = Static<typeof PairingDecision>;
