/** Customers for trying, as a JSON list. */
import { createHmac } from 'node:crypto';
import type { CustomerRecord } from '../store/customer-store.ts';
import { readJsonList } from './formats/json/read-json-list.ts';
import { fieldsOf, textOf } from './formats/json/values.ts';
import { maskName, oneLine } from './plain-text.ts';
import { RowFault, attempt, type Rejections } from './rejections.ts';

const MOST_WISHES = 200;

/** Customers; of a card only HMAC-SHA-256(loyalty key, UID bytes) is kept. Throws BrokerError TW_FEED_UNREADABLE. */
export async function readCustomers(
  { path, rejections }: { path: string; rejections: Rejections },
  loyaltyKey: Uint8Array,
): Promise<CustomerRecord[]> {
  const customers = new Map<string, CustomerRecord>();
  const cards = new Set<string>();
  for await (const { number, value } of readJsonList({ path, rejections })) {
    const fields = fieldsOf(value);
    // Reports lie about as files: nobody stands in them, and the line says which entry it was.
    const place = { file: path, line: number, id: '' };
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

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(textOf).filter(Boolean) : [];
}
