/** Ends one request that takes too long, says nothing, or is not wanted any more; and tells which of these it was. */
import type { ClientRequest, IncomingMessage } from 'node:http';
import { BrokerError } from '../../errors.ts';
import type { Clock } from '../../ports.ts';
import { piecesOf } from './pieces.ts';

export interface WatchdogOptions {
  clock: Clock;
  limits: { ms: number; idleMs: number };
  /** The address, as it is shown to people. */
  what: string;
  signal?: AbortSignal;
}

/** An answer of which the headers are there. */
export interface Received {
  response: IncomingMessage;
  pieces: AsyncIterable<Buffer>;
}

export class Watchdog {
  readonly #options: WatchdogOptions;
  readonly #whole: { cancel(): void };
  readonly #onAbort = (): void => this.#fail(aborted());
  #idle: { cancel(): void } | undefined;
  #reason: BrokerError | undefined;
  #target: { destroy(): unknown } | undefined;
  #reject: ((reason: BrokerError) => void) | undefined;

  constructor(options: WatchdogOptions) {
    const { clock, limits, what, signal } = options;
    this.#options = options;
    this.#whole = clock.setTimer(limits.ms, () =>
      this.#fail(new BrokerError('TW_FETCH_TIMEOUT', `${what} took longer than ${limits.ms} ms.`)),
    );
    signal?.addEventListener('abort', this.#onAbort, { once: true });
    if (signal?.aborted) this.#reason = aborted();
  }

  /** What went wrong, in our words. */
  reasonOf(error: unknown): BrokerError {
    if (this.#reason) return this.#reason;
    if (error instanceof BrokerError) return error;
    const { code } = error as NodeJS.ErrnoException;
    const why = code ?? (error instanceof Error ? error.message : 'unknown reason');
    return new BrokerError('TW_FETCH_FAILED', `${this.#options.what} cannot be fetched (${why}).`, {
      cause: error,
    });
  }

  end(response?: IncomingMessage): void {
    this.#whole.cancel();
    this.#rest();
    this.#options.signal?.removeEventListener('abort', this.#onAbort);
    this.#reject = undefined;
    if (response !== undefined && !response.complete) response.destroy();
  }

  /** Waits for something that cannot be ended, as long as there is time. */
  async during<T>(work: Promise<T>): Promise<T> {
    if (this.#reason) throw this.#reason;
    this.#wait();
    const ended = new Promise<never>((_, reject) => (this.#reject = reject));
    try {
      return await Promise.race([work, ended]);
    } finally {
      this.#rest();
      this.#reject = undefined;
    }
  }

  async answerTo(request: ClientRequest): Promise<Received> {
    this.#target = request;
    const answer = new Promise<Received>((resolve, reject) => {
      request.once('response', (response) => resolve({ response, pieces: piecesOf(response) }));
      request.on('error', reject);
    });
    request.end();
    try {
      const received = await this.during(answer);
      this.#target = received.response;
      return received;
    } catch (error) {
      request.destroy();
      // The other of the two ends is told as well, and nobody listens any more.
      answer.catch(() => undefined);
      throw error;
    }
  }

  /** The body in pieces. @throws BrokerError TW_FETCH_TIMEOUT | TW_FETCH_FAILED when it ends too soon */
  async *bytesOf({ response, pieces }: Received): AsyncGenerator<Buffer> {
    try {
      if (this.#reason) throw this.#reason;
      this.#wait();
      for await (const piece of pieces) {
        // However slow whoever takes it is: that is not the server's silence.
        this.#rest();
        yield piece;
        this.#wait();
      }
      if (!response.complete)
        throw new BrokerError('TW_FETCH_FAILED', `${this.#options.what} ended too soon.`);
    } catch (error) {
      throw this.reasonOf(error);
    } finally {
      this.end(response);
    }
  }

  #wait(): void {
    const { clock, limits, what } = this.#options;
    this.#rest();
    this.#idle = clock.setTimer(limits.idleMs, () =>
      this.#fail(new BrokerError('TW_FETCH_TIMEOUT', `${what} said nothing for ${limits.idleMs} ms.`)),
    );
  }

  #rest(): void {
    this.#idle?.cancel();
    this.#idle = undefined;
  }

  #fail(reason: BrokerError): void {
    this.#reason ??= reason;
    this.#reject?.(this.#reason);
    this.#target?.destroy();
  }
}

function aborted(): BrokerError {
  return new BrokerError('TW_FETCH_STOPPED');
}
