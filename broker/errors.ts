/**
 * Errors of the broker room: a stable code for programs, a sentence for people, and the cause.
 * Every code is listed in docs/reference/errors.md; a test holds the two together.
 */
export const BROKER_ERRORS = {
  TW_SQLITE_TOO_OLD:
    'The SQLite library is older than 3.51.3, which can corrupt a database with two connections.',
  TW_DATABASE_DAMAGED: 'A database file is damaged.',
  TW_DATABASE_FULL: 'The disk is full.',
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
