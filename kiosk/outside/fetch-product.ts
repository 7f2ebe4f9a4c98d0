/** Asks the hub for one product, and believes nothing that it cannot check. */
import type { ReadableStreamDefaultReader } from 'node:stream/web';
import { Compile } from 'typebox/compile';
import { FoundProduct } from '../../broker/contract/found-product.ts';
import { KioskError } from '../errors.ts';
import type { ProductKey } from './product-key.ts';

export interface ProductQuestion {
  /** Base address of the hub. */
  hub: string;
  storeCode: string;
  key: ProductKey;
  /** Of the answer that is here. */
  etag?: string | undefined;
  /** Largest answer taken, in bytes, unpacked. */
  largest: number;
  signal: AbortSignal;
  fetch?: typeof fetch;
}

export type ProductAnswer =
  | { kind: 'found'; found: FoundProduct; bytes: number; etag: string }
  | { kind: 'unchanged' }
  /** The hub knows no such product. */
  | { kind: 'unknown' };

/** An error is a code and a sentence. */
const LARGEST_ERROR = 4_096;

const schema = Compile(FoundProduct);

/** @throws KioskError TW_PRODUCT_AWAY when the hub could not be asked | TW_PRODUCT_INVALID when its answer is of no use */
export async function fetchProduct(question: ProductQuestion): Promise<ProductAnswer> {
  const response = await send(question);
  if (response.status === 304) return { kind: 'unchanged' };
  const isSmall = response.status !== 200;
  const text = await readText(response, isSmall ? LARGEST_ERROR : question.largest);
  if (response.status === 404 && codeOf(text) === 'TW_PRODUCT_UNKNOWN') return { kind: 'unknown' };
  if (isSmall) throw new KioskError('TW_PRODUCT_AWAY', `The hub answered ${response.status}.`);
  const found = parse(text);
  if (!isAbout(found, question.key))
    throw new KioskError('TW_PRODUCT_INVALID', 'The hub told another product than it was asked for.');
  const etag = (response.headers.get('etag') ?? '').slice(0, 200);
  return { kind: 'found', found, bytes: text.length, etag };
}

async function send({ hub, storeCode, key, etag, signal, ...rest }: ProductQuestion): Promise<Response> {
  const url = new URL(`/api/replica/${encodeURIComponent(storeCode)}/products`, hub);
  for (const [name, value] of Object.entries(key)) url.searchParams.set(name, value);
  const headers: Record<string, string> = { accept: 'application/json' };
  if (etag !== undefined && etag !== '') headers['if-none-match'] = etag;
  try {
    return await (rest.fetch ?? fetch)(url.href, { headers, redirect: 'error', signal });
  } catch (cause) {
    throw new KioskError('TW_PRODUCT_AWAY', undefined, { cause });
  }
}

async function readText(response: Response, largest: number): Promise<string> {
  const reader = response.body?.getReader() as ReadableStreamDefaultReader<Uint8Array> | undefined;
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for (let step = await reader?.read(); step?.done === false; step = await reader?.read()) {
      size += step.value.length;
      if (size > largest) break;
      parts.push(step.value);
    }
  } catch (cause) {
    throw new KioskError('TW_PRODUCT_AWAY', 'The answer of the hub broke off.', { cause });
  }
  if (size <= largest) return Buffer.concat(parts).toString('utf8');
  // It may never end: what is left of it is of no interest.
  await reader?.cancel().catch(() => undefined);
  throw new KioskError('TW_PRODUCT_INVALID', `The answer of the hub is larger than ${largest} bytes.`);
}

function parse(text: string): FoundProduct {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new KioskError('TW_PRODUCT_INVALID', 'The answer of the hub is not JSON.', { cause });
  }
  if (!schema.Check(value)) throw new KioskError('TW_PRODUCT_INVALID');
  return value;
}

/** One product, all of it, and the one that was asked for. */
function isAbout({ sku, product, variants, offers, reviews }: FoundProduct, key: ProductKey): boolean {
  const { productId } = product;
  const skus = new Set(variants.map((variant) => variant.sku));
  const wanted = variants.find((variant) => variant.sku === sku);
  const isWanted = 'sku' in key ? sku === key.sku : wanted?.gtins.includes(key.gtin) === true;
  return (
    isWanted &&
    skus.has(sku) &&
    variants.every((variant) => variant.productId === productId) &&
    offers.every((offer) => skus.has(offer.sku)) &&
    reviews.every((review) => review.productIds.includes(productId))
  );
}

function codeOf(text: string): string {
  try {
    const { error } = JSON.parse(text) as { error?: { code?: unknown } | null };
    return typeof error?.code === 'string' ? error.code : '';
  } catch {
    return '';
  }
}
