/** What kiosks fetch: the range of their store, one product beside it, and pictures. */
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { BrokerError } from '../../errors.ts';
import type { Clock } from '../../ports.ts';
import type { Deltas } from '../catalogue/deltas.ts';
import type { ProductFinder } from '../catalogue/product-finder.ts';
import { MEDIA_FOLDER } from '../media/folder.ts';
import { JpegCopies } from '../media/jpeg-copies.ts';
import { RateLimit } from '../requests/rate-limit.ts';
import type { Access } from './access.ts';
import { HeldBytes } from './held-bytes.ts';
import { sendChanges, type ChangesRequest } from './send-changes.ts';
import { sendProduct, type ProductRequest } from './send-product.ts';
import { sendSnapshot, type SnapshotSender } from './send-snapshot.ts';

export interface KioskRoutesOptions extends SnapshotSender {
  deltas: Pick<Deltas, 'of'>;
  finder: Pick<ProductFinder, 'find'>;
  clock: Clock;
  dataDir: string;
  access: Access;
}

/** Products that the kiosks of one store may ask for: each of them asks far less by itself. */
const ASKING = { burst: 200, perSecond: 20 } as const;
/** Two of the largest answers to one store; what others are sent does not wait for it. */
const ANSWERS = { ofOne: 16 * 1024 ** 2, ofAll: 128 * 1024 ** 2 } as const;

const MEDIA_NAME = /^[0-9a-f]{64}-[1-9][0-9]{0,4}\.(?:webp|jpg)$/;

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
  const pace = new RateLimit({ clock: options.clock, ...ASKING });
  const held = new HeldBytes(ANSWERS);
  app.get<ProductRequest>('/api/replica/:storeCode/products', { preHandler }, async (request, reply) =>
    sendProduct(request, reply, { finder: options.finder, pace, held }),
  );
  const folder = join(options.dataDir, MEDIA_FOLDER);
  const jpegs = new JpegCopies(folder);
  app.get<{ Params: { file: string } }>('/media/:file', { preHandler }, async (request, reply) =>
    sendMedia(request.params.file, reply, { folder, jpegs }),
  );
}

async function sendMedia(
  file: string,
  reply: FastifyReply,
  { folder, jpegs }: { folder: string; jpegs: JpegCopies },
): Promise<FastifyReply> {
  if (!MEDIA_NAME.test(file)) throw new BrokerError('TW_NOT_FOUND');
  const isJpeg = file.endsWith('.jpg');
  const path = isJpeg ? await jpegs.get(file) : join(folder, file);
  const handle = await open(path, 'r').catch(() => {
    throw new BrokerError('TW_NOT_FOUND');
  });
  const { size } = await handle.stat();
  return reply
    .headers({
      'content-type': isJpeg ? 'image/jpeg' : 'image/webp',
      'content-length': size,
      etag: `"${file}"`,
      'cache-control': 'public, max-age=31536000, immutable',
    })
    .send(handle.createReadStream());
}
