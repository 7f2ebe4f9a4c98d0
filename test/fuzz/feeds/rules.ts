/** What must hold of every row, whatever it was read from. */
import type { CatalogueInput } from '../../../broker/hub/sources/catalogue-input.ts';
import type {
  GuideRow,
  OfferRow,
  RelatedRow,
  ReviewRow,
  RowPlace,
  StoreRow,
  VariantRow,
} from '../../../broker/hub/sources/rows.ts';
import { AVAILABILITIES } from '../../../broker/contract/domain.ts';
import { Rejections } from '../../../broker/hub/import/rejections.ts';
import { demand } from '../target.ts';

const SKU = /^[\x21-\x7E][\x20-\x7E]{0,63}$/;
const GTIN = /^\d{14}$/;
const MOST_REASON = 200;

export interface FeedCount {
  rows: number;
  faults: number;
}

/** Reads everything. Throws FuzzFailure when a rule broke, and whatever the readers throw. */
export async function readAll(input: CatalogueInput): Promise<FeedCount> {
  const rejections = new Rejections();
  let rows = 0;
  const each = async <Row extends { place: RowPlace }>(
    part: ((to: Rejections) => AsyncIterable<Row>) | undefined,
    check: (row: Row) => void,
  ): Promise<void> => {
    if (!part) return;
    for await (const row of part(rejections)) {
      demand(Number.isSafeInteger(row.place.line) && row.place.line > 0, 'a row has its line');
      check(row);
      rows += 1;
    }
  };
  await each(input.stores, checkStore);
  await each(input.variants, checkVariant);
  await each(input.offers, checkOffer);
  await each(input.reviews, checkReview);
  await each(input.related, checkRelated);
  await each(input.guides, checkGuide);
  for (const { reason, id } of rejections.list)
    demand(
      reason.length > 0 && reason.length <= MOST_REASON && id.length <= 64,
      'a fault has a short reason',
    );
  return { rows, faults: rejections.count };
}

function within(texts: readonly string[], most: number, what: string): void {
  demand(
    texts.every((text) => text.length <= most),
    `${what} has at most ${most} characters`,
  );
}

function checkStore({ store }: StoreRow): void {
  demand(store.storeCode.length > 0 && store.storeCode.length <= 64, 'a store has a code');
  within([store.name, store.address, store.hours, store.timezone], 200, 'what a store says');
}

function checkVariant(row: VariantRow): void {
  demand(
    SKU.test(row.sku) && row.productId.length > 0 && row.productId.length <= 64,
    'a variant has its ids',
  );
  for (const [most, texts] of [
    [200, row.title],
    [5_000, row.description],
  ] as const)
    within(Object.values(texts), most, 'a text of a variant');
  demand(
    Object.values(row.title).every((title) => title !== ''),
    'a variant has a title',
  );
  for (const money of [row.price, ...(row.salePrice ? [row.salePrice] : [])])
    demand(
      Number.isSafeInteger(money.amountMinor) && money.amountMinor >= 0 && /^[A-Z]{3}$/.test(money.currency),
      'money is money',
    );
  demand(!row.salePrice || row.salePrice.amountMinor < row.price.amountMinor, 'a sale reduces');
  demand(
    row.gtins.every((gtin) => GTIN.test(gtin)),
    'a GTIN has fourteen digits',
  );
  demand(AVAILABILITIES.includes(row.availability), 'an availability is known');
  demand(
    row.pictures.length <= 20 && row.attributes.length <= 100 && row.highlights.length <= 100,
    'lists are short',
  );
  within([row.brand, row.mpn, row.colour, row.size, row.sizeSystem], 100, 'an option');
  within([...row.categoryPath, ...row.highlights], 150, 'a level or highlight');
  within(
    row.attributes.flatMap(({ name, value }) => [name, value]),
    100,
    'an attribute',
  );
  within(row.pictures, 2_048, 'a link');
}

function checkOffer(row: OfferRow): void {
  demand(row.storeCode.length > 0 && row.storeCode.length <= 64, 'an offer has a store');
  demand(SKU.test(row.sku) || (row.sku === '' && GTIN.test(row.gtin)), 'an offer names its variant');
  demand(
    row.quantity === null || (Number.isSafeInteger(row.quantity) && row.quantity >= 0),
    'a quantity counts',
  );
  demand(row.asOf === '' || !Number.isNaN(Date.parse(row.asOf)), 'a time is a time');
  within([row.pickupMethod, row.pickupSla, row.shelfLocation, row.asOf], 80, 'what an offer says');
}

function checkReview(row: ReviewRow): void {
  demand(row.id !== '' && row.id.length <= 128, 'a review has an id');
  demand([1, 2, 3, 4, 5].includes(row.rating), 'a review has one to five stars');
  demand(!Number.isNaN(Date.parse(row.createdAt)), 'a review has its time');
  demand(
    row.gtins.length + row.skus.length + row.parts.length + row.productIds.length <= 10_000,
    'lists are short',
  );
  within([row.title], 200, 'the title of a review');
  within([row.body], 5_000, 'a review');
  within([row.authorDisplay, row.lang], 60, 'an author');
}

function checkRelated({ productId, relatedIds }: RelatedRow): void {
  demand(SKU.test(productId) && relatedIds.length <= 100, 'a relation has its ids');
}

function checkGuide({ productId, guide }: GuideRow): void {
  demand(SKU.test(productId) && guide.steps.length <= 40, 'a guide has its product');
  within(
    [guide.title, ...guide.steps].flatMap((text) => Object.values(text)),
    1_000,
    'a step',
  );
}
