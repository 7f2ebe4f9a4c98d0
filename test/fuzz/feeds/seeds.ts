/** Sound feeds of every format, to be spoilt. */
import type { FeedFiles } from '../../../broker/hub/import/formats/open-feeds.ts';

export type FeedRole = keyof FeedFiles;

export interface FeedSeed {
  name: string;
  role: FeedRole;
  text: string;
}

const TABLE = [
  [
    'id',
    'title',
    'description',
    'image link',
    'availability',
    'price',
    'sale price',
    'gtin',
    'item group id',
    'color',
    'size',
    'brand',
  ],
  [
    'A-1',
    'Größe Hoodie',
    '<p>Warm &amp; soft</p>',
    'images/a.jpg',
    'in stock',
    '52.00 EUR',
    '40,00 EUR',
    '9506000000008',
    'A',
    'Black',
    'S',
    'Luma',
  ],
  [
    'A-2',
    '"Quoted ""title"""',
    '"two\nlines, with\ttabs"',
    'https://cdn.example/a.jpg',
    'out_of_stock',
    '1.234,50 EUR',
    '',
    '036000291452',
    'A',
    'Café',
    'M',
    'Luma',
  ],
  ['B-1', 'Gift Card', 'x', '', 'preorder', '10 EUR', '', '', '', '', '', ''],
];
const LOCAL = [
  [
    'store code',
    'id',
    'quantity',
    'availability',
    'pickup method',
    'pickup SLA',
    'instore product location',
    'timestamp',
  ],
  ['MIL-01', 'A-1', '5', 'in stock', 'buy', 'same day', 'Aisle 9', '2026-11-26T10:00:00Z'],
  ['PAR-02', 'A-2', '0', 'out_of_stock', 'ship to store', 'multi-week', '', ''],
];
const PARTNER = [
  [
    'target_customer_id',
    'store_code',
    'id',
    'gtin',
    'availability',
    'price',
    'timestamp',
    'quantity',
    'pickup SLA',
  ],
  ['1', 'MIL-01', '', '9506000000008', 'in_stock', '5 EUR', '2026-11-26T10:00:00Z', '4', 'same day'],
];
const SHOPIFY = [
  [
    'Handle',
    'Title',
    'Body (HTML)',
    'Vendor',
    'Type',
    'Option1 Name',
    'Option1 Value',
    'Variant SKU',
    'Variant Inventory Tracker',
    'Variant Inventory Qty',
    'Variant Price',
    'Variant Compare At Price',
    'Variant Barcode',
    'Image Src',
    'Variant Image',
    'Gift Card',
    'Status',
  ],
  [
    'chaz',
    'Chaz',
    '"<p>Warm, soft\nand ""good""</p>"',
    'Luma',
    'Tops',
    'Size',
    'S',
    'C-S',
    'shopify',
    '5',
    '40.00',
    '52.00',
    "'9506000000008",
    'https://cdn.example/1.jpg',
    'https://cdn.example/2.jpg',
    'FALSE',
    'active',
  ],
  [
    'chaz',
    '',
    '',
    '',
    '',
    '',
    'M',
    'C-M',
    'shopify',
    '-1',
    '40.00',
    '',
    '',
    'https://cdn.example/2.jpg',
    '',
    '',
    '',
  ],
  ['card', 'Gift Card', '', '', '', 'Title', '10', 'G', '', '', '10.00', '', '', '', '', 'TRUE', 'active'],
];
const INVENTORY = [
  ['Handle', 'Title', 'SKU', 'HS Code', 'COO', 'Location', 'Available (not editable)', 'On hand (new)'],
  ['chaz', 'Chaz', 'C-S', '', '', 'Milano', '4', ''],
  ['chaz', 'Chaz', 'C-M', '', '', 'PAR-02', 'not stocked', ''],
];
const WIDE = [
  ['Handle', 'Title', 'SKU', 'HS Code', 'COO', 'Milano', 'PAR-02'],
  ['chaz', 'Chaz', 'C-S', '', '', '4', '-2'],
];

