/** Stores: a JSON list in the shape of Google's LfpStore with the fields a screen needs. */
import type { Store } from '../../contract/domain.ts';
import { fieldsOf, readJsonList, textOf } from './feed-file.ts';
import { oneLine } from './plain-text.ts';
import { RowFault, attempt, type Rejections } from './rejections.ts';
import { isGln } from './values.ts';

/** Stores by code. Codes are case-sensitive. Throws BrokerError TW_FEED_UNREADABLE. */
export async function readStores(path: string, rejections: Rejections): Promise<Map<string, Store>> {
  const stores = new Map<string, Store>();
  for (const [index, entry] of (await readJsonList(path)).entries()) {
    const fields = fieldsOf(entry);
    const id = textOf(fields['store_code'] ?? fields['storeCode']);
    const store = attempt(rejections, { file: path, line: index + 1, id }, () => storeOf(id, fields, stores));
    if (store) stores.set(id, store);
  }
  return stores;
}

function storeOf(
  storeCode: string,
  fields: Record<string, unknown>,
  known: ReadonlyMap<string, Store>,
): Store {
  if (storeCode === '' || storeCode.length > 64) {
    throw new RowFault('TW_ROW_INVALID', 'store_code is missing or longer than 64 characters');
  }
  if (known.has(storeCode)) throw new RowFault('TW_ROW_DUPLICATE', `store ${storeCode} came before`);
  const name = oneLine(textOf(fields['name'] ?? fields['store_name']), 120);
  const locales = Array.isArray(fields['locales']) ? fields['locales'].map(textOf).filter(Boolean) : [];
  const gln = textOf(fields['gln']);
  return {
    storeCode,
    name: name === '' ? storeCode : name,
    address: oneLine(textOf(fields['address'] ?? fields['store_address']), 200),
    latitude: coordinate(fields['lat'] ?? fields['latitude'], 90),
    longitude: coordinate(fields['lon'] ?? fields['lng'] ?? fields['longitude'], 180),
    timezone: textOf(fields['timezone']),
    hours: oneLine(textOf(fields['hours']), 200),
    currency: textOf(fields['currency']).toUpperCase(),
    locales,
    ...(isGln(gln) && { gln }),
  };
}

function coordinate(value: unknown, most: number): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Math.abs(number) <= most ? number : null;
}
