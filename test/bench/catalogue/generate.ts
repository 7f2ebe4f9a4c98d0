/**
 * A catalogue of any size, row by row, the same at every run: products with eight to ten variants in a few colours and
 * sizes, titles in five languages, stock in a few stores each, reviews. Nothing is kept: a million variants take no memory.
 */
import type { CatalogueInput } from '../../../broker/hub/sources/catalogue-input.ts';
import type {
  OfferRow,
  ReviewRow,
  RowPlace,
  StoreRow,
  VariantRow,
} from '../../../broker/hub/sources/rows.ts';
import type { Localised } from '../../../broker/contract/domain.ts';
import {
  BRANDS,
  CLOTHING_SIZES,
  COLOURS,
  GARMENTS,
  LANGUAGES,
  NAME_ENDS,
  NAME_STARTS,
  QUALITIES,
  SENTENCES,
  SHOE_SIZES,
  type Words,
} from './words.ts';

export interface CatalogueSize {
  /** How many variants at least: the last product is whole. */
  variants: number;
  /** Default 20. */
  stores?: number;
  /** Stores that have a variant, at the average. Default 2. */
  offersPerVariant?: number;
  /** At the average. Default 2. */
  reviewsPerProduct?: number;
  /** Every n-th variant costs more and is less in stock than at day 0; day 0 is the default. */
  changed?: { day: number; every: number };
}

const SHOES = 'Shoes';
const START = Date.UTC(2026, 0, 1);
const DAY_MS = 86_400_000;

/** As a source gives it: everything can be read as often as one likes. */
export function generateCatalogue(size: CatalogueSize): CatalogueInput {
  return {
    stores: () => toAsync(storeRows(size)),
    variants: () => toAsync(variantRows(size)),
    offers: () => toAsync(offerRows(size)),
    reviews: () => toAsync(reviewRows(size)),
    pictureBase: '/nowhere',
  };
}

/** Rows as they come, for readers that need no promise each. */
export function* variantRows(size: CatalogueSize): Generator<VariantRow> {
  let line = 1;
  for (const product of products(size)) {
    for (const variant of variantsOf(product, size)) {
      line += 1;
      yield variantRow(variant, line);
    }
  }
}

export function* offerRows(size: CatalogueSize): Generator<OfferRow> {
  const { stores = 20, offersPerVariant = 2 } = size;
  let line = 1;
  for (const product of products(size)) {
    for (const { sku, number, days } of variantsOf(product, size)) {
      const count = Math.min(stores, Math.round(mix(number, 11) * 2 * offersPerVariant));
      const first = Math.floor(mix(number, 12) * stores);
      for (let index = 0; index < count; index += 1) {
        line += 1;
        const quantity = (Math.floor(mix(number * 31 + index, 13) * 12) + days) % 12;
        yield {
          place: { file: 'local', line, id: sku },
          storeCode: storeCode((first + index) % stores),
          sku,
          gtin: '',
          availability: quantity >= 3 ? 'in_stock' : quantity > 0 ? 'limited_availability' : 'out_of_stock',
          quantity,
          pickupMethod: 'buy',
          pickupSla: 'same day',
          shelfLocation: `Row ${1 + (number % 40)}`,
          asOf: '',
        };
      }
    }
  }
}

export function* reviewRows(size: CatalogueSize): Generator<ReviewRow> {
  const { reviewsPerProduct = 2 } = size;
  let line = 0;
  for (const product of products(size)) {
    const count = Math.round(mix(product.number, 21) * 2 * reviewsPerProduct);
    for (let index = 0; index < count; index += 1) {
      line += 1;
      const seed = product.number * 17 + index;
      const language = Math.floor(mix(seed, 22) * LANGUAGES.length);
      const id = `r${product.number}-${index}`;
      yield {
        place: { file: 'reviews', line, id },
        id,
        gtins: [],
        skus: [skuOf(product.number, 0)],
        parts: [],
        productIds: [],
        rating: 1 + Math.min(4, Math.floor(Math.sqrt(mix(seed, 23)) * 5)),
        title: sentence(seed, 24)[language] ?? '',
        body: `${sentence(seed, 25)[language]} ${sentence(seed, 26)[language]}`,
        lang: LANGUAGES[language] ?? 'en',
        authorDisplay: `${pick(NAME_STARTS, seed, 27)}${pick(NAME_ENDS, seed, 28)} ${pick(NAME_STARTS, seed, 29).slice(0, 1)}.`,
        verified: mix(seed, 30) < 0.7,
        incentivised: mix(seed, 31) < 0.05,
        createdAt: new Date(START + Math.floor(mix(seed, 32) * 300) * DAY_MS).toISOString(),
      };
    }
  }
}

function* storeRows({ stores = 20 }: CatalogueSize): Generator<StoreRow> {
  for (let index = 0; index < stores; index += 1) {
    const code = storeCode(index);
    yield {
      place: { file: 'stores', line: index + 1, id: code },
      store: {
        storeCode: code,
        name: `Store ${index + 1}`,
        address: `High Street ${index + 1}`,
        latitude: 45 + index / 10,
        longitude: 9 + index / 10,
        timezone: 'Europe/Rome',
        hours: 'Mo-Sa 09:00-20:00',
        currency: 'EUR',
        locales: ['it'],
      },
    };
  }
}

