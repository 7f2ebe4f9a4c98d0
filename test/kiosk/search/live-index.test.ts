import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { isKioskError } from '../../../kiosk/errors.ts';
import { Documents, type SourceProduct } from '../../../kiosk/search/index/document.ts';
import { IdTable } from '../../../kiosk/search/index/id-table.ts';
import { LiveIndex } from '../../../kiosk/search/index/live-index.ts';
import { idOf } from '../../../kiosk/search/index/segment.ts';
import { readSegment, writeSegment } from '../../../kiosk/search/index/segment-file.ts';
import { SearchEngine } from '../../../kiosk/search/query/engine.ts';
import { suite } from '../../harness/suite.ts';
import { temporaryFolder } from '../../support/sample-replica.ts';
import { ask, DICTIONARY, demoSegment, engineOf, ids, product, segmentOf } from './kit.ts';

const test = suite('An index that keeps up');

const documents = new Documents(DICTIONARY);

function live(products: SourceProduct[]): {
  index: LiveIndex;
  engine: SearchEngine;
  change: (id: string, one: SourceProduct | null) => void;
} {
  const index = new LiveIndex(segmentOf(products), DICTIONARY);
  const engine = new SearchEngine(DICTIONARY);
  engine.use(index.parts());
  const change = (id: string, one: SourceProduct | null): void => {
    index.update(new Map([[id, one === null ? null : documents.of(one)]]));
    engine.use(index.parts());
  };
  return { index, engine, change };
}

const BOOT = product('BOOT', {
  title: 'Lug Boot',
  variants: [{ colour: 'Black', here: false, price: 9000 }],
});
const COAT = product('COAT', { title: 'Wrap Coat' });

test('finds what is new, and no more what is gone', () => {
  const { engine, change } = live([BOOT, COAT]);
  change('SCARF', product('SCARF', { title: 'Long Scarf' }));
  assert.equal(ids(ask(engine, 'scarf')), ['SCARF']);
  change('COAT', null);
  assert.equal(ids(ask(engine, 'coat')), []);
  assert.is(ask(engine, '').total, 2);
  change('SCARF', null);
  assert.is(ask(engine, '').total, 1);
});

test('finds by the new name, not by the old one', () => {
  const { engine, change } = live([BOOT, COAT]);
  change('BOOT', product('BOOT', { title: 'Rain Shoe' }));
  assert.equal(ids(ask(engine, 'lug')), []);
  assert.equal(ids(ask(engine, 'rain')), ['BOOT']);
  change('BOOT', BOOT);
  assert.equal(ids(ask(engine, 'lug')), ['BOOT']);
  assert.is(ask(engine, '').total, 2);
});

test('changes stock and price in place', () => {
  const { index, engine, change } = live([BOOT, COAT]);
  assert.is(ask(engine, 'boot', { here: true }).total, 0);
  change(
    'BOOT',
    product('BOOT', { title: 'Lug Boot', variants: [{ colour: 'Black', here: true, price: 4000 }] }),
  );
  assert.is(index.parts().length, 1);
  assert.equal(ids(ask(engine, 'boot', { here: true, priceTo: 5000 })), ['BOOT']);
});

test('says when so much has changed that it should be built anew', () => {
  const { index } = live([BOOT]);
  const many = Array.from({ length: 2_001 }, (_, at) => product(`N${at}`, { title: 'New' }));
  index.update(new Map(many.map((one) => [one.product.productId, documents.of(one)])));
  assert.is(index.isWorn, true);
});

test('finds every product by its id', async (context) => {
  const segment = await demoSegment(context);
  const table = new IdTable(segment);
  for (let document = 0; document < segment.documents; document += 1)
    assert.is(table.find(idOf(segment, document)), document);
  assert.is(table.find('GONE'), undefined);
});

test('is the same from its file', async (context) => {
  const segment = await demoSegment(context);
  const path = join(temporaryFolder(context), 'search.index');
  writeSegment(path, segment, 'v7');
  const read = readSegment(path);
  assert.is(read.version, 'v7');
  assert.equal(read.segment.names, segment.names);
  for (const text of ['boots', 'giacca nera', 'blakc', ''])
    assert.equal(ask(engineOf(read.segment), text), ask(engineOf(segment), text));
});

test('is refused from a file with any byte changed, missing or added', async (context) => {
  const path = join(temporaryFolder(context), 'search.index');
  writeSegment(path, await demoSegment(context), 'v7');
  const good = readFileSync(path);
  const refuses = (bytes: Buffer): void => {
    writeFileSync(path, bytes);
    assert.throws(
      () => readSegment(path),
      (error: unknown) => isKioskError(error, 'TW_SEARCH_INDEX'),
    );
  };
  for (let at = 0; at < good.length; at += 997) {
    const bad = Buffer.from(good);
    bad[at] = (bad[at] ?? 0) ^ 0x55;
    // In the names of the header a letter may change unnoticed: they are only shown.
    if (at > good.readUInt32LE() + 4 || at < 40) refuses(bad);
  }
  for (const length of [0, 3, 100, good.length - 1]) refuses(good.subarray(0, length));
  refuses(Buffer.concat([good, Buffer.from('x')]));
});
