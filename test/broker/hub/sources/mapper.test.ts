import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import * as assert from 'uvu/assert';
import { isBrokerError } from '../../../../broker/errors.ts';
import { Rejections } from '../../../../broker/hub/import/rejections.ts';
import { mapperKind } from '../../../../broker/hub/sources/mapper/mapper-kind.ts';
import { valuesOf } from '../../../../broker/hub/sources/mapper/mapped-fields.ts';
import type { FieldSpec, MappedList } from '../../../../broker/hub/sources/mapper/mapping.ts';
import type { OfferRow } from '../../../../broker/hub/sources/rows.ts';
import { checkSource } from '../../../../broker/hub/sources/source-file.ts';
import { systemClock } from '../../../../kiosk/system/clock.ts';
import { suite, type TestContext } from '../../../harness/suite.ts';
import { QuietLogger } from '../../../support/quiet-logger.ts';
import { SeededRandom } from '../../../support/seeded-random.ts';
import { VirtualClock } from '../../../support/virtual-clock.ts';

const test = suite('Sources: any JSON, by a mapping');

type Answer = { body: unknown; headers?: Record<string, string> };

/** A shop that answers by path and query. */
async function shop(
  t: TestContext,
  answer: (url: string) => Answer,
): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const { body, headers = {} } = answer(request.url ?? '');
    response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  t.after(() => new Promise((resolve) => void server.close(resolve)));
  return { url: `http://127.0.0.1:${(server.address() as { port: number }).port}`, asked };
}

function make(t: TestContext, mapping: object, clock = systemClock) {
  const base = mkdtempSync(join(tmpdir(), 'tapwall-mapper-'));
  t.after(() => rmSync(base, { recursive: true }));
  const text = JSON.stringify({ kind: 'mapper', options: { internalHosts: ['127.0.0.1'], ...mapping } });
  const checked = checkSource('pim.json', { ok: true, text }, [mapperKind]);
  assert.is(checked.ok ? '' : checked.message, '');
  if (!checked.ok) throw new TypeError(checked.message);
  const { parts, options } = checked.source;
  const tools = { clock, random: new SeededRandom(2), logger: new QuietLogger() };
  const bundle = mapperKind.create(options, { name: 'pim', base, folder: base, every: 600, parts, ...tools });
  t.after(() => bundle.stop());
  return { bundle, base };
}

async function rowsOf(t: TestContext, lists: readonly object[]) {
  const { bundle } = make(t, { lists, currency: 'EUR' });
  const input = await bundle.catalogue?.open(new AbortController().signal);
  const rejections = new Rejections();
  const rows: { sku?: string; id?: string }[] = [];
  for (const read of [input?.variants, input?.offers, input?.reviews, input?.stores])
    if (read) for await (const row of read(rejections)) rows.push(row as never);
  return { rows, rejections };
}

const PRODUCT_FIELDS = { id: '/code', title: '/name', price: '/price' };

