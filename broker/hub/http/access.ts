/** Who may ask: kiosks by bearer token, the console by a session cookie. Without a token (loopback only): everybody. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { BrokerError } from '../../errors.ts';
import type { Clock, Random } from '../../ports.ts';
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

  /** For routes that kiosks and the console use. Throws BrokerError TW_SIGNED_OUT | TW_RATE_LIMITED. */
  readonly assertAllowed = async (request: FastifyRequest): Promise<void> => {
    const { token } = this.#options;
    if (token === undefined || this.#hasSession(request)) return;
    const given = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (given === undefined) throw new BrokerError('TW_SIGNED_OUT');
    this.#compare(given, { token, from: request.ip });
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

/** In constant time, also for different lengths. */
function isSame(a: string, b: string): boolean {
  return timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
