import { readFileSync } from 'node:fs';
import { SaxesParser } from 'saxes';
import * as assert from 'uvu/assert';
import { VARIANTS } from '../../../broker/hub/demo/generate/variants.ts';
import { PRODUCTS } from '../../../broker/hub/demo/products/index.ts';
import { suite } from '../../harness/suite.ts';

interface Review {
  readonly fields: Record<string, string>;
  readonly gtins: string[];
}

const parse = (xml: string): Review[] => {
  const reviews: Review[] = [];
  let text = '';
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name }) => {
    text = '';
    if (name === 'review') reviews.push({ fields: {}, gtins: [] });
  });
  parser.on('text', (chunk) => {
    text += chunk;
  });
  parser.on('closetag', ({ name }) => {
    const review = reviews.at(-1);
    if (!review) return;
    if (name === 'gtin') review.gtins.push(text);
    else review.fields[name] ??= text;
    text = '';
  });
  parser.write(xml).close();
  return reviews;
};

const reviews = parse(
  readFileSync(new URL('../../../broker/hub/demo/feeds/product_reviews.xml', import.meta.url), 'utf8'),
);

const test = suite('Demo reviews');

test('are many, and at least thirty-five in each of five languages', () => {
  assert.ok(reviews.length >= 260, String(reviews.length));
  for (const lang of ['en', 'it', 'fr', 'pl', 'ro']) {
    const n = reviews.filter((r) => r.fields['review_language'] === lang).length;
    assert.ok(n >= 35, `${n} in ${lang}`);
  }
});

test('are all different, and none repeats a sentence of another', () => {
  assert.is(new Set(reviews.map((r) => r.fields['review_id'])).size, reviews.length);
  assert.is(new Set(reviews.map((r) => r.fields['content'])).size, reviews.length);
  const sentences = reviews.flatMap((r) =>
    (r.fields['content'] ?? '').split(/(?<=[.!?])\s+/).filter((s) => s.length > 24),
  );
  assert.is(new Set(sentences).size, sentences.length);
});

test('name every variant of one product, and every product has at least four', () => {
  const products = new Map(VARIANTS.map((v) => [v.gtin, v.product.id]));
  const count = new Map<string, number>();
  for (const { gtins, fields } of reviews) {
    const ids = new Set(gtins.map((g) => products.get(g)));
    assert.is(ids.size, 1, fields['review_id'] ?? '');
    const id = [...ids][0] ?? '';
    assert.is(gtins.length, VARIANTS.filter((v) => v.product.id === id).length);
    count.set(id, (count.get(id) ?? 0) + 1);
  }
  assert.is(count.size, PRODUCTS.length);
  assert.ok([...count.values()].every((n) => n >= 4));
  assert.ok([...count.values()].filter((n) => n >= 12).length >= 3);
});

test('are honest: liked, but not by everyone, and mostly by people who bought', () => {
  const stars = reviews.map((r) => Number(r.fields['overall']));
  const mean = stars.reduce((a, b) => a + b, 0) / stars.length;
  assert.ok(mean > 4 && mean < 4.4, String(mean));
  assert.ok(stars.filter((s) => s <= 3).length >= 30);
  const verified = reviews.filter((r) => r.fields['is_verified_purchase'] === 'true').length / reviews.length;
  assert.ok(verified > 0.6 && verified < 0.95, String(verified));
  assert.ok(reviews.some((r) => r.fields['is_incentivized_review'] === 'true'));
});
