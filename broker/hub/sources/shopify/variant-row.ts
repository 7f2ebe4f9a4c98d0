/** A variant of the shop in the words of the catalogue. */
import type { Localised, Money } from '../../../contract/domain.ts';
import { oneLine, textOfHtml } from '../../import/plain-text.ts';
import { RowFault } from '../../import/rejections.ts';
import { readGtin, readMoney } from '../../import/values.ts';
import type { VariantRow } from '../rows.ts';
import { languageTag, numberOf, skuOf } from './ids.ts';
import { availableOnline } from './levels.ts';
import type { ShopifyOptions } from './options.ts';
import type { ShopProduct, ShopVariant } from './product-page.ts';
import { ratingOf } from './rating.ts';
import type { ShopFacts } from './storefront.ts';

const MOST_PICTURES = 20;
/** What Shopify calls the only variant of a product that has no options. */
const NO_OPTION = { name: 'Title', value: 'Default Title' };

export interface ProductTexts {
  title: string;
  descriptionHtml: string;
}

export interface RowContext {
  facts: Pick<ShopFacts, 'language'>;
  settings: Pick<ShopifyOptions, 'colourOptions' | 'sizeOptions'>;
  /** In other languages, as Shopify writes them. */
  texts: ReadonlyMap<string, ProductTexts>;
  /** Name of the source. */
  file: string;
  /** Number of the variant in what the source gives, from 1. */
  line: number;
}

/** @throws RowFault TW_ROW_INVALID | TW_ROW_PRICE */
export function variantRow(product: ShopProduct, variant: ShopVariant, context: RowContext): VariantRow {
  const { settings, file, line } = context;
  const sku = skuOf(variant);
  const productId = numberOf(product.id, 'Product');
  if (productId === undefined || sku === undefined)
    throw new RowFault('TW_ROW_INVALID', 'an id is not one of Shopify’s');
  const rating = ratingOf(product.rating?.value, product.ratingCount?.value);
  return {
    place: { file, line, id: sku },
    sku,
    productId,
    ...words(product, context),
    brand: oneLine(product.vendor, 100),
    gtins: gtinsOf(variant.barcode ?? ''),
    mpn: '',
    ...choices(variant, settings),
    sizeSystem: '',
    ...prices(variant),
    lowestPrice30d: null,
    availability: availableOnline(variant),
    categoryPath: categoryOf(product),
    highlights: [],
    attributes: [],
    pictures: picturesOf(product, variant),
    ...(rating && { rating }),
  };
}

function words(
  product: ShopProduct,
  { facts, texts }: RowContext,
): { title: Localised; description: Localised } {
  const title: Localised = {};
  const description: Localised = {};
  const all = [
    [facts.language, product] as const,
    ...[...texts].map(([code, text]) => [languageTag(code), text] as const),
  ];
  for (const [tag, text] of all) {
    const name = oneLine(text.title.slice(0, 2_000), 200);
    const about = textOfHtml(text.descriptionHtml, 5_000);
    if (name !== '') title[tag] = name;
    if (about !== '') description[tag] = about;
  }
  if (Object.keys(title).length === 0) throw new RowFault('TW_ROW_INVALID', 'the product has no name');
  return { title, description };
}

/** Many shops keep numbers of their own in the place for the barcode: those are no GTINs, and no fault. */
function gtinsOf(barcode: string): string[] {
  try {
    return barcode.trim() === '' ? [] : [readGtin(barcode)];
  } catch (error) {
    if (error instanceof RowFault) return [];
    throw error;
  }
}

/** The price before a reduction stands beside the price; one in another currency says nothing. */
function prices({ price, compareAtPrice }: ShopVariant): { price: Money; salePrice: Money | null } {
  const now = moneyOf(price);
  const before = compareAtPrice === null ? now : moneyOf(compareAtPrice);
  const isReduced = before.currency === now.currency && before.amountMinor > now.amountMinor;
  return isReduced ? { price: before, salePrice: now } : { price: now, salePrice: null };
}

/** `Decimal` is digits with a point (shopify.dev, Decimal). */
function moneyOf({ amount, currencyCode }: { amount: string; currencyCode: string }): Money {
  if (!/^[0-9]{1,12}(\.[0-9]{1,6})?$/.test(amount))
    throw new RowFault('TW_ROW_PRICE', `price ${amount.slice(0, 40)} is not an amount`);
  return readMoney(`${amount} ${currencyCode.slice(0, 8)}`, 'price');
}

/**
 * Screens know colour and size. Whatever else tells two variants of a product apart stands in the size, so that no two
 * look the same: `M · Slim`.
 */
function choices(
  { selectedOptions }: ShopVariant,
  { colourOptions, sizeOptions }: RowContext['settings'],
): { colour: string; size: string } {
  const chosen = selectedOptions.filter(
    ({ name, value }) => name !== NO_OPTION.name || value !== NO_OPTION.value,
  );
  const colours = new Set(colourOptions.map((name) => name.toLowerCase()));
  const sizes = new Set(sizeOptions.map((name) => name.toLowerCase()));
  const isOf = (names: ReadonlySet<string>, { name }: { name: string }): boolean =>
    names.has(name.trim().toLowerCase());
  const colour = chosen.find((option) => isOf(colours, option));
  const others = chosen.filter((option) => option !== colour);
  const sizeFirst = [
    ...others.filter((option) => isOf(sizes, option)),
    ...others.filter((option) => !isOf(sizes, option)),
  ];
  return {
    colour: oneLine((colour?.value ?? '').slice(0, 1_000), 60),
    size: oneLine(sizeFirst.map(({ value }) => value.slice(0, 200)).join(' · '), 40),
  };
}

/** What the shop itself calls it, `Clothing > Shirts`; else Shopify's category, else its first collection. */
function categoryOf({ productType, category, collections }: ShopProduct): string[] {
  const names = productType.slice(0, 1_000).split('>');
  const own = names.map((name) => oneLine(name, 80)).filter(Boolean);
  if (own.length > 0) return own.slice(0, 8);
  const other = oneLine(category?.name ?? collections.nodes[0]?.title ?? '', 80);
  return other === '' ? [] : [other];
}

/** That of the variant first, because it shows its colour. */
function picturesOf(product: ShopProduct, variant: ShopVariant): string[] {
  const all = [variant.image, ...product.media.nodes.map(({ image }) => image)];
  const urls = all.flatMap((image) => (image ? [image.url] : []));
  return [...new Set(urls.filter((url) => url.length <= 2_000))].slice(0, MOST_PICTURES);
}
