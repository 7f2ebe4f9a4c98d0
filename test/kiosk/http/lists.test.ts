import * as assert from 'uvu/assert';
import type { ReviewsPage, SearchPage } from '../../../broker/contract/http.ts';
import { HarnessError } from '../../harness/errors.ts';
import { suite } from '../../harness/suite.ts';
import { KioskError } from '../../../kiosk/errors.ts';
import type { SearchPort } from '../../../kiosk/http/search-routes.ts';
import type { DeskQuery } from '../../../kiosk/search/search-desk.ts';
import { codeOf, get, httpKit } from './kit.ts';

const test = suite('Lists of the kiosk’s web server');
const EMPTY_PAGE: SearchPage = {
  query: '',
  total: 0,
  cards: [],
  categories: [],
  corrected: null,
  isPartial: false,
  facets: null,
  currency: null,
  isIndexed: true,
  asOf: '',
};
const NO_SEARCH: SearchPort = {
  search: async () => ({ page: EMPTY_PAGE, stamp: '' }),
  related: async (productId) => ({ page: { productId, similar: [], look: [] }, stamp: '' }),
};
const REVIEWS = '/api/products/JOSIE/reviews';

test('answer reviews in the language asked for first, page by page', async (t) => {
  const { server } = await httpKit(t);
  const page = (await get(server, `${REVIEWS}?lang=it&offset=0&limit=2`)).json<ReviewsPage>();
  assert.is(page.reviews[0]?.lang, 'it');
  assert.is(page.reviews.length, 2);
  const next = (await get(server, `${REVIEWS}?lang=it&offset=2&limit=2`)).json<ReviewsPage>();
  assert.not.equal(next.reviews[0]?.id, page.reviews[0]?.id);
});

for (const url of [`${REVIEWS}?lang=en`, '/api/search?q=jacket', '/api/search']) {
  test(`answer ${url} with an ETag, and 304 to whoever has it`, async (t) => {
    const { server } = await httpKit(t);
    const first = await get(server, url);
    assert.is(first.statusCode, 200);
    assert.match(String(first.headers['etag']), /^"[^"]+"$/);
    assert.is(first.headers['cache-control'], 'no-cache');
    const again = await get(server, url, { 'if-none-match': String(first.headers['etag']) });
    assert.is(again.statusCode, 304);
    assert.is(again.body, '');
    assert.is((await get(server, url, { 'if-none-match': '"older"' })).statusCode, 200);
  });
}

test('give at most 100 entries however many are asked for', async (t) => {
  const limits: number[] = [];
  const { server } = await httpKit(t, {
    search: {
      ...NO_SEARCH,
      search: async ({ query, limit }) => {
        limits.push(limit);
        return { page: { ...EMPTY_PAGE, query }, stamp: 'v1' };
      },
    },
  });
  for (const query of ['', '?limit=5', '?limit=100000', '?limit=0'])
    assert.is((await get(server, `/api/search${query}`)).statusCode, 200);
  assert.equal(limits, [20, 5, 100, 0]);
});

test('pass filters on as they are in the address', async (t) => {
  const asked: DeskQuery[] = [];
  const { server } = await httpKit(t, {
    search: {
      ...NO_SEARCH,
      search: async (query) => {
        asked.push(query);
        return { page: EMPTY_PAGE, stamp: 'v1' };
      },
    },
  });
  const filters =
    'size=M&size=L&colour=blue&category=Women%20%3E%20Footwear&priceFrom=5000&priceTo=9900&here=1';
  await get(server, `/api/search?q=boots&facets=1&lang=it&${filters}`);
  assert.equal(asked[0]?.filters, {
    sizes: ['M', 'L'],
    colours: ['blue'],
    brands: [],
    categories: ['Women > Footwear'],
    priceFrom: 5000,
    priceTo: 9900,
    here: true,
  });
  assert.is(asked[0]?.wantsFacets, true);
  assert.is(asked[0]?.language, 'it');
});

