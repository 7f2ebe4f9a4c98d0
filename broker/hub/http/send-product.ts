/** Sends one product of the whole catalogue: JSON, packed when the asker can unpack it, with its hash as entity tag. */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { BrokerError } from '../../errors.ts';
import type { ProductFinder, ProductKey } from '../catalogue/product-finder.ts';
import type { RateLimit } from '../requests/rate-limit.ts';
import type { HeldBytes } from './held-bytes.ts';

export interface ProductRequest {
  Params: { storeCode: string };
  Querystring: Record<string, string | string[] | undefined>;
}

export interface ProductSender {
  finder: Pick<ProductFinder, 'find'>;
  /** By store. */
  pace: Pick<RateLimit, 'take'>;
  /** By store, too: an answer may have some megabytes. */
  held: HeldBytes;
}

const LONGEST_SKU = 64;
/** Below it packing gains nothing. */
const WORTH_PACKING = 2_048;
const pack = promisify(gzip);

/** @throws BrokerError TW_REQUEST_INVALID | TW_RATE_LIMITED, and what finding throws */
export async function sendProduct(
  request: FastifyRequest<ProductRequest>,
  reply: FastifyReply,
  { finder, pace, held }: ProductSender,
): Promise<FastifyReply> {
  const key = keyOf(request.query);
  const { storeCode } = request.params;
  if (held.isFull(storeCode) || !pace.take(storeCode)) throw new BrokerError('TW_RATE_LIMITED');
  const body = Buffer.from(finder.find(storeCode, key));
  // Until all of it is sent, or nobody takes it any more.
  reply.raw.once('close', held.hold(storeCode, body.length));
  const etag = `"${createHash('sha256').update(body).digest('hex')}"`;
  reply.headers({ etag, 'cache-control': 'no-cache', vary: 'accept-encoding' });
  if (request.headers['if-none-match'] === etag) return reply.code(304).send();
  reply.header('content-type', 'application/json; charset=utf-8');
  const isPacked = body.length >= WORTH_PACKING && takesGzip(request.headers['accept-encoding']);
  if (!isPacked) return reply.send(body);
  return reply.header('content-encoding', 'gzip').send(await pack(body));
}

/** Exactly one of the two, once. */
function keyOf(query: ProductRequest['Querystring']): ProductKey {
  const [[name, value] = [], ...others] = Object.entries(query);
  if (others.length === 0 && typeof value === 'string') {
    if (name === 'gtin' && /^\d{8,14}$/.test(value)) return { gtin: value.padStart(14, '0') };
    if (name === 'sku' && value !== '' && value.length <= LONGEST_SKU) return { sku: value };
  }
  throw new BrokerError('TW_REQUEST_INVALID', 'Name one product: ?gtin=8 TO 14 DIGITS or ?sku=SKU.');
}

function takesGzip(header: string | string[] | undefined): boolean {
  return /\bgzip\b(?!;\s*q=0(\.0*)?(\s|,|$))/i.test(String(header ?? ''));
}
