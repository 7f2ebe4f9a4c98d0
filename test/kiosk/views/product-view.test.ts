import * as assert from 'uvu/assert';
import type { ProductView } from '../../../broker/contract/screen.ts';
import { KnownProducts } from '../../../kiosk/outside/known-products.ts';
import { ProductShelf } from '../../../kiosk/outside/product-shelf.ts';
import { productView, type Viewpoint } from '../../../kiosk/views/product-view.ts';
import type { ShownCatalogue } from '../../../kiosk/views/shown-catalogue.ts';
import { suite } from '../../harness/suite.ts';
import { ALL_SERVICES, PRODUCTS_ONLY } from '../../support/all-services.ts';
import { SAMPLE_STORE } from '../../support/sample-catalogue.ts';
import { sampleReplica } from '../../support/sample-replica.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const test = suite('Product view');

function view(
  catalogue: ShownCatalogue,
  sku: string,
  { language = 'en', gives = ALL_SERVICES }: Partial<Viewpoint> = {},
): ProductView {
  const found = productView(catalogue, sku, { storeCode: SAMPLE_STORE, language, gives });
  assert.ok(found, sku);
  return found;
}

test('knows nothing of a SKU that is not there', async (context) => {
  const replica = await sampleReplica(context);
  assert.is(
    productView(replica, 'NOTHING', { storeCode: SAMPLE_STORE, language: 'en', gives: ALL_SERVICES }),
    undefined,
  );
});

test('lists the sizes of the colour in their order and says where each is', async (context) => {
  const { sizes } = view(await sampleReplica(context), 'JOSIE-BLACK-S');
  assert.equal(
    sizes.map(({ label, here, nearest }) => [label, here?.availability, here?.left, nearest?.name ?? null]),
    [
      ['XS', 'limited_availability', 1, null],
      ['S', 'in_stock', null, null],
      ['M', 'in_stock', null, null],
      ['L', 'out_of_stock', null, 'Milano Duomo'],
      ['XL', 'out_of_stock', null, null],
    ],
  );
  assert.equal(
    sizes.filter(({ selected }) => selected).map(({ sku }) => sku),
    ['JOSIE-BLACK-S'],
  );
});

test('keeps numbers in their own order, not that of the alphabet', async (context) => {
  const { sizes } = view(await sampleReplica(context), 'RUNNER-MOSS-36');
  assert.equal(
    sizes.map(({ label }) => label),
    ['36', '36.5', '37', '10'],
  );
  assert.is(sizes.at(-1)?.here?.availability, 'out_of_stock');
});

test('offers the other colours in the same size', async (context) => {
  const { colours } = view(await sampleReplica(context), 'JOSIE-BLUE-M');
  assert.equal(
    colours.map(({ name, sku, selected }) => [name, sku, selected]),
    [
      ['Black', 'JOSIE-BLACK-M', false],
      ['Blue', 'JOSIE-BLUE-M', true],
      ['Gray', 'JOSIE-GRAY-M', false],
    ],
  );
  for (const { swatch } of colours) assert.match(swatch, /^#[0-9a-f]{6}$/);
});

test('shows pictures of the colour first', async (context) => {
  const { media } = view(await sampleReplica(context), 'JOSIE-GRAY-M');
  assert.is(media[0]?.colour, 'Gray');
  assert.is(media.length, 3);
});

test('says what it costs and the lowest it cost in the 30 days before', async (context) => {
  const replica = await sampleReplica(context);
  const money = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });
  assert.equal(view(replica, 'JOSIE-BLACK-S').price, {
    now: money(4500),
    was: money(5625),
    regular: null,
  });
  assert.equal(view(replica, 'TOTE-NATURAL').price, { now: money(3000), was: null, regular: null });
});