test('give another ETag to another search, another catalogue and another index', async (t) => {
  let stamp = 'v1.1';
  const { server } = await httpKit(t, {
    search: { ...NO_SEARCH, search: async () => ({ page: EMPTY_PAGE, stamp }) },
  });
  const tagOf = async (url: string): Promise<string> => String((await get(server, url)).headers['etag']);
  const first = await tagOf('/api/search?q=a');
  assert.is(await tagOf('/api/search?q=a'), first);
  assert.is.not(await tagOf('/api/search?q=a&here=1'), first);
  stamp = 'v1.2';
  assert.is.not(await tagOf('/api/search?q=a'), first);
});

test('say that a newer search took the place of an older one', async (t) => {
  const { server } = await httpKit(t, {
    search: { ...NO_SEARCH, search: () => Promise.reject(new KioskError('TW_SEARCH_DROPPED')) },
  });
  const answer = await get(server, '/api/search?q=a');
  assert.is(answer.statusCode, 409);
  assert.is(codeOf(answer), 'TW_SEARCH_DROPPED');
});

const BAD = [
  '/api/search?limit=-1',
  '/api/search?limit=ten',
  '/api/search?limit=1e3',
  '/api/search?limit=99999999',
  '/api/search?offset=0.5',
  '/api/search?offset=',
  '/api/search?offset=1&offset=2',
  '/api/search?q=a&q=b',
  '/api/search?here=yes',
  '/api/search?priceFrom=cheap',
  `/api/search?${'size=M&'.repeat(51)}`,
  `/api/search?brand=${'x'.repeat(301)}`,
  '/api/search?q=a&display=wall&display=room',
  `${REVIEWS}?lang=english%20please`,
  `${REVIEWS}?lang=en&lang=it`,
  `${REVIEWS}?lang=../..`,
  `/api/products/${'x'.repeat(65)}/reviews`,
  '/%E0%A4%A',
];

for (const url of BAD) {
  test(`refuse ${url.slice(0, 60)}`, async (t) => {
    const { server, logger } = await httpKit(t);
    const answer = await get(server, url);
    assert.is(answer.statusCode, 400);
    assert.is(codeOf(answer), 'TW_BAD_REQUEST');
    assert.equal(logger.at('error'), []);
  });
}

for (const text of ['"', "' OR 1=1 --", '*', 'a"b', 'NEAR(', '%00', 'brûlée', '🧥', 'x'.repeat(5_000)]) {
  test(`take ${JSON.stringify(text.slice(0, 12))} for a search like any other`, async (t) => {
    const { server } = await httpKit(t);
    const answer = await get(server, `/api/search?q=${encodeURIComponent(text)}`);
    assert.is(answer.statusCode, 200);
    assert.ok(answer.json<SearchPage>().query.length <= 100);
  });
}

test('tell the display of a search, once for its first page', async (t) => {
  const { server, searches } = await httpKit(t);
  await get(server, '/api/search?q=jacket&display=wall');
  await get(server, '/api/search?q=jacket&display=wall&offset=20');
  await get(server, '/api/search?q=jacket');
  await get(server, '/api/search?display=wall');
  assert.equal(searches, [['wall', 'jacket', 2]]);
});

test('answer a product nobody has with an empty list', async (t) => {
  const { server } = await httpKit(t);
  assert.is((await get(server, '/api/products/GONE/reviews')).json<ReviewsPage>().total, 0);
});

test('say nothing of the cause when something unexpected happens, and log it once', async (t) => {
  const { server, logger } = await httpKit(t, {
    health: () => {
      throw new HarnessError('the inside of the kiosk');
    },
  });
  const answer = await get(server, '/api/health');
  assert.is(answer.statusCode, 500);
  assert.is(codeOf(answer), 'TW_INTERNAL');
  assert.not.match(answer.body, /inside/);
  assert.is(logger.at('error').length, 1);
});
