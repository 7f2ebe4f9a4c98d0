/** Stores: a JSON list in the shape of Google's LfpStore with the fields a screen needs. */
import type { Store } from '../../../../contract/domain.ts';
import type { StoreRow } from '../../../sources/rows.ts';
import { oneLine } from '../../plain-text.ts';
import { RowFault, attempt, type Rejections } from '../../rejections.ts';
import { isGln } from '../../values.ts';
import { readJsonList } from '../json/read-json-list.ts';
import { fieldsOf, manyOf, textOf } from '../json/values.ts';

const MOST_LOCALES = 20;

/** Codes are case-sensitive. Throws BrokerError TW_FEED_UNREADABLE. */
export async function* readStores(options: {
  path: string;
  rejections: Rejections;
}): AsyncGenerator<StoreRow> {
  for await (const { number, value } of readJsonList(options)) {
    const fields = fieldsOf(value);
    const id = textOf(fields['store_code'] ?? fields['storeCode']);
    const place = { file: options.path, line: number, id };
    const store = attempt(options.rejections, place, () => storeOf(id, fields));
    if (store) yield { place, store };
  }
}

/** Throws RowFault. */
export function storeOf(storeCode: string, fields: Record<string, unknown>): Store {
  assertStoreCode(storeCode);
  const name = oneLine(textOf(fields['name'] ?? fields['store_name']), 120);
  const gln = textOf(fields['gln']);
  return {
    storeCode,
    name: name === '' ? storeCode : name,
    address: oneLine(textOf(fields['address'] ?? fields['store_address']), 200),
    latitude: coordinate(fields['lat'] ?? fields['latitude'], 90),
    longitude: coordinate(fields['lon'] ?? fields['lng'] ?? fields['longitude'], 180),
    timezone: textOf(fields['timezone']).slice(0, 64),
    hours: oneLine(textOf(fields['hours']), 200),
    currency: textOf(fields['currency']).toUpperCase().slice(0, 8),
    locales: manyOf(fields['locales'])
      .map((locale) => textOf(locale).slice(0, 16))
      .filter(Boolean)
      .slice(0, MOST_LOCALES),
    ...(isGln(gln) && { gln }),
  };
}

/** @throws RowFault TW_ROW_INVALID */
export function assertStoreCode(code: string): void {
  if (code === '' || code.length > 64)
    throw new RowFault('TW_ROW_INVALID', 'store_code is missing or longer than 64 characters');
}

function coordinate(value: unknown, most: number): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Math.abs(number) <= most ? number : null;
}
