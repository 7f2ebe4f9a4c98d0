import { BRAND } from '../products/index.ts';
import { mainPicture, secondPicture } from './pictures.ts';
import { tsv } from './tsv.ts';
import { VARIANTS, slug, type Variant } from './variants.ts';

const HEADERS = [
  'id',
  'title',
  'description',
  'link',
  'image link',
  'additional image link',
  'availability',
  'price',
  'sale price',
  'lowest price 30d',
  'brand',
  'gtin',
  'condition',
  'item group id',
  'color',
  'size',
  'size system',
  'gender',
  'age group',
  'material',
  'pattern',
  'product type',
  'product highlight',
  'pickup method',
  'pickup sla',
];

/** Sold out in the warehouse as well; only a store may still have one. */
const GONE_ONLINE = new Set([
  'VR-HALDEN-CAMEL-XS',
  'VR-HEBRIS-SEA-L',
  'VR-EIRA-BRICK-M',
  'VR-KVIST-BARK-45',
  'VR-OTTA-OXBLOOD-36',
]);

const WHO = { male: 'Men', female: 'Women', unisex: 'Everyone' } as const;

const eur = (amount: number): string => `${amount.toFixed(2)} EUR`;

export const productLink = (name: string): string => `https://shop.example/p/${slug(name)}`;

const row = ({ sku, gtin, product, colour, size }: Variant): string[] => [
  sku,
  [product.name, colour.name, ...(product.sizes.length > 1 ? [size] : [])].join(' '),
  product.description,
  `${productLink(product.name)}?sku=${sku}`,
  `images/${mainPicture(product, colour)}`,
  `images/${secondPicture(product, colour)}`,
  GONE_ONLINE.has(sku) ? 'out of stock' : 'in stock',
  eur(product.price),
  product.sale === undefined ? '' : eur(product.sale),
  // What it cost before: without it a screen may not speak of a reduction.
  product.sale === undefined ? '' : eur(product.price),
  BRAND,
  gtin,
  'new',
  product.id,
  colour.name,
  size,
  product.sizes.length > 1 ? 'EU' : '',
  product.gender,
  'adult',
  product.material,
  product.pattern ?? '',
  `${WHO[product.gender]} > ${product.category} > ${product.kind}`,
  product.highlights.join(','),
  'buy',
  'same day',
];

export const productsFeed = (): string => tsv(HEADERS, VARIANTS.map(row));
