/** A server answered, and not with what was asked for. */
import type { IncomingHttpHeaders } from 'node:http';
import { BrokerError } from '../../errors.ts';

/** RFC 9110 section 15, RFC 8470 (425), RFC 6585 (429): what another try may change. */
const PASSING = new Set([408, 425, 429, 500, 502, 503, 504]);

export class AnswerFault extends BrokerError {
  readonly status: number;
  readonly mayPass: boolean;
  /** As the server asks (RFC 9110 section 10.2.3), in seconds only: its clock is not ours. */
  readonly retryAfterMs: number | undefined;

  constructor(what: string, status: number, headers: IncomingHttpHeaders) {
    super('TW_FETCH_FAILED', `${what} answered ${status}.`);
    this.status = status;
    this.mayPass = PASSING.has(status);
    const seconds = headers['retry-after'] ?? '';
    this.retryAfterMs = /^\d{1,6}$/.test(seconds) ? Number(seconds) * 1_000 : undefined;
  }
}
