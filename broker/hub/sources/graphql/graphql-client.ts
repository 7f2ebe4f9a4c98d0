/**
 * Asks a shop's GraphQL server: bounded answers, a time limit, and waits that grow when it is away or busy. The key goes
 * to the configured address alone, and neither it nor what the server says about a person is ever in an error or a log.
 */
import { BrokerError, isBrokerError } from '../../../errors.ts';
import { fullJitter, type BackoffLimits } from '../../../link/backoff.ts';
import type { Clock, Random } from '../../../ports.ts';
import { BUSY_CODES, faultOfErrors, faultOfStatus, type GraphqlError } from './faults.ts';
import { retryAfterMs } from './retry-after.ts';
import { readBounded } from './read-bounded.ts';
import type { Operation } from './operation.ts';

export interface GraphqlClientOptions {
  /** HTTPS, or on this machine. */
  url: string;
  /** Asked before each request, so that a key may be renewed while the hub runs. Throws BrokerError TW_SECRET_MISSING. */
  headers: () => Promise<Record<string, string>>;
  clock: Clock;
  random: Random;
  fetch: typeof fetch;
  /** Milliseconds for one answer. */
  timeoutMs?: number;
  /** Bytes of one answer. */
  mostBytes?: number;
}

const TIMEOUT_MS = 10_000;
const MOST_BYTES = 16 * 1024 * 1024;
const ATTEMPTS = 4;
const WAITS: BackoffLimits = { firstMs: 250, mostMs: 5_000 };

/** What a server may ask for at the most, in milliseconds. */
const LONGEST_WAIT_MS = 60_000;

/** The connection never stood, so the server cannot have seen the question. */
const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH']);

export class GraphqlClient {
  readonly #options: GraphqlClientOptions;
  readonly #stopped = new AbortController();

  constructor(options: GraphqlClientOptions) {
    this.#options = options;
  }

  /**
   * @param signal Ends the question, and the waits between two attempts.
   * @throws BrokerError TW_SOURCE_UNREACHABLE | TW_SOURCE_REFUSED | TW_SOURCE_BUSY | TW_SOURCE_TOO_MUCH | TW_SOURCE_ANSWER | TW_SECRET_MISSING
   */
  async ask<Answer>(
    operation: Operation<Answer>,
    variables: Record<string, unknown> = {},
    signal?: AbortSignal,
  ): Promise<Answer> {
    const ends = signal ? AbortSignal.any([signal, this.#stopped.signal]) : this.#stopped.signal;
    for (let attempt = 0; ; attempt += 1) {
      const outcome = await this.#once(operation, variables, ends);
      if ('data' in outcome) return operation.read(outcome.data);
      const last = attempt + 1 >= ATTEMPTS || ends.aborted || !outcome.again;
      if (last) throw outcome.fault;
      await this.#wait(attempt, outcome.waitMs, ends);
    }
  }

  /** Ends what is under way; what is asked later fails at once. */
  stop(): void {
    this.#stopped.abort();
  }

  async #once(
    operation: Operation<unknown>,
    variables: Record<string, unknown>,
    ends: AbortSignal,
  ): Promise<Outcome> {
    const { url, clock, timeoutMs = TIMEOUT_MS, mostBytes = MOST_BYTES } = this.#options;
    const headers = await this.#options.headers();
    const late = new AbortController();
    const timer = clock.setTimer(timeoutMs, () => late.abort());
    try {
      const response = await this.#options.fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
        body: JSON.stringify({ query: operation.text, variables, operationName: operation.name }),
        // A key must not follow a redirection to somewhere else.
        redirect: 'error',
        signal: AbortSignal.any([ends, late.signal]),
      });
      return outcomeOf(operation, response, await readBounded(response, mostBytes));
    } catch (error) {
      return failedOf(error, operation);
    } finally {
      timer.cancel();
    }
  }

  async #wait(attempt: number, asked: number, ends: AbortSignal): Promise<void> {
    const { clock, random } = this.#options;
    const ms = Math.min(LONGEST_WAIT_MS, Math.max(asked, fullJitter(attempt, random, WAITS)));
    await new Promise<void>((resolve) => {
      const timer = clock.setTimer(ms, done);
      function done(): void {
        timer.cancel();
        ends.removeEventListener('abort', done);
        resolve();
      }
      ends.addEventListener('abort', done);
      if (ends.aborted) done();
    });
  }
}

type Outcome = { data: unknown } | { fault: BrokerError; again: boolean; waitMs: number };

function outcomeOf(operation: Operation<unknown>, response: Response, text: string): Outcome {
  const { name, repeatable } = operation;
  const answer = parsed(text);
  const { errors, extensions = {} } = answer ?? {};
  if (errors !== undefined && errors.length > 0) {
    const fault = faultOfErrors(name, errors);
    // A server that is busy has not carried anything out.
    const busy = errors.some(({ code }) => BUSY_CODES.has(code));
    return {
      fault,
      again: busy,
      waitMs: retryAfterMs(response, [extensions, ...errors.map((error) => error.extensions)]),
    };
  }
  if (!response.ok) {
    const fault = faultOfStatus(name, response.status);
    const busy = fault.code === 'TW_SOURCE_BUSY';
    const away = fault.code === 'TW_SOURCE_UNREACHABLE';
    return { fault, again: busy || (away && repeatable), waitMs: retryAfterMs(response, []) };
  }
  if (answer === undefined)
    return {
      fault: new BrokerError('TW_SOURCE_ANSWER', `The answer to ${name} is not GraphQL.`),
      again: false,
      waitMs: 0,
    };
  return { data: answer.data };
}

function failedOf(error: unknown, { name, repeatable }: Operation<unknown>): Outcome {
  if (isBrokerError(error)) return { fault: error, again: false, waitMs: 0 };
  const code = codeOf(error);
  // The cause names the address at the most; what was asked with is not in it.
  const said = code === '' ? '' : ` (${code})`;
  const fault = new BrokerError('TW_SOURCE_UNREACHABLE', `${name} got no answer${said}.`);
  return { fault, again: repeatable || NEVER_SENT.has(code), waitMs: 0 };
}

/** Of what `fetch` throws: a TypeError whose cause has the code, or an abort. */
function codeOf(error: unknown): string {
  const { cause } = error as { cause?: { code?: unknown } };
  return typeof cause?.code === 'string' ? cause.code : '';
}

/** An answer (GraphQL specification, section 7.1); undefined: it is none. */
function parsed(text: string): { data: unknown; errors: GraphqlError[]; extensions: object } | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || !('data' in value || 'errors' in value))
    return undefined;
  const { data, errors, extensions } = value as { data?: unknown; errors?: unknown; extensions?: unknown };
  return {
    data,
    errors: Array.isArray(errors) ? errors.map(errorOf) : [],
    extensions: typeof extensions === 'object' && extensions !== null ? extensions : {},
  };
}

function errorOf(error: unknown): GraphqlError {
  const { message, extensions } = (error ?? {}) as { message?: unknown; extensions?: unknown };
  const { code } = (extensions ?? {}) as { code?: unknown };
  return {
    message: typeof message === 'string' ? message : '',
    code: typeof code === 'string' ? code : '',
    extensions: typeof extensions === 'object' && extensions !== null ? extensions : {},
  };
}
