import { readFileSync } from 'node:fs';
import * as assert from 'uvu/assert';
import { isBrokerError } from '../../../../../broker/errors.ts';
import { suite } from '../../../../harness/suite.ts';
import { DAMAGES, wordsFor, type Damage } from './support/damages.ts';
import { readTexts, type ReadFeeds } from './support/read-feeds.ts';

const test = suite('Formats: damage');

/** Ids of whatever the feeds are about; of stores where they are not there for their currency alone. */
function idsOf({ variants, offers, reviews, stores }: ReadFeeds): string[] {
  if (variants.length + offers.length + reviews.length === 0)
    return stores.map(({ store }) => store.storeCode);
  return [...variants.map(({ sku }) => sku), ...offers.map(({ sku }) => sku), ...reviews.map(({ id }) => id)];
}

async function outcomeOf(read: Promise<ReadFeeds>): Promise<Damage['outcome']> {
  try {
    const feeds = await read;
    const ids = idsOf(feeds).sort();
    for (const { title } of feeds.variants.filter(({ sku }) => sku === 'A'))
      assert.is(title['en'], 'Größe für Café', 'accents are what they were');
    const codes = feeds.faults.map((fault) => fault.replace(/.* /, ''));
    if (codes.length === 0) {
      assert.equal(ids, ['A', 'B', 'C']);
      return 'read';
    }
    assert.equal([ids, codes.length], [['A', 'C'], 1], String(codes));
    return { row: codes[0] as 'TW_ROW_INVALID' };
  } catch (error) {
    if (isBrokerError(error)) return { file: error.code };
    throw error;
  }
}

for (const damage of DAMAGES) {
  test(`meets ${damage.name} as the page says`, async (t) => {
    assert.equal(await outcomeOf(readTexts(t, damage.feeds)), damage.outcome);
  });
}

test('meets each kind of damage in docs/reference/feeds.md, line by line', () => {
  const page = readFileSync(new URL('../../../../../docs/reference/feeds.md', import.meta.url), 'utf8');
  const section = page.slice(page.indexOf('## Damage'));
  const lines = section.split('\n').filter((line) => /^\| (?!-|Feed)/.test(line));
  const told = lines.map((line) =>
    line
      .split('|')
      .slice(1, 3)
      .map((cell) => cell.trim()),
  );
  assert.equal(
    told,
    DAMAGES.map((damage) => [damage.name, wordsFor(damage)]),
  );
});
