/**
 * The contract for programs: `/contract/asyncapi.json` and `/contract/schemas/{name}.json`. No secret is in it, so anybody
 * who reaches the hub may read it.
 */
import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { asyncApiDocument } from '../../contract/describe/asyncapi.ts';
import { contractSchemas } from '../../contract/describe/schemas.ts';
import { BrokerError } from '../../errors.ts';

interface Served {
  body: string;
  etag: string;
  type: string;
}

export function addContractRoutes(app: FastifyInstance): void {
  // Written when somebody asks: few ever do.
  let asyncApi: Served | undefined;
  let schemas: ReadonlyMap<string, Served> | undefined;
  app.get('/contract/asyncapi.json', async (request, reply) => {
    asyncApi ??= serve(asyncApiDocument(), 'application/vnd.aai.asyncapi+json;version=3.0.0');
    return send(asyncApi, request, reply);
  });
  app.get<{ Params: { file: string } }>('/contract/schemas/:file', async (request, reply) => {
    schemas ??= new Map(
      Object.entries(contractSchemas()).map(([name, schema]) => [
        `${name}.json`,
        serve(schema, 'application/schema+json'),
      ]),
    );
    const served = schemas.get(request.params.file);
    if (served === undefined) throw new BrokerError('TW_NOT_FOUND');
    return send(served, request, reply);
  });
}

function serve(document: object, type: string): Served {
  const body = `${JSON.stringify(document, null, 2)}\n`;
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  return { body, etag, type };
}

function send({ body, etag, type }: Served, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.headers({ etag, 'cache-control': 'no-cache' });
  const known = (request.headers['if-none-match'] ?? '')
    .split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''));
  if (known.includes(etag) || known.includes('*')) return reply.code(304).send();
  return reply.header('content-type', type).send(body);
}