test('names the other stores, the nearest first', async (context) => {
  const { stores } = view(await sampleReplica(context), 'JOSIE-BLACK-L');
  assert.equal(
    stores.map(({ name, availability }) => [name, availability]),
    [
      ['Milano Duomo', 'in_stock'],
      ['Paris Rivoli', 'out_of_stock'],
    ],
  );
  const [duomo, paris] = stores.map(({ distanceMetres }) => distanceMetres ?? 0);
  assert.ok(Math.abs((duomo ?? 0) - 428) < 5, String(duomo));
  assert.ok(Math.abs((paris ?? 0) - 640_000) < 5_000, String(paris));
});

test('quotes somebody in the language of the screen, else anybody', async (context) => {
  const replica = await sampleReplica(context);
  assert.is(view(replica, 'JOSIE-BLACK-S').quote?.author, 'Karina S.');
  assert.is(view(replica, 'JOSIE-BLACK-S', { language: 'it' }).quote?.lang, 'it');
  assert.ok(view(replica, 'JOSIE-BLACK-S', { language: 'pl' }).quote);
  assert.is(view(replica, 'TOTE-NATURAL').quote, null);
  assert.equal(view(replica, 'JOSIE-BLACK-S').reviewLanguages, ['en', 'ar', 'it']);
});

test('leaves out related products that are not there', async (context) => {
  const { related } = view(await sampleReplica(context), 'JOSIE-BLACK-S');
  assert.equal(
    related.map(({ productId }) => productId),
    ['LANDO', 'TOTE'],
  );
});

test('says when stock was confirmed, also of what is not carried', async (context) => {
  const replica = await sampleReplica(context);
  assert.is(view(replica, 'JOSIE-BLACK-S').stockAsOf, '2026-11-22T09:58:00+01:00');
  assert.is(view(replica, 'MARKUP-WHITE-M').stockAsOf, '2026-11-22T09:00:00+01:00');
  const known = new KnownProducts(replica, new ProductShelf(new VirtualClock()));
  const [before, after] = ['2026-11-22T08:57:59Z', '2026-11-22T08:58:01Z'];
  known.stockSaid(before);
  assert.is(view(known, 'JOSIE-BLACK-S').stockAsOf, '2026-11-22T09:58:00+01:00');
  known.stockSaid(after);
  assert.is(view(known, 'JOSIE-BLACK-S').stockAsOf, after, 'said again since');
});

test('passes a title on as it is: text, which no screen renders as markup', async (context) => {
  const { title, media, sizes } = view(await sampleReplica(context), 'MARKUP-WHITE-M');
  assert.is(title, '<img src=x onerror=alert(1)> & "Sons" Tee');
  assert.equal(media, []);
  assert.is(sizes[0]?.nearest, null);
});

test('speaks the language of the screen where the product does', async (context) => {
  const replica = await sampleReplica(context);
  assert.is(view(replica, 'TOTE-NATURAL', { language: 'it' }).title, 'Borsa Mercato');
  assert.is(view(replica, 'TOTE-NATURAL', { language: 'pl' }).title, 'Market Tote');
  assert.equal(view(replica, 'TOTE-NATURAL').sizes, []);
});

test('tells no stock where no source gives it from stock that is not there', async (context) => {
  const replica = await sampleReplica(context);
  const { stock: _stock, ...others } = ALL_SERVICES;
  const without = view(replica, 'JOSIE-BLACK-S', { gives: { ...others, stock: false } });
  assert.equal([without.here, without.stores, without.stockAsOf], [null, [], null]);
  assert.ok(without.sizes.every(({ here, nearest }) => here === null && nearest === null));
  assert.ok(without.rating, 'reviews are another matter');
});

test('tells no reviews where no source gives them from a product without one', async (context) => {
  const replica = await sampleReplica(context);
  const without = view(replica, 'MARKUP-WHITE-M', { gives: PRODUCTS_ONLY });
  assert.equal([without.rating, without.quote, without.reviewLanguages], [null, null, []]);
  assert.is(view(replica, 'MARKUP-WHITE-M').rating?.count, 0);
  const summed = view(replica, 'JOSIE-BLACK-S', { gives: PRODUCTS_ONLY });
  assert.is(summed.rating?.count, 5, 'the shop says so itself');
});
