/** The hub's HTTP interface: routes are added by what they serve. */
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { BrokerError } from '../../errors.ts';
import type { Logger } from '../../ports.ts';
import { addGuards, HEADERS } from './guards.ts';
import { answerError, answerNotFound, bodyOf } from './replies.ts';

const BODY_BYTES = 16_384;
/** Longest time for a request to come in. Node.js looks at it only when headers may take no longer than the whole. */
const REQUEST_MS = 30_000;

export interface ServerOptions {
  host: string;
  logger: Logger;
  /** PEM texts for HTTPS. */
  tls?: { cert: string; key: string };
  /** A proxy near by ends TLS and says who asks, by `X-Forwarded-For` and `-Proto`. */
  behindProxy?: boolean;
}

/** Where a proxy may stand that is believed: this machine and private networks. */
const PROXIES = ['loopback', 'linklocal', 'uniquelocal'];
const LIMITS = { requestTimeout: REQUEST_MS, headersTimeout: REQUEST_MS, connectionsCheckingInterval: 5_000 };

export function createServer({ host, logger, tls, behindProxy = false }: ServerOptions): FastifyInstance {
  const options = {
    bodyLimit: BODY_BYTES,
    forceCloseConnections: true,
    requestTimeout: REQUEST_MS,
    trustProxy: behindProxy ? PROXIES : false,
    routerOptions: { maxParamLength: 300 },
    frameworkErrors: (_: unknown, __: unknown, reply: Pick<FastifyReply, 'raw'>) => refuseAddress(reply),
  };
  const app: FastifyInstance = tls
    ? asPlain(() => Fastify({ ...options, https: { ...LIMITS, minVersion: 'TLSv1.2', ...tls } }))
    : Fastify({ ...options, http: LIMITS });
  app.setErrorHandler(answerError(logger));
  app.setNotFoundHandler(answerNotFound);
  addGuards(app, { host, behindProxy });
  return app;
}

/** Routes do not care what is below HTTP, which Fastify's types tell apart. @throws BrokerError TW_CERTIFICATE_UNUSABLE */
function asPlain(create: () => unknown): FastifyInstance {
  try {
    return create() as FastifyInstance;
  } catch (error) {
    throw new BrokerError('TW_CERTIFICATE_UNUSABLE', undefined, { cause: error });
  }
}

/** The router gives up before any hook or handler of ours runs, and would repeat the address. */
function refuseAddress({ raw }: Pick<FastifyReply, 'raw'>): void {
  raw.writeHead(400, { ...HEADERS, 'content-type': 'application/json; charset=utf-8', connection: 'close' });
  raw.end(JSON.stringify(bodyOf('TW_REQUEST_INVALID', 'The address is not understood.')));
}

/** Answers the address, with `https` when the server has certificates. Throws BrokerError TW_PORT_TAKEN. */
export async function listen(
  app: FastifyInstance,
  { host, port }: { host: string; port: number },
): Promise<string> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    if (!isTaken(error)) throw error;
    throw new BrokerError('TW_PORT_TAKEN', `Port ${port} on ${host} is taken by another program.`, {
      cause: error,
    });
  }
  const address = app.server.address();
  const actual = typeof address === 'object' && address !== null ? address.port : port;
  const scheme = app.initialConfig.https === undefined ? 'http' : 'https';
  return `${scheme}://${host.includes(':') ? `[${host}]` : host}:${actual}`;
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}
