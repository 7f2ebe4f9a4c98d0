import * as assert from 'uvu/assert';
import type { ChangedProducts } from '../../../kiosk/replica/changes.ts';
import { Replica } from '../../../kiosk/replica/replica.ts';
import { SaleWatch } from '../../../kiosk/replica/sale-watch.ts';
import { buildIndex } from '../../../kiosk/search/build-index.ts';
import { Answers } from '../../../kiosk/search/worker/answers.ts';
import { priceOf } from '../../../kiosk/views/price.ts';
import { suite, type TestContext } from '../../harness/suite.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';
import { sampleLines, stream } from '../../support/sample-catalogue.ts';
import { temporaryFolder } from '../../support/sample-replica.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const test = suite('sale prices between imports');
const HOUR = 3_600_000;

/** The sample catalogue with one variant at half its price from one hour on, for one hour. */
async function shop(t: TestContext, clock = new VirtualClock()) {
  const path = `${temporaryFolder(t)}/catalogue.db`;
  const replica = new Replica({ path, clock, logger: new QuietLogger() });
  replica.start();
  t.after(() => replica.stop());
  const iso = (hours: number): string => new Date(clock.now() + hours * HOUR).toISOString();
  const plain = sampleLines();
  const first = plain.find((line) => line.kind === 'variant' && line.variant.salePrice === null);
  const { variant } = first?.kind === 'variant' ? first : { variant: undefined };
  const lines = plain.map((line) =>
    line.kind === 'variant' && line.variant.sku === variant?.sku
      ? {
          ...line,
          variant: {
            ...line.variant,
            salePrice: half(line.variant.price),
            lowestPrice30d: line.variant.price,
            saleWindow: { from: iso(1), until: iso(2) },
          },
        }
      : line,
  );
  await replica.load(stream(lines));
  const [sku, productId, full] = [
    variant?.sku ?? '',
    variant?.productId ?? '',
    variant?.price.amountMinor ?? 0,
  ];
  const paid = (): number | undefined => replica.variant(sku)?.salePrice?.amountMinor;
  return { replica, clock, path, productId, sku, full, paid };
}

function half({ amountMinor, currency }: { amountMinor: number; currency: string }) {
  return { amountMinor: amountMinor / 2, currency };
}

test('begin and end at their minute, and whoever listens hears which products', async (t) => {
  const { replica, clock, productId, full, paid, sku } = await shop(t);
  const watch = new SaleWatch({ replica, clock });
  const heard: ChangedProducts[] = [];
  replica.onChanged((changed) => heard.push(changed));
  watch.start();
  await clock.advance(HOUR - 1);
  assert.equal([paid(), heard], [undefined, []]);
  await clock.advance(1);
  assert.equal([paid(), heard], [full / 2, [new Set([productId])]]);
  const variant = replica.variants(productId).find((one) => one.sku === sku);
  assert.is(variant && priceOf(variant).was?.amountMinor, full);
  await clock.advance(HOUR);
  assert.equal([paid(), heard.length], [undefined, 2]);
  watch.stop();
  assert.is(clock.pending, 0);
});

test('follow a clock that somebody sets, within a minute, forward and back', async (t) => {
  const { replica, clock, full, paid } = await shop(t);
  const watch = new SaleWatch({ replica, clock });
  let heard = 0;
  replica.onChanged(() => (heard += 1));
  watch.start();
  clock.jump(HOUR);
  await clock.advance(60_000);
  assert.equal([paid(), heard], [full / 2, 1]);
  clock.jump(-HOUR);
  await clock.advance(60_000);
  assert.equal([paid(), heard], [undefined, 2]);
  watch.stop();
});

test('are what the search filters by, also with an index that was built before they began', async (t) => {
  // The index is built by the clock of the machine.
  const { replica, clock, path, sku, full } = await shop(t, new VirtualClock(Date.now()));
  const indexPath = `${temporaryFolder(t)}/search.index`;
  buildIndex({ cataloguePath: path, indexPath });
  const none = { sizes: [], colours: [], brands: [], categories: [], priceFrom: null, here: false };
  const cheap = (hours: number): boolean => {
    const answers = new Answers({ cataloguePath: path, indexPath }, () => clock.now() + hours * HOUR);
    answers.load();
    const filters = { ...none, priceTo: full / 2 + 1 };
    const query = { text: '', filters, offset: 0, limit: 100, wantsFacets: true };
    const { reply } = answers.to({ type: 'search', query });
    const ids = reply.type === 'found' ? reply.answer.hits.map(({ productId }) => productId) : [];
    return ids.includes(replica.variant(sku)?.productId ?? '');
  };
  assert.equal([cheap(0), cheap(1.5), cheap(3)], [false, true, false]);
});
