/** Variants, and the stock of a shop with one store, out of Shopify's product export. */
import type { Availability, Money } from '../../../../contract/domain.ts';
import type { OfferRow, RowPlace, VariantRow } from '../../../sources/rows.ts';
import { oneLine } from '../../plain-text.ts';
import { RowFault, attempt } from '../../rejections.ts';
import { readGtin, readMoney } from '../../values.ts';
import type { FeedReading } from '../context.ts';
import type { Fields } from '../fields.ts';
import { idOf, picturesOf } from '../values.ts';
import { first, isVariant, readShopifyRows, type ShopifyProduct, type ShopifyRow } from './products.ts';
import { stockOf, stockRow } from './stock.ts';

/** Shopify allows as many of one product. */
const MOST_VARIANTS = 2_048;
const MOST_IMAGES = 250;
const COLOUR = /^(?:colou?r|couleur|farbe|colore|kolor|culoare|اللون|لون)$/i;
const SIZE = /^(?:(?:\w+ )?size|taille|pointure|größe|taglia|rozmiar|mărime|المقاس|مقاس)$/i;

/** Throws BrokerError TW_FEED_UNREADABLE | TW_FEED_TOO_LARGE | TW_FEED_COLUMNS. */
export async function* readShopifyVariants(reading: FeedReading): AsyncGenerator<VariantRow> {
  let group = new VariantGroup();
  let current: ShopifyProduct | undefined;
  for await (const row of readShopifyRows(reading)) {
    if (current?.handle !== row.product.handle || group.isFull()) {
      yield* group.rows();
      group = new VariantGroup();
    }
    current = row.product;
    group.add(row, reading);
  }
  yield* group.rows();
}

/** What the column of quantities says is in the only store. Rows without a number say nothing. */
export async function* readShopifyStock(reading: FeedReading, storeCode: string): AsyncGenerator<OfferRow> {
  for await (const { fields, product } of readShopifyRows(reading)) {
    const text = first(fields, 'variant_inventory_qty', 'inventory_quantity');
    const sku = skuOf(fields);
    if (product.fault || text === '' || sku === '') continue;
    const place = { file: reading.path, line: fields.line, id: `${storeCode} ${sku}` };
    const row = attempt(reading.rejections, place, () => stockRow({ storeCode, sku, text }, place));
    if (row) yield row;
  }
}

/** Variants of one product, held until all of its pictures were seen. */
class VariantGroup {
  readonly #variants: VariantRow[] = [];
  readonly #images: string[] = [];

  isFull(): boolean {
    return this.#variants.length >= MOST_VARIANTS;
  }

  add({ fields, product }: ShopifyRow, reading: FeedReading): void {
    const image = first(fields, 'image_src', 'product_image_url');
    if (image !== '' && this.#images.length < MOST_IMAGES) this.#images.push(image);
    // A product that none of its rows may be taken from is reported for each.
    if (!isVariant(fields)) return;
    const place = { file: reading.path, line: fields.line, id: skuOf(fields) || product.handle };
    const row = attempt(reading.rejections, place, () => variantOf({ fields, product }, { place, reading }));
    if (row) this.#variants.push(row);
  }

  /** A picture that is some variant's own is not shown with the others. */
  rows(): VariantRow[] {
    const own = new Set(this.#variants.flatMap(({ pictures }) => pictures));
    const shared = this.#images.filter((image) => !own.has(image));
    return this.#variants.map((row) => ({ ...row, pictures: picturesOf([...row.pictures, ...shared]) }));
  }
}

function skuOf(fields: Fields): string {
  const sku = first(fields, 'variant_sku', 'sku') || first(fields, 'variant_barcode', 'barcode');
  return sku.replace(/^'/, '').slice(0, 200);
}

interface VariantParts {
  place: RowPlace;
  reading: FeedReading;
}

function variantOf({ fields, product }: ShopifyRow, { place, reading }: VariantParts): VariantRow {
  if (product.fault) throw product.fault;
  const gtin = first(fields, 'variant_barcode', 'barcode');
  const options = optionsOf(fields, product);
  const named = (pattern: RegExp): string => options.find(({ name }) => pattern.test(name))?.value ?? '';
  return {
    place,
    sku: idOf(skuOf(fields), 'SKU'),
    productId: product.productId,
    title: { [reading.language]: product.title },
    description: { [reading.language]: product.description },
    brand: product.brand,
    gtins: gtin === '' ? [] : [readGtin(gtin)],
    mpn: oneLine(fields.get('google_shopping_/_mpn'), 100),
    colour: oneLine(named(COLOUR), 60),
    size: oneLine(named(SIZE), 40),
    sizeSystem: '',
    ...pricesOf(fields, reading.currency),
    lowestPrice30d: null,
    availability: onlineOf(fields),
    categoryPath: product.categoryPath,
    highlights: [],
    attributes: options.filter(({ name }) => !COLOUR.test(name) && !SIZE.test(name)),
    pictures: picturesOf([first(fields, 'variant_image', 'variant_image_url')]),
    ...(product.rating && { rating: product.rating }),
  };
}

function optionsOf(fields: Fields, { options }: ShopifyProduct): { name: string; value: string }[] {
  return options
    .map((name, index) => ({ name, value: oneLine(fields.get(`option${index + 1}_value`), 100) }))
    .filter(({ name, value }) => name !== '' && value !== '' && value !== 'Default Title');
}

function pricesOf(fields: Fields, currency: string): { price: Money; salePrice: Money | null } {
  const price = readMoney(first(fields, 'variant_price', 'price'), 'price', currency);
  const before = first(fields, 'variant_compare_at_price', 'compare_at_price');
  if (before === '' || /^0*(?:[.,]0*)?$/.test(before)) return { price, salePrice: null };
  const compared = readMoney(before, 'compare-at price', currency);
  if (compared.currency !== price.currency)
    throw new RowFault('TW_ROW_PRICE', 'compare-at price and price differ in currency');
  return compared.amountMinor > price.amountMinor
    ? { price: compared, salePrice: price }
    : { price, salePrice: null };
}

/** Stock that nobody counts is there. */
function onlineOf(fields: Fields): Availability {
  const quantity = first(fields, 'variant_inventory_qty', 'inventory_quantity');
  if (quantity === '' || first(fields, 'variant_inventory_tracker', 'inventory_tracker') === '')
    return 'in_stock';
  if (stockOf(quantity) > 0) return 'in_stock';
  const policy = first(fields, 'variant_inventory_policy', 'continue_selling_when_out_of_stock');
  return /^(?:continue|true|yes)$/i.test(policy) ? 'backorder' : 'out_of_stock';
}
