/** PC/SC result codes (pcsclite.h). The binding hands them over only inside its error texts. */

const ScardError = {
  /** Internal communication error: the connection to pcscd broke. */
  commError: 0x80100013,
  noService: 0x8010001d,
  serviceStopped: 0x8010001e,
  resetCard: 0x80100068,
  unpoweredCard: 0x80100067,
  removedCard: 0x80100069,
  notTransacted: 0x80100016,
  noSmartcard: 0x8010000c,
} as const;

const contextLost: ReadonlySet<number> = new Set([
  ScardError.commError,
  ScardError.noService,
  ScardError.serviceStopped,
]);
const cardLeft: ReadonlySet<number> = new Set([
  ScardError.resetCard,
  ScardError.unpoweredCard,
  ScardError.removedCard,
  ScardError.notTransacted,
  ScardError.noSmartcard,
]);

/** True when pcscd is gone and this context will never work again. */
export function isContextLost(error: unknown): boolean {
  return contextLost.has(codeOf(error) ?? 0);
}

/** True when the exchange failed because the card is no longer in the field. */
export function isCardLeft(error: unknown): boolean {
  return cardLeft.has(codeOf(error) ?? 0);
}

/** True when the driver lets no command through to the reader itself, which libccid says as it says a lost card. */
export function isEscapeRefused(error: unknown): boolean {
  return codeOf(error) === ScardError.notTransacted;
}

/** The text of PC/SC itself, which the binding wraps. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'previous' in error && error.previous instanceof Error ? reasonOf(error.previous) : error.message;
}

/** `… (0x80100069)` in the error's text, or in the text of the one it wraps. */
function codeOf(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined;
  const hex = /\(0x([0-9a-f]{8})\)/i.exec(error.message)?.[1];
  if (hex !== undefined) return Number.parseInt(hex, 16);
  return 'previous' in error ? codeOf(error.previous) : undefined;
}
