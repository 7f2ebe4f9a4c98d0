/** Customers of a Shopify shop who signed in on their phones, and their wishlists. */
import * as assert from 'uvu/assert';
import { isBrokerError } from '../../../../../broker/errors.ts';
import { suite, type TestContext } from '../../../../harness/suite.ts';
import { ISSUER, SHOP } from './fake-accounts.ts';
import { connected, product, variant, type Connected } from './kit.ts';

const test = suite('Shopify people');

const KARINA = 'gid://shopify/Customer/77';
const TOKEN = 'shcat_karina';
const FIELD = 'custom.wishlist';

async function withKarina(t: TestContext, accounts: object = {}): Promise<Connected> {
  const it = await connected(t, { accounts: { url: SHOP, wishlist: FIELD, ...accounts } });
  it.shop.products = [product('P', [variant('A'), variant('B'), variant('C')])];
  it.accounts.customers.set(TOKEN, {
    id: KARINA,
    firstName: 'Karina Maria',
    tags: ['pays late', 'Silver', 'Gold'],
    metafields: new Map(),
  });
  return it;
}

const wishesOf = async ({ source }: Connected): Promise<string[]> =>
  (await source.wishlist.read(KARINA)).map(({ sku }) => sku);

async function codeOf(doing: Promise<unknown>): Promise<string> {
  try {
    await doing;
  } catch (error) {
    if (isBrokerError(error)) return error.code;
    throw error;
  }
  return '';
}

test('are known when they sign in at the shop itself, with their given name alone', async (t) => {
  const it = await withKarina(t);
  assert.equal(await it.source.people.bySubject(ISSUER, 'sub', TOKEN), {
    ref: KARINA,
    displayName: 'Karina',
    tier: '',
    locale: '',
  });
  assert.is(await it.source.people.byCard('00'), undefined);
  assert.is(await it.source.people.byLoyaltyId('L-1'), undefined);
});

test('are asked for at the address that the shop tells, in the version that the questions are of', async (t) => {
  const it = await withKarina(t);
  await it.source.people.bySubject(ISSUER, 'sub', TOKEN);
  assert.equal(it.accounts.asked, [
    { url: 'https://shopify.com/7/account/customer/api/2026-04/graphql', name: 'Me', token: TOKEN },
  ]);
});

test('have a tier only when their tag is one that may be shown, the best first', async (t) => {
  const it = await withKarina(t, { tiers: ['Gold', 'Silver'] });
  assert.is((await it.source.people.bySubject(ISSUER, 'sub', TOKEN))?.tier, 'Gold');
});

test('are strangers without a token, and with one of another provider, which the shop never sees', async (t) => {
  const it = await withKarina(t);
  assert.is(await it.source.people.bySubject(ISSUER, 'sub'), undefined);
  assert.is(await it.source.people.bySubject('https://login.example', 'sub', TOKEN), undefined);
  assert.equal(it.accounts.asked, []);
});

test('keep their token from an address that is neither the shop’s nor Shopify’s', async (t) => {
  for (const api of [
    'https://evil.example/customer/api/2026-04/graphql',
    'http://shopify.com/7/customer/api/x/graphql',
  ]) {
    const it = await withKarina(t);
    it.accounts.api = api;
    assert.is.not(await codeOf(it.source.people.bySubject(ISSUER, 'sub', TOKEN)), '');
    assert.equal(it.accounts.asked, []);
  }
});

test('keep their token from somebody else’s account address beside a shop that is itself called shop', async (t) => {
  for (const [url, api] of [
    ['https://shop.example', 'https://account.example/customer/api/2026-04/graphql'],
    ['https://shop.co.uk', 'https://accounts.co.uk/customer/api/2026-04/graphql'],
  ]) {
    const it = await withKarina(t, { url });
    it.accounts.api = api ?? '';
    assert.is(await codeOf(it.source.people.bySubject(ISSUER, 'sub', TOKEN)), 'TW_SOURCE_ANSWER');
    assert.equal(it.accounts.asked, []);
  }
});

test('are asked for at the account address of their shop', async (t) => {
  const it = await withKarina(t);
  it.accounts.api = 'https://account.nordlys.example/customer/api/2026-04/graphql';
  await it.source.people.bySubject(ISSUER, 'sub', TOKEN);
  assert.is(it.accounts.asked.length, 1);
});

test('are refused when their token is not taken any more', async (t) => {
  const it = await withKarina(t);
  assert.is(await codeOf(it.source.people.bySubject(ISSUER, 'sub', 'shcat_old')), 'TW_SOURCE_REFUSED');
});

