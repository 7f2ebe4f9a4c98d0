/** A kiosk, a real hub beside it, and shoppers who bring what the store does not sell. */
import * as assert from 'uvu/assert';
import type { ProductView, ScreenMessage } from '../../../broker/contract/screen.ts';
import { suite, type TestContext } from '../../harness/suite.ts';
import { until } from '../../support/until.ts';
import { FeedFolder, local, products, review, reviews, row } from '../../broker/hub/support/feed-folder.ts';
import { startHub, type HubBench } from '../../broker/hub/support/hub-bench.ts';
import { CARD, hostKit, screen, type HostKit } from '../host/kit.ts';
import type { TestBrowser } from '../http/kit.ts';

const test = suite('A product of another store, from the hub to the wall');
const SOON = 10_000;
const BOOT = { EAN: '4006381333931', SKU: 'BOOT-38' } as const;
const NOBODYS = '9506000134352';

interface Shop {
  hub: HubBench;
  kit: HostKit;
  wall: TestBrowser;
  feeds: FeedFolder;
}

/** Lets hub and kiosk go on until it comes true; at each turn so much time passes for each. */
async function turns<T>(
  { hub, kit }: Pick<Shop, 'hub' | 'kit'>,
  pass: { kit: number; hub: number },
  condition: () => T | undefined | false,
): Promise<T> {
  for (const deadline = performance.now() + SOON; ;) {
    await kit.clock.advance(pass.kit);
    await hub.advance(pass.hub);
    const value = condition();
    if (value !== undefined && value !== false) return value;
    assert.ok(performance.now() < deadline, `${condition.toString()} did not come true`);
    await new Promise((resolve) => void setTimeout(resolve, 10));
  }
}

/** Milano sells a hoodie, Paris boots. */
async function open(t: TestContext): Promise<Shop> {
  const feeds = new FeedFolder(t);
  await feeds.picture('images/boot.jpg', { width: 320, height: 320 });
  const boot = {
    title: 'Winter Boot',
    'item group id': 'BOOT',
    color: 'Bark',
    'image link': 'images/boot.jpg',
  };
  const headers = products();
  feeds.write(
    'products.tsv',
    products(
      row('A'),
      row(BOOT.SKU, { ...boot, size: '38', gtin: BOOT.EAN }),
      row('BOOT-39', { ...boot, size: '39' }),
    ).replaceAll(/$/gm, (_, at: number) =>
      at === headers.length ? '\tproduct type' : '\tWinter > Out & about',
    ),
  );
  feeds.write(
    'local.tsv',
    local('MIL-01\tA\t5\tin stock\tsame day', `PAR-02\t${BOOT.SKU}\t1\tin stock\tsame day`),
  );
  feeds.write(
    'reviews.xml',
    reviews(review('r1'), review('r2', { ids: `<skus><sku>${BOOT.SKU}</sku></skus>` })),
  );
  const anna = {
    ref: 'c-1',
    displayName: 'Anna',
    tier: '',
    locale: 'en',
    cardUid: CARD.uid,
    wishlist: [
      { sku: 'BOOT-39', addedAt: '2026-11-01T10:00:00Z' },
      { sku: 'A', addedAt: '2026-11-01T10:00:00Z' },
    ],
  };
  feeds.write('customers.json', JSON.stringify([anna]));
  await feeds.import({ customers: 'customers.json' });
  const hub = await startHub(t, { dataDir: feeds.dataDir });
  const address = hub.app.server.address();
  assert.ok(typeof address === 'object' && address !== null);
  const kit = await hostKit(t, {
    broker: hub.broker,
    catalogue: false,
    settings: { hub: `http://127.0.0.1:${address.port}`, kiosk: 'k1' },
  });
  await turns({ hub, kit }, { kit: 100, hub: 0 }, () => kit.host.hasCatalogue());
  return { hub, kit, feeds, wall: await kit.browser() };
}

const shown = async ({ wall }: Shop, title: string): Promise<ScreenMessage & { product: ProductView }> => {
  const message = await until(() => {
    const last = wall.messages.findLast((each) => each.type === 'screen');
    return last?.screen.name === 'product' && last.screen.product.title.startsWith(title) && last;
  }, SOON);
  assert.ok(message.screen.name === 'product');
  return { ...message, product: message.screen.product };
};

