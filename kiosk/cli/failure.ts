/** How a command fails: one line of JSON on standard error, exit code 2 when the person can mend it, else 1. */
import { isKioskError } from '../errors.ts';

const WRONG_INPUT = 2;
const UNEXPECTED = 1;

/** What another process found wrong, passed on as it said it. */
export class ReportedFailure extends Error {
  readonly code: string;

  constructor({ code, message }: { code: string; message: string }) {
    super(message);
    this.name = 'ReportedFailure';
    this.code = code;
  }
}

export function printFailure(error: unknown, stderr: NodeJS.WritableStream = process.stderr): number {
  // A part of `tapwall start` has printed what a person can mend; a second line would hide it.
  if (isKioskError(error, 'TW_CHILD_STOPPED') && error.cause === WRONG_INPUT) return WRONG_INPUT;
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : String(error);
  stderr.write(`${JSON.stringify({ error: { code: code ?? 'TW_INTERNAL', message } })}\n`);
  if (code === undefined && error instanceof Error) stderr.write(`${error.stack ?? ''}\n`);
  return code === undefined ? UNEXPECTED : WRONG_INPUT;
}

/** The stable code of an error of any room. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' && error.code.startsWith('TW_') ? error.code : undefined;
}
