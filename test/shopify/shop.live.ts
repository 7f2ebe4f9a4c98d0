/**
 * The connector against Shopify's published schemas. `npm run test:shopify` runs it; it reads from TAPWALL_SHOPIFY where the
 * schemas and the engine lie.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Value } from 'typebox/value';
import * as assert from 'uvu/assert';
import { isBrokerError } from '../../broker/errors.ts';
import { Rejections } from '../../broker/hub/import/rejections.ts';
import type { SourceBundle } from '../../broker/hub/sources/bundle.ts';
import type { OfferRow, VariantRow } from '../../broker/hub/sources/rows.ts';
import { createShopifySource } from '../../broker/hub/sources/shopify/create-source.ts';
import { ShopifyOptions } from '../../broker/hub/sources/shopify/options.ts';
import { all } from '../broker/hub/sources/vendure/kit.ts';
import { fileTimeout, suite, type TestContext } from '../harness/suite.ts';
import { QuietLogger } from '../support/quiet-logger.ts';
import { SeededRandom } from '../support/seeded-random.ts';
import { until } from '../support/until.ts';
import { SYSTEM_CLOCK } from '../vendure/real-deps.ts';
import { MadeAccount } from './account-root.ts';
import { loadSchema, type Schema } from './engine.ts';
import { LANGUAGES, locations, madeProducts } from './made-shop.ts';
import { POOR_TOKEN, ShopServer, TOKEN } from './server.ts';
import { storefrontRoot } from './storefront-root.ts';

const LONG = { timeout: 60_000 };
const TOOLS = process.env['TAPWALL_SHOPIFY'] ?? '';
const VARIABLE = 'TAPWALL_TEST_SHOPIFY_LIVE';
const CUSTOMER_TOKEN = 'shcat_karina';
const KARINA = 'gid://shopify/Customer/77';

fileTimeout(170_000);
const test = suite('Shopify, by its published schemas');

let loaded: Promise<[Schema, Schema]> | undefined;
/** Of all servers, with what the schemas say of them. */
const everything: { name: string; mistakes: string[] }[] = [];

interface Shop {
  server: ShopServer;
  products: ReturnType<typeof madeProducts>;
  account: MadeAccount;
  logger: QuietLogger;
  connect(settings?: object, token?: string): Required<SourceBundle>;
}

async function opened(t: TestContext, count = 300): Promise<Shop> {
  loaded ??= Promise.all([loadSchema(TOOLS, 'storefront'), loadSchema(TOOLS, 'customer-account')]);
  const [storefront, accounts] = await loaded;
  const products = madeProducts(count);
  const account = new MadeAccount();
  const logger = new QuietLogger();
  const server = new ShopServer({
    storefront,
    accounts,
    storefrontRoot: (host) => storefrontRoot(products, host),
    accountRoot: (token) => (token === CUSTOMER_TOKEN ? account.root : undefined),
  });
  await server.start();
  t.after(() => {
    everything.push(...server.asked);
    server.stop();
  });
  const connect = (settings: object = {}, token = TOKEN): Required<SourceBundle> => {
    process.env[VARIABLE] = token;
    const folder = mkdtempSync(join(tmpdir(), 'tapwall-shopify-'));
    const options = Value.Default(ShopifyOptions, {
      url: server.url,
      tokenVariable: VARIABLE,
      stores: Object.fromEntries(locations.map(({ name }, index) => [name, `S-${index}`])),
      stockEvery: 1_000,
      checkout: true,
      accounts: { url: server.url, wishlist: 'custom.wishlist', tiers: ['Gold'] },
      ...settings,
    }) as ShopifyOptions;
    const source = createShopifySource(options, {
      name: 'shop',
      base: '/',
      every: 600,
      folder,
      fetch,
      clock: SYSTEM_CLOCK,
      random: new SeededRandom(3),
      logger,
    }) as Required<SourceBundle>;
    t.after(async () => {
      await source.stop();
      rmSync(folder, { recursive: true, force: true });
    });
    return source;
  };
  return { server, products, account, logger, connect };
}

