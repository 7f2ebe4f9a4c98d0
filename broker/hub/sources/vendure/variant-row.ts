/** A variant of the shop in the words of the catalogue. */
import type { Localised } from '../../../contract/domain.ts';
import { oneLine, textOfHtml } from '../../import/plain-text.ts';
import { RowFault } from '../../import/rejections.ts';
import { readGtin } from '../../import/values.ts';
import type { VariantRow } from '../rows.ts';
import { availableOnline } from './levels.ts';
import type { ShopProduct, ShopVariant } from './product-page.ts';
import { languageTag, minorUnits, type ShopFacts } from './shop.ts';
import type { VendureOptions } from './options.ts';

const MOST_PICTURES = 20;
const ROOT = '__root_collection__';
const COLOUR = /^colou?r$/i;
const SIZE = /\bsize\b/i;
const BRAND = /^brand$/i;

export interface RowContext {
  facts: ShopFacts;
  prices: VendureOptions['prices'];
  /** Name of the source. */
  file: string;
  /** Number of the variant in what the source gives, from 1. */
  line: number;
}

/** @throws RowFault TW_ROW_INVALID | TW_ROW_GTIN */
export function variantRow(product: ShopProduct, variant: ShopVariant, context: RowContext): VariantRow {
  const { facts, prices, file, line } = context;
  const amount = prices === 'with-tax' ? variant.priceWithTax : variant.price;
  const gtin = (variant.customFields?.gtin ?? '').trim();
  return {
    place: { file, line, id: variant.sku },
    sku: idOf(variant.sku, 'the SKU'),
    productId: idOf(product.id, 'the id of the product'),
    title: localised(product, 'name', facts),
    description: localised(product, 'description', facts),
    brand: brandOf(product, variant),
    gtins: gtin === '' ? [] : [readGtin(gtin)],
    mpn: '',
    ...choices(variant),
    sizeSystem: (variant.customFields?.sizeSystem ?? '').toUpperCase().slice(0, 8),
    price: {
      amountMinor: Math.max(0, minorUnits(amount, variant.currencyCode, facts)),
      currency: variant.currencyCode,
    },
    // Vendure gives reductions on orders, not on variants.
    salePrice: null,
    lowestPrice30d: null,
    availability: availableOnline(variant, facts),
    categoryPath: categoryOf(product),
    highlights: [],
    attributes: attributesOf(product, variant),
    pictures: picturesOf(product, variant),
  };
}

function idOf(id: string, what: string): string {
  if (/^[\x21-\x7E][\x20-\x7E]{0,63}$/.test(id)) return id;
  throw new RowFault('TW_ROW_INVALID', `${what} is missing or is not 1 to 64 printable ASCII characters`);
}

function localised(product: ShopProduct, field: 'name' | 'description', { language }: ShopFacts): Localised {
  const read = (text: string): string => (field === 'name' ? oneLine(text, 200) : textOfHtml(text, 5_000));
  const texts: Localised = {};
  for (const translation of product.translations) {
    const text = read(translation[field]);
    if (text !== '') texts[languageTag(translation.languageCode)] = text;
  }
  if (Object.keys(texts).length === 0) texts[languageTag(language)] = read(product[field]);
  if (field === 'name' && Object.values(texts).every((text) => text === ''))
    throw new RowFault('TW_ROW_INVALID', 'the product has no name');
  return texts;
}

function brandOf(product: ShopProduct, variant: ShopVariant): string {
  const value = [...product.facetValues, ...variant.facetValues].find(({ facet }) => BRAND.test(facet.code));
  return oneLine(value?.name ?? '', 100);
}

/**
 * Screens know colour and size. Whatever else tells two variants of a product apart stands in the size, so that no two
 * look the same: `13 inch · 8 GB`.
 */
function choices({ options }: ShopVariant): { colour: string; size: string } {
  const isColour = ({ group }: ShopVariant['options'][number]): boolean =>
    COLOUR.test(group.code) || COLOUR.test(group.name);
  const others = options.filter((option) => !isColour(option));
  // The shop gives them in any order, another one for each variant.
  const sizeFirst = others.sort(
    (a, b) => Number(isSize(b)) - Number(isSize(a)) || (a.group.code < b.group.code ? -1 : 1),
  );
  return {
    colour: oneLine(options.find(isColour)?.name ?? '', 60),
    size: oneLine(sizeFirst.map(({ name }) => name).join(' · '), 40),
  };
}

function isSize({ group }: ShopVariant['options'][number]): boolean {
  return SIZE.test(group.code) || SIZE.test(group.name);
}

/** Way to the deepest public collection; the first of those that are equally deep. */
function categoryOf({ collections }: ShopProduct): string[] {
  let deepest: string[] = [];
  for (const { isPrivate, breadcrumbs } of collections) {
    const path = breadcrumbs
      .map(({ name }) => name)
      .filter((name) => name !== ROOT)
      .map((name) => oneLine(name, 80))
      .filter(Boolean);
    if (!isPrivate && path.length > deepest.length) deepest = path;
  }
  return deepest;
}

function attributesOf(product: ShopProduct, variant: ShopVariant): VariantRow['attributes'] {
  const shown = new Map<string, Set<string>>();
  for (const { name, facet } of [...product.facetValues, ...variant.facetValues]) {
    if (BRAND.test(facet.code)) continue;
    const label = oneLine(facet.name, 60);
    shown.set(label, (shown.get(label) ?? new Set()).add(oneLine(name, 100)));
  }
  return [...shown].map(([name, values]) => ({ name, value: [...values].join(', ') }));
}

/** Those of the variant first, because they show its colour. */
function picturesOf(product: ShopProduct, variant: ShopVariant): string[] {
  const featured = product.featuredAsset ? [product.featuredAsset] : [];
  const all = [...variant.assets, ...featured, ...product.assets].map(({ preview }) => preview);
  return [...new Set(all)].slice(0, MOST_PICTURES);
}