test('is on the screen with its picture, its reviews and the store that has it', async (t) => {
  const shop = await open(t);
  const { kit, hub, wall } = shop;
  await kit.lab('scan', { code: BOOT.EAN });
  const { product, ways } = await shown(shop, 'Winter Boot');
  assert.is(product.outside, true);
  assert.is(product.sku, BOOT.SKU);
  assert.equal(product.here, { availability: 'out_of_stock', left: null });
  assert.equal(
    product.stores.map(({ storeCode, availability, left }) => [storeCode, availability, left]),
    [['PAR-02', 'limited_availability', 1]],
  );
  assert.equal(
    product.sizes.map(({ label, nearest }) => [label, nearest?.storeCode]),
    [
      ['38', 'PAR-02'],
      ['39', undefined],
    ],
  );
  assert.ok(!ways.includes('reserve') && !ways.includes('handover'), ways.join(' '));
  assert.ok(Date.parse(product.stockAsOf ?? '') > 0);
  const list = await fetch(`${kit.url}/api/products/BOOT/reviews?lang=en`);
  assert.is(((await list.json()) as { total: number }).total, 1);
  const [media] = product.media;
  const picture = await fetch(`${kit.url}/media/${media?.sha256}-${media?.widths[0]}.webp`);
  assert.equal([picture.status, picture.headers.get('content-type')], [200, 'image/webp']);
  assert.equal(
    wall.messages.flatMap((each) => (each.type === 'screen' ? [each.screen.name] : [])),
    ['attract', 'seeking', 'product'],
  );
  await kit.settle();
  assert.is(kit.eventsOf('tag_tapped')[0]?.['sku'], BOOT.SKU);
  const search = await fetch(`${kit.url}/api/search?q=boot`);
  assert.is(((await search.json()) as { total: number }).total, 0, 'it is not in this store');
  const related = await fetch(`${kit.url}/api/products/BOOT/related`);
  const { similar } = (await related.json()) as { similar: { sku: string }[] };
  assert.equal(
    similar.map(({ sku }) => sku),
    ['A'],
    'what is sold here in its category',
  );
  assert.is(kit.eventsOf('view_item').length, 1);
  await hub.settle();
});

test('is unknown when nobody sells it, and at once when the hub is away', async (t) => {
  const shop = await open(t);
  const { kit, hub, wall } = shop;
  await kit.lab('scan', { code: NOBODYS });
  const message = await screen(wall, 'notice');
  assert.equal(message.screen, { name: 'notice', notice: 'unknown_product' });
  await kit.clock.advance(7_000);
  await screen(wall, 'attract');

  await kit.lab('network', { up: false });
  await kit.settle();
  const before = wall.messages.length;
  await kit.lab('scan', { code: BOOT.EAN });
  await screen(wall, 'notice');
  const names = (): string[] =>
    wall.messages.slice(before).flatMap((each) => (each.type === 'screen' ? [each.screen.name] : []));
  assert.not.ok(names().includes('seeking'), 'nobody waits for a hub that cannot be reached');
  await kit.lab('network', { up: true });
  await kit.clock.advance(7_000);
  await screen(wall, 'attract');

  // The broker is there, and the hub's own door is shut.
  await hub.app.close();
  await kit.lab('scan', { code: BOOT.EAN });
  await screen(wall, 'notice');
  await kit.clock.advance(7_000);
  await screen(wall, 'attract');
  const later = wall.messages.length;
  await kit.lab('scan', { code: BOOT.EAN });
  await screen(wall, 'notice');
  const again = wall.messages
    .slice(later)
    .flatMap((each) => (each.type === 'screen' ? [each.screen.name] : []));
  assert.not.ok(again.includes('seeking'), 'the next shopper does not wait for it');
});

test('is in a wishlist as well, and the kiosk stays one whole version', async (t) => {
  const shop = await open(t);
  const { kit, wall } = shop;
  const touch = (action: string): void =>
    wall.socket.send(JSON.stringify({ type: 'touch', touch: { action } }));
  const version = (): Promise<string> =>
    fetch(`${kit.url}/api/health`).then(
      async (answer) => ((await answer.json()) as { catalogue: string }).catalogue,
    );
  const before = await version();
  await kit.lab('tag', { reader: 'virtual-reader-1', card: CARD.card });
  await turns(shop, { kit: 100, hub: 0 }, () =>
    wall.messages.some((each) => each.type === 'screen' && each.recognised),
  );
  touch('show_wishlist');
  // No time passes at the kiosk: the patience with which it asks must not run out before the answer is there.
  const skus = await turns(shop, { kit: 0, hub: 0 }, () => {
    const last = wall.messages.findLast((each) => each.type === 'screen');
    const list = last?.screen.name === 'wishlist' ? last.screen.items.map(({ card }) => card.sku) : [];
    return list.length === 2 ? list : undefined;
  });
  assert.equal([...skus].sort(), ['A', 'BOOT-39']);
  assert.is(await version(), before);
});

test('is no longer outside once the store sells it', async (t) => {
  const shop = await open(t);
  const { kit, feeds } = shop;
  await kit.lab('scan', { code: BOOT.EAN });
  await shown(shop, 'Winter Boot');
  feeds.write(
    'local.tsv',
    local(
      'MIL-01\tA\t5\tin stock\tsame day',
      `PAR-02\t${BOOT.SKU}\t1\tin stock\tsame day`,
      `MIL-01\t${BOOT.SKU}\t4\tin stock\tsame day`,
    ),
  );
  await feeds.import({ customers: 'customers.json' });
  await turns(shop, { kit: 0, hub: 1_000 }, () => {
    const last = shop.wall.messages.findLast((each) => each.type === 'screen');
    return (
      last?.screen.name === 'product' &&
      last.screen.product.here?.availability === 'in_stock' &&
      last.screen.product.outside === undefined
    );
  });
});
