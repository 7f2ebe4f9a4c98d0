import * as assert from 'uvu/assert';
import type { MemberPrice } from '../../../broker/contract/domain.ts';
import { withMemberPrice } from '../../../kiosk/views/member-price.ts';
import { suite } from '../../harness/suite.ts';

const test = suite('what a member pays');
const NOW = Date.UTC(2026, 10, 22, 10);
const EUR = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });
const PRICE = { now: EUR(2_000), was: null, regular: null };
const club = (tier: string, amount: number, more: Partial<MemberPrice> = {}): MemberPrice => ({
  program: 'Club',
  tier,
  price: EUR(amount),
  ...more,
});
const seen = (memberPrices: MemberPrice[], tier: string) =>
  withMemberPrice(PRICE, { memberPrices }, { tier, now: NOW }).member;

test('is the price of their own tier, by its name in any case, or of every member when that is less', () => {
  const prices = [club('Gold', 1_700), club('Blue', 1_500), club('', 1_800)];
  assert.equal(seen(prices, ' gold'), { now: EUR(1_700), tier: 'Gold' });
  assert.equal(seen(prices, 'Silver'), { now: EUR(1_800), tier: '' });
  assert.equal(seen([club('Gold', 1_700), club('', 1_600)], 'Gold'), { now: EUR(1_600), tier: '' });
});

test('is told to nobody without a tier, and only when it is less than what is asked anyway', () => {
  assert.is(seen([club('', 1_500), club('Gold', 1_500)], ''), undefined);
  assert.is(seen([club('Gold', 2_000)], 'Gold'), undefined);
  assert.is(
    seen([club('Gold', 1_500, { price: { amountMinor: 1_500, currency: 'PLN' } })], 'Gold'),
    undefined,
  );
  assert.is(withMemberPrice(PRICE, {}, { tier: 'Gold', now: NOW }).member, undefined);
});

test('begins and ends by the clock of the kiosk', () => {
  const until = (from: string | null, end: string | null) => [
    club('Gold', 1_500, { window: { from, until: end } }),
  ];
  assert.is(seen(until('2026-11-22T10:00:01Z', null), 'Gold'), undefined);
  assert.is(seen(until(null, '2026-11-22T10:00:00Z'), 'Gold'), undefined);
  assert.equal(seen(until('2026-11-22T10:00:00Z', '2026-11-22T10:00:01Z'), 'Gold')?.now, EUR(1_500));
});
