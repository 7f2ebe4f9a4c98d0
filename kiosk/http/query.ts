/** What follows the question mark, and answers that say which version they are of. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { KioskError } from '../errors.ts';

/** A name that comes twice makes a list. */
export type Query = Record<string, string | string[] | undefined>;

const MAX_LIMIT = 100;
const LANG = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

/** BCP 47, as far as lists care. */
export function isLanguage(text: string): boolean {
  return LANG.test(text);
}

export function page(query: Query): { offset: number; limit: number } {
  return {
    offset: whole(once(query, 'offset'), { otherwise: 0, most: 1_000_000 }),
    limit: whole(once(query, 'limit'), { otherwise: 20, most: MAX_LIMIT }),
  };
}

export function once(query: Query, name: string): string | undefined {
  const value = query[name];
  if (Array.isArray(value)) throw new KioskError('TW_BAD_REQUEST', `${name} may be given once.`);
  return value;
}

export function whole(text: string | undefined, bounds: { otherwise: number; most: number }): number {
  if (text === undefined) return bounds.otherwise;
  if (!/^\d{1,7}$/.test(text))
    throw new KioskError('TW_BAD_REQUEST', `${JSON.stringify(text.slice(0, 20))} is not a whole number.`);
  return Math.min(Number(text), bounds.most);
}

/** Everything a list says follows from the address and the catalogue's version, so the version is the ETag. */
export function tagged(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: { version: string; body(): object },
): object | FastifyReply {
  const etag = `"${answer.version}"`;
  reply.header('etag', etag).header('cache-control', 'no-cache');
  return request.headers['if-none-match'] === etag ? reply.code(304).send() : answer.body();
}
