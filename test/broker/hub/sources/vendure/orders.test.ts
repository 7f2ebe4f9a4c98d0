/** Orders at a Vendure shop: once per key, checked against the shelf, refused with a reason. */
import * as assert from 'uvu/assert';
import { isBrokerError } from '../../../../../broker/errors.ts';
import type { OrderDraft, PlacedOrder } from '../../../../../broker/hub/sources/ports.ts';
import { suite, type TestContext } from '../../../../harness/suite.ts';
import { orderNotes } from '../../../../../broker/hub/sources/vendure/order-kinds.ts';
import { connected, product, variant, type Connected } from './kit.ts';

const test = suite('Vendure orders');

const ORDERS = {
  pickupShipping: 'pick-up',
  shipShipping: 'standard-shipping',
  guestEmail: 'kiosk@shop.example',
  paymentMethod: '',
  fromStore: false,
};
const ADDRESS = {
  fullName: 'K S',
  company: null,
  streetLine1: 'Weg 1',
  streetLine2: null,
  city: 'Berlin',
  province: null,
  postalCode: '10117',
  phoneNumber: null,
  country: { code: 'DE' },
  defaultShippingAddress: true,
};

function selling(t: TestContext, orders: Partial<typeof ORDERS> = {}): Connected {
  const it = connected(t, { orders: { ...ORDERS, ...orders } });
  it.shop.products = [product('P', [variant('A', { '1': 50, '2': 5 }), variant('B', { '2': 1 })])];
  it.shop.customers = [
    { id: '77', firstName: 'K', loyaltyCardId: 'L', groups: [], wishlist: [], addresses: [ADDRESS] },
  ];
  return it;
}

function draft(change: Partial<OrderDraft> = {}): OrderDraft {
  return {
    idempotencyKey: 'key-1',
    kind: 'pickup',
    storeCode: 'BER-01',
    kioskId: 'wall-1',
    lines: [{ sku: 'A', quantity: 2 }],
    customerRef: '77',
    ...change,
  };
}

async function reasonOf(placing: Promise<PlacedOrder>): Promise<string> {
  try {
    await placing;
  } catch (error) {
    if (isBrokerError(error, 'TW_ORDER_REFUSED')) return error.message;
    throw error;
  }
  throw new TypeError('it was taken');
}

test('are made with kiosk, store and kind, and wait for their payment', async (t) => {
  const it = selling(t);
  assert.equal(await it.source.orders.place(draft()), { externalRef: 'ORDER1', state: 'placed' });
  const [order] = it.shop.orders.all;
  assert.is(order?.state, 'ArrangingPayment');
  assert.equal(order?.fields, { kioskId: 'wall-1', storeCode: 'BER-01', pickupMethod: 'pickup' });
  assert.equal([...(order?.lines ?? [])], [['A', 2]]);
  assert.is(order?.customer, '77');
});

test('put nothing aside without a payment, so nothing is called an order for it, and the console says so', async (t) => {
  const kindsOf = (orders: Partial<typeof ORDERS>) => selling(t, orders).source.orders.kinds;
  assert.equal(kindsOf({}), ['pickup', 'ship']);
  assert.equal(kindsOf({ paymentMethod: 'till' }), ['reserve', 'pickup', 'ship']);
  assert.equal(kindsOf({ paymentMethod: 'till', guestEmail: '', shipShipping: '' }), ['pickup']);
  assert.equal(kindsOf({ pickupShipping: '', shipShipping: '' }), []);
  assert.equal([orderNotes(ORDERS).length, orderNotes({ ...ORDERS, paymentMethod: 'till' })], [2, []]);
  assert.match(orderNotes(ORDERS)[0] ?? '', /nothing is set aside there/u);
  assert.equal(orderNotes({ ...ORDERS, pickupShipping: '', shipShipping: '' }), []);
});

test('count a piece here that the shop may have allocated elsewhere, until it is said to be of the store', async (t) => {
  const off = (orders: Partial<typeof ORDERS>) => selling(t, orders).source.orders.takesPlacedOff;
  assert.equal([off({}), off({ paymentMethod: 'till' }), off({ fromStore: true })], [false, false, false]);
  assert.is(off({ paymentMethod: 'till', fromStore: true }), true);
});

test('are booked at once when the shop has a payment for it', async (t) => {
  const it = selling(t, { paymentMethod: 'till' });
  assert.is((await it.source.orders.place(draft())).state, 'paid');
});

test('are the same order with the same key: one after the other, at once, and at another hub', async (t) => {
  const it = selling(t);
  const [one, two] = await Promise.all([it.source.orders.place(draft()), it.source.orders.place(draft())]);
  const three = await it.source.orders.place(draft());
  assert.equal([two, three], [one, one]);
  const other = selling(t);
  other.shop.orders.all.push(...it.shop.orders.all);
  assert.equal(await other.source.orders.place(draft()), one);
  assert.is(other.shop.orders.all.length, 1);
});

test('are another order with another key', async (t) => {
  const it = selling(t);
  await it.source.orders.place(draft());
  assert.is((await it.source.orders.place(draft({ idempotencyKey: 'key-2' }))).externalRef, 'ORDER2');
});

