/**
 * What a source gives, row by row, before anything is looked up: readers of every format and connectors to every shop
 * produce these, and one pipeline (import/) joins, checks and stores them. A row says what its source says and no more.
 */
import type {
  Availability,
  Guide,
  Localised,
  MemberPrice,
  Money,
  SaleWindow,
  Store,
} from '../../contract/domain.ts';

/** Where a row stands, for reports. */
export interface RowPlace {
  /** Name of the file, or of the source's own list. */
  file: string;
  /** Line from 1; in a list the number of the entry. */
  line: number;
  /** The id the row gives, as far as it has one. */
  id: string;
}

/** One variant: what a tag stands for. Variants with the same `productId` are one product. */
export interface VariantRow {
  place: RowPlace;
  sku: string;
  productId: string;
  /** Plain text by BCP 47 language. */
  title: Localised;
  description: Localised;
  brand: string;
  /** GTIN-14, zero padded, with a right check digit. */
  gtins: string[];
  mpn: string;
  colour: string;
  size: string;
  sizeSystem: string;
  price: Money;
  /** Within `saleWindow`; without one: now. */
  salePrice: Money | null;
  /** Also one that has passed or is to come: sale prices begin and end between two readings. */
  saleWindow?: SaleWindow;
  /** Lowest price of the last 30 days, when the source says it; the hub keeps its own history otherwise. */
  lowestPrice30d: Money | null;
  /** What members of a loyalty programme pay; left out: the same as everybody. */
  memberPrices?: MemberPrice[];
  availability: Availability;
  categoryPath: string[];
  highlights: string[];
  attributes: { name: string; value: string }[];
  /** As the source gives them, main picture first: absolute, or relative to the source. */
  pictures: string[];
  /** Of the product, from 1 to 5, where the source knows no more of its reviews; those that the hub has count more. */
  rating?: { average: number; count: number };
}

/** Stock and price of one variant in one store. */
export interface OfferRow {
  place: RowPlace;
  storeCode: string;
  /** Either may be empty, not both; the SKU counts when both are there. */
  sku: string;
  gtin: string;
  availability: Availability;
  /** Null when the source gives no number. */
  quantity: number | null;
  pickupMethod: string;
  pickupSla: string;
  shelfLocation: string;
  /** ISO 8601; empty when the source does not say: as of the moment it was asked. */
  asOf: string;
}

/** One review, by whatever it names its products by. */
export interface ReviewRow {
  place: RowPlace;
  id: string;
  /** GTIN-14. Matched first, then `skus`, then brand and MPN, then `productIds`. */
  gtins: string[];
  skus: string[];
  /** Brand and manufacturer's part number, both needed. */
  parts: { brand: string; mpn: string }[];
  productIds: string[];
  /** 1 to 5. */
  rating: number;
  title: string;
  body: string;
  /** BCP 47; `und` when unknown. */
  lang: string;
  /** Masked: given name and initial at the most. */
  authorDisplay: string;
  verified: boolean;
  incentivised: boolean;
  /** ISO 8601. */
  createdAt: string;
}

export interface RelatedRow {
  place: RowPlace;
  productId: string;
  relatedIds: string[];
}

export interface GuideRow {
  place: RowPlace;
  productId: string;
  guide: Guide;
}

export interface StoreRow {
  place: RowPlace;
  store: Store;
}
