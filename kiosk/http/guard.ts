/**
 * What every answer of the kiosk carries and what every request must satisfy. A page of another site must not be able
 * to talk to the kiosk: names that resolve to it (DNS rebinding) and foreign origins are refused.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isIP } from 'node:net';
import { KioskError } from '../errors.ts';

const POLICY = [
  "default-src 'self'",
  "img-src 'self' data:",
  "style-src 'self'",
  "script-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "frame-ancestors 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "object-src 'none'",
].join('; ');

/** On every answer, refusals included. */
export const HEADERS = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
} as const;

/** Installs the guard on every route, the WebSocket's included. */
export function guard(server: FastifyInstance): void {
  server.addHook('onRequest', async (request, reply) => {
    reply.headers(HEADERS);
    if (!isOwnHost(request.headers.host)) {
      throw new KioskError('TW_REQUEST_REFUSED', 'The kiosk answers to its address only, not to a name.');
    }
    if (!isOwnOrigin(request)) {
      throw new KioskError('TW_REQUEST_REFUSED', 'The request comes from a page of another site.');
    }
  });
}

/** An IP address or localhost: a name could be made to resolve to this machine by anyone. */
function isOwnHost(host: string | undefined): boolean {
  if (host === undefined) return false;
  const name = host.replace(/:\d+$/, '').replace(/^\[|\]$/g, '');
  return name === 'localhost' || isIP(name) !== 0;
}

/** Browsers name the origin on WebSockets and on every writing request; programs without one may come. */
function isOwnOrigin(request: FastifyRequest): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined) return request.headers['sec-fetch-site'] !== 'cross-site' || isVisit(request);
  return origin === `http://${host}` || origin === `https://${host}`;
}

/** Somebody followed a link: the page opens for itself, and no other site sees it. */
function isVisit({ method, headers }: FastifyRequest): boolean {
  return (
    method === 'GET' && headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document'
  );
}
