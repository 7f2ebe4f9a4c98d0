/** The kiosk's HTTP interface for its own displays: pages, pictures, lists with ETags from the replica, health. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createReadStream } from 'node:fs';
import type { ReviewsPage, SearchPage } from '../../broker/contract/http.ts';
import { KioskError } from '../errors.ts';
import type { TapTraces } from '../displays/tap-trace.ts';

/** The parts of the replica that lists need. */
export interface CatalogueLists {
  version(): string;
  reviews(query: { productId: string; lang: string; offset: number; limit: number }): ReviewsPage;
  search(query: { query: string; offset: number; limit: number }): SearchPage;
}

export interface Pictures {
  get(file: string): Promise<{ path: string }>;
}

export interface RouteDeps {
  catalogue: CatalogueLists;
  pictures: Pictures;
  traces: TapTraces;
  health(): object;
  searched(display: string, term: string, results: number): void;
}

const MAX_LIMIT = 100;
const LANG = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

/** A name that comes twice makes a list. */
type Query = Record<string, string | string[] | undefined>;

export function apiRoutes(server: FastifyInstance, deps: RouteDeps): void {
  server.get('/api/health', () => deps.health());
  server.get('/api/taps', () => deps.traces.all());
  server.get<{ Params: { productId: string }; Querystring: Query }>(
    '/api/products/:productId/reviews',
    (request, reply) => {
      const { productId } = request.params;
      const lang = once(request.query, 'lang') ?? 'en';
      if (productId.length > 64 || !LANG.test(lang)) throw new KioskError('TW_BAD_REQUEST');
      return tagged(request, reply, {
        version: deps.catalogue.version(),
        body: () => deps.catalogue.reviews({ productId, lang, ...page(request.query) }),
      });
    },
  );
  server.get<{ Querystring: Query }>('/api/search', (request, reply) => {
    const query = (once(request.query, 'q') ?? '').slice(0, 100);
    const found = deps.catalogue.search({ query, ...page(request.query) });
    const display = once(request.query, 'display');
    if (display !== undefined && query !== '' && (once(request.query, 'offset') ?? '0') === '0')
      deps.searched(display, query, found.total);
    return tagged(request, reply, { version: deps.catalogue.version(), body: () => found });
  });
  server.get<{ Params: { file: string } }>('/media/:file', async (request, reply) => {
    const { path } = await deps.pictures.get(request.params.file);
    return reply
      .header('cache-control', 'public, max-age=31536000, immutable')
      .type('image/webp')
      .send(createReadStream(path));
  });
}

function page(query: Query): { offset: number; limit: number } {
  return {
    offset: whole(once(query, 'offset'), { otherwise: 0, most: 1_000_000 }),
    limit: whole(once(query, 'limit'), { otherwise: 20, most: MAX_LIMIT }),
  };
}

function once(query: Query, name: string): string | undefined {
  const value = query[name];
  if (Array.isArray(value)) throw new KioskError('TW_BAD_REQUEST', `${name} may be given once.`);
  return value;
}

function whole(text: string | undefined, bounds: { otherwise: number; most: number }): number {
  if (text === undefined) return bounds.otherwise;
  if (!/^\d{1,7}$/.test(text))
    throw new KioskError('TW_BAD_REQUEST', `${JSON.stringify(text.slice(0, 20))} is not a whole number.`);
  return Math.min(Number(text), bounds.most);
}

/** Everything a list says follows from the address and the catalogue's version, so the version is the ETag. */
function tagged(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: { version: string; body(): object },
): object | FastifyReply {
  const etag = `"${answer.version}"`;
  reply.header('etag', etag).header('cache-control', 'no-cache');
  return request.headers['if-none-match'] === etag ? reply.code(304).send() : answer.body();
}
