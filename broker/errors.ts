/**
 * Errors of the broker room: a stable code for programs, a sentence for people, and the cause.
 * Every code is listed in docs/reference/errors.md; a test holds the two together.
 */
export const BROKER_ERRORS = {
  TW_SQLITE_TOO_OLD:
    'The SQLite library is older than 3.51.3, which can corrupt a database with two connections.',
  TW_DATABASE_DAMAGED: 'A database file is damaged.',
  TW_DATABASE_FULL: 'The disk is full.',
  TW_LINK_DOWN: 'There is no connection to the MQTT broker.',
  TW_LINK_ADDRESS: 'The address of the MQTT broker cannot be used.',
  TW_LINK_REFUSED: 'The MQTT broker refuses this login or subscription.',
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
