/** Events that a reader streams over HTTP, one per line (NDJSON); blank lines keep the stream alive. */
import { Backoff } from '../backoff.ts';
import { DeviceError, isDeviceError, type DeviceErrorCode } from '../errors.ts';
import type { DeviceHost, Timer } from '../ports.ts';
import { LineSplitter } from './line-splitter.ts';
import type { MessageSource, MessageSourceEvents } from './message-source.ts';

export interface HttpStreamOptions extends DeviceHost {
  url: string;
  /** `user:password` for basic authentication. */
  credentials?: string;
  /** Default: the global one. */
  fetch?: typeof fetch;
}

/** Readers send their headers at once or with the first keep-alive. */
const HEADERS_MS = 30_000;
const MAX_LINE = 65_536;

export class HttpStreamSource implements MessageSource {
  readonly path: string;
  readonly #options: HttpStreamOptions;
  readonly #backoff = new Backoff(1_000, 10_000);
  #events: MessageSourceEvents | undefined;
  #abort: AbortController | undefined;
  #retry: Timer | undefined;
  #reading: Promise<void> = Promise.resolve();
  /** It is closed because nothing came. */
  #isSilent = false;

  constructor(options: HttpStreamOptions) {
    this.#options = options;
    this.path = options.url;
  }

  async open(events: MessageSourceEvents): Promise<void> {
    this.#events = events;
    this.#connect();
  }

  async close(): Promise<void> {
    this.#events = undefined;
    this.#retry?.cancel();
    this.#abort?.abort();
    await this.#reading;
  }

  /** The line is cut; a new one is tried after the usual wait. */
  renew(): void {
    this.#isSilent = true;
    this.#abort?.abort();
  }

  #connect(): void {
    const abort = new AbortController();
    this.#abort = abort;
    this.#reading = this.#read(abort).catch((error: unknown) => this.#down(abort, error));
  }

  async #read(abort: AbortController): Promise<void> {
    const response = await this.#request(abort);
    const body = response.body?.getReader();
    if (body === undefined) throw new DeviceError('TW_NETWORK_UNREACHABLE');
    this.#events?.opened();
    const splitter = new LineSplitter(MAX_LINE);
    for (;;) {
      const { done, value } = await body.read();
      if (done || this.#events === undefined) break;
      this.#backoff.reset();
      for (const line of splitter.push(value).lines) this.#line(line);
    }
    if (!abort.signal.aborted) abort.abort();
    throw new DeviceError('TW_NETWORK_LOST');
  }

  async #request(abort: AbortController): Promise<Response> {
    const { url, credentials, clock, fetch: ask = fetch } = this.#options;
    const limit = clock.setTimer(HEADERS_MS, () => abort.abort());
    const headers: Record<string, string> = { accept: 'application/x-ndjson, application/json' };
    if (credentials !== undefined)
      headers['authorization'] = `Basic ${Buffer.from(credentials, 'utf8').toString('base64')}`;
    try {
      // A redirection could lead the credentials elsewhere.
      const response = await ask(url, { headers, redirect: 'error', signal: abort.signal });
      if (response.ok) return response;
      await response.body?.cancel();
      const isRefused = response.status === 401 || response.status === 403;
      const code: DeviceErrorCode = isRefused ? 'TW_NETWORK_REFUSED' : 'TW_NETWORK_UNREACHABLE';
      throw new DeviceError(code, { detail: `HTTP ${response.status}.` });
    } finally {
      limit.cancel();
    }
  }

  #line(line: Uint8Array): void {
    if (line.every((byte) => byte === 0x20 || byte === 0x09)) this.#events?.alive();
    else this.#events?.message({ topic: '', payload: line, retained: false });
  }

  #down(abort: AbortController, error: unknown): void {
    if (this.#events === undefined || this.#abort !== abort) return;
    const known = isDeviceError(error) ? error.code : 'TW_NETWORK_UNREACHABLE';
    const code = this.#isSilent ? 'TW_NETWORK_SILENT' : known;
    this.#isSilent = false;
    this.#options.logger.debug({ url: this.path, err: error }, 'the stream of the reader ended');
    this.#events.down(code, `It is ${this.path}.`);
    this.#retry = this.#options.clock.setTimer(this.#backoff.next(), () => this.#connect());
  }
}