async function read(
  source: SourceBundle,
): Promise<{ variants: VariantRow[]; offers: OfferRow[]; rejections: Rejections }> {
  const rejections = new Rejections();
  const input = await source.catalogue?.open(new AbortController().signal);
  const variants = await all(input?.variants?.(rejections));
  return { variants, offers: await all(input?.offers?.(rejections)), rejections };
}

/** Everything on sale, as it was made. */
const onSale = ({ products }: Shop) =>
  products.filter(({ isGiftCard }) => !isGiftCard).flatMap(({ variants }) => variants);

function assertWhole(shop: Shop, { variants, offers, rejections }: Awaited<ReturnType<typeof read>>): void {
  const made = onSale(shop);
  assert.equal(rejections.list, []);
  assert.is(variants.length, made.length);
  assert.is(new Set(variants.map(({ sku }) => sku)).size, made.length);
  assert.is(offers.length, made.length * locations.length);
  const total = made.reduce((sum, { quantityAvailable }) => sum + (quantityAvailable ?? 0), 0);
  assert.is(
    offers.reduce((sum, { quantity }) => sum + (quantity ?? 0), 0),
    total,
  );
}

test(
  'gives every product, variant, language, price and store that was made',
  async (t) => {
    const shop = await opened(t);
    const found = await read(shop.connect());
    assertWhole(shop, found);
    const row = found.variants.find(({ sku }) => sku === 'SKU-5');
    const tags = ['de', 'en', 'fr', 'pt-BR'];
    assert.ok(found.variants.every(({ title }) => Object.keys(title).join() === tags.join()));
    assert.equal(
      [row?.price, row?.salePrice],
      [
        { amountMinor: 19_900, currency: 'EUR' },
        { amountMinor: 1_590, currency: 'EUR' },
      ],
    );
    const rated = new Set(found.variants.filter(({ rating }) => rating).map(({ productId }) => productId));
    assert.is(
      rated.size,
      shop.products.filter(({ rating, isGiftCard }) => rating !== null && !isGiftCard).length,
    );
    assert.not.match(JSON.stringify(found.variants), /alert|<b>|gid:/);
    assert.is(shop.server.asked.filter(({ name }) => name === 'Texts').length, 15 * (LANGUAGES.length - 1));
  },
  LONG,
);

test(
  'gives the same when the shop allows a thousand objects a question',
  async (t) => {
    const shop = await opened(t, 60);
    shop.server.mostCost = 1_000;
    assertWhole(shop, await read(shop.connect()));
  },
  LONG,
);

test(
  'gives the same when the shop throttles it',
  async (t) => {
    const shop = await opened(t);
    shop.server.bucket = { holds: 200_000, perSecond: 600_000, level: 200_000, at: Date.now() };
    assertWhole(shop, await read(shop.connect()));
    // Some of it was put off, and asked for again.
    assert.ok(shop.server.throttled > 0);
  },
  LONG,
);

test(
  'gives the same when answers are cut, garbled, late or errors of the shop',
  async (t) => {
    const shop = await opened(t);
    shop.server.instead.push(
      { name: 'Products', answer: (response) => void response.writeHead(502).end('<html>') },
      { name: 'Products', answer: (response) => void response.destroy() },
      { name: 'Levels', answer: (response) => void response.writeHead(430).end() },
      // Nobody answers: ten seconds later it is asked again.
      { name: 'Levels', answer: () => undefined },
    );
    assertWhole(shop, await read(shop.connect()));
    shop.server.instead.push({ name: 'Products', answer: (response) => void response.end('{"data":') });
    await fails(read(shop.connect()), 'TW_SOURCE_ANSWER');
  },
  LONG,
);

test(
  'gives products and no stock with a token for products alone, and nothing with a wrong one',
  async (t) => {
    const shop = await opened(t);
    const { variants, offers } = await read(shop.connect({}, POOR_TOKEN));
    assert.is(variants.length, onSale(shop).length);
    assert.equal(offers, []);
    await fails(read(shop.connect({}, 'shpat_wrong')), 'TW_SOURCE_REFUSED');
  },
  LONG,
);