test('have a wishlist that is read, added to and taken from, twice as well as once', async (t) => {
  const it = await withKarina(t);
  await it.source.people.bySubject(ISSUER, 'sub', TOKEN);
  assert.equal(await wishesOf(it), []);
  for (const sku of ['A', 'B', 'B']) await it.source.wishlist.add(KARINA, sku);
  assert.equal(await wishesOf(it), ['A', 'B']);
  for (let twice = 0; twice < 2; twice += 1) await it.source.wishlist.remove(KARINA, 'A');
  assert.equal(await wishesOf(it), ['B']);
  assert.is(it.accounts.asked.filter(({ name }) => name === 'SetWishes').length, 3);
  const kept = it.accounts.customers.get(TOKEN)?.metafields.get(FIELD);
  assert.equal(
    [kept?.type, kept?.value],
    ['list.variant_reference', JSON.stringify([it.shop.variant('B').id])],
  );
});

test('keep what a phone wrote while a display was writing', async (t) => {
  const it = await withKarina(t);
  await it.source.people.bySubject(ISSUER, 'sub', TOKEN);
  let isFirst = true;
  it.accounts.beforeWrite = () => {
    if (!isFirst) return;
    isFirst = false;
    const value = JSON.stringify([it.shop.variant('C').id]);
    it.accounts.customers
      .get(TOKEN)
      ?.metafields.set(FIELD, { type: 'list.variant_reference', value, version: 9 });
  };
  await it.source.wishlist.add(KARINA, 'A');
  assert.equal(await wishesOf(it), ['C', 'A']);
});

test('are not shown wishes that the shop does not sell any more, and keep them', async (t) => {
  const it = await withKarina(t);
  await it.source.people.bySubject(ISSUER, 'sub', TOKEN);
  const gone = 'gid://shopify/ProductVariant/1';
  const value = JSON.stringify([gone, 'gid://shopify/Product/2', 7, it.shop.variant('A').id]);
  it.accounts.customers
    .get(TOKEN)
    ?.metafields.set(FIELD, { type: 'list.variant_reference', value, version: 1 });
  assert.equal(await wishesOf(it), ['A']);
  await it.source.wishlist.add(KARINA, 'B');
  assert.match(it.accounts.customers.get(TOKEN)?.metafields.get(FIELD)?.value ?? '', gone);
});

test('are told why a wish is not kept', async (t) => {
  const it = await withKarina(t);
  assert.is(await codeOf(it.source.wishlist.add(KARINA, 'A')), 'TW_CUSTOMER_TOKEN_UNKNOWN');
  await it.source.people.bySubject(ISSUER, 'sub', TOKEN);
  assert.is(await codeOf(it.source.wishlist.add(KARINA, 'NOTHING')), 'TW_SKU_UNKNOWN');
  it.accounts.refusals.push('APP_NOT_AUTHORIZED', 'INVALID_VALUE');
  assert.is(await codeOf(it.source.wishlist.add(KARINA, 'A')), 'TW_SOURCE_REFUSED');
  assert.is(await codeOf(it.source.wishlist.add(KARINA, 'A')), 'TW_SOURCE_ANSWER');
  const full = Array.from({ length: 128 }, (_, index) => `gid://shopify/ProductVariant/${9_000 + index}`);
  const field = { type: 'list.variant_reference', value: JSON.stringify(full), version: 1 };
  it.accounts.customers.get(TOKEN)?.metafields.set(FIELD, field);
  assert.is(await codeOf(it.source.wishlist.add(KARINA, 'A')), 'TW_WISHLIST_FULL');
  it.accounts.customers.get(TOKEN)?.metafields.set(FIELD, { ...field, type: 'json' });
  assert.is(await codeOf(it.source.wishlist.read(KARINA)), 'TW_SOURCE_ANSWER');
});

test('are forgotten ten minutes after they came, and are in no log', async (t) => {
  const it = await withKarina(t);
  await it.source.people.bySubject(ISSUER, 'sub', TOKEN);
  await it.clock.advance(599_000);
  assert.equal(await wishesOf(it), []);
  await it.clock.advance(2_000);
  assert.is(await codeOf(it.source.wishlist.read(KARINA)), 'TW_CUSTOMER_TOKEN_UNKNOWN');
  assert.not.match(JSON.stringify(it.logger.lines), /Karina|shcat_|Customer\/77/);
});
