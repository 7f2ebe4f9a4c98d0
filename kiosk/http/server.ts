/** The kiosk's web server: loopback unless configured, guarded, errors as `{ "error": { "code", "message" } }`. */
import fastifyStatic from '@fastify/static';
import fastifyWebsocket from '@fastify/websocket';
import { fastify, type FastifyInstance, type FastifyReply } from 'fastify';
import type { ErrorBody } from '../../broker/contract/http.ts';
import type { Logger } from '../../broker/ports.ts';
import { isKioskError, KioskError, type KioskErrorCode } from '../errors.ts';
import type { WebhookDoor } from '../hardware/webhooks.ts';
import { metricsRoute, type MetricsRouteDeps } from '../metrics/metrics-route.ts';
import { deviceRoutes } from './device-routes.ts';
import { guard, HEADERS } from './guard.ts';
import { labRoutes, type LabPort } from './lab-routes.ts';
import { apiRoutes, type RouteDeps } from './routes.ts';
import { searchRoutes, type SearchRouteDeps } from './search-routes.ts';
import { tagRoutes, type TagPort } from './tag-routes.ts';
import { sayGoodbye, socketRoutes, type SocketDeps } from './socket.ts';

/** What a server of screens needs, whatever they show. */
export interface ScreenServerDeps extends SocketDeps {
  /** The built screens; null answers pages with TW_NOT_FOUND. */
  uiDir: string | null;
}

export interface ServerDeps extends RouteDeps, SearchRouteDeps, ScreenServerDeps {
  /** Null when the kiosk has real hardware only. */
  lab: LabPort | null;
  tags: TagPort;
  /** Takes what devices post. */
  webhooks: WebhookDoor;
  metrics: MetricsRouteDeps;
}

const PAGES = ['wall', 'room', 'lab'] as const;
const BODY_LIMIT = 16_384;
/** Longest time for a request to come in. Node.js looks at it only when headers may take no longer than the whole. */
const REQUEST_MS = 10_000;
const LOOK_MS = 5_000;
const STATUS: Partial<Record<KioskErrorCode, number>> = {
  TW_REQUEST_REFUSED: 403,
  TW_WEBHOOK_REFUSED: 401,
  TW_NOT_FOUND: 404,
  TW_NOT_VIRTUAL: 404,
  TW_MEDIA_NOT_FOUND: 404,
  TW_MEDIA_NAME: 404,
  TW_BAD_REQUEST: 400,
  TW_LAB_REQUEST: 400,
  TW_SEARCH_DROPPED: 409,
  TW_TAGS_JOB: 404,
  TW_TAGS_READER: 409,
  TW_TAGS_BUSY: 409,
  TW_TAGS_PRODUCT: 422,
  TW_TAGS_LINK: 422,
  TW_MEDIA_OFFLINE: 503,
  TW_MEDIA_INVALID: 502,
};

export async function buildServer(deps: ServerDeps): Promise<FastifyInstance> {
  const server = await buildScreenServer(deps, deps.lab ? '/lab' : '/wall');
  apiRoutes(server, deps);
  searchRoutes(server, deps);
  labRoutes(server, deps.lab);
  tagRoutes(server, deps.tags);
  metricsRoute(server, deps.metrics);
  await deviceRoutes(server, deps.webhooks);
  return server;
}

/** Pages and their WebSocket, guarded; `home` is where `/` leads. */
export async function buildScreenServer(deps: ScreenServerDeps, home: string): Promise<FastifyInstance> {
  const server = fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: true,
    requestTimeout: REQUEST_MS,
    http: { requestTimeout: REQUEST_MS, headersTimeout: REQUEST_MS, connectionsCheckingInterval: LOOK_MS },
    frameworkErrors: (_, __, reply) => refuseAddress(reply),
  });
  answerErrors(server, deps.logger);
  await server.register(fastifyWebsocket, {
    options: { maxPayload: 4096, perMessageDeflate: false },
    preClose: (done) => sayGoodbye(server, deps.clock, done),
  });
  // After the WebSockets: only a request that they know of has its socket closed when it is refused.
  guard(server);
  await server.register(async (scope) => {
    socketRoutes(scope, deps);
  });
  if (deps.uiDir !== null) await pages(server, { uiDir: deps.uiDir, home });
  return server;
}

async function pages(server: FastifyInstance, options: { uiDir: string; home: string }): Promise<void> {
  await server.register(fastifyStatic, { root: options.uiDir, serve: false });
  for (const page of PAGES) {
    server.get(`/${page}`, (_, reply) =>
      reply.header('cache-control', 'no-cache').sendFile(`${page}/index.html`, { cacheControl: false }),
    );
  }
  server.get<{ Params: { '*': string } }>('/assets/*', (request, reply) =>
    reply.sendFile(`assets/${request.params['*']}`, { immutable: true, maxAge: '365d' }),
  );
  server.get('/', (_, reply) => reply.redirect(options.home));
  server.get('/favicon.ico', (_, reply) => reply.code(204).send());
}

function answerErrors(server: FastifyInstance, logger: Logger): void {
  server.setNotFoundHandler((_, reply) =>
    reply.code(404).send(body('TW_NOT_FOUND', 'There is nothing at this address.')),
  );
  server.setErrorHandler((error: Error & { statusCode?: number; code?: string }, request, reply) => {
    if (isKioskError(error))
      return reply.code(STATUS[error.code] ?? 500).send(body(error.code, error.message));
    const status = error.statusCode ?? 500;
    if (status < 500)
      return reply.code(status).send(body('TW_BAD_REQUEST', 'The request is not understood.'));
    logger.error({ err: error, path: request.routeOptions.url }, 'a request failed unexpectedly');
    return reply.code(500).send(body('TW_INTERNAL', 'This did not work. The log says why.'));
  });
}

/** The router gives up before any hook runs, so the headers are set here. */
function refuseAddress(reply: Pick<FastifyReply, 'raw'>): void {
  const text = JSON.stringify(body('TW_BAD_REQUEST', 'The address is not understood.'));
  const { raw } = reply;
  raw.writeHead(400, { ...HEADERS, 'content-type': 'application/json; charset=utf-8', connection: 'close' });
  // Nothing else closes the socket of a WebSocket that was asked for.
  raw.end(text, () => raw.socket?.destroy());
}

function body(code: string, message: string): ErrorBody {
  return { error: { code, message } };
}

/** @throws KioskError TW_PORT_TAKEN */
export async function listen(
  server: FastifyInstance,
  address: { host: string; port: number },
): Promise<string> {
  try {
    return await server.listen(address);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new KioskError('TW_PORT_TAKEN', `Port ${address.port} is taken by another program.`, {
      cause: error,
    });
  }
}