test('reads variants inside products: paths up and down, words, cents, lists and times', async (t) => {
  const { url } = await shop(t, () => ({
    body: {
      data: [
        {
          ref: 'P1',
          name: 'Coat',
          kind: [{ label: 'Clothes' }, { label: 'Coats' }],
          variants: [
            { code: 'C-1', cents: 12_900, stock: 'YES', tags: 'warm;long', photos: ['/a.jpg', '/b.jpg'] },
            { code: 'C-2', cents: 'free', stock: 'NO' },
          ],
        },
      ],
    },
  }));
  const { rows, rejections } = await rowsOf(t, [
    {
      gives: 'products',
      url: `${url}/items`,
      entries: '/data',
      each: '/variants',
      fields: {
        id: '/code',
        item_group_id: '^/ref',
        title: '^/name',
        brand: { const: 'Corso' },
        price: { path: '/cents', as: 'minor', currency: 'EUR' },
        availability: { path: '/stock', map: { YES: 'in stock', NO: 'out of stock' } },
        product_type: { path: '^/kind', pick: '/label', join: ' > ' },
        product_highlight: { path: '/tags', split: ';' },
        image_link: { path: '/photos', prefix: 'https://cdn.example' },
      },
    },
  ]);
  const [coat] = rows as unknown as Record<string, unknown>[];
  assert.equal(
    [
      coat?.['sku'],
      coat?.['productId'],
      coat?.['title'],
      coat?.['brand'],
      coat?.['price'],
      coat?.['availability'],
    ],
    ['C-1', 'P1', { en: 'Coat' }, 'Corso', { amountMinor: 12_900, currency: 'EUR' }, 'in_stock'],
  );
  assert.equal(
    [coat?.['categoryPath'], coat?.['highlights']],
    [
      ['Clothes', 'Coats'],
      ['warm', 'long'],
    ],
  );
  assert.equal(coat?.['pictures'], ['https://cdn.example/a.jpg']);
  assert.equal(
    rejections.list.map(({ file, line, id, code }) => [file, line, id, code]),
    [['pim products', 2, 'C-2', 'TW_ROW_PRICE']],
  );
});

test('follows pages by number, offset, cursor, Link header and address, to their end', async (t) => {
  const pageOf = (index: number): object[] =>
    index < 3 ? [{ code: `A${index}`, name: 'Coat', price: '10' }] : [];
  const ways: Record<string, { paging: MappedList['paging']; index: (url: URL) => number }> = {
    page: { paging: { by: 'page', parameter: 'p' }, index: (url) => Number(url.searchParams.get('p')) - 1 },
    offset: {
      paging: { by: 'offset', parameter: 'from' },
      index: (url) => Number(url.searchParams.get('from')),
    },
    cursor: {
      paging: { by: 'cursor', parameter: 'after', next: '/next' },
      index: (url) => Number(url.searchParams.get('after') ?? 0),
    },
    link: { paging: { by: 'link' }, index: (url) => Number(url.searchParams.get('n') ?? 0) },
    address: {
      paging: { by: 'address', next: '/more' },
      index: (url) => Number(url.searchParams.get('n') ?? 0),
    },
  };
  for (const [name, { paging, index }] of Object.entries(ways)) {
    const { url, asked } = await shop(t, (path) => {
      const at = index(new URL(path, 'http://a'));
      const more = at < 2;
      const body = { list: pageOf(at), ...(more && { next: at + 1, more: `?n=${at + 1}` }) };
      return {
        body,
        headers: more ? { link: `</items?n=${at + 1}>; rel="next", </items>; rel="first"` } : {},
      };
    });
    const { rows } = await rowsOf(t, [
      { gives: 'products', url: `${url}/items`, entries: '/list', paging, fields: PRODUCT_FIELDS },
    ]);
    assert.equal(
      rows.map(({ sku }) => sku),
      ['A0', 'A1', 'A2'],
      name,
    );
    assert.is(asked.length, name === 'page' || name === 'offset' ? 4 : 3, name);
  }
});

test('ends at pages that go in a circle, lead elsewhere, or are no list', async (t) => {
  const answers: [body: object, code: string][] = [
    [{ list: [{ code: 'A', name: 'Coat', price: '1' }], more: '?n=1' }, 'TW_SOURCE_ANSWER'],
    [
      { list: [{ code: 'A', name: 'Coat', price: '1' }], more: 'http://169.254.169.254/' },
      'TW_FETCH_REFUSED',
    ],
    [{ list: {} }, 'TW_SOURCE_ANSWER'],
  ];
  for (const [body, code] of answers) {
    const { url } = await shop(t, () => ({ body }));
    const list = {
      gives: 'products',
      url,
      entries: '/list',
      paging: { by: 'address', next: '/more' },
      fields: PRODUCT_FIELDS,
    };
    const found = await rowsOf(t, [list]).then(
      () => 'none',
      (error: unknown) => (isBrokerError(error) ? error.code : String(error)),
    );
    assert.is(found, code);
  }
});

