/** What kiosks fetch: the snapshot of the catalogue and pictures. */
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { BrokerError } from '../../errors.ts';
import type { ReplicaFiles } from '../catalogue/replica-files.ts';
import { MEDIA_FOLDER } from '../media/folder.ts';
import type { CurrentCatalogue } from '../catalogue/current-catalogue.ts';
import type { Access } from './access.ts';

export interface KioskRoutesOptions {
  dataDir: string;
  catalogue: Pick<CurrentCatalogue, 'info'>;
  replicas: Pick<ReplicaFiles, 'of'>;
  access: Access;
}

const MEDIA_NAME = /^[0-9a-f]{64}-[1-9][0-9]{0,4}\.webp$/;

export function addKioskRoutes(app: FastifyInstance, options: KioskRoutesOptions): void {
  const preHandler = options.access.assertKiosk;
  app.get<{ Params: { storeCode: string } }>(
    '/api/replica/:storeCode',
    { preHandler },
    async (request, reply) => sendReplica(request, reply, options),
  );
  app.get<{ Params: { file: string } }>('/media/:file', { preHandler }, async (request, reply) =>
    sendMedia(request.params.file, reply, options),
  );
}

async function sendReplica(
  request: FastifyRequest<{ Params: { storeCode: string } }>,
  reply: FastifyReply,
  { catalogue, replicas }: KioskRoutesOptions,
): Promise<FastifyReply> {
  const { storeCode } = request.params;
  const { path, version } = await replicas.of(storeCode, catalogue.info());
  const etag = `"${version}-${encodeURIComponent(storeCode)}"`;
  reply.headers({ etag, 'cache-control': 'no-cache', vary: 'accept-encoding' });
  if (namesTag(request.headers['if-none-match'], etag)) return reply.code(304).send();
  const handle = await open(path, 'r');
  const { size } = await handle.stat();
  return reply
    .headers({ 'content-type': 'application/x-ndjson', 'content-encoding': 'gzip', 'content-length': size })
    .send(handle.createReadStream());
}

async function sendMedia(
  file: string,
  reply: FastifyReply,
  { dataDir }: KioskRoutesOptions,
): Promise<FastifyReply> {
  if (!MEDIA_NAME.test(file)) throw new BrokerError('TW_NOT_FOUND');
  const handle = await open(join(dataDir, MEDIA_FOLDER, file), 'r').catch(() => {
    throw new BrokerError('TW_NOT_FOUND');
  });
  const { size } = await handle.stat();
  return reply
    .headers({
      'content-type': 'image/webp',
      'content-length': size,
      etag: `"${file}"`,
      'cache-control': 'public, max-age=31536000, immutable',
    })
    .send(handle.createReadStream());
}

function namesTag(header: string | undefined, etag: string): boolean {
  const tags = (header ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes(etag) || tags.includes('*');
}