const RSS = `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel><title>Shop</title>
<item><g:id>A</g:id><title>Größe &amp; co</title><description><![CDATA[<b>Warm</b>]]></description><g:price>52 EUR</g:price>
<g:gtin>9506000000008</g:gtin><g:additional_image_link>b.jpg</g:additional_image_link><g:additional_image_link>c.jpg</g:additional_image_link>
<g:product_detail><g:attribute_name>Wash</g:attribute_name><g:attribute_value>30 °C</g:attribute_value></g:product_detail></item>
<item><g:id>B</g:id><title>Hat&nbsp;</title><g:price>5 EUR</g:price></item></channel></rss>`;
const ATOM = `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="g"><entry><g:id>A</g:id><title>Hat</title><summary>x</summary><g:price>1 EUR</g:price></entry></feed>`;
const LOCAL_XML = `<rss><channel><item><g:store_code>MIL-01</g:store_code><g:id>A</g:id><g:quantity>2</g:quantity></item></channel></rss>`;
const REVIEWS = `<?xml version="1.0"?><feed><version>2.4</version><reviews><review><review_id>1</review_id>
<reviewer><name is_anonymous="false">Karina Smith</name></reviewer><is_spam>false</is_spam><review_timestamp>2026-05-11T17:18:26Z</review_timestamp>
<title>Fine</title><content>Warm &lt;b&gt;</content><review_language>en</review_language><ratings><overall min="1" max="5">4,5</overall></ratings>
<products><product><product_ids><gtins><gtin>9506000000008</gtin></gtins><skus><sku>A</sku><sku>B</sku></skus><brands><brand>L</brand></brands>
<mpns><mpn>1</mpn></mpns></product_ids></product></products></review></reviews></feed>`;

const LINKED = JSON.stringify({
  '@context': 'https://schema.org/',
  '@graph': [
    {
      '@type': 'ProductGroup',
      '@id': '#g',
      productGroupID: 'G',
      name: 'Größe',
      brand: { '@type': 'Brand', name: 'Luma' },
      review: [
        {
          '@type': 'Review',
          '@id': '#r',
          reviewRating: { ratingValue: '4', bestRating: 5 },
          author: 'Karina Smith',
          datePublished: '2026-05-11',
          reviewBody: 'Warm',
        },
      ],
      hasVariant: [
        { '@id': '#a' },
        {
          '@type': 'Product',
          sku: 'B',
          offers: { '@type': 'AggregateOffer', lowPrice: 5, priceCurrency: 'EUR' },
        },
      ],
    },
    {
      '@type': 'Product',
      '@id': '#a',
      sku: 'A',
      gtin13: '9506000000008',
      size: {
        '@type': 'SizeSpecification',
        name: '40',
        sizeSystem: 'https://schema.org/WearableSizeSystemEU',
      },
      image: ['a.jpg', { contentUrl: 'b.jpg' }],
      additionalProperty: [{ '@type': 'PropertyValue', name: 'Wash', value: '30' }],
      offers: [
        {
          '@type': 'Offer',
          price: '52.00',
          priceCurrency: 'EUR',
          availability: 'https://schema.org/InStock',
          availableAtOrFrom: { '@type': 'Place', branchCode: 'MIL-01' },
          inventoryLevel: { value: 2 },
          priceSpecification: [{ price: 60, priceType: 'https://schema.org/StrikethroughPrice' }],
        },
      ],
    },
  ],
});

export const FUZZ_STORES = JSON.stringify([
  { store_code: 'MIL-01', name: 'Milano', currency: 'EUR', lat: 45.4, locales: ['it'] },
  { store_code: 'PAR-02', name: 'Paris Rivoli é', currency: 'EUR', gln: '9506000134376' },
]);

const written = (rows: readonly (readonly string[])[], mark: string): string =>
  `${rows.map((row) => row.map((cell) => (cell.includes(mark) && !cell.startsWith('"') ? `"${cell}"` : cell)).join(mark)).join('\n')}\n`;

export const FEED_SEEDS: readonly FeedSeed[] = [
  { name: 'products, tabs', role: 'products', text: written(TABLE, '\t') },
  { name: 'products, commas', role: 'products', text: written(TABLE, ',') },
  { name: 'products, RSS', role: 'products', text: RSS },
  { name: 'products, Atom', role: 'products', text: ATOM },
  { name: 'local inventory', role: 'local', text: written(LOCAL, '\t') },
  { name: 'local inventory, partnership', role: 'local', text: written(PARTNER, '\t') },
  { name: 'local inventory, XML', role: 'local', text: LOCAL_XML },
  { name: 'reviews', role: 'reviews', text: REVIEWS },
  { name: 'Shopify products', role: 'products', text: written(SHOPIFY, ',') },
  { name: 'Shopify inventory, rows', role: 'local', text: written(INVENTORY, ',') },
  { name: 'Shopify inventory, columns', role: 'local', text: written(WIDE, ',') },
  { name: 'JSON-LD', role: 'products', text: LINKED },
  { name: 'JSON-LD, reviews', role: 'reviews', text: `[${LINKED},${LINKED}]` },
  {
    name: 'JSON-LD, page',
    role: 'products',
    text: `<!DOCTYPE html><html><head><script>x</script><script type="application/ld+json">${LINKED}</script></head></html>`,
  },
  { name: 'stores', role: 'stores', text: FUZZ_STORES },
  { name: 'related', role: 'related', text: '[{"productId":"A","relatedIds":["B","C"]}]' },
  {
    name: 'guides',
    role: 'guides',
    text: '[{"productId":"A","title":{"en":"Care"},"steps":[{"it":"Lava."}]}]',
  },
];
