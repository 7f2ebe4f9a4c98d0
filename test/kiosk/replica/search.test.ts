import * as fc from 'fast-check';
import * as assert from 'uvu/assert';
import type { Replica } from '../../../kiosk/replica/replica.ts';
import { suite } from '../../harness/suite.ts';
import { sampleReplica } from '../../support/sample-replica.ts';

const test = suite('Search');

const find = (replica: Replica, query: string): string[] =>
  replica.search({ query, offset: 0, limit: 20 }).cards.map(({ productId }) => productId);

test('finds by the beginning of a word, as it is typed', async (context) => {
  const replica = await sampleReplica(context);
  for (const typed of ['j', 'jo', 'jos', 'josie', 'josie y', 'Josie Yoga JACKET'])
    assert.ok(find(replica, typed).includes('JOSIE'), typed);
});

test('finds without accents what is written with them, and the other way round', async (context) => {
  const replica = await sampleReplica(context);
  assert.equal(find(replica, 'creme brulee'), ['CREMA']);
  assert.equal(find(replica, 'crème brûlée'), ['CREMA']);
  assert.equal(find(replica, 'cre\u0300me'), ['CREMA']);
  assert.equal(find(replica, 'jósie'), ['JOSIE']);
});

test('finds by colour, category and title of another language', async (context) => {
  const replica = await sampleReplica(context);
  assert.equal(find(replica, 'moss'), ['RUNNER']);
  assert.equal(find(replica, 'bags'), ['TOTE']);
  assert.equal(find(replica, 'borsa'), ['TOTE']);
  assert.equal(find(replica, 'jacket blue').sort(), ['JOSIE', 'LANDO']);
});

test('leads to the colour that was typed', async (context) => {
  const replica = await sampleReplica(context);
  const [card] = replica.search({ query: 'josie blu', offset: 0, limit: 1 }).cards;
  assert.match(card?.sku ?? '', /^JOSIE-BLUE-/);
  assert.is(card?.media?.colour, 'Blue');
});

test('puts what is here before what is not', async (context) => {
  const replica = await sampleReplica(context);
  const cards = replica.search({ query: '', offset: 0, limit: 20 }).cards;
  assert.is(cards.length, 6);
  assert.is(cards.find(({ productId }) => productId === 'MARKUP')?.availableHere, false);
  assert.is(cards.find(({ productId }) => productId === 'JOSIE')?.availableHere, true);
});

test('pages, and says how many there are and of which categories', async (context) => {
  const replica = await sampleReplica(context);
  const page = replica.search({ query: '', offset: 4, limit: 4 });
  assert.is(page.total, 6);
  assert.is(page.cards.length, 2);
  assert.is(page.categories.length, 6);
});

test('finds nothing for text without a word', async (context) => {
  const replica = await sampleReplica(context);
  assert.is(replica.search({ query: ' "*" ', offset: 0, limit: 5 }).total, 0);
});

test('takes any text as a query', async (context) => {
  const replica = await sampleReplica(context);
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc
      .array(
        fc.constantFrom(
          '"',
          "'",
          '*',
          'AND',
          'OR',
          'NOT',
          'NEAR(',
          ')',
          '(',
          ':',
          'title:',
          '^',
          '-',
          '\0',
          '%',
          ';--',
        ),
        { maxLength: 12 },
      )
      .map((parts) => parts.join(' ')),
  );
  fc.assert(
    fc.property(hostile, (query) => {
      const page = replica.search({ query, offset: 0, limit: 5 });
      return page.query === query && page.cards.length <= 5;
    }),
    { seed: 7, numRuns: 300 },
  );
});

test('pages of negative or huge size do no harm', async (context) => {
  const replica = await sampleReplica(context);
  assert.equal(replica.search({ query: '', offset: -5, limit: -5 }).cards, []);
  assert.is(replica.search({ query: '', offset: 0, limit: 1e9 }).cards.length, 6);
});

test('tells what stands in a category, and in no other that has its words', async (context) => {
  const replica = await sampleReplica(context);
  assert.equal(replica.ofCategory(['Women', 'Tops', 'Jackets'], 6), ['JOSIE']);
  assert.equal(replica.ofCategory(['Unisex', 'Footwear', 'Sneakers'], 6), ['RUNNER']);
  for (const path of [[], ['Tops'], ['Women', 'Tops'], ['" OR title : "josie'], ['*'], ['\u0000', '"']])
    assert.equal(replica.ofCategory(path, 6), [], path.join(' > '));
});
