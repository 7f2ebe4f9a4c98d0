/** What a display has of a Shopify shop's checkout. */
import * as assert from 'uvu/assert';
import { isBrokerError } from '../../../../../broker/errors.ts';
import type { OrderDraft } from '../../../../../broker/hub/sources/ports.ts';
import { suite, type TestContext } from '../../../../harness/suite.ts';
import { BERLIN, connected, HAMBURG, product, variant, type Connected } from './kit.ts';

const test = suite('Shopify checkout');

async function selling(t: TestContext): Promise<Connected> {
  const it = await connected(t, { checkout: true });
  it.shop.products = [
    product('P', [
      variant('A', { [BERLIN]: 5, [HAMBURG]: 1 }),
      variant('B', { [HAMBURG]: 2 }),
      variant('', {}),
    ]),
  ];
  return it;
}

function draft(change: Partial<OrderDraft> = {}): OrderDraft {
  return {
    idempotencyKey: 'BER-01.wall.key-1',
    kind: 'handover',
    storeCode: 'BER-01',
    kioskId: 'BER-01.wall',
    lines: [{ sku: 'A', quantity: 2 }],
    customerRef: undefined,
    ...change,
  };
}

async function reasonOf(doing: Promise<unknown> | undefined): Promise<string> {
  try {
    await doing;
  } catch (error) {
    if (isBrokerError(error)) return `${error.code} ${error.message}`;
    throw error;
  }
  return '';
}

test('takes a basket along, with where it began, and proposes to collect what is there', async (t) => {
  const it = await selling(t);
  assert.equal(await it.source.orders.handOver?.(draft()), { url: it.shop.checkout });
  assert.equal(it.shop.carts, [
    {
      lines: [{ merchandiseId: it.shop.variant('A').id, quantity: 2 }],
      buyerIdentity: {
        countryCode: 'DE',
        preferences: { delivery: { deliveryMethod: ['PICK_UP', 'SHIPPING'], pickupHandle: ['1'] } },
      },
      attributes: [
        { key: 'tapwall_kiosk', value: 'BER-01.wall' },
        { key: 'tapwall_store', value: 'BER-01' },
        { key: 'tapwall_key', value: 'BER-01.wall.key-1' },
      ],
    },
  ]);
  await it.source.orders.handOver?.(draft({ lines: [{ sku: 'B', quantity: 1 }] }));
  assert.equal(it.shop.carts[1]?.['buyerIdentity'], { countryCode: 'DE' });
});

test('says nothing of the customer, because a screen shows where the basket is', async (t) => {
  const it = await selling(t);
  await it.source.orders.handOver?.(draft({ customerRef: 'gid://shopify/Customer/77' }));
  assert.not.match(JSON.stringify(it.shop.carts), /Customer/);
  assert.not.match(JSON.stringify(it.logger.lines), /secret-cart-key/);
});

test('counts what a store has once more, when it is asked', async (t) => {
  const it = await selling(t);
  const [, , nameless] = it.shop.products[0]?.variants ?? [];
  const own = `shopify-${nameless?.id.split('/').at(-1)}`;
  const stock = await it.source.orders.stockOf('BER-01', ['A', 'B', own, 'NONE']);
  assert.equal(
    [...stock],
    [
      ['A', 5],
      ['B', 0],
      [own, 0],
    ],
  );
  it.shop.setStock('A', BERLIN, 1);
  assert.is((await it.source.orders.stockOf('BER-01', ['A'])).get('A'), 1);
  assert.match(await reasonOf(it.source.orders.stockOf('X', ['A'])), /^TW_STORE_UNKNOWN/);
});

test('knows neither of two variants with one SKU', async (t) => {
  const it = await selling(t);
  it.shop.products.push(product('Q', [variant('A', { [BERLIN]: 1 })]));
  assert.equal([...(await it.source.orders.stockOf('BER-01', ['A', 'B'])).keys()], ['B']);
});

test('refuses what the shop has not got, and what it cannot say', async (t) => {
  const it = await selling(t);
  const ask = (change: Partial<OrderDraft> = {}): Promise<string> =>
    reasonOf(it.source.orders.handOver?.(draft(change)));
  assert.match(await ask({ lines: [{ sku: 'NONE', quantity: 1 }] }), /^TW_ORDER_REFUSED This article/);
  it.shop.cartSays = { warnings: [{ code: 'MERCHANDISE_NOT_ENOUGH_STOCK' }] };
  assert.match(await ask(), /^TW_ORDER_REFUSED Not enough/);
  it.shop.cartSays = { userErrors: [{ code: 'INVALID' }] };
  assert.match(await ask(), /^TW_ORDER_REFUSED The shop does not/);
  it.shop.cartSays = {};
  it.shop.variant('A').availableForSale = false;
  assert.match(await ask(), /^TW_ORDER_REFUSED Not enough/);
});

test('shows no address but the shop’s own', async (t) => {
  for (const address of [
    'https://evil.example/cart/c/1',
    'http://nordlys.example/cart',
    'javascript:alert(1)',
  ]) {
    const it = await selling(t);
    it.shop.checkout = address;
    assert.match(await reasonOf(it.source.orders.handOver?.(draft())), /^TW_SOURCE_ANSWER/);
  }
});

test('takes no order itself: nothing of one is promised', async (t) => {
  const it = await selling(t);
  assert.equal(it.source.orders.kinds, []);
  assert.match(await reasonOf(it.source.orders.place(draft({ kind: 'ship' }))), /^TW_ORDER_REFUSED/);
});
