/** The hub's HTTP interface: routes are added by what they serve. */
import Fastify, { type FastifyInstance } from 'fastify';
import { BrokerError } from '../../errors.ts';
import type { Logger } from '../../ports.ts';
import { addGuards } from './guards.ts';
import { answerError, answerNotFound } from './replies.ts';

const BODY_BYTES = 16_384;

export interface ServerOptions {
  host: string;
  logger: Logger;
}

export function createServer({ host, logger }: ServerOptions): FastifyInstance {
  const app = Fastify({
    bodyLimit: BODY_BYTES,
    forceCloseConnections: true,
    requestTimeout: 30_000,
    routerOptions: { maxParamLength: 300 },
  });
  app.setErrorHandler(answerError(logger));
  app.setNotFoundHandler(answerNotFound);
  addGuards(app, { host });
  return app;
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
