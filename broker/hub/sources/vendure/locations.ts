/** The shop's stock locations that are stores. */
import { Type, type Static } from 'typebox';
import { oneLine } from '../../import/plain-text.ts';
import type { Rejections } from '../../import/rejections.ts';
import { query } from '../graphql/operation.ts';
import type { GraphqlClient } from '../graphql/graphql-client.ts';
import type { StoreRow } from '../rows.ts';
import { languageTag, type Shop } from './shop.ts';
import type { VendureOptions } from './options.ts';

const PAGE = 100;
/** More stores than any one hub has. */
const MOST = 10_000;

const Location = Type.Object({
  id: Type.String(),
  name: Type.String(),
  description: Type.String(),
  customFields: Type.Optional(
    Type.Union([
      Type.Object({ storeCode: Type.Optional(Type.Union([Type.String(), Type.Null()])) }),
      Type.Null(),
    ]),
  ),
});
type Location = Static<typeof Location>;

const locationsWith = (fields: string) =>
  query(
    `query StockLocations($take: Int!, $skip: Int!) {
      stockLocations(options: { take: $take, skip: $skip, sort: { id: ASC } }) {
        totalItems
        items { id name description ${fields} }
      }
    }`,
    Type.Object({
      stockLocations: Type.Object({ totalItems: Type.Integer(), items: Type.Array(Location) }),
    }),
  );
const WithCodes = locationsWith('customFields { storeCode }');
const Plain = locationsWith('');

export interface StoreLocation {
  /** Of the stock location. */
  id: string;
  storeCode: string;
  name: string;
  address: string;
}

export interface LocationsOptions {
  client: Pick<GraphqlClient, 'ask'>;
  shop: Shop;
  /** Code by the name of a location; a custom field `storeCode` counts more. */
  stores: VendureOptions['stores'];
}

/** Those that have a code. The first of two with one code counts; the other is rejected where somebody listens. */
export async function storeLocations(
  { client, shop, stores }: LocationsOptions,
  { rejections, file, signal }: { rejections?: Rejections; file: string; signal?: AbortSignal },
): Promise<StoreLocation[]> {
  const facts = await shop.facts(signal);
  const operation = facts.has('StockLocation.storeCode') ? WithCodes : Plain;
  const found = new Map<string, StoreLocation>();
  for (let skip = 0; skip < MOST; skip += PAGE) {
    const { stockLocations } = await client.ask(operation, { take: PAGE, skip }, signal);
    for (const [index, location] of stockLocations.items.entries()) {
      const storeCode = codeOf(location, stores);
      if (storeCode === '') continue;
      const place = { file, line: skip + index + 1, id: storeCode };
      if (found.has(storeCode)) rejections?.add(place, 'TW_ROW_DUPLICATE', `store ${storeCode} came before`);
      else if (storeCode.length > 64) rejections?.add(place, 'TW_ROW_INVALID', 'a store code is too long');
      else found.set(storeCode, storeOf(storeCode, location));
    }
    if (stockLocations.items.length < PAGE) break;
  }
  return [...found.values()];
}

/** As rows. Vendure knows neither hours nor coordinates of a location; its description is taken for the address. */
export async function* storeRows(
  options: LocationsOptions,
  about: { rejections: Rejections; file: string; signal: AbortSignal },
): AsyncGenerator<StoreRow> {
  const facts = await options.shop.facts(about.signal);
  for (const [index, { storeCode, name, address }] of (await storeLocations(options, about)).entries()) {
    const store = {
      storeCode,
      name,
      address,
      latitude: null,
      longitude: null,
      timezone: '',
      hours: '',
      currency: facts.currency,
      locales: facts.languages.map(languageTag),
    };
    yield { place: { file: about.file, line: index + 1, id: storeCode }, store };
  }
}

function codeOf({ name, customFields }: Location, stores: VendureOptions['stores']): string {
  return (customFields?.storeCode ?? '').trim() || (stores[name] ?? '');
}

function storeOf(storeCode: string, { id, name, description }: Location): StoreLocation {
  return { id, storeCode, name: oneLine(name, 120) || storeCode, address: oneLine(description, 200) };
}
