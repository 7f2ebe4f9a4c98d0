/** What kiosks fetch: the snapshot of the catalogue and pictures. */
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { BrokerError } from '../../errors.ts';
import type { Deltas } from '../catalogue/deltas.ts';
import { MEDIA_FOLDER } from '../media/folder.ts';
import type { Access } from './access.ts';
import { sendChanges, type ChangesRequest } from './send-changes.ts';
import { sendSnapshot, type SnapshotSender } from './send-snapshot.ts';

export interface KioskRoutesOptions extends SnapshotSender {
  deltas: Pick<Deltas, 'of'>;
  dataDir: string;
  access: Access;
}

const MEDIA_NAME = /^[0-9a-f]{64}-[1-9][0-9]{0,4}\.webp$/;

export function addKioskRoutes(app: FastifyInstance, options: KioskRoutesOptions): void {
  const preHandler = options.access.assertKiosk;
  app.get<{ Params: { storeCode: string } }>(
    '/api/replica/:storeCode',
    { preHandler },
    async (request, reply) => sendSnapshot(request, reply, options),
  );
  app.get<ChangesRequest>('/api/replica/:storeCode/changes', { preHandler }, async (request, reply) =>
    sendChanges(request, reply, options.deltas),
  );
  app.get<{ Params: { file: string } }>('/media/:file', { preHandler }, async (request, reply) =>
    sendMedia(request.params.file, reply, options),
  );
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
