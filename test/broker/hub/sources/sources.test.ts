import { unlinkSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { suite } from '../../../harness/suite.ts';
import { SourcesBench } from './support/sources-bench.ts';

const test = suite('Sources: in force');

test('answers with the port of the source that gives a part, and with nothing when none does', async (t) => {
  const bench = new SourcesBench(t);
  const { sources, seen, dir, dataDir } = bench;
  bench.write('shop.json', { kind: 'small', every: 60, options: { gives: ['people', 'stock'] } });
  await sources.start();
  assert.is(sources.people()?.card.name, 'shop');
  assert.equal([sources.wishlist(), sources.orders()], [undefined, undefined]);
  assert.equal(sources.given(), ['people', 'stock']);
  const [context] = seen.made;
  assert.equal(
    [context?.base, context?.folder, context?.every, context?.parts],
    [dir, join(dataDir, 'sources', 'shop'), 60, ['people', 'stock']],
  );
});

test('neither asks nor reads a source that is paused', async (t) => {
  const bench = new SourcesBench(t);
  bench.write('shop.json', { kind: 'small', paused: true, options: { gives: ['people', 'stock'] } });
  await bench.sources.start();
  await bench.advance(3_600_000);
  assert.equal([bench.sources.people(), bench.sources.given(), bench.jobs.length], [undefined, [], 0]);
  assert.equal([bench.of('shop')?.state, bench.seen.stock], ['paused', undefined]);
});

test('makes a source anew when its file changes, ends it when the file goes, and leaves the others alone', async (t) => {
  const bench = new SourcesBench(t);
  const { sources, seen, dir } = bench;
  bench.write('a.json', { kind: 'small', options: { gives: ['people'] } });
  bench.write('b.json', { kind: 'small', options: { gives: ['stock'] } });
  await sources.start();
  bench.write('a.json', { kind: 'small', options: { gives: ['people'], pages: 3 } });
  await sources.look();
  assert.equal([seen.made.map(({ name }) => name), seen.stopped], [['a', 'b', 'a'], ['a']]);
  unlinkSync(join(dir, 'a.json'));
  await sources.look();
  assert.equal([sources.people(), seen.stopped], [undefined, ['a', 'a']]);
  await sources.stop();
  assert.equal(seen.stopped, ['a', 'a', 'b']);
  assert.is(bench.clock.pending, 0);
});

test('shows a file that has a mistake beside those that work, and says it once', async (t) => {
  const bench = new SourcesBench(t);
  bench.write('a.json', { kind: 'small', options: { gives: ['stock'] } });
  bench.write('b.json', { kind: 'large' });
  await bench.sources.start();
  await bench.sources.look();
  const { sources, folder } = bench.sources.answer();
  assert.equal(
    sources.map(({ name, state, problem }) => [name, state, problem]),
    [
      ['a', 'never', null],
      ['b', 'invalid', 'b.json, line 1: kind is "large", but must be one of "small".'],
    ],
  );
  assert.is(folder, bench.dir);
  assert.is(bench.logger.at('error').length, 1);
});

test('takes stock that a source says by itself, and shows what keeps it from coming', async (t) => {
  const bench = new SourcesBench(t);
  bench.write('shop.json', { kind: 'small', options: { gives: ['stock'] } });
  await bench.sources.start();
  const row = {
    place: { file: 'shop', line: 1, id: '' },
    storeCode: 'MIL-01',
    sku: 'A',
    gtin: '',
    availability: 'in_stock' as const,
    quantity: 3,
    pickupMethod: '',
    pickupSla: '',
    shelfLocation: '',
    asOf: '',
  };
  bench.seen.stock?.changed([row]);
  assert.equal(bench.applied, [row]);
  assert.equal(bench.of('shop')?.live, {
    changedAt: new Date(bench.clock.now()).toISOString(),
    changes: 1,
    trouble: null,
  });
  bench.seen.stock?.onTrouble('the shop does not answer');
  assert.is(bench.of('shop')?.live?.trouble, 'the shop does not answer');
  await bench.sources.stop();
  assert.is(bench.seen.stock, undefined);
});
