/**
 * A small catalogue with everything that matters: six products, three stores, reviews in three languages, a reduction,
 * a variant with one left, one that only another store has, and a title that tries to be markup.
 */
import { createHash } from 'node:crypto';
import type { Media, Product, Review, Store, StoreOffer, Variant } from '../../broker/contract/domain.ts';
import type { SnapshotLine } from '../../broker/contract/snapshot.ts';

export const SAMPLE_STORE = 'MIL-01';
export const SAMPLE_VERSION = 'sample-1';
/** A tag without content that is bound to a SKU. */
export const SAMPLE_BINDING = { uid: '04A1B2C3D4E580', sku: 'TOTE-NATURAL' };

const AS_OF = '2026-11-22T09:58:00+01:00';

const STORES: Store[] = [
  store('MIL-01', { name: 'Milano Torino', latitude: 45.4625, longitude: 9.1869 }),
  store('MIL-02', { name: 'Milano Duomo', latitude: 45.4641, longitude: 9.1919 }),
  store('PAR-02', { name: 'Paris Rivoli', latitude: 48.8578, longitude: 2.3491 }),
];

interface SampleProduct {
  id: string;
  title: string;
  category: string[];
  colours: string[];
  sizes: string[];
  price: number;
  sale?: number;
  average: number;
  count: number;
  related: string[];
}

const PRODUCTS: SampleProduct[] = [
  {
    id: 'JOSIE',
    title: 'Josie Yoga Jacket',
    category: ['Women', 'Tops', 'Jackets'],
    colours: ['Black', 'Blue', 'Gray'],
    sizes: ['XS', 'S', 'M', 'L', 'XL'],
    price: 5625,
    sale: 4500,
    average: 4.2,
    count: 5,
    related: ['LANDO', 'TOTE', 'GONE'],
  },
  {
    id: 'LANDO',
    title: 'Lando Gym Jacket',
    category: ['Men', 'Tops', 'Jackets'],
    colours: ['Lilac Grey', 'Blue'],
    sizes: ['S', 'M', 'L'],
    price: 9900,
    average: 4.6,
    count: 11,
    related: ['JOSIE'],
  },
  {
    id: 'CREMA',
    title: 'Crème Brûlée Knit',
    category: ['Women', 'Knitwear', 'Pullovers'],
    colours: ['Ecru'],
    sizes: ['S', 'M'],
    price: 12000,
    average: 3.9,
    count: 2,
    related: [],
  },
  {
    id: 'MARKUP',
    title: '<img src=x onerror=alert(1)> & "Sons" Tee',
    category: ['Men', 'Tops', 'Tees'],
    colours: ['White'],
    sizes: ['M'],
    price: 2500,
    average: 0,
    count: 0,
    related: [],
  },
  {
    id: 'RUNNER',
    title: 'Trail Runner 9½',
    category: ['Unisex', 'Footwear', 'Sneakers'],
    colours: ['Moss', 'Zyx'],
    sizes: ['36', '36.5', '37', '10'],
    price: 14000,
    average: 4.8,
    count: 40,
    related: ['TOTE'],
  },
  {
    id: 'TOTE',
    title: 'Market Tote',
    category: ['Unisex', 'Bags', 'Totes'],
    colours: ['Natural'],
    sizes: [],
    price: 3000,
    average: 4.4,
    count: 7,
    related: ['RUNNER'],
  },
];

const REVIEWS: Review[] = [
  review('r1', {
    productIds: ['JOSIE'],
    rating: 4,
    lang: 'en',
    title: 'Fits',
    body: 'Fitted, but I can still raise my arms over my head.',
    authorDisplay: 'Karina S.',
    createdAt: '2026-09-01T10:00:00+02:00',
  }),
  review('r2', {
    productIds: ['JOSIE'],
    rating: 4,
    lang: 'it',
    title: 'Comoda',
    body: 'La taglia è giusta e il tessuto resta asciutto anche dopo un’ora di corsa.',
    authorDisplay: 'Giulia R.',
    createdAt: '2026-08-01T10:00:00+02:00',
  }),
  review('r3', {
    productIds: ['JOSIE', 'LANDO'],
    rating: 5,
    lang: 'ar',
    title: 'رائع',
    body: 'قماش مريح جدا والمقاس مناسب تماما وأنصح به للجميع في الشتاء.',
    authorDisplay: 'ليلى م.',
    createdAt: '2026-10-01T10:00:00+02:00',
  }),
  review('r4', {
    productIds: ['JOSIE'],
    rating: 1,
    lang: 'en',
    title: 'NO',
    body: 'TERRIBLE!!! DO NOT BUY THIS JACKET EVER, SEE HTTP://EXAMPLE.COM FOR WHY!!!',
    authorDisplay: 'Max',
    createdAt: '2026-11-01T10:00:00+01:00',
  }),
  review('r5', {
    productIds: ['JOSIE'],
    rating: 5,
    lang: 'en',
    title: 'Long',
    body: `I wore it every day of a week in the hills. ${'And then I went on and on about the weather. '.repeat(8)}`,
    authorDisplay: 'Ann B.',
    verified: false,
    createdAt: '2026-07-01T10:00:00+02:00',
  }),
  review('r6', {
    productIds: ['LANDO'],
    rating: 5,
    lang: 'en',
    title: 'Warm',
    body: 'Warm for a run in November, runs half a size small.',
    authorDisplay: 'Tom',
    createdAt: '2026-06-01T10:00:00+02:00',
  }),
];

