/** One configured source with everything it can give: what connectors make, and the hub starts, asks and stops. */
import type {
  CatalogueSource,
  OrderSource,
  PeopleSource,
  SourceCard,
  StockSource,
  WishlistSource,
} from './ports.ts';

/** Takes what a source sends by itself, over HTTP. */
export interface SourceHook {
  /**
   * @param headers With lower-case names.
   * @throws BrokerError TW_HOOK_REFUSED when it is not signed, is old or was here before; TW_REQUEST_INVALID | TW_SOURCE_ANSWER
   */
  receive(
    headers: Readonly<Record<string, unknown>>,
    body: Uint8Array,
  ): Promise<{ taken: number; rejected: number }>;
}

/** A port is present exactly when the card's capabilities name it. */
export interface SourceBundle {
  readonly card: SourceCard;
  readonly catalogue?: CatalogueSource;
  readonly stock?: StockSource;
  readonly people?: PeopleSource;
  readonly wishlist?: WishlistSource;
  readonly orders?: OrderSource;
  /** `POST /api/sources/NAME/hook`; what it says is that it may be asked without a session. */
  readonly hook?: SourceHook;
  /** Ends every question that is under way. */
  stop(): Promise<void>;
}
