/**
 * Errors of the broker room: a stable code for programs, a sentence for people, and the cause.
 * Every code is listed in docs/reference/errors.md; a test holds the two together.
 */
export const BROKER_ERRORS = {
  TW_SQLITE_TOO_OLD:
    'The SQLite library is older than 3.51.3, which can corrupt a database with two connections.',
  TW_DATABASE_DAMAGED: 'A database file is damaged.',
  TW_DATABASE_FULL: 'The disk is full.',
  TW_FLEET_UNAVAILABLE: 'The fleet’s database does not answer.',
  TW_LINK_DOWN: 'There is no connection to the MQTT broker.',
  TW_LINK_ADDRESS: 'The address of the MQTT broker cannot be used.',
  TW_LINK_REFUSED: 'The MQTT broker refuses this login or subscription.',
  TW_LINK_UNTRUSTED: 'The certificate of the MQTT broker cannot be trusted.',
  TW_LINK_CERTIFICATE: 'The certificate of this kiosk cannot be used, or the MQTT broker does not take it.',
  TW_IDENTITY_CONTESTED: 'Every connection to the MQTT broker is ended soon after it stood.',
  TW_PLATFORM_SILENT: 'The platform takes events and acknowledges none.',
  TW_PAYLOAD_TOO_LARGE: 'A message is larger than 64 KiB.',
  TW_MESSAGE_INVALID: 'A message does not follow the contract.',
  TW_EVENT_INVALID: 'An event does not follow the contract.',
  TW_OUTBOX_CLOSED: 'The outbox is not open.',
  TW_REQUEST_TIMEOUT: 'The platform did not answer in time.',
  TW_COMMAND_EXPIRED: 'A command arrived after its expiry.',
  TW_COMMAND_UNSUPPORTED: 'Nothing here carries out this command.',
  TW_COMMAND_FAILED: 'A command could not be carried out.',
  TW_BROKER_OPEN: 'The embedded broker would be open to the network without credentials.',
  TW_PORT_TAKEN: 'Another program listens on this port.',
  TW_BROKER_FAILED: 'The embedded broker does not start.',
  TW_HUB_TOKEN_REQUIRED: 'A hub that listens beyond this machine needs a token.',
  TW_HUB_FAILED: 'The hub could not answer because of a fault of its own.',
  TW_FEED_UNREADABLE: 'A feed file is missing or cannot be read.',
  TW_FEED_COLUMNS: 'A feed lacks a column that cannot be done without.',
  TW_FEED_MARKUP: 'A feed is not well-formed, or defines entities of its own.',
  TW_FEED_KIND: 'A feed is of another kind than it was given as.',
  TW_FEED_TOO_LARGE: 'A feed is larger than a feed may be, or unpacks to much more than its size.',
  TW_FEED_EMPTY: 'A feed holds nothing that can be sold.',
  TW_ROW_INVALID: 'A row lacks a value or holds one that cannot be understood.',
  TW_ROW_COLUMNS: 'A row has more columns than the header.',
  TW_ROW_TOO_LONG: 'A row is longer than a row may be.',
  TW_ROW_NOT_GOODS: 'A row is nothing that hangs in a shop: a gift card, a fee, or a draft.',
  TW_ROW_ENCODING: 'A row holds bytes that are no text in the encoding of its file.',
  TW_ROW_DUPLICATE: 'A row repeats an id that came before.',
  TW_ROW_GTIN: 'A GTIN has the wrong length or check digit.',
  TW_ROW_PRICE: 'A price lacks its currency or is not an amount.',
  TW_ROW_AVAILABILITY: 'An availability is none of the known ones.',
  TW_ROW_QUANTITY: 'A quantity is not a whole number of 0 or more.',
  TW_ROW_STORE_UNKNOWN: 'A row names a store that is not in the list of stores.',
  TW_ROW_SKU_UNKNOWN: 'A row names a variant that is not in the products feed.',
  TW_ROW_PRODUCT_UNKNOWN: 'A row names a product that is not in the products feed.',
  TW_REVIEW_RATING: 'The rating of a review is outside its own scale.',
  TW_PICTURE_MISSING: 'A picture file is missing.',
  TW_PICTURE_REMOTE: 'A picture lies on another server, and pictures are not downloaded.',
  TW_PICTURE_OUTSIDE: 'A picture lies outside the folder of the products feed.',
  TW_PICTURE_BROKEN: 'A picture is damaged, too large or of an unknown format.',
  TW_FETCH_REFUSED: 'An address may not be fetched.',
  TW_FETCH_FAILED: 'Something could not be fetched from its server.',
  TW_FETCH_TIMEOUT: 'A server took too long.',
  TW_FETCH_TOO_LARGE: 'What a server sends is larger than allowed.',
  TW_FETCH_STOPPED: 'The hub stopped fetching.',
  TW_SECRET_MISSING: 'A secret that a source needs cannot be read.',
  TW_CATALOGUE_NONE: 'No catalogue has been imported yet.',
  TW_REQUEST_INVALID: 'A request is not understood.',
  TW_NOT_FOUND: 'There is nothing at this address.',
  TW_HOST_REFUSED: 'The hub does not go by this name.',
  TW_ORIGIN_REFUSED: 'Another site may not change anything here.',
  TW_SIGNED_OUT: 'A token or a sign-in is needed.',
  TW_TOKEN_REFUSED: 'The token is wrong.',
  TW_RATE_LIMITED: 'Too many requests; wait a moment.',
  TW_STORE_UNKNOWN: 'There is no such store in the catalogue.',
  TW_KIOSK_UNKNOWN: 'The hub has never heard of this kiosk.',
  TW_DISPLAY_UNKNOWN: 'The kiosk has no such display.',
  TW_SETTING_INVALID: 'A setting has a value that is not allowed.',
  TW_COMMAND_TIMEOUT: 'The kiosk did not answer the command in time.',
  TW_TAG_PERSONAL: 'The tag is the card of a person.',
  TW_TAG_TOO_MANY: 'The hub has learned as many tags as it may.',
  TW_TAG_TAKEN: 'The tag stands for another product already.',
  TW_TAG_NOT_LEARNED: 'The hub knows no such tag.',
  TW_SKU_UNKNOWN: 'The catalogue has no such variant.',
  TW_READER_UNKNOWN: 'The kiosk has no such reader.',
  TW_CARD_UNKNOWN: 'The card belongs to nobody we know.',
  TW_TAG_UNKNOWN: 'No key of this hub is for such tags.',
  TW_CSR_INVALID: 'The certificate request is damaged, weak, or not signed with its own key.',
  TW_AUTHORITY_UNUSABLE: 'The certificate authority of the fleet cannot be used.',
  TW_CERTIFICATE_UNUSABLE: 'A certificate or its key cannot be used.',
  TW_TLS_REQUIRED: 'A hub that listens beyond this machine needs HTTPS, its own or that of a proxy.',
  TW_PAIRING_PENDING: 'Nobody has decided about this kiosk yet.',
  TW_PAIRING_SLOW_DOWN: 'The kiosk asks too often; wait five seconds more between two questions.',
  TW_PAIRING_DENIED: 'A manager refused this kiosk.',
  TW_PAIRING_EXPIRED: 'The code has expired or was used; begin again.',
  TW_PAIRING_UNKNOWN: 'No kiosk waits with this code.',
  TW_PAIRING_UNCHECKED: 'The kiosk has not shown its check number yet; wait a few seconds.',
  TW_PAIRING_TAKEN: 'The place has a kiosk already.',
  TW_IDENTITY_UNKNOWN: 'No living certificate has this serial number.',
  TW_INTENT_UNSUPPORTED: 'This cannot be asked for at this store.',
  TW_CUSTOMER_TOKEN_UNKNOWN: 'The recognition has expired.',
  TW_SOURCE_UNREACHABLE: 'A shop’s system does not answer.',
  TW_SOURCE_REFUSED: 'A shop’s system does not take the key, or the key may not do this.',
  TW_SOURCE_BUSY: 'A shop’s system asks to be left alone for a while.',
  TW_SOURCE_ANSWER: 'A shop’s system answers something that cannot be understood.',
  TW_SOURCE_KEY: 'The key for a shop’s system is missing or cannot be read.',
  TW_ORDER_REFUSED: 'The shop cannot take this order.',
  TW_PEOPLE_AWAY: 'A source of customers does not answer.',
  TW_WISHLIST_NONE: 'No source keeps a wishlist of this customer.',
  TW_WISHLIST_FULL: 'The wishlist holds as much as it may.',
} as const satisfies Record<`TW_${string}`, string>;

export type BrokerErrorCode = keyof typeof BROKER_ERRORS;

export class BrokerError extends Error {
  readonly code: BrokerErrorCode;

  constructor(code: BrokerErrorCode, message?: string, options?: { cause?: unknown }) {
    super(message ?? BROKER_ERRORS[code], options);
    this.name = 'BrokerError';
    this.code = code;
  }
}

/** True for a BrokerError, optionally with one code. */
export function isBrokerError(error: unknown, code?: BrokerErrorCode): error is BrokerError {
  return error instanceof BrokerError && (code === undefined || error.code === code);
}
