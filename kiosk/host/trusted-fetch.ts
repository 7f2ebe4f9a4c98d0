/**
 * `fetch` over HTTPS that trusts given authorities: Node's own takes them from the environment only. Enough of it for
 * what a kiosk asks of its hub: one request, an answer that streams, no redirects.
 */
import { request as httpsRequest } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';

const BODILESS = new Set([204, 205, 304]);
const REDIRECT = { least: 300, most: 399 };

/** @param ca Certificates, PEM. Nobody else is trusted. */
export function trustedFetch(ca: readonly string[]): typeof fetch {
  return (input, init) =>
    new Promise<Response>((resolve, reject) => {
      const url = urlOf(input);
      const request = httpsRequest(url, {
        method: init?.method ?? 'GET',
        headers: Object.fromEntries(new Headers(init?.headers)),
        ca: [...ca],
        ...(init?.signal ? { signal: init.signal } : {}),
      });
      request.once('response', (message) => {
        const isRedirect =
          message.headers.location !== undefined && isBetween(message.statusCode ?? 0, REDIRECT);
        if (!isRedirect) return resolve(responseOf(message));
        message.destroy();
        reject(new TypeError('The hub redirects, which is not followed.'));
      });
      request.once('error', reject);
      request.end(typeof init?.body === 'string' ? init.body : undefined);
    });
}

export function urlOf(input: Parameters<typeof fetch>[0]): URL {
  return new URL(input instanceof Request ? input.url : input);
}

function responseOf(message: IncomingMessage): Response {
  const status = message.statusCode ?? 0;
  const headers = new Headers();
  for (const [name, value] of Object.entries(message.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  if (BODILESS.has(status)) {
    message.resume();
    return new Response(null, { status, headers });
  }
  const body: unknown = Readable.toWeb(message);
  return new Response(body as ConstructorParameters<typeof Response>[0], { status, headers });
}

function isBetween(status: number, { least, most }: { least: number; most: number }): boolean {
  return status >= least && status <= most;
}
