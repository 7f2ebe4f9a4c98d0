/**
 * Who may ask. The hub's token, as bearer or as the session of a sign-in, opens everything; the token of a paired kiosk opens
 * what kiosks fetch. Without a token (loopback only): everybody.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { BrokerError } from '../../errors.ts';
import type { Clock, Random } from '../../ports.ts';
import type { KioskBearer } from '../identity/identities.ts';
import { RateLimit } from '../requests/rate-limit.ts';

const COOKIE = 'tapwall_console';
const SESSION_SECONDS = 12 * 3600;
const MOST_SESSIONS = 1_000;
/** Characters of a token that no number of guesses finds: 128 bits even in hexadecimal. */
const UNGUESSABLE = 32;

const SignIn = Compile(
  Type.Object({ token: Type.String({ maxLength: 512 }) }, { additionalProperties: false }),
);

export interface AccessOptions {
  /** Undefined: everybody may ask. */
  token: string | undefined;
  /** The paired kiosk with this token. */
  kiosk?: (token: string) => Promise<KioskBearer | undefined>;
  clock: Clock;
  random: Random;
}

export class Access {
  readonly #options: AccessOptions;
  readonly #sessions = new Map<string, number>();
  readonly #attempts: RateLimit;

  constructor(options: AccessOptions) {
    this.#options = options;
    this.#attempts = new RateLimit({ clock: options.clock, burst: 5, perSecond: 0.1 });
  }

  addRoutes(app: FastifyInstance): void {
    app.post('/api/console/sign-in', async (request, reply) => this.#signIn(request, reply));
  }

  /** For the console and tools. Throws BrokerError TW_SIGNED_OUT | TW_TOKEN_REFUSED | TW_RATE_LIMITED. */
  readonly assertAllowed = async (request: FastifyRequest): Promise<void> => {
    const { token } = this.#options;
    if (token === undefined || this.#hasSession(request)) return;
    const given = bearerOf(request);
    if (given === undefined) throw new BrokerError('TW_SIGNED_OUT');
    this.#compare(given, { token, from: request.ip });
  };

  /** For what kiosks fetch; a paired one gets that of its own store. Throws what assertAllowed throws. */
  readonly assertKiosk = async (request: FastifyRequest): Promise<void> => {
    const given = bearerOf(request);
    const kiosk = given === undefined ? undefined : await this.#options.kiosk?.(given);
    if (!kiosk) return this.assertAllowed(request);
    if (!isOwnStore(request.params, kiosk))
      throw new BrokerError('TW_TOKEN_REFUSED', 'This token is of another store.');
  };

  #signIn(request: FastifyRequest, reply: FastifyReply): { ok: true } {
    if (!SignIn.Check(request.body)) throw new BrokerError('TW_REQUEST_INVALID', 'Send { "token": "…" }.');
    const { token } = this.#options;
    if (token === undefined) return { ok: true };
    this.#compare(request.body.token, { token, from: request.ip });
    const parts = [
      `${COOKIE}=${this.#newSession()}`,
      'HttpOnly',
      'SameSite=Strict',
      'Path=/',
      `Max-Age=${SESSION_SECONDS}`,
    ];
    reply.header('set-cookie', [...parts, ...(request.protocol === 'https' ? ['Secure'] : [])].join('; '));
    return { ok: true };
  }

  /**
   * Only wrong tokens count as attempts, so a kiosk that asks often is not locked out. Behind a proxy everybody has one
   * address: a token too long to be guessed always passes, so that a stranger's guesses do not lock out all kiosks.
   */
  #compare(given: string, { token, from }: { token: string; from: string }): void {
    const right = isSame(given, token);
    if (right && token.length >= UNGUESSABLE) return;
    if (this.#attempts.exhausted(from)) throw new BrokerError('TW_RATE_LIMITED');
    if (right) return;
    this.#attempts.take(from);
    throw new BrokerError('TW_TOKEN_REFUSED');
  }

  #newSession(): string {
    const now = this.#options.clock.now();
    for (const [id, expiresAt] of this.#sessions) {
      if (expiresAt <= now || this.#sessions.size >= MOST_SESSIONS) this.#sessions.delete(id);
    }
    const id = Buffer.from(this.#options.random.bytes(32)).toString('base64url');
    this.#sessions.set(digest(id), now + SESSION_SECONDS * 1000);
    return id;
  }

  #hasSession(request: FastifyRequest): boolean {
    const cookies = (request.headers.cookie ?? '').split(';').map((part) => part.trim());
    const id = cookies.find((part) => part.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1);
    // Looked up by its digest, so that the time of the look-up tells nothing of the id.
    const expiresAt = id === undefined ? undefined : this.#sessions.get(digest(id));
    return expiresAt !== undefined && expiresAt > this.#options.clock.now();
  }
}

export function bearerOf({ headers }: FastifyRequest): string | undefined {
  return /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
}

function isOwnStore(params: unknown, { storeCode }: KioskBearer): boolean {
  const asked =
    typeof params === 'object' && params !== null && 'storeCode' in params ? params.storeCode : null;
  return asked === null || asked === storeCode;
}

/** In constant time, also for different lengths. */
function isSame(a: string, b: string): boolean {
  return timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