test(
  'tells stock that an order took, soon',
  async (t) => {
    const shop = await opened(t);
    const told: OfferRow[] = [];
    const troubles: (string | null)[] = [];
    const source = shop.connect();
    const changed = (offers: readonly OfferRow[]): void => void told.push(...offers);
    t.after(source.stock.watch({ changed, onTrouble: (trouble) => void troubles.push(trouble) }));
    await until(() => shop.server.asked.filter(({ name }) => name === 'RecentLevels').length > 1, 20_000);
    const product = shop.products[200];
    const [variant] = product?.variants ?? [];
    const [location] = locations;
    if (!product || !variant || !location) throw new TypeError('the made shop is too small');
    variant.levels.set(location.id, { available: true, quantityAvailable: 123 });
    product.updatedAt = Date.now();
    await until(
      () => told.some(({ quantity, storeCode }) => quantity === 123 && storeCode === 'S-0'),
      10_000,
    );
    assert.equal(troubles, []);
  },
  LONG,
);

test(
  'knows a customer who signed in, and keeps the wishlist',
  async (t) => {
    const shop = await opened(t);
    const { people, wishlist } = shop.connect();
    const person = await people.bySubject(shop.server.issuer, 'sub', CUSTOMER_TOKEN);
    assert.equal(person, { ref: KARINA, displayName: 'Karina', tier: 'Gold', locale: '' });
    for (const sku of ['SKU-1', 'SKU-2', 'SKU-2']) await wishlist.add(KARINA, sku);
    await wishlist.remove(KARINA, 'SKU-1');
    assert.equal(
      (await wishlist.read(KARINA)).map(({ sku }) => sku),
      ['SKU-2'],
    );
    assert.is(shop.account.metafields.get('custom.wishlist')?.version, 3);
    assert.is(await people.bySubject('https://login.example', 'sub', CUSTOMER_TOKEN), undefined);
    assert.not.match(JSON.stringify(shop.logger.lines), /Karina|Secretive|shcat_|shpat_/);
  },
  LONG,
);

test(
  'takes a cart to the shop’s checkout, after looking once more what the store has',
  async (t) => {
    const shop = await opened(t);
    const { orders } = shop.connect();
    const sold = onSale(shop).find(({ availableForSale, levels }) => availableForSale && levels.size > 0);
    const [[location, level] = ['', undefined]] = [...(sold?.levels ?? [])];
    const index = locations.findIndex(({ id }) => id === location);
    const sku = sold?.sku ?? '';
    assert.equal([...(await orders.stockOf(`S-${index}`, [sku, 'NONE']))], [[sku, level?.quantityAvailable]]);
    const order = {
      idempotencyKey: 'k',
      kind: 'handover' as const,
      storeCode: `S-${index}`,
      kioskId: 'S-0.wall',
      lines: [{ sku, quantity: 1 }],
      customerRef: undefined,
    };
    assert.equal(await orders.handOver?.(order), { url: `${shop.server.url}/cart/c/c1` });
    await fails(orders.place(order), 'TW_ORDER_REFUSED');
  },
  LONG,
);

test('has asked nothing that the schemas do not allow, and everything that it can ask', async () => {
  assert.equal(
    everything.filter(({ mistakes }) => mistakes.length > 0),
    [],
  );
  const folder = 'broker/hub/sources/shopify';
  const source = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
  const named = [...source.join('\n').matchAll(/`(?:query|mutation) (\w+)/g)].map(([, name = '']) => name);
  const asked = new Set(everything.map(({ name }) => name));
  assert.ok(named.length > 10);
  assert.equal(
    named.filter((name) => !asked.has(name)),
    [],
  );
  // This one has two names.
  assert.ok(asked.has('Levels') && asked.has('RecentLevels'));
});

async function fails(doing: Promise<unknown>, code: string): Promise<void> {
  try {
    await doing;
  } catch (error) {
    if (isBrokerError(error) && error.code === code) return;
    throw error;
  }
  assert.unreachable(`did not fail with ${code}`);
}
