/** One configured source with everything it can give: what connectors make, and the hub starts, asks and stops. */
import type {
  CatalogueSource,
  OrderSource,
  PeopleSource,
  SourceCard,
  StockSource,
  WishlistSource,
} from './ports.ts';

/** A port is present exactly when the card's capabilities name it. */
export interface SourceBundle {
  readonly card: SourceCard;
  readonly catalogue?: CatalogueSource;
  readonly stock?: StockSource;
  readonly people?: PeopleSource;
  readonly wishlist?: WishlistSource;
  readonly orders?: OrderSource;
  /** Ends every question that is under way. */
  stop(): Promise<void>;
}
