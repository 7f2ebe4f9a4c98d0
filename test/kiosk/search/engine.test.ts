import * as fc from 'fast-check';
import * as assert from 'uvu/assert';
import { suite } from '../../harness/suite.ts';
import { ask, demoEngine, engineOf, ids, product, segmentOf } from './kit.ts';

const test = suite('Search engine');

test('finds at every letter of a word that is typed', async (context) => {
  const engine = await demoEngine(context);
  for (const typed of ['b', 'br', 'bru', 'brum', 'bruma', 'bruma r', 'bruma rain', 'Bruma Rain BOOT'])
    assert.ok(ids(ask(engine, typed)).includes('VR-BRUMA'), typed);
});

test('forgives one edit in short words and two in long ones, and says what it looked for', async (context) => {
  const engine = await demoEngine(context);
  for (const [typed, meant, id] of [
    ['snekaer', 'sneaker', 'VR-FERRO'],
    ['cardgan', 'cardigan', 'VR-OLMO'],
    ['turtelnekc', 'turtleneck', 'VR-FIOR'],
    ['blakc boot', 'black boot', 'VR-SOLVEIG'],
    ['solveg', 'solveig', 'VR-SOLVEIG'],
  ] as const) {
    const answer = ask(engine, typed);
    assert.is(answer.corrected, meant);
    assert.ok(ids(answer).slice(0, 3).includes(id), typed);
  }
  assert.is(ask(engine, 'sneaker').corrected, null);
});

test('puts exact words before beginnings, and beginnings before mistakes', () => {
  const engine = engineOf(
    segmentOf([
      product('TYPO', { title: 'Bolt', rating: 5 }),
      product('BEGINS', { title: 'Boltless', rating: 5 }),
      product('EXACT', { title: 'Bolts', rating: 1 }),
    ]),
  );
  assert.equal(ids(ask(engine, 'bolts')), ['EXACT', 'TYPO']);
  assert.equal(ids(ask(engine, 'bolt')), ['TYPO', 'EXACT', 'BEGINS']);
});

test('knows colours and kinds in eight languages', async (context) => {
  const engine = await demoEngine(context);
  for (const typed of [
    'yellow rain jacket',
    'gelbe Regenjacke',
    'imperméable jaune',
    'impermeabile giallo',
    'chubasquero amarillo',
    'żółta kurtka przeciwdeszczowa',
    'pelerină galbenă',
    'معطف مطر أصفر',
  ])
    assert.is(ids(ask(engine, typed))[0], 'VR-VARDE', typed);
});

test('shows the most of the words when no product has all', async (context) => {
  const answer = ask(await demoEngine(context), 'zzqqxx boots');
  assert.is(answer.isPartial, true);
  assert.ok(ids(answer).includes('VR-KVIST'));
});

test('leads to the variant of the colour and the size that were typed', async (context) => {
  const engine = await demoEngine(context);
  const hit = ask(engine, 'morene navy xl').hits[0];
  assert.is(hit?.productId, 'VR-MORENE');
  // Olive, stone, navy, each in five sizes from XS.
  assert.is(hit?.variant, 14);
});

test('counts what each filter would leave, and filters by it', async (context) => {
  const engine = await demoEngine(context);
  const { facets, total } = ask(engine, 'boots');
  assert.ok(facets !== null && total > 2);
  for (const { value, count } of facets.sizes)
    assert.is(ask(engine, 'boots', { sizes: [value] }).total, count, value);
  for (const { value, count } of facets.colours)
    assert.is(ask(engine, 'boots', { colours: [value] }).total, count, value);
  for (const { value, count } of facets.categories)
    assert.is(ask(engine, 'boots', { categories: [value] }).total, count, value);
  for (const { from, to, count } of facets.prices)
    assert.is(ask(engine, 'boots', { priceFrom: from, priceTo: to }).total, count, String(from));
  assert.is(ask(engine, 'boots', { here: true }).total, facets.here);
});

test('filters by the beginning of a category path', async (context) => {
  const engine = await demoEngine(context);
  const women = ask(engine, '', { categories: ['Women > Footwear'] });
  assert.ok(women.total > 4);
  assert.ok(women.categories.length > 0);
  assert.is(ask(engine, '', { categories: ['Women > Foot'] }).total, 0);
});

const sizes = ['S', 'M', 'L'];
const colours = ['Black', 'Navy', 'Red'];
const variant = fc.record({
  size: fc.constantFrom(...sizes),
  colour: fc.constantFrom(...colours),
  price: fc.integer({ min: 1, max: 50 }).map((tens) => tens * 1000),
  here: fc.boolean(),
});
const chosen = fc.record({
  sizes: fc.subarray(sizes),
  colours: fc.subarray(['black', 'blue', 'red']),
  brands: fc.subarray(['Ros', 'Velden']),
  priceFrom: fc.option(fc.constantFrom<number[]>(0, 10_000, 20_000)),
  priceTo: fc.option(fc.constantFrom<number[]>(20_000, 30_000)),
  here: fc.boolean(),
});

test('filters and counts any choice as looking at every product would', () => {
  const catalogue = fc.array(
    fc.record({
      brand: fc.constantFrom('Ros', 'Velden'),
      variants: fc.array(variant, { minLength: 1, maxLength: 5 }),
    }),
    { minLength: 1, maxLength: 25 },
  );
  const families: Record<string, string> = { Black: 'black', Navy: 'blue', Red: 'red' };
  fc.assert(
    fc.property(catalogue, chosen, (products, filters) => {
      const engine = engineOf(
        segmentOf(products.map((one, at) => product(`P${at}`, { title: 'shirt', ...one }))),
      );
      const count = (wanted: Partial<typeof filters>): number => {
        const { sizes, colours, brands, priceFrom, priceTo, here } = { ...filters, ...wanted };
        return products.filter(
          ({ brand, variants }) =>
            (brands.length === 0 || brands.includes(brand)) &&
            variants.some(
              (one) =>
                (sizes.length === 0 || sizes.includes(one.size)) &&
                (colours.length === 0 || colours.includes(families[one.colour] ?? '')) &&
                one.price >= (priceFrom ?? 0) &&
                one.price < (priceTo ?? Infinity) &&
                (!here || one.here),
            ),
        ).length;
      };
      const { total, facets } = ask(engine, 'shirt', filters);
      assert.is(total, count({}));
      for (const { value, count: counted } of facets?.sizes ?? [])
        assert.is(counted, count({ sizes: [value] }));
      for (const { value, count: counted } of facets?.colours ?? [])
        assert.is(counted, count({ colours: [value] }));
      for (const { value, count: counted } of facets?.brands ?? [])
        assert.is(counted, count({ brands: [value] }));
      for (const { from, to, count: counted } of facets?.prices ?? [])
        assert.is(counted, count({ priceFrom: from, priceTo: to }));
      assert.is(facets?.here, count({ here: true }));
    }),
    { seed: 21, numRuns: 150 },
  );
});

test('takes any text as a query, and answers pages that follow each other', async (context) => {
  const engine = await demoEngine(context);
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      const answer = ask(engine, text);
      return answer.hits.length <= 20 && answer.total >= answer.hits.length;
    }),
    { seed: 22, numRuns: 300 },
  );
  const all = ask(engine, '');
  const second = engine.search({
    text: '',
    filters: {
      sizes: [],
      colours: [],
      brands: [],
      categories: [],
      priceFrom: null,
      priceTo: null,
      here: false,
    },
    offset: 20,
    limit: 20,
    wantsFacets: false,
  });
  assert.is(new Set([...ids(all), ...ids(second)]).size, 40);
});
