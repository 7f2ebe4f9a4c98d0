/** JSON-LD files and pages as rows (schema.org). */
import type { OfferRow, ReviewRow, RowPlace, VariantRow } from '../../../sources/rows.ts';
import { attempt } from '../../rejections.ts';
import { availabilityOf as bandOf, readQuantity } from '../../values.ts';
import type { FeedReading } from '../context.ts';
import type { Markup } from '../detect.ts';
import { readText } from '../files/read-text.ts';
import { fieldsOf, manyOf } from '../json/values.ts';
import { parsed, readJsonList, type ListEntry } from '../json/read-json-list.ts';
import { assertStoreCode } from '../lists/stores.ts';
import { idOf } from '../values.ts';
import { NodeSet, wordOf, type Node } from './nodes.ts';
import { variantsOf, type LinkedVariant } from './products.ts';
import { reviewId, reviewRow, reviewsOf } from './review-rows.ts';
import { ScriptScanner, type ScriptBlock } from './scripts.ts';
import { availabilityOf, rowOf } from './variant-row.ts';

export type LinkedMarkup = Extract<Markup, 'json' | 'html'>;

/** Throws BrokerError TW_FEED_UNREADABLE | TW_FEED_TOO_LARGE, as all of these. */
export async function* readLinkedVariants(
  reading: FeedReading,
  markup: LinkedMarkup,
): AsyncGenerator<VariantRow> {
  for await (const { number, value } of valuesOf(reading, markup)) {
    for (const variant of variantsOf(value, new NodeSet(value))) {
      const place = { file: reading.path, line: number, id: variant.sku };
      const row = attempt(reading.rejections, place, () => rowOf(variant, place, reading));
      if (row) yield row;
    }
  }
}

export async function* readLinkedReviews(
  reading: FeedReading,
  markup: LinkedMarkup,
): AsyncGenerator<ReviewRow> {
  for await (const { number, value } of valuesOf(reading, markup)) {
    for (const review of reviewsOf(value, new NodeSet(value))) {
      const place = { file: reading.path, line: number, id: reviewId(review.node) };
      const row = attempt(reading.rejections, place, () => reviewRow(review, place));
      if (row) yield row;
    }
  }
}

/** Offers that say in which store they are. */
export async function* readLinkedOffers(
  reading: FeedReading,
  markup: LinkedMarkup,
): AsyncGenerator<OfferRow> {
  for await (const { number, value } of valuesOf(reading, markup)) {
    const nodes = new NodeSet(value);
    for (const variant of variantsOf(value, nodes)) {
      for (const { offer, store } of placesOf(variant, nodes)) {
        const storeCode = reading.stores.codeOf(store) ?? store;
        const place = { file: reading.path, line: number, id: `${storeCode} ${variant.sku}` };
        const row = attempt(reading.rejections, place, () =>
          offerRow({ offer, storeCode, sku: variant.sku }, place),
        );
        if (row) yield row;
      }
    }
  }
}

function placesOf({ offers }: LinkedVariant, nodes: NodeSet): { offer: Node; store: string }[] {
  return offers.flatMap((offer) =>
    nodes.of(offer['availableAtOrFrom']).map((place) => ({
      offer,
      store: (wordOf(place['branchCode']) || wordOf(place['name'])).slice(0, 200),
    })),
  );
}

function offerRow(
  { offer, storeCode, sku }: { offer: Node; storeCode: string; sku: string },
  place: RowPlace,
): OfferRow {
  assertStoreCode(storeCode);
  const level = manyOf(offer['inventoryLevel'])[0];
  const quantity = readQuantity(wordOf(fieldsOf(level)['value'] ?? level));
  return {
    place,
    storeCode,
    sku: idOf(sku, 'sku'),
    gtin: '',
    availability: quantity === null ? availabilityOf(offer['availability']) : bandOf(quantity),
    quantity,
    pickupMethod: '',
    pickupSla: '',
    shelfLocation: '',
    asOf: '',
  };
}

/** Values with their number in a list, or the line of their block on a page. */
async function* valuesOf(reading: FeedReading, markup: LinkedMarkup): AsyncGenerator<ListEntry> {
  if (markup === 'json')
    yield* readJsonList({ path: reading.path, rejections: reading.fileFaults, single: true });
  else yield* pageValues(reading);
}

async function* pageValues(reading: FeedReading): AsyncGenerator<ListEntry> {
  const { path, fileFaults } = reading;
  const scanner = new ScriptScanner();
  for await (const text of readText(path))
    for (const block of scanner.push(text)) yield* blockValue(block, reading);
  if (scanner.isOpen())
    fileFaults.add(
      { file: path, line: scanner.line, id: '' },
      'TW_ROW_INVALID',
      'the page ends within a block of JSON-LD',
    );
}

function blockValue({ line, text }: ScriptBlock, { path, fileFaults }: FeedReading): ListEntry[] {
  const value = text === undefined ? undefined : parsed(text);
  if (value !== undefined) return [{ number: line, value }];
  const place = { file: path, line, id: '' };
  if (text === undefined) fileFaults.add(place, 'TW_ROW_TOO_LONG');
  else fileFaults.add(place, 'TW_ROW_INVALID', 'the block of JSON-LD is no JSON');
  return [];
}
