/**
 * HTTP to strangers: allowed hosts, checked addresses, redirects by hand, limits on bytes and time, and secrets for the
 * host they belong to. Everything the hub fetches goes through here.
 */
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { BrokerError } from '../../errors.ts';
import type { Clock } from '../../ports.ts';
import { checkUrl, isInternal, shownUrl, type HostRules } from './host-rules.ts';
import { lookupOf, pinAddress, systemResolve, type Resolve } from './pin-address.ts';
import type { HostSecrets } from './secret-headers.ts';
import { Watchdog, type Received } from './watchdog.ts';

export interface FetchLimits {
  /** Of the content, after it is unpacked. */
  bytes: number;
  /** For the whole of one attempt. */
  ms: number;
  /** Without a single byte, the wait for the first included. */
  idleMs: number;
}

export interface GuardedHttpOptions {
  rules: HostRules;
  limits: FetchLimits;
  clock: Clock;
  resolve?: Resolve;
}

export interface GuardedRequest {
  url: string;
  headers?: Readonly<Record<string, string>>;
  /** Sent to the hosts they belong to, and only over HTTPS or to an internal host. */
  secrets?: HostSecrets;
  signal?: AbortSignal;
  /** Instead of the limits of all. */
  limits?: Partial<FetchLimits>;
}

export interface GuardedAnswer {
  status: number;
  headers: IncomingMessage['headers'];
  /** Where the redirects led. */
  url: URL;
  /** As it was sent, before it is unpacked. Read to its end, or `close`. */
  body: AsyncIterable<Buffer>;
  close(): void;
}

const MOST_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const PER_HOST = 4;
const KEPT_MS = 5_000;
export const ACCEPTED_ENCODINGS = 'gzip, deflate, br';

export class GuardedHttp {
  readonly #options: GuardedHttpOptions;
  /** A connection that is kept goes to an address that was checked when it was made. */
  readonly #http = new HttpAgent({ keepAlive: true, maxSockets: PER_HOST, timeout: KEPT_MS });
  readonly #https = new HttpsAgent({ keepAlive: true, maxSockets: PER_HOST, timeout: KEPT_MS });

  constructor(options: GuardedHttpOptions) {
    this.#options = options;
  }

  /** Closes what is kept open, and ends what is under way. */
  stop(): void {
    this.#http.destroy();
    this.#https.destroy();
  }

  /**
   * Follows redirects within the allowed hosts; answers with whatever status is not one.
   * @throws BrokerError TW_FETCH_REFUSED | TW_FETCH_FAILED | TW_FETCH_TIMEOUT
   */
  async get(request: GuardedRequest): Promise<GuardedAnswer> {
    const first = parse(request.url);
    const watchdog = new Watchdog({
      ...this.#options,
      limits: { ...this.#options.limits, ...request.limits },
      what: shownUrl(first),
      ...(request.signal && { signal: request.signal }),
    });
    try {
      let url = first;
      for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
        const received = await this.#exchange(url, { request, watchdog });
        const { response } = received;
        const { statusCode: status = 0, headers } = response;
        if (!REDIRECTS.has(status) || headers.location === undefined)
          return {
            status,
            headers,
            url,
            body: watchdog.bytesOf(received),
            close: () => watchdog.end(response),
          };
        response.destroy();
        url = this.#next(url, headers.location);
      }
    } catch (error) {
      watchdog.end();
      throw watchdog.reasonOf(error);
    }
    watchdog.end();
    throw new BrokerError(
      'TW_FETCH_FAILED',
      `${shownUrl(first)} redirects more than ${MOST_REDIRECTS} times.`,
    );
  }

  #next(from: URL, location: string): URL {
    if (!URL.canParse(location, from.href))
      throw new BrokerError('TW_FETCH_FAILED', `${shownUrl(from)} redirects to what is no address.`);
    const to = new URL(location, from);
    if (from.protocol === 'https:' && to.protocol === 'http:' && !isInternal(to, this.#options.rules))
      throw new BrokerError('TW_FETCH_REFUSED', `${shownUrl(from)} redirects from https to http.`);
    return to;
  }

  async #exchange(
    url: URL,
    { request, watchdog }: { request: GuardedRequest; watchdog: Watchdog },
  ): Promise<Received> {
    const { rules, resolve = systemResolve } = this.#options;
    checkUrl(url, rules);
    const address = await watchdog.during(pinAddress(url, rules, resolve));
    const secure = url.protocol === 'https:';
    const options = {
      agent: secure ? this.#https : this.#http,
      lookup: lookupOf(address),
      headers: {
        'user-agent': 'tapwall',
        accept: '*/*',
        'accept-encoding': ACCEPTED_ENCODINGS,
        ...request.headers,
        ...secretsFor(url, request.secrets, rules),
      },
    };
    const outgoing = secure ? httpsRequest(url, options) : httpRequest(url, options);
    return watchdog.answerTo(outgoing);
  }
}

/** @throws BrokerError TW_FETCH_REFUSED rather than show a secret to whoever listens on the way */
function secretsFor(
  url: URL,
  secrets: HostSecrets = () => ({}),
  rules: HostRules,
): Readonly<Record<string, string>> {
  const own = secrets(url);
  if (Object.keys(own).length === 0 || url.protocol === 'https:' || isInternal(url, rules)) return own;
  throw new BrokerError('TW_FETCH_REFUSED', `A secret is not sent to ${url.hostname} without https.`);
}

function parse(text: string): URL {
  if (!URL.canParse(text)) throw new BrokerError('TW_FETCH_REFUSED', 'An address is not understood.');
  return new URL(text);
}
