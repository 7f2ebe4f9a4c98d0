import * as assert from 'uvu/assert';
import { suite } from '../../../../harness/suite.ts';
import { STORES } from '../../support/feed-folder.ts';
import { readTexts } from './support/read-feeds.ts';

const test = suite('Formats: JSON-LD of schema.org');

const OFFER = {
  '@type': 'Offer',
  price: '52.00',
  priceCurrency: 'EUR',
  availability: 'https://schema.org/InStock',
};

const REVIEW = {
  '@type': 'Review',
  '@id': '#r1',
  reviewRating: { '@type': 'Rating', ratingValue: 9, bestRating: 10, worstRating: 0 },
  author: { '@type': 'Person', name: 'Karina Smith' },
  datePublished: '2026-05-11',
  reviewBody: 'Warm &amp; soft.',
  inLanguage: 'en',
};

const GROUP = {
  '@context': 'https://schema.org/',
  '@type': 'ProductGroup',
  productGroupID: 'CHAZ',
  name: 'Chaz Hoodie',
  description: '<p>Warm.</p>',
  brand: { '@type': 'Brand', name: 'Luma' },
  variesBy: ['https://schema.org/color'],
  aggregateRating: { '@type': 'AggregateRating', ratingValue: 4.4, reviewCount: 89 },
  review: [REVIEW],
  hasVariant: [
    {
      '@type': 'Product',
      sku: 'CH-B',
      gtin13: '9506000000008',
      color: 'Black',
      size: {
        '@type': 'SizeSpecification',
        name: '40',
        sizeSystem: 'https://schema.org/WearableSizeSystemEU',
      },
      image: ['a.jpg', { '@type': 'ImageObject', contentUrl: 'b.jpg' }],
      offers: {
        ...OFFER,
        priceSpecification: {
          price: 60,
          priceCurrency: 'EUR',
          priceType: 'https://schema.org/StrikethroughPrice',
        },
      },
    },
    {
      '@type': 'Product',
      sku: 'CH-R',
      color: 'Red',
      offers: { '@type': 'AggregateOffer', lowPrice: 40.5, priceCurrency: 'EUR' },
    },
  ],
};

test('reads a group with its variants and reviews', async (t) => {
  const { variants, reviews, faults } = await readTexts(t, { products: JSON.stringify(GROUP) });
  assert.equal(faults, []);
  const [black, red] = variants;
  assert.equal(
    [black?.sku, black?.productId, black?.title, black?.description, black?.brand],
    ['CH-B', 'CHAZ', { en: 'Chaz Hoodie' }, { en: 'Warm.' }, 'Luma'],
  );
  assert.equal([black?.size, black?.sizeSystem, black?.pictures], ['40', 'EU', ['a.jpg', 'b.jpg']]);
  assert.equal([black?.price.amountMinor, black?.salePrice?.amountMinor], [6_000, 5_200]);
  assert.equal([red?.price.amountMinor, red?.availability], [4_050, 'out_of_stock']);
  assert.equal(
    [black?.rating, red?.rating],
    [
      { average: 4.4, count: 89 },
      { average: 4.4, count: 89 },
    ],
  );
  const [review] = reviews;
  assert.equal(
    [review?.id, review?.skus, review?.gtins, review?.productIds, review?.rating],
    ['#r1', ['CH-B', 'CH-R'], ['09506000000008'], ['CHAZ'], 5],
  );
  assert.equal(
    [review?.authorDisplay, review?.body, review?.createdAt],
    ['Karina S.', 'Warm & soft.', '2026-05-11T00:00:00.000Z'],
  );
});

