/** What stands before every route: response headers, the name the hub goes by, and where a change may come from. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { BrokerError } from '../../errors.ts';
import { isLoopback } from '../../loopback.ts';

const POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** On every answer, refusals included. */
export const HEADERS = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const;

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

export function addGuards(
  app: FastifyInstance,
  { host, behindProxy }: { host: string; behindProxy: boolean },
): void {
  // A proxy passes on the name that it goes by; the hub has a token then, which no page of another site has.
  const loopback = isLoopback(host) && !behindProxy;
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(HEADERS);
    // A page of another site may make its own name point at this machine (DNS rebinding); its Host gives it away.
    if (loopback && !isLoopback(nameOf(request.headers.host ?? ''))) throw new BrokerError('TW_HOST_REFUSED');
    if (SAFE.has(request.method)) assertNotEmbedded(request);
    else assertSameOrigin(request);
  });
}

/** A browser names the page that a change comes from; programs name none. */
function assertSameOrigin(request: FastifyRequest): void {
  const { origin, host = '' } = request.headers;
  const site = request.headers['sec-fetch-site'];
  const foreign = site !== undefined && site !== 'same-origin' && site !== 'none';
  if (foreign || (origin !== undefined && hostOf(origin) !== host.toLowerCase())) {
    throw new BrokerError('TW_ORIGIN_REFUSED');
  }
}

/** Another site may lead somebody here, but not take places of the stream or make the hub work behind their back. */
function assertNotEmbedded({ headers }: FastifyRequest): void {
  const visits = headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
  if (headers['sec-fetch-site'] === 'cross-site' && !visits) throw new BrokerError('TW_ORIGIN_REFUSED');
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

/** The name without the port. */
function nameOf(host: string): string {
  return host.replace(/:\d+$/, '');
}
