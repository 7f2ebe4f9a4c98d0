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
}

export function createServer({ host, logger }: ServerOptions): FastifyInstance {
  const app = Fastify({
    bodyLimit: BODY_BYTES,
    forceCloseConnections: true,
    requestTimeout: REQUEST_MS,
    http: { requestTimeout: REQUEST_MS, headersTimeout: REQUEST_MS, connectionsCheckingInterval: 5_000 },
    routerOptions: { maxParamLength: 300 },
    frameworkErrors: (_, __, reply) => refuseAddress(reply),
  });
  app.setErrorHandler(answerError(logger));
  app.setNotFoundHandler(answerNotFound);
  addGuards(app, { host });
  return app;
}

/** The router gives up before any hook or handler of ours runs, and would repeat the address. */
function refuseAddress({ raw }: Pick<FastifyReply, 'raw'>): void {
  raw.writeHead(400, { ...HEADERS, 'content-type': 'application/json; charset=utf-8', connection: 'close' });
  raw.end(JSON.stringify(bodyOf('TW_REQUEST_INVALID', 'The address is not understood.')));
}

/** Answers the address. Throws BrokerError TW_PORT_TAKEN. */
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
  return `http://${host.includes(':') ? `[${host}]` : host}:${actual}`;
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}
