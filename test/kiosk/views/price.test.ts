import * as assert from 'uvu/assert';
import type { Money } from '../../../broker/contract/domain.ts';
import { priceOf } from '../../../kiosk/views/price.ts';
import { suite } from '../../harness/suite.ts';

const test = suite('what a screen says about a price');

const money = (amountMinor: number, currency = 'EUR'): Money => ({ amountMinor, currency });
const priced = (price: number, salePrice: number | null, lowest: Money | null) =>
  priceOf({
    price: money(price),
    salePrice: salePrice === null ? null : money(salePrice),
    lowestPrice30d: lowest,
  });

test('speaks of no reduction while the lowest price of the 30 days before is not known', () => {
  assert.equal(priced(5_000, 4_000, null), { now: money(4_000), was: null, regular: null });
});

test('shows the lowest price as the one before, and a higher regular price beside it', () => {
  assert.equal(priced(5_000, 4_000, money(4_500)), {
    now: money(4_000),
    was: money(4_500),
    regular: money(5_000),
  });
});

test('says a regular price only when it is higher than the lowest', () => {
  assert.is(priced(5_000, 4_000, money(5_000)).regular, null);
  assert.is(priced(5_000, 4_000, money(5_500)).regular, null);
});

test('speaks of no reduction when it cost no more within the 30 days', () => {
  assert.equal(priced(5_000, 4_000, money(4_000)), { now: money(4_000), was: null, regular: null });
  assert.equal(priced(5_000, 4_000, money(3_500)), { now: money(4_000), was: null, regular: null });
  assert.is(priced(5_000, 4_000, money(4_001)).was?.amountMinor, 4_001);
});

test('speaks of no reduction without a sale price, or with one that is none', () => {
  for (const sale of [null, 5_000, 6_000]) {
    assert.equal(priced(5_000, sale, money(9_000)), { now: money(5_000), was: null, regular: null });
  }
});

test('compares no currencies', () => {
  assert.equal(priced(5_000, 4_000, money(9_000, 'PLN')), { now: money(4_000), was: null, regular: null });
});
