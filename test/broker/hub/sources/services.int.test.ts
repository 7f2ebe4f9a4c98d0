/** What sources give, told to kiosks: by what is configured, and by what the catalogue holds. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import type { Services } from '../../../../broker/contract/services.ts';
import { servicesGiven, type ServicesGivenOptions } from '../../../../broker/hub/sources/services-given.ts';
import { suite } from '../../../harness/suite.ts';
import { until } from '../../../support/until.ts';
import { local, products, review, reviews, row, STORES } from '../support/feed-folder.ts';
import { startHub, temporaryFolder, type HubBench } from '../support/hub-bench.ts';

const test = suite('Hub: what its sources give');
const NOTHING = { stock: false, reviews: false, people: false, phones: false, wishlist: false };

function given(change: Partial<ServicesGivenOptions> = {}): Services {
  return servicesGiven({
    sources: { giving: () => ['stores', 'products'] },
    catalogue: { info: () => ({ offers: 0, reviews: 0 }) },
    customers: { any: () => false },
    people: () => [{ people: undefined, wishlist: undefined }],
    visits: { offered: true },
    intents: { kinds: () => ['room', 'reserve', 'handover'] },
    ...change,
  });
}

test('is the catalogue alone when nothing else is connected: no codes for phones, nothing put aside', () => {
  assert.equal(given(), { ...NOTHING, intents: ['handover'] });
  assert.equal(given({ catalogue: { info: () => null } }), { ...NOTHING, intents: ['handover'] });
});

test('is what a source is configured for, or what an import by hand left in the catalogue', () => {
  const { stock, reviews: texts, intents } = given({ sources: { giving: () => ['stock', 'reviews'] } });
  assert.equal([stock, texts, intents], [true, true, ['room', 'reserve', 'handover']]);
  const imported = given({
    catalogue: { info: () => ({ offers: 3, reviews: 1 }) },
    customers: { any: () => true },
  });
  assert.equal(imported, {
    stock: true,
    reviews: true,
    people: true,
    phones: true,
    wishlist: true,
    intents: ['room', 'reserve', 'handover'],
  });
});

test('keeps people and lists apart, and phones to where people are known', () => {
  const people = given({ people: () => [{ people: {} }] });
  assert.equal([people.people, people.wishlist, people.phones], [true, false, true]);
  assert.is(given({ people: () => [{ people: {} }], visits: { offered: false } }).phones, false);
});

const OPINIONS = { reviews: 'reviews.xml' };

/** The system tells of a file when it likes; the hub waits a moment for more. */
function heard(bench: HubBench, wanted: (services: Services) => boolean): Promise<Services> {
  return until(() => {
    void bench.clock.advance(300);
    const last = told(bench).at(-1);
    return last && wanted(last) && last;
  }, 20_000);
}

const told = (bench: HubBench): Services[] => bench.heard('desired/services') as Services[];

test(
  'is told to a kiosk when it comes, with its catalogue, and again as soon as a source is added',
  async (t) => {
    const dataDir = temporaryFolder(t);
    const folder = join(dataDir, 'sources.d');
    mkdirSync(folder);
    const write = (name: string, content: string): void => writeFileSync(join(folder, name), content);
    write('stores.txt', STORES);
    write('products.tsv', products(row('A')));
    write('local.tsv', local('MIL-01\tA\t5\tin stock\tsame day'));
    write('reviews.xml', reviews(review('1', { ids: '<skus><sku>A</sku></skus>' })));
    const shop = { stores: 'stores.txt', products: 'products.tsv' };
    write('shop.json', JSON.stringify({ kind: 'feeds', options: shop }));
    const bench = await startHub(t, { dataDir });
    const wait = async (): Promise<void> => {
      await bench.advance(2_000);
      await bench.advance(2_000);
    };
    await wait();
    await bench.say('state/presence', { online: true, boot: 'b', storeCode: 'MIL-01' });
    assert.equal(told(bench).at(-1), { ...NOTHING, intents: ['handover'] });
    assert.ok(
      bench.sent.filter(({ topic }) => topic.endsWith('desired/services')).every(({ retain }) => retain),
    );

    const before = told(bench).length;
    await wait();
    assert.is(told(bench).length, before, 'nothing is told twice');
    write('erp.json', JSON.stringify({ kind: 'feeds', options: { local: 'local.tsv' } }));
    const { reviews: texts, intents } = await heard(bench, ({ stock }) => stock);
    assert.equal([texts, intents], [false, ['room', 'reserve', 'handover']]);
    write('opinions.json', JSON.stringify({ kind: 'feeds', every: 0, paused: true, options: OPINIONS }));
    await wait();
    assert.is(told(bench).at(-1)?.reviews, false, 'one that is paused gives nothing');
    write('opinions.json', JSON.stringify({ kind: 'feeds', options: OPINIONS }));
    await heard(bench, ({ reviews: some }) => some);
    const deadline = new Date(bench.clock.now() + 2_000).toISOString();
    await bench.say('req/catalogue', { id: 'request-1', deadline, have: '' });
    assert.equal(bench.heard('rsp/catalogue').at(-1)?.['services'], told(bench).at(-1));
  },
  { timeout: 120_000 },
);
