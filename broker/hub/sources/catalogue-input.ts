/** One reading of a source of products, stock and reviews: what the import pipeline takes in, once, from start to end. */
import type { Rejections } from '../import/rejections.ts';
import type { GuideRow, OfferRow, RelatedRow, ReviewRow, StoreRow, VariantRow } from './rows.ts';

/**
 * Each part is read once, in this order, and never as a whole: a million rows pass through a few megabytes. A row that
 * cannot be read goes to `rejections` with its reason and is not yielded; a source that is unfit as a whole throws a
 * BrokerError, and the catalogue stays as it is. A part that a source does not have is absent: what other sources gave
 * stays then.
 */
export interface CatalogueInput {
  stores?: (rejections: Rejections) => AsyncIterable<StoreRow>;
  variants?: (rejections: Rejections) => AsyncIterable<VariantRow>;
  offers?: (rejections: Rejections) => AsyncIterable<OfferRow>;
  /** The offers are changes: what they do not name stays as it is. Absent: they are all there are. */
  offersAreChanges?: boolean;
  reviews?: (rejections: Rejections) => AsyncIterable<ReviewRow>;
  related?: (rejections: Rejections) => AsyncIterable<RelatedRow>;
  guides?: (rejections: Rejections) => AsyncIterable<GuideRow>;
  /**
   * Where relative picture links begin: an absolute folder path, or a URL. Pictures by URL are fetched from the allowed
   * hosts alone.
   */
  pictureBase: string;
}
