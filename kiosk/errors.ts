/**
 * Errors of the kiosk room: a stable code for programs, a sentence for people, and the cause.
 * Every code is listed in docs/reference/errors.md; a test holds the two together.
 */
export const KIOSK_ERRORS = {
  TW_SNAPSHOT_INCOMPLETE: 'The catalogue ended before its last line.',
  TW_SNAPSHOT_INVALID: 'The catalogue holds a line that breaks its format.',
  TW_SNAPSHOT_TOO_LARGE: 'The catalogue is larger than allowed.',
  TW_SNAPSHOT_UNREACHABLE: 'The catalogue could not be fetched from the hub.',
  TW_SNAPSHOT_REFUSED: 'The hub refused to hand out the catalogue.',
  TW_SNAPSHOT_DAMAGED: 'The catalogue that arrived is not the one the hub sent.',
  TW_SNAPSHOT_ADDRESS: 'The address of the catalogue does not belong to the hub.',
  TW_PRODUCT_AWAY: 'The hub could not be asked for a product that is not in the range of the store.',
  TW_PRODUCT_INVALID: 'The answer of the hub is not the product that it was asked for.',
  TW_SEARCH_INDEX: 'The search index is damaged or of another version.',
  TW_SEARCH_DROPPED: 'A newer search of the same display took the place of this one.',
  TW_SEARCH_AWAY: 'The search has no answer now.',
  TW_CHANGES_MISFIT: 'The changes that the hub sent are not those of the catalogue here.',
  TW_CHANGES_INVALID: 'The changes of the catalogue hold a line that breaks its format.',
  TW_CHANGES_INCOMPLETE: 'The changes of the catalogue ended before their last line.',
  TW_REPLICA_CLOSED: 'The catalogue is not open.',
  TW_MEDIA_NAME: 'The name is not one of a picture.',
  TW_MEDIA_NOT_FOUND: 'The hub does not have the picture.',
  TW_MEDIA_OFFLINE: 'The picture is not here and the hub cannot be reached.',
  TW_MEDIA_DISK: 'The picture could not be written to the disk.',
  TW_MEDIA_INVALID: 'What the hub sent is not a WebP or JPEG picture of an allowed size.',
  TW_PORT_TAKEN: 'Another program listens on this port.',
  TW_CONFIG_INVALID: 'A setting has a value that is not allowed.',
  TW_CONFIG_UNREADABLE: 'The configuration file cannot be read.',
  TW_USAGE: 'The command line is not understood.',
  TW_INTERRUPTED: 'The command was interrupted before it was done; nothing was changed.',
  TW_DECODE_INPUT: 'What is to be decoded is not pairs of hexadecimal digits, or too long.',
  TW_LOYALTY_KEY: 'The loyalty key is not 64 hexadecimal digits.',
  TW_SUN_KEYS: 'The file with the keys of signed tags cannot be used.',
  TW_DATA_DIR: 'The data folder cannot be written.',
  TW_DATA_IN_USE: 'Another process works in this data folder.',
  TW_EVENTS_OF_OTHER_ADDRESS: 'Events wait that were recorded under another address of this kiosk.',
  TW_STORE_UNKNOWN: 'There is no such store in the catalogue.',
  TW_UI_MISSING: 'The pages are not built.',
  TW_NOT_VIRTUAL: 'This kiosk has no virtual hardware of that name.',
  TW_LAB_REQUEST: 'The lab does not understand the request.',
  TW_REQUEST_REFUSED: 'The request does not come from a page of this kiosk.',
  TW_WEBHOOK_REFUSED: 'No device of this kiosk takes events with this secret.',
  TW_NOT_FOUND: 'There is nothing at this address.',
  TW_BAD_REQUEST: 'The request is not understood.',
  TW_CHILD_STOPPED: 'A part of the program stopped before it was ready.',
  TW_INTERNAL: 'Something failed that nobody expected; the log says what.',
  TW_INPUT_NOT_FOUND: 'The input is not there or cannot be read.',
  TW_OUTPUT: 'The output cannot be written.',
  TW_UNREACHABLE: 'The kiosk cannot be reached.',
  TW_SCENARIO_INVALID: 'The scenario is not one that can be played.',
  TW_TAGS_READER: 'There is no connected reader of that name that can write tags.',
  TW_TAGS_BUSY: 'This reader waits for another tag to write or learn already.',
  TW_TAGS_PRODUCT: 'The catalogue has no such product, or no GTIN for it.',
  TW_TAGS_LINK: 'The link cannot be made from these values.',
  TW_TAGS_JOB: 'There is no such order for a tag.',
  TW_TAGS_NO_TAG: 'No tag was held to the reader in time.',
  TW_TAGS_CANCELLED: 'It was called off.',
  TW_TAGS_LIFT:
    'A tag with something on it lies on the reader. Lift it, and hold it there again if it is meant.',
  TW_TAGS_AGAIN: 'The tag left too soon. Hold it flat to the reader until it is done.',
  TW_TAGS_PERSONAL: 'This is the card or the phone of a person. Hold a product’s tag to the reader.',
  TW_TAGS_UNSURE:
    'Whether this is somebody’s card cannot be checked now. Try again when the kiosk is connected to the hub.',
  TW_TAGS_KIND: 'Tags of this kind cannot be used for it.',
  TW_TAGS_NAMED: 'This tag names a product already.',
  TW_TAGS_NOT_LEARNED: 'The hub did not learn the tag.',
  TW_IDENTITY_DISK: 'The identity of this kiosk cannot be kept on its disk.',
  TW_GRANT_INVALID: 'What the hub granted this kiosk cannot be used.',
  TW_CERTIFICATE_EXPIRES: 'The certificate of this kiosk ends soon and cannot be renewed.',
  TW_CLOCK_WRONG: 'The clock of this kiosk is far off the hub’s.',
  TW_IDENTITY_PLACE: 'The settings name another place than the one this kiosk was paired for.',
  TW_OUTBOX_NEARLY_FULL: 'The space for events that wait is nearly used up.',
  TW_EVENTS_EVICTED: 'Events were given up: the space for them was used up, or they were too old.',
  TW_DISK_SLOW: 'The disk takes long to make events durable.',
} as const satisfies Record<`TW_${string}`, string>;

export type KioskErrorCode = keyof typeof KIOSK_ERRORS;

/** The only error this room throws. */
export class KioskError extends Error {
  readonly code: KioskErrorCode;

  constructor(code: KioskErrorCode, message?: string, options?: { cause?: unknown }) {
    super(message ?? KIOSK_ERRORS[code], options);
    this.name = 'KioskError';
    this.code = code;
  }
}

/** True for a KioskError, optionally with one code. */
export function isKioskError(error: unknown, code?: KioskErrorCode): error is KioskError {
  return error instanceof KioskError && (code === undefined || error.code === code);
}
