/**
 * Which browser it is: a random cookie that only this host can have set (RFC 6265bis, `__Host-`), and what a form of a page
 * that was made for it carries. Whoever has the code alone cannot act for the phone that goes on with it.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Random } from '../../../ports.ts';

export const PHONE_COOKIE = '__Host-tapwall-join';
const SECRET = /^[A-Za-z0-9_-]{43}$/;
const LIFE_SECONDS = 900;

export class PhoneCookie {
  readonly #random: Random;
  /** New at every start: so are the visits. */
  readonly #key: Uint8Array;

  constructor(random: Random) {
    this.#random = random;
    this.#key = random.bytes(32);
  }

  /** The secret of this browser; a new one is set where there is none. */
  of(request: FastifyRequest, reply: FastifyReply): string {
    const known = this.read(request);
    if (known !== undefined) return known;
    const secret = Buffer.from(this.#random.bytes(32)).toString('base64url');
    // Lax, because the way back from the provider is another site's link.
    const parts = ['Path=/', 'Secure', 'HttpOnly', 'SameSite=Lax', `Max-Age=${LIFE_SECONDS}`];
    reply.header('set-cookie', [`${PHONE_COOKIE}=${secret}`, ...parts].join('; '));
    return secret;
  }

  read({ headers }: FastifyRequest): string | undefined {
    const parts = (headers.cookie ?? '').split(';').map((part) => part.trim());
    const value = parts.find((part) => part.startsWith(`${PHONE_COOKIE}=`))?.slice(PHONE_COOKIE.length + 1);
    return value !== undefined && SECRET.test(value) ? value : undefined;
  }

  /** What the forms of this browser's page for this code carry. */
  formOf(secret: string, code: string): string {
    return createHmac('sha256', this.#key).update(`${secret}\n${code}`).digest('base64url');
  }

  isForm(given: string | null, { secret, code }: { secret: string; code: string }): boolean {
    const right = Buffer.from(this.formOf(secret, code));
    const other = Buffer.from(given ?? '');
    return right.length === other.length && timingSafeEqual(right, other);
  }
}

export function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
