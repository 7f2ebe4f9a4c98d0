/** Search and what is like a product, with ETags: the version of catalogue and index, and what was asked. */
import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { RelatedPage, SearchPage } from '../../broker/contract/http.ts';
import type { SearchFilters } from '../../broker/contract/search.ts';
import { LANGUAGES, type Language } from '../../broker/contract/settings.ts';
import { KioskError } from '../errors.ts';
import type { DeskQuery, Stamped } from '../search/search-desk.ts';
import { once, page, tagged, whole, type Query } from './query.ts';

export interface SearchPort {
  search(query: DeskQuery): Promise<Stamped<SearchPage>>;
  related(productId: string, language?: Language): Promise<Stamped<RelatedPage>>;
}

export interface SearchRouteDeps {
  search: SearchPort;
  searched(display: string, term: string, results: number): void;
}

const LONGEST_QUERY = 100;
/** More values of one filter than a screen has chips. */
const MOST_VALUES = 50;
const LONGEST_VALUE = 300;
const MOST_PRICE = 9_999_999;

export function searchRoutes(server: FastifyInstance, deps: SearchRouteDeps): void {
  server.get<{ Querystring: Query }>('/api/search', async (request, reply) => {
    const { query } = request;
    const text = (once(query, 'q') ?? '').slice(0, LONGEST_QUERY);
    const display = once(query, 'display');
    const { page: found, stamp } = await deps.search.search({
      query: text,
      filters: filtersOf(query),
      ...page(query),
      wantsFacets: isYes(query, 'facets'),
      // Without a name nobody's newer question takes the place of this one.
      screen: once(query, 'screen') ?? display ?? request.id,
      ...languageOf(query),
    });
    if (display !== undefined && text !== '' && (once(query, 'offset') ?? '0') === '0')
      deps.searched(display, text, found.total);
    return tagged(request, reply, { version: versionOf(stamp, request.url), body: () => found });
  });
  server.get<{ Params: { productId: string }; Querystring: Query }>(
    '/api/products/:productId/related',
    async (request, reply) => {
      const { productId } = request.params;
      if (productId.length > 64) throw new KioskError('TW_BAD_REQUEST');
      const { page: related, stamp } = await deps.search.related(
        productId,
        languageOf(request.query).language,
      );
      return tagged(request, reply, { version: versionOf(stamp, request.url), body: () => related });
    },
  );
}

/** The address is in it because a browser may keep an answer under another address than it was asked at. */
function versionOf(stamp: string, url: string): string {
  return createHash('sha256').update(`${stamp}\n${url}`).digest('base64url').slice(0, 22);
}

function filtersOf(query: Query): SearchFilters {
  return {
    sizes: several(query, 'size'),
    colours: several(query, 'colour'),
    brands: several(query, 'brand'),
    categories: several(query, 'category'),
    priceFrom: price(query, 'priceFrom'),
    priceTo: price(query, 'priceTo'),
    here: isYes(query, 'here'),
  };
}

function several(query: Query, name: string): string[] {
  const values = [query[name] ?? []].flat();
  if (values.length > MOST_VALUES || values.some((value) => value.length > LONGEST_VALUE))
    throw new KioskError('TW_BAD_REQUEST', `${name} is too long, or given too often.`);
  return values;
}

function price(query: Query, name: string): number | null {
  const text = once(query, name);
  return text === undefined ? null : whole(text, { otherwise: 0, most: MOST_PRICE });
}

function isYes(query: Query, name: string): boolean {
  const value = once(query, name) ?? '0';
  if (value !== '0' && value !== '1') throw new KioskError('TW_BAD_REQUEST', `${name} is 0 or 1.`);
  return value === '1';
}

/** A screen speaks one of ours; another one gets the words the product has. */
function languageOf(query: Query): { language?: Language } {
  const wanted = once(query, 'lang');
  const language = LANGUAGES.find((one) => one === wanted);
  return language === undefined ? {} : { language };
}
