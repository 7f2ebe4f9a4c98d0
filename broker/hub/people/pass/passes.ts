/**
 * Codes that phones show: a JWS in compact form (RFC 7515) with ES256 and nothing else, by whoever has a key of the setting,
 * for this tenant, for a minute at the most, and once in the whole fleet.
 */
import { createHash } from 'node:crypto';
import { jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import type { Kysely } from 'kysely';
import { BrokerError } from '../../../errors.ts';
import type { Clock } from '../../../ports.ts';
import type { PeopleTables } from '../tables.ts';

export interface PassesOptions {
  /** Null: no code of a phone is taken. */
  passKeys: JWTVerifyGetKey | null;
  tenant: string;
  db: Kysely<PeopleTables>;
  clock: Clock;
}

export interface PassOwner {
  issuer: string;
  subject: string;
}

/** `typ` of the header, so that no other token of the same keys is taken for one (RFC 8725 section 3.11). */
export const PASS_TYPE = 'tapwall-pass+jwt';
const LIFE_SECONDS = 60;
/** Clocks of phones and hubs are not exact. */
const TOLERANCE_SECONDS = 5;
const LONGEST_ID = 128;

export class Passes {
  readonly #options: PassesOptions;

  constructor(options: PassesOptions) {
    this.#options = options;
  }

  /** Whose code it is; the same code again is refused. @throws BrokerError TW_PASS_REFUSED */
  async open(pass: string): Promise<PassOwner> {
    const claims = await this.#verify(pass);
    const { iss: issuer, sub: subject, jti, iat = 0, exp = 0 } = claims;
    if (!isId(issuer) || !isId(subject) || !isId(jti) || exp - iat > LIFE_SECONDS)
      throw new BrokerError('TW_PASS_REFUSED');
    if (!(await this.#useUp(`${issuer}\0${jti}`, exp))) throw new BrokerError('TW_PASS_REFUSED');
    return { issuer, subject };
  }

  async #verify(pass: string): Promise<JWTPayload> {
    const { passKeys, tenant, clock } = this.#options;
    if (passKeys === null) throw new BrokerError('TW_PASS_REFUSED');
    try {
      const { payload } = await jwtVerify(pass, passKeys, {
        algorithms: ['ES256'],
        typ: PASS_TYPE,
        audience: tenant,
        maxTokenAge: LIFE_SECONDS,
        clockTolerance: TOLERANCE_SECONDS,
        requiredClaims: ['iss', 'sub', 'jti', 'iat', 'exp'],
        currentDate: new Date(clock.now()),
      });
      return payload;
    } catch (error) {
      throw new BrokerError('TW_PASS_REFUSED', undefined, { cause: error });
    }
  }

  /** One statement, so that of two displays only one takes it, whatever hub they ask. */
  async #useUp(name: string, expiresAt: number): Promise<boolean> {
    const { db, clock } = this.#options;
    const pass = createHash('sha256').update(name).digest('hex');
    const until = (expiresAt + TOLERANCE_SECONDS) * 1000;
    await db.deleteFrom('people_passes').where('expires_at', '<', clock.now()).execute();
    const kept = await db
      .insertInto('people_passes')
      .values({ pass, expires_at: until })
      .onConflict((conflict) => conflict.column('pass').doNothing())
      .returning('pass')
      .executeTakeFirst();
    return kept !== undefined;
  }
}

function isId(value: string | undefined): value is string {
  return value !== undefined && value !== '' && value.length <= LONGEST_ID;
}