test('reads reviews on a scale of their own, and stores', async (t) => {
  const { url } = await shop(t, (path) => ({
    body: path.startsWith('/reviews')
      ? [{ id: 7, item: 'A', stars: 9, text: '<b>Fine</b>', who: 'Karina Smith', at: 1_790_000_000 }]
      : [{ nr: 12, name: 'Milano' }],
  }));
  const { rows } = await rowsOf(t, [
    { gives: 'stores', url: `${url}/stores`, fields: { store_code: '/nr', name: '/name' } },
    {
      gives: 'reviews',
      url: `${url}/reviews`,
      fields: {
        review_id: '/id',
        sku: '/item',
        rating: '/stars',
        rating_min: { const: '1' },
        rating_max: { const: '10' },
        content: '/text',
        reviewer_name: '/who',
        review_timestamp: { path: '/at', as: 'seconds' },
      },
    },
  ]);
  const [found, store] = rows as unknown as Record<string, unknown>[];
  assert.equal(
    [found?.['id'], found?.['rating'], found?.['body'], found?.['authorDisplay'], found?.['createdAt']],
    ['7', 5, 'Fine', 'Karina S.', '2026-09-21T14:13:20.000Z'],
  );
  assert.is((store?.['store'] as { storeCode: string } | undefined)?.storeCode, '12');
});

test('takes signed changes of stock once, and nothing that is unsigned, old, altered or repeated', async (t) => {
  const clock = new VirtualClock();
  const hook = {
    secretFile: 'hook.key',
    entries: '/changes',
    fields: { store_code: '/shop', id: '/code', quantity: '/left' },
  };
  const { bundle, base } = make(t, { hook }, clock);
  const secret = 'a secret of the shop';
  writeFileSync(join(base, 'hook.key'), `${secret}\n`);
  const rows: OfferRow[] = [];
  bundle.stock?.watch({ changed: (offers) => void rows.push(...offers), onTrouble: () => undefined });
  const body = Buffer.from(
    JSON.stringify({ changes: [{ shop: 'MIL-01', code: 'A', left: 2 }, { code: 'B' }] }),
  );
  const sign = (seconds: number, of: Buffer = body): string =>
    `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.`).update(of).digest('hex')}`;
  const send = async (signature: string | undefined, of = body): Promise<unknown> => {
    try {
      return await bundle.hook?.receive({ 'x-tapwall-signature': signature }, of);
    } catch (error) {
      return isBrokerError(error) ? error.code : error;
    }
  };
  const now = Math.floor(clock.now() / 1_000);
  assert.equal(await send(sign(now)), { taken: 1, rejected: 1 });
  assert.equal(
    rows.map(({ sku, quantity, availability }) => [sku, quantity, availability]),
    [['A', 2, 'limited_availability']],
  );
  for (const bad of [
    undefined,
    '',
    sign(now),
    sign(now - 400),
    sign(now + 400),
    sign(now).replace('v1=', 'v0='),
  ])
    assert.is(await send(bad), 'TW_HOOK_REFUSED', String(bad));
  assert.is(await send(sign(now, Buffer.from('{}')), body), 'TW_HOOK_REFUSED');
  await clock.advance(301_000);
  assert.is(await send(sign(now)), 'TW_HOOK_REFUSED');
  assert.is(rows.length, 1);
});

test('never throws and never runs anything, whatever stands in an entry', () => {
  const spec: FieldSpec[] = [
    '/a/b',
    '^/__proto__/constructor',
    {
      path: ['/a', '/constructor/name'],
      split: ',',
      map: { x: 'y' },
      join: '-',
      as: 'minor',
      currency: 'JPY',
    },
    { path: '/a', pick: '/b', as: 'seconds' },
  ];
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom(...spec), (value, one) => {
      const texts = valuesOf(one, { value, around: value, number: 1 });
      assert.ok(texts.every((text) => typeof text === 'string' && !/^(Object|Array|function)/.test(text)));
    }),
    { numRuns: 300 },
  );
});