test('reads the blocks of a page, a graph with references, and reviews that stand alone', async (t) => {
  const graph = {
    '@context': 'https://schema.org',
    '@graph': [
      {
        '@type': 'Product',
        '@id': '#a',
        sku: 'A',
        name: 'Hat',
        isVariantOf: { '@id': '#g' },
        offers: { '@id': '#o' },
      },
      { '@type': 'ProductGroup', '@id': '#g', productGroupID: 'G', hasVariant: [{ '@id': '#a' }] },
      { '@id': '#o', ...OFFER },
      { ...REVIEW, '@id': undefined, itemReviewed: { '@type': 'Product', '@id': '#a' } },
      { ...REVIEW, '@id': '#r2', itemReviewed: { '@type': 'Product', sku: 'B' } },
    ],
  };
  const page = `<!DOCTYPE html><html><head><title>Hat</title>
    <script>var a = "<script type='x'>";</script>
    <script type="application/ld+json">{"@type":"BreadcrumbList"}</script>
    <script nonce="1" type='application/ld+json'>${JSON.stringify(graph)}</script>
    <script type="application/ld+json">{"@type":"Product",</script></head></html>`;
  const { variants, reviews, faults } = await readTexts(t, { products: page });
  assert.equal(
    variants.map(({ sku, productId, place }) => [sku, productId, place.line]),
    [['A', 'G', 4]],
  );
  assert.equal(
    reviews.map(({ skus, productIds }) => [skus, productIds]),
    [
      [['A'], ['G']],
      [['B'], ['B']],
    ],
  );
  assert.match(reviews[0]?.id ?? '', /^[0-9a-f]{32}$/);
  assert.equal(faults, ['products:5 TW_ROW_INVALID']);
});

test('reads a rating on its own scale, by reference, and leaves one out that makes no sense', async (t) => {
  const rated = (aggregateRating: object, sku: string): object => ({
    '@type': 'Product',
    name: 'Hat',
    sku,
    aggregateRating,
    offers: [{ ...OFFER }, { ...OFFER, price: 60 }],
  });
  const graph = [
    rated({ ratingValue: '92,5', bestRating: 100, worstRating: 0, ratingCount: 12 }, 'A'),
    rated({ '@id': '#stars' }, 'B'),
    { '@id': '#stars', '@type': 'AggregateRating', ratingValue: 3, reviewCount: 2 },
    rated({ ratingValue: 9, reviewCount: 2 }, 'C'),
    rated({ ratingValue: 4, reviewCount: 0 }, 'D'),
  ];
  const { variants, faults } = await readTexts(t, { products: JSON.stringify({ '@graph': graph }) });
  assert.equal(faults, []);
  assert.equal(
    variants.map(({ rating }) => rating),
    [{ average: 4.7, count: 12 }, { average: 3, count: 2 }, undefined, undefined],
  );
});

test('takes the offers of one product with SKUs of their own for its variants', async (t) => {
  const product = {
    '@type': 'https://schema.org/Product',
    name: 'Hat',
    sku: 'HAT',
    offers: [
      { ...OFFER, sku: 'HAT-S', gtin: '9506000000008' },
      { ...OFFER, sku: 'HAT-M', availability: 'SoldOut' },
    ],
  };
  const { variants } = await readTexts(t, { products: JSON.stringify([product]) });
  assert.equal(
    variants.map(({ sku, productId, gtins, availability }) => [sku, productId, gtins.length, availability]),
    [
      ['HAT-S', 'HAT', 1, 'in_stock'],
      ['HAT-M', 'HAT', 0, 'out_of_stock'],
    ],
  );
});

test('has stock where an offer names its store', async (t) => {
  const place = { '@type': 'Place', branchCode: 'MIL-01' };
  const product = {
    '@type': 'Product',
    name: 'Hat',
    sku: 'A',
    offers: [
      { ...OFFER, availableAtOrFrom: place, inventoryLevel: { '@type': 'QuantitativeValue', value: 2 } },
      { ...OFFER, availableAtOrFrom: { '@type': 'Place', name: 'paris' } },
    ],
  };
  const { offers } = await readTexts(t, {
    stores: STORES,
    products: JSON.stringify({ '@graph': [product] }),
  });
  assert.equal(
    offers.map(({ storeCode, sku, quantity, availability }) => [storeCode, sku, quantity, availability]),
    [
      ['MIL-01', 'A', 2, 'limited_availability'],
      ['PAR-02', 'A', null, 'in_stock'],
    ],
  );
});

test('leaves reviews alone when the page has none', async (t) => {
  const { input } = await readTexts(t, {
    products: JSON.stringify({ '@type': 'Product', name: 'Hat', sku: 'A', offers: OFFER }),
  });
  assert.is(input.reviews, undefined);
  assert.is(input.offers, undefined);
});
