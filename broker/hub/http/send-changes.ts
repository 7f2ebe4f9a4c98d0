/** Sends what has changed for a store since a version. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { BrokerError } from '../../errors.ts';
import type { Deltas } from '../catalogue/deltas.ts';

export interface ChangesRequest {
  Params: { storeCode: string };
  Querystring: { from?: string | string[] };
}

const LONGEST = 128;

export async function sendChanges(
  request: FastifyRequest<ChangesRequest>,
  reply: FastifyReply,
  deltas: Pick<Deltas, 'of'>,
): Promise<FastifyReply> {
  const { from } = request.query;
  if (typeof from !== 'string' || from === '' || from.length > LONGEST)
    throw new BrokerError('TW_REQUEST_INVALID', 'Say since which version: ?from=VERSION.');
  const { gzip } = await deltas.of({ storeCode: request.params.storeCode, from });
  return reply.headers({ 'content-type': 'application/gzip', 'cache-control': 'no-store' }).send(gzip);
}
