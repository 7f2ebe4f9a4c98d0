/** The console's page and its assets, as the interface's build left them. */
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const YEAR_MS = 31_536_000_000;

/** `uiDir` null: the hub has no pages. */
export async function addPageRoutes(app: FastifyInstance, uiDir: string | null): Promise<void> {
  app.get('/', async (_request, reply) => reply.redirect('/console'));
  if (uiDir === null) return;
  // Names of assets carry a hash of their content.
  await app.register(fastifyStatic, {
    root: join(uiDir, 'assets'),
    prefix: '/assets/',
    maxAge: YEAR_MS,
    immutable: true,
    index: false,
  });
  for (const path of ['/console', '/console/']) {
    app.get(path, async (_request, reply) =>
      reply
        .header('cache-control', 'no-cache')
        .sendFile('console/index.html', uiDir, { maxAge: 0, immutable: false }),
    );
  }
}