interface MadeProduct {
  number: number;
  id: string;
  garment: (typeof GARMENTS)[number];
  quality: Words;
  name: string;
  brand: string;
  colours: string[];
  sizes: readonly string[];
  title: Localised;
  description: Localised;
  /** Minor units. */
  price: number;
}

interface MadeVariant {
  product: MadeProduct;
  /** Over the whole catalogue, from 0. */
  number: number;
  sku: string;
  colour: string;
  size: string;
  /** Days whose changes it has had. */
  days: number;
}

function* products({ variants }: CatalogueSize): Generator<MadeProduct> {
  let made = 0;
  for (let number = 0; made < variants; number += 1) {
    const product = productOf(number);
    made += product.colours.length * product.sizes.length;
    yield product;
  }
}

function productOf(number: number): MadeProduct {
  const garment = pick(GARMENTS, number, 1);
  const quality = pick(QUALITIES, number, 2);
  const name = `${pick(NAME_STARTS, number, 3)}${pick(NAME_ENDS, number, 4)}`;
  const shoes = garment.category[0] === SHOES;
  const firstColour = Math.floor(mix(number, 5) * COLOURS.length);
  const [one, two] = [sentence(number, 6), sentence(number, 7)];
  return {
    number,
    id: `P${String(number).padStart(6, '0')}`,
    garment,
    quality,
    name,
    brand: pick(BRANDS, number, 8),
    colours: Array.from(
      { length: shoes ? 1 : 2 },
      (_, index) => COLOURS[(firstColour + index * 3) % COLOURS.length] ?? '',
    ),
    sizes: shoes ? SHOE_SIZES : CLOTHING_SIZES,
    title: localised((index) => titleOf(index, { garment, quality, name })),
    description: localised((index) => `${one[index]} ${two[index]}`),
    price: 995 + Math.floor(mix(number, 9) * 190) * 100,
  };
}

/** Where English puts the name and what it is like first, the others put the thing. */
function titleOf(
  language: number,
  { garment, quality, name }: Pick<MadeProduct, 'garment' | 'quality' | 'name'>,
): string {
  const [thing, like] = [garment.words[language] ?? '', quality[language] ?? ''];
  return language === 0 ? `${name} ${thing}, ${like}` : `${thing} ${name} ${like}`;
}

function* variantsOf(product: MadeProduct, { changed }: CatalogueSize): Generator<MadeVariant> {
  let index = 0;
  for (const colour of product.colours) {
    for (const size of product.sizes) {
      const number = product.number * 10 + index;
      const days = changed && number % changed.every === 0 ? changed.day : 0;
      yield { product, number, sku: skuOf(product.number, index), colour, size, days };
      index += 1;
    }
  }
}

function variantRow({ product, number, sku, colour, size, days }: MadeVariant, line: number): VariantRow {
  const place: RowPlace = { file: 'products', line, id: sku };
  const amountMinor = product.price + days * 100;
  const title = Object.fromEntries(
    Object.entries(product.title).map(([language, text]) => [language, `${text} ${colour} ${size}`]),
  );
  return {
    place,
    sku,
    productId: product.id,
    title,
    description: product.description,
    brand: product.brand,
    gtins: [gtinOf(number)],
    mpn: `M${number}`,
    colour,
    size,
    sizeSystem: product.sizes === SHOE_SIZES ? 'EU' : '',
    price: { amountMinor, currency: 'EUR' },
    salePrice:
      mix(product.number, 10) < 0.1 ? { amountMinor: Math.floor(amountMinor * 0.8), currency: 'EUR' } : null,
    lowestPrice30d: null,
    availability: 'in_stock',
    categoryPath: [...product.garment.category],
    highlights: [],
    attributes: [{ name: 'material', value: product.quality[0] }],
    pictures: [],
  };
}

/** Of variant `index` of product `number`. */
export function skuOf(number: number, index: number): string {
  return `S${String(number).padStart(6, '0')}-${index}`;
}

export function storeCode(index: number): string {
  return `ST-${String(index + 1).padStart(3, '0')}`;
}

/** GTIN-14 of a 13-digit number in a range that is nobody's (GS1: prefix 200 to 299 is for use inside a company). */
function gtinOf(number: number): string {
  const body = `0200${String(number).padStart(9, '0')}`;
  let sum = 0;
  for (let index = 0; index < 13; index += 1) sum += Number(body[index]) * (index % 2 === 0 ? 3 : 1);
  return `${body}${(10 - (sum % 10)) % 10}`;
}

function localised(text: (language: number) => string): Localised {
  return Object.fromEntries(LANGUAGES.map((language, index) => [language, text(index)]));
}

function sentence(number: number, salt: number): Words {
  return pick(SENTENCES, number, salt);
}

function pick<T>(list: readonly T[], number: number, salt: number): T {
  return list[Math.floor(mix(number, salt) * list.length)] as T;
}

/** In [0, 1), the same for the same two numbers: two rounds of a 32-bit finaliser. */
function mix(number: number, salt: number): number {
  let value = Math.imul(number + 1, 0x9e_37_79_b1) ^ Math.imul(salt, 0x85_eb_ca_77);
  value = Math.imul(value ^ (value >>> 16), 0x7f_eb_35_2d);
  value = Math.imul(value ^ (value >>> 15), 0x84_6c_a6_8b);
  return ((value ^ (value >>> 16)) >>> 0) / 2 ** 32;
}

async function* toAsync<T>(rows: Iterable<T>): AsyncGenerator<T> {
  yield* rows;
}