test('become one order, whichever answer of the shop is lost', async (t) => {
  const steps = [
    'SetAttribution',
    'AddNote',
    'AddItem',
    'SetCustomer',
    'SetShipping',
    'MoveOn',
    'AddPayment',
  ];
  for (const lost of steps) {
    const it = selling(t, { paymentMethod: 'till' });
    const { fetch } = it.shop;
    let broken = false;
    // The shop has done it, and nobody hears.
    const breaking = async (url: unknown, init?: RequestInit): Promise<Response> => {
      const answer = await fetch(url, init);
      if (broken || it.shop.asked.at(-1)?.name !== lost) return answer;
      broken = true;
      throw new TypeError('fetch failed');
    };
    Object.assign(it.shop, { fetch: breaking });
    const again = reconnected(t, it);
    await again.orders.place(draft()).then(
      () => assert.unreachable(lost),
      (error: unknown) => assert.ok(isBrokerError(error, 'TW_SOURCE_UNREACHABLE')),
    );
    assert.is((await again.orders.place(draft())).state, 'paid', lost);
    const real = it.shop.orders.all.filter(({ state }) => state !== 'Draft');
    assert.is(real.length, 1, lost);
    assert.equal([...(real[0]?.lines ?? [])], [['A', 2]], lost);
  }
});

test('are refused when the store has too little, whatever the warehouse has', async (t) => {
  const it = selling(t);
  assert.match(await reasonOf(it.source.orders.place(draft({ lines: [{ sku: 'A', quantity: 6 }] }))), /left/);
  const twice = [
    { sku: 'B', quantity: 1 },
    { sku: 'B', quantity: 1 },
  ];
  assert.match(await reasonOf(it.source.orders.place(draft({ lines: twice }))), /left/);
  assert.is(it.shop.orders.all.length, 0);
});

test('are sent from wherever there is stock, to the address that the shop has', async (t) => {
  const it = selling(t);
  await it.source.orders.place(draft({ kind: 'ship', lines: [{ sku: 'A', quantity: 40 }] }));
  const [order] = it.shop.orders.all;
  assert.equal(order?.address, {
    fullName: 'K S',
    company: null,
    streetLine1: 'Weg 1',
    streetLine2: null,
    city: 'Berlin',
    province: null,
    postalCode: '10117',
    phoneNumber: null,
    countryCode: 'DE',
  });
});

test('are refused with a reason when something is missing, and leave no draft', async (t) => {
  const cases: [Partial<OrderDraft>, Partial<typeof ORDERS>, RegExp][] = [
    [{ kind: 'handover' }, {}, /of this kind/],
    [{ kind: 'ship' }, { shipShipping: '' }, /of this kind/],
    [{}, { pickupShipping: 'drone' }, /delivered/],
    [{ customerRef: undefined }, { guestEmail: '' }, /sign in/],
    [{ customerRef: undefined, kind: 'ship' }, {}, /sign in/],
    [{ lines: [{ sku: 'GONE', quantity: 1 }] }, {}, /not for sale/],
    [{ lines: [] }, {}, /not for sale/],
    [{ lines: [{ sku: 'A', quantity: 0 }] }, {}, /not for sale/],
    [{ lines: [{ sku: 'A', quantity: 1.5 }] }, {}, /not for sale/],
    [{ lines: [{ sku: 'A', quantity: 100 }] }, {}, /more than one order/],
  ];
  for (const [change, settings, reason] of cases) {
    const it = selling(t, settings);
    assert.match(await reasonOf(it.source.orders.place(draft(change))), reason);
    assert.equal(
      it.shop.orders.all.filter(({ state }) => state !== 'Cancelled'),
      [],
    );
  }
});

test('are refused when a customer has no address to send to', async (t) => {
  const it = selling(t);
  for (const customer of it.shop.customers) customer.addresses = [];
  assert.match(await reasonOf(it.source.orders.place(draft({ kind: 'ship' }))), /address/);
});

test('of unknown people are booked on the shop’s own record for them', async (t) => {
  const it = selling(t);
  await it.source.orders.place(draft({ customerRef: undefined }));
  assert.is(it.shop.orders.all[0]?.customer, 'kiosk@shop.example');
});

test('are cancelled once, and stay so for their key', async (t) => {
  const it = selling(t);
  const { externalRef } = await it.source.orders.place(draft());
  await it.source.orders.cancel(externalRef);
  await it.source.orders.cancel(externalRef);
  assert.is((await it.source.orders.place(draft())).state, 'cancelled');
  await it.source.orders.cancel('NONE').then(
    () => assert.unreachable(),
    (error: unknown) => assert.ok(isBrokerError(error, 'TW_NOT_FOUND')),
  );
});

test('know what a store has at this moment', async (t) => {
  const it = selling(t);
  it.shop.variant('B').trackInventory = 'FALSE';
  const stock = await it.source.orders.stockOf('BER-01', ['A', 'B', 'GONE']);
  assert.equal(
    [...stock],
    [
      ['A', 5],
      ['B', null],
    ],
  );
  assert.equal([...(await it.source.orders.stockOf('HAM-01', ['A']))], [['A', 0]]);
  await it.source.orders.stockOf('NOWHERE', ['A']).then(
    () => assert.unreachable(),
    (error: unknown) => assert.ok(isBrokerError(error, 'TW_STORE_UNKNOWN')),
  );
});

/** The same shop, with the `fetch` that it has now. */
function reconnected(t: TestContext, { shop }: Connected): Connected['source'] {
  return connected(t, { orders: { ...ORDERS, paymentMethod: 'till' } }, shop).source;
}
