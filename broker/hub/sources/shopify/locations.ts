/** The shop's locations that are stores. Shopify shows those alone where orders can be picked up. */
import { Type, type Static } from 'typebox';
import { oneLine } from '../../import/plain-text.ts';
import type { Rejections } from '../../import/rejections.ts';
import { query } from '../graphql/operation.ts';
import type { StoreRow } from '../rows.ts';
import { languageTag, numberOf } from './ids.ts';
import type { ShopifyOptions } from './options.ts';
import { connection, PAGE_INFO, PageSize, pagesOf } from './pages.ts';
import { CONTEXT_VARIABLES, IN_CONTEXT, type Storefront } from './storefront.ts';

const PAGE = 100;

const Location = Type.Object({
  id: Type.String({ maxLength: 200 }),
  name: Type.String(),
  address: Type.Object({
    formatted: Type.Array(Type.String()),
    latitude: Type.Union([Type.Number(), Type.Null()]),
    longitude: Type.Union([Type.Number(), Type.Null()]),
  }),
});
type Location = Static<typeof Location>;

export const Locations = query(
  `query Locations($first: Int!, $after: String, ${CONTEXT_VARIABLES}) ${IN_CONTEXT} {
    locations(first: $first, after: $after, sortKey: ID) {
      ${PAGE_INFO}
      nodes { id name address { formatted latitude longitude } }
    }
  }`,
  Type.Object({ locations: connection(Location) }),
);

export interface StoreLocation extends Location {
  storeCode: string;
}

export interface LocationsOptions {
  storefront: Storefront;
  /** Code by the name or the number of a location. */
  stores: ShopifyOptions['stores'];
}

interface About {
  rejections?: Rejections;
  file: string;
  signal?: AbortSignal | undefined;
}

/** Those that have a code. The first of two with one code counts; the other is rejected where somebody listens. */
export async function storeLocations(
  { storefront, stores }: LocationsOptions,
  { rejections, file, signal }: About,
): Promise<StoreLocation[]> {
  const found = new Map<string, StoreLocation>();
  const all = pagesOf(
    new PageSize(PAGE),
    async (page) => (await storefront.ask(Locations, page, { signal })).locations,
  );
  let line = 0;
  for await (const location of all) {
    line += 1;
    const storeCode = stores[numberOf(location.id, 'Location') ?? ''] ?? stores[location.name];
    if (storeCode === undefined) continue;
    const place = { file, line, id: storeCode };
    if (found.has(storeCode)) rejections?.add(place, 'TW_ROW_DUPLICATE', `store ${storeCode} came before`);
    else found.set(storeCode, { ...location, storeCode });
  }
  return [...found.values()];
}

/** As rows. The API tells neither hours nor time zone. */
export async function* storeRows(
  options: LocationsOptions,
  about: Required<About>,
): AsyncGenerator<StoreRow> {
  const facts = await options.storefront.facts(about.signal);
  const languages = [facts.language, ...facts.otherLanguages.map(languageTag)];
  for (const [index, location] of (await storeLocations(options, about)).entries()) {
    const { storeCode, name, address } = location;
    const store = {
      storeCode,
      name: oneLine(name, 120) || storeCode,
      address: oneLine(address.formatted.slice(0, 8).join(', '), 200),
      latitude: address.latitude,
      longitude: address.longitude,
      timezone: '',
      hours: '',
      currency: facts.currency,
      locales: languages,
    };
    yield { place: { file: about.file, line: index + 1, id: storeCode }, store };
  }
}