/** SKU of a variant of the sample: `skuOf('JOSIE', 'Black', 'S')` is `JOSIE-BLACK-S`. */
export function skuOf(productId: string, colour: string, size = ''): string {
  return [productId, colour, size]
    .filter((part) => part !== '')
    .join('-')
    .toUpperCase()
    .replaceAll(' ', '_');
}

/** GTIN-14 of a SKU of the sample. */
export function gtinOf(sku: string): string {
  const digest = createHash('sha256').update(sku).digest();
  const body = `0950600${String(digest.readUInt32BE(0) % 1_000_000).padStart(6, '0')}`;
  const sum = Array.from(body, (digit, index) => Number(digit) * (index % 2 === 0 ? 3 : 1)).reduce(
    (total, part) => total + part,
    0,
  );
  return body + String((10 - (sum % 10)) % 10);
}

/** All lines, from header to end. */
export function sampleLines(version = SAMPLE_VERSION): SnapshotLine[] {
  const variants = PRODUCTS.flatMap(variantsOf);
  const body: SnapshotLine[] = [
    { kind: 'header', version, storeCode: SAMPLE_STORE, createdAt: '2026-11-22T09:00:00+01:00' },
    ...STORES.map((entry) => ({ kind: 'store', store: entry }) as const),
    ...PRODUCTS.map((entry) => ({ kind: 'product', product: productOf(entry) }) as const),
    ...variants.map((variant) => ({ kind: 'variant', variant }) as const),
    ...variants.flatMap(offersOf).map((offer) => ({ kind: 'offer', offer }) as const),
    ...REVIEWS.map((entry) => ({ kind: 'review', review: entry }) as const),
    { kind: 'binding', ...SAMPLE_BINDING },
  ];
  return [...body, { kind: 'end', lines: body.length + 1 }];
}

/** The lines as a replica takes them. */
export async function* stream<T>(lines: readonly T[]): AsyncGenerator<T> {
  for (const line of lines) yield line;
}

function store(storeCode: string, rest: Pick<Store, 'name' | 'latitude' | 'longitude'>): Store {
  return {
    storeCode,
    address: 'Via Torino 12',
    timezone: 'Europe/Rome',
    hours: 'Mo-Sa 10:00-20:00',
    currency: 'EUR',
    locales: ['it', 'en'],
    ...rest,
  };
}

function productOf(sample: SampleProduct): Product {
  return {
    productId: sample.id,
    title: { en: sample.title, it: sample.id === 'TOTE' ? 'Borsa Mercato' : sample.title },
    description: { en: `${sample.title} in short.` },
    brand: 'Luma',
    categoryPath: sample.category,
    highlights: ['Machine wash'],
    attributes: [{ name: 'Material', value: 'Cotton' }],
    media: sample.id === 'MARKUP' ? [] : sample.colours.map((colour) => mediaOf(sample.id, colour)),
    rating: {
      average: sample.average,
      count: sample.count,
      verified: sample.count,
      histogram: [0, 0, 0, 0, sample.count],
    },
    relatedIds: sample.related,
    guide:
      sample.id === 'JOSIE'
        ? { title: { en: 'Care' }, steps: [{ en: 'Wash cold.', it: 'A freddo.' }] }
        : null,
  };
}

function mediaOf(id: string, colour: string): Media {
  const sha256 = createHash('sha256').update(`${id} ${colour}`).digest('hex');
  return { sha256, width: 1200, height: 1500, widths: [320, 640, 1200], alt: id, thumbhash: '', colour };
}

function variantsOf(sample: SampleProduct): Variant[] {
  const sizes = sample.sizes.length === 0 ? [''] : sample.sizes;
  const price = { amountMinor: sample.price, currency: 'EUR' };
  return sizes.flatMap((size, row) =>
    sample.colours.map((colour, column) => ({
      sku: skuOf(sample.id, colour, size),
      productId: sample.id,
      gtins: [gtinOf(skuOf(sample.id, colour, size))],
      colour,
      size,
      sizeSystem: size === '' ? '' : 'EU',
      price,
      salePrice: sample.sale === undefined ? null : { ...price, amountMinor: sample.sale },
      lowestPrice30d: sample.sale === undefined ? null : price,
      availabilityOnline: 'in_stock',
      position: row * 10 + column,
    })),
  );
}

/** XL only online, L only at Duomo, XS one left, the rest plenty. MARKUP and size 10 are nowhere. */
function offersOf(variant: Variant): StoreOffer[] {
  if (variant.productId === 'MARKUP' || variant.size === '10') return [];
  return STORES.map(({ storeCode }) => {
    const isOwn = storeCode === SAMPLE_STORE;
    const isGone = variant.size === 'XL' || (variant.size === 'L' && storeCode !== 'MIL-02');
    const quantity = isGone ? 0 : variant.size === 'XS' && isOwn ? 1 : 9;
    return {
      storeCode,
      sku: variant.sku,
      availability: isGone ? 'out_of_stock' : quantity === 1 ? 'limited_availability' : 'in_stock',
      quantity,
      pickupMethod: 'buy',
      pickupSla: 'same day',
      shelfLocation: isOwn ? 'Floor 2 · Aisle 9' : '',
      asOf: AS_OF,
    };
  });
}

function review(
  id: string,
  rest: Omit<Review, 'id' | 'verified' | 'incentivised'> & { verified?: boolean },
): Review {
  return { id, verified: true, incentivised: false, ...rest };
}
