/** A question to the hub over HTTP: only to the hub, whatever a message names. */
import type { ReadableStream } from 'node:stream/web';
import { KioskError } from '../errors.ts';

export interface HubRequest {
  /** Base address of the hub, e.g. `http://127.0.0.1:7301`. */
  hub: string;
  /** Path that the hub named (`rsp/catalogue`); must stay on the hub. */
  path: string;
  /** Bearer token. */
  token?: string;
  signal?: AbortSignal;
  fetch?: typeof fetch;
}

export interface HubAnswer {
  status: number;
  headers: Headers;
  body: ReadableStream<Uint8Array>;
}

/**
 * @param expected Statuses whose body the caller wants; of any other nothing is read.
 * @throws KioskError TW_SNAPSHOT_ADDRESS | TW_SNAPSHOT_UNREACHABLE | TW_SNAPSHOT_REFUSED; when `signal` is aborted, its reason
 */
export async function askHub(
  request: HubRequest,
  wanted: { headers: Record<string, string>; expected: readonly number[] },
): Promise<HubAnswer> {
  const { token, signal } = request;
  const url = addressOf(request.hub, request.path);
  const headers = { ...wanted.headers };
  if (token !== undefined) headers['authorization'] = `Bearer ${token}`;
  let response: Response;
  try {
    // A redirect could lead the token, or the catalogue, somewhere else.
    response = await (request.fetch ?? fetch)(url.href, {
      headers,
      redirect: 'error',
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (cause) {
    signal?.throwIfAborted();
    throw new KioskError('TW_SNAPSHOT_UNREACHABLE', undefined, { cause });
  }
  const { status } = response;
  if (wanted.expected.includes(status) && response.body !== null)
    return { status, headers: response.headers, body: response.body as ReadableStream<Uint8Array> };
  await response.body?.cancel();
  throw new KioskError('TW_SNAPSHOT_REFUSED', `The hub answered ${status} to ${url.pathname}.`);
}

/** The path comes by message: it may choose a path, never another host. */
function addressOf(hub: string, path: string): URL {
  const base = new URL(hub);
  const url = URL.canParse(path, base.href) ? new URL(path, base) : undefined;
  if (!path.startsWith('/') || url === undefined || url.origin !== base.origin)
    throw new KioskError('TW_SNAPSHOT_ADDRESS');
  return url;
}
