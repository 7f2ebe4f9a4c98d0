/** What Google's feeds do not carry: related products, guides and customers, as JSON lists. */
import { createHmac } from 'node:crypto';
import type { Guide, Localised } from '../../contract/domain.ts';
import type { CustomerRecord } from '../store/customer-store.ts';
import { fieldsOf, readJsonList, textOf } from './feed-file.ts';
import { maskName, oneLine } from './plain-text.ts';
import { RowFault, attempt, type Rejections } from './rejections.ts';

export interface ExtrasOptions {
  path: string;
  rejections: Rejections;
}

const MOST_RELATED = 24;
const MOST_WISHES = 200;

/** Related product ids by product. Throws BrokerError TW_FEED_UNREADABLE. */
export async function readRelated(
  { path, rejections }: ExtrasOptions,
  products: ReadonlySet<string>,
): Promise<Map<string, string[]>> {
  const related = new Map<string, string[]>();
  for (const [index, entry] of (await readJsonList(path)).entries()) {
    const fields = fieldsOf(entry);
    const id = textOf(fields['productId']);
    attempt(rejections, { file: path, line: index + 1, id }, () => {
      assertKnown(id, products);
      const ids = textsOf(fields['relatedIds']);
      related.set(
        id,
        [...new Set(ids)].filter((other) => other !== id && products.has(other)).slice(0, MOST_RELATED),
      );
    });
  }
  return related;
}

/** Guides by product. Throws BrokerError TW_FEED_UNREADABLE. */
export async function readGuides(
  { path, rejections }: ExtrasOptions,
  products: ReadonlySet<string>,
): Promise<Map<string, Guide>> {
  const guides = new Map<string, Guide>();
  for (const [index, entry] of (await readJsonList(path)).entries()) {
    const fields = fieldsOf(entry);
    const id = textOf(fields['productId']);
    attempt(rejections, { file: path, line: index + 1, id }, () => {
      assertKnown(id, products);
      const steps = Array.isArray(fields['steps']) ? fields['steps'].map(localisedOf) : [];
      guides.set(id, { title: localisedOf(fields['title']), steps });
    });
  }
  return guides;
}

/** Customers; of a card only HMAC-SHA-256(loyalty key, UID bytes) is kept. Throws BrokerError TW_FEED_UNREADABLE. */
export async function readCustomers(
  { path, rejections }: ExtrasOptions,
  loyaltyKey: Uint8Array,
): Promise<CustomerRecord[]> {
  const customers = new Map<string, CustomerRecord>();
  const cards = new Set<string>();
  for (const [index, entry] of (await readJsonList(path)).entries()) {
    const fields = fieldsOf(entry);
    const place = { file: path, line: index + 1, id: textOf(fields['ref']) };
    const customer = attempt(rejections, place, () => customerOf(fields, loyaltyKey));
    if (!customer) continue;
    if (customers.has(customer.ref) || cards.has(customer.card)) {
      rejections.add(place, 'TW_ROW_DUPLICATE');
      continue;
    }
    customers.set(customer.ref, customer);
    cards.add(customer.card);
  }
  return [...customers.values()].sort((a, b) => (a.ref < b.ref ? -1 : 1));
}

function customerOf(fields: Record<string, unknown>, loyaltyKey: Uint8Array): CustomerRecord {
  const ref = textOf(fields['ref']).slice(0, 64);
  if (ref === '') throw new RowFault('TW_ROW_INVALID', 'ref is missing');
  const uid = textOf(fields['cardUid']).replaceAll(/[\s:-]/g, '');
  if (!/^(?:[0-9a-f]{2}){4,10}$/i.test(uid))
    throw new RowFault('TW_ROW_INVALID', 'cardUid is not 4 to 10 bytes of hex');
  return {
    ref,
    card: createHmac('sha256', loyaltyKey).update(Buffer.from(uid, 'hex')).digest('hex'),
    displayName: maskName(textOf(fields['displayName'])).slice(0, 60),
    tier: oneLine(textOf(fields['tier']), 40),
    locale: textOf(fields['locale']).slice(0, 16),
    consents: textsOf(fields['consents']),
    wishlist: wishesOf(fields['wishlist']),
  };
}

function wishesOf(value: unknown): CustomerRecord['wishlist'] {
  const entries = Array.isArray(value) ? value.map(fieldsOf) : [];
  return entries
    .map((entry) => ({
      sku: textOf(entry['sku']).slice(0, 64),
      addedAt: textOf(entry['addedAt']).slice(0, 40),
    }))
    .filter(({ sku }) => sku !== '')
    .slice(0, MOST_WISHES);
}

function localisedOf(value: unknown): Localised {
  const entries = Object.entries(fieldsOf(value)).filter(([lang]) => lang.length >= 2 && lang.length <= 16);
  return Object.fromEntries(entries.map(([lang, text]) => [lang, oneLine(textOf(text), 1_000)]));
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(textOf).filter(Boolean) : [];
}

function assertKnown(id: string, products: ReadonlySet<string>): void {
  if (!products.has(id)) throw new RowFault('TW_ROW_PRODUCT_UNKNOWN', `${id} is not in the products feed`);
}
