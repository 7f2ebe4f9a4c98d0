import * as assert from 'uvu/assert';
import { priorPrice, withPrice } from '../../../../broker/hub/import/pipeline/prices.ts';
import type { VariantNotes } from '../../../../broker/hub/store/document-keys.ts';
import { suite } from '../../../harness/suite.ts';

const test = suite('prices before a reduction');
const DAY = 86_400_000;
const START = Date.parse('2026-03-01T08:00:00Z');

type Prices = VariantNotes['prices'];
type Step = [day: number, amountMinor: number, kind?: 'reduced'];

/** The history of a variant whose price was read on these days. */
function history(steps: readonly Step[]): Prices {
  return steps.reduce<Prices>(
    (prices, [day, amountMinor, kind]) =>
      withPrice(
        prices,
        { money: { amountMinor, currency: 'EUR' }, reduced: kind === 'reduced' },
        START + day * DAY,
      ),
    [],
  );
}

function prior(...steps: Step[]): number | null {
  return priorPrice(history(steps))?.amountMinor ?? null;
}

test('is not known before the hub has seen 30 days', () => {
  assert.is(prior([0, 5_000], [29, 4_500, 'reduced']), null);
  assert.is(prior([0, 5_000], [30, 4_500, 'reduced']), 5_000);
  assert.is(prior([0, 5_000], [31, 4_500, 'reduced']), 5_000);
  assert.is(prior([0, 4_500, 'reduced']), null, 'nothing came before it');
});

test('stays the same however long the reduction lasts, and when it is read again', () => {
  assert.is(
    prior([0, 5_000], [30, 4_500, 'reduced'], [31, 4_500, 'reduced'], [200, 4_500, 'reduced']),
    5_000,
  );
});

test('counts a lower price of 29 and of 30 days before, and none that ended earlier', () => {
  const ended = (day: number) => prior([0, 6_000], [40, 4_000], [day, 6_000], [100, 5_500, 'reduced']);
  assert.is(ended(71), 4_000, 'asked until 29 days before');
  // At the very moment at which the 30 days begin the higher price is in force already.
  assert.is(ended(70), 6_000, 'asked until 30 days before');
  assert.is(ended(69), 6_000, 'asked until 31 days before');
});

test('is not flattered by a price that was raised first', () => {
  assert.is(prior([0, 5_000], [90, 8_000], [95, 6_000, 'reduced']), 5_000);
});

test('measures a reduction that grows from its first step', () => {
  const first: Step[] = [
    [0, 5_000],
    [40, 4_500, 'reduced'],
  ];
  assert.is(prior(...first, [45, 4_000, 'reduced'], [50, 3_500, 'reduced']), 5_000);
  assert.is(
    prior(...first, [80, 4_000, 'reduced'], [120, 3_500, 'reduced']),
    5_000,
    'over more than 30 days',
  );
  assert.is(
    prior([0, 5_000], [20, 4_500, 'reduced'], [60, 4_000, 'reduced']),
    null,
    'the first was not known',
  );
});

test('begins anew when a reduction shrinks or was interrupted', () => {
  const before: Step[] = [
    [0, 5_000],
    [40, 4_000, 'reduced'],
  ];
  assert.is(prior(...before, [45, 4_200, 'reduced']), 4_000, 'less is taken off');
  assert.is(prior(...before, [45, 5_000], [50, 3_500, 'reduced']), 4_000, 'interrupted');
});

test('takes a price that became lower without an announcement for the price before', () => {
  assert.is(prior([0, 5_000], [40, 4_500], [45, 4_000, 'reduced']), 4_500);
  assert.is(
    prior([0, 5_000], [40, 4_000], [45, 4_000, 'reduced']),
    4_000,
    'announced later: nothing is reduced',
  );
});

test('goes on with what an earlier version wrote, which did not know what was announced', () => {
  const old: Prices = [
    [START, 5_000, 'EUR'],
    [START + 40 * DAY, 4_500, 'EUR'],
  ];
  const asked = { money: { amountMinor: 4_500, currency: 'EUR' }, reduced: true };
  const prices = withPrice(old, asked, START + 41 * DAY);
  assert.is(priorPrice(prices)?.amountMinor, 5_000);
  assert.equal(prices.at(-1), [START + 40 * DAY, 4_500, 'EUR', true]);
});

test('forgets another currency, a clock that ran ahead, and what nothing looks back to', () => {
  const euros: Prices = [[START, 5_000, 'EUR', false]];
  const zloty = { money: { amountMinor: 20_000, currency: 'PLN' }, reduced: true };
  assert.is(priorPrice(withPrice(euros, zloty, START + 40 * DAY)), null);
  assert.is(
    history([
      [50, 5_000],
      [40, 4_000, 'reduced'],
    ]).length,
    1,
  );
  assert.is(
    history([
      [0, 5_000],
      [10, 5_100],
      [20, 5_200],
      [90, 5_300],
    ]).length,
    2,
  );
});

test('holds no more than a few hundred prices of one variant', () => {
  const steps = Array.from({ length: 1_000 }, (_, index): Step => [
    index / 100,
    5_000 + (index % 2),
    'reduced',
  ]);
  assert.ok(history(steps).length <= 256);
});
