/** The kiosk's HTTP interface for its own displays: pictures, reviews with ETags from the replica, health. */
import type { FastifyInstance } from 'fastify';
import { createReadStream } from 'node:fs';
import type { ReviewsPage } from '../../broker/contract/http.ts';
import { KioskError } from '../errors.ts';
import type { TapTraces } from '../displays/tap-trace.ts';
import { suited } from './picture-kind.ts';
import { isLanguage, once, page, tagged, type Query } from './query.ts';

/** The parts of the replica that lists need. */
export interface CatalogueLists {
  version(productId: string): string;
  reviews(query: { productId: string; lang: string; offset: number; limit: number }): ReviewsPage;
}

export interface Pictures {
  get(file: string): Promise<{ path: string }>;
}

export interface RouteDeps {
  catalogue: CatalogueLists;
  pictures: Pictures;
  traces: TapTraces;
  health(): object;
}

export function apiRoutes(server: FastifyInstance, deps: RouteDeps): void {
  server.get('/api/health', () => deps.health());
  server.get('/api/taps', () => deps.traces.all());
  server.get<{ Params: { productId: string }; Querystring: Query }>(
    '/api/products/:productId/reviews',
    (request, reply) => {
      const { productId } = request.params;
      const lang = once(request.query, 'lang') ?? 'en';
      if (productId.length > 64 || !isLanguage(lang)) throw new KioskError('TW_BAD_REQUEST');
      return tagged(request, reply, {
        version: deps.catalogue.version(productId),
        body: () => deps.catalogue.reviews({ productId, lang, ...page(request.query) }),
      });
    },
  );
  server.get<{ Params: { file: string } }>('/media/:file', async (request, reply) => {
    const file = suited(request.params.file, request.headers.accept);
    const { path } = await deps.pictures.get(file);
    return reply
      .header('cache-control', 'public, max-age=31536000, immutable')
      .header('vary', 'accept')
      .type(file.endsWith('.jpg') ? 'image/jpeg' : 'image/webp')
      .send(createReadStream(path));
  });
}
