/** Rows out of mapped entries, by the same readers as feeds have: what a field may hold is said in one place. */
import { oneLine, maskName, textOfHtml } from '../../import/plain-text.ts';
import { RowFault, attempt, type Rejections } from '../../import/rejections.ts';
import type { FeedContext } from '../../import/formats/context.ts';
import type { Fields } from '../../import/formats/fields.ts';
import { offerOf } from '../../import/formats/google/offer.ts';
import { isTrue } from '../../import/formats/google/review.ts';
import { variantOf } from '../../import/formats/google/variant.ts';
import { storeOf } from '../../import/formats/lists/stores.ts';
import { gtinOrNone, idOf, languageOf, starsOf, timeOf } from '../../import/formats/values.ts';
import type { OfferRow, RelatedRow, ReviewRow, RowPlace, StoreRow, VariantRow } from '../rows.ts';
import { MappedFields, type Entry } from './mapped-fields.ts';
import type { FieldSpec, ListPart } from './mapping.ts';

export interface RowOf {
  stores: StoreRow;
  products: VariantRow;
  stock: OfferRow;
  reviews: ReviewRow;
  related: RelatedRow;
}

type Reader<Part extends ListPart> = (fields: Fields, place: RowPlace, context: FeedContext) => RowOf[Part];

const READERS: { [Part in ListPart]: Reader<Part> } = {
  stores: (fields, place) => ({ place, store: storeOf(fields.get('store_code'), recordOf(fields)) }),
  products: variantOf,
  stock: offerOf,
  reviews: reviewOf,
  related: (fields, place) => ({
    place,
    productId: idOf(fields.get('product_id'), 'product_id'),
    relatedIds: fields.all('related_ids').slice(0, 24),
  }),
};

/** What a row is called in reports. */
const NAMES: Record<ListPart, string> = {
  stores: 'store_code',
  products: 'id',
  stock: 'id',
  reviews: 'review_id',
  related: 'product_id',
};

export interface MappedReading<Part extends ListPart> {
  part: Part;
  fields: Readonly<Record<string, FieldSpec>>;
  /** Of the source, for reports. */
  source: string;
  context: FeedContext;
  rejections: Rejections;
}

/** Undefined for an entry that is left out, which is noted. */
export function rowOf<Part extends ListPart>(
  entry: Entry,
  reading: MappedReading<Part>,
): RowOf[Part] | undefined {
  const { part, source, context, rejections } = reading;
  const fields = new MappedFields(entry, reading.fields);
  const place = { file: `${source} ${part}`, line: entry.number, id: fields.get(NAMES[part]) };
  const read: Reader<Part> = READERS[part];
  return attempt(rejections, place, () => read(fields, place, context));
}

const STORE_FIELDS = ['name', 'address', 'lat', 'lon', 'timezone', 'hours', 'currency', 'gln'];

function recordOf(fields: Fields): Record<string, unknown> {
  return {
    ...Object.fromEntries(STORE_FIELDS.map((name) => [name, fields.get(name)])),
    locales: fields.all('locales'),
  };
}

function reviewOf(fields: Fields, place: RowPlace): ReviewRow {
  const id = fields.get('review_id').slice(0, 128);
  if (id === '') throw new RowFault('TW_ROW_INVALID', 'review_id is missing');
  const gtins = fields.all('gtin').map(gtinOrNone).filter(Boolean);
  const [skus, productIds] = [fields.all('sku'), fields.all('product_id')];
  if (gtins.length + skus.length + productIds.length === 0)
    throw new RowFault('TW_ROW_PRODUCT_UNKNOWN', 'it gives no gtin, sku or product_id');
  return {
    place,
    id,
    gtins,
    skus,
    parts: [],
    productIds,
    rating: starsOf(fields.get('rating'), {
      least: fields.get('rating_min'),
      most: fields.get('rating_max'),
    }),
    title: textOfHtml(fields.get('title'), 200),
    body: textOfHtml(fields.get('content'), 5_000),
    lang: languageOf(oneLine(fields.get('review_language'), 16)),
    authorDisplay: maskName(fields.get('reviewer_name')),
    verified: isTrue(fields.get('is_verified_purchase')),
    incentivised: isTrue(fields.get('is_incentivized_review')),
    createdAt: timeOf(fields.get('review_timestamp'), 'review_timestamp'),
  };
}
