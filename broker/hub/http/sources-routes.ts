/** Sources for the console: what became of them, reading one now, letting a held import in, and what was left out. */
import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import { BrokerError } from '../../errors.ts';
import type { Sources } from '../sources/sources.ts';
import type { Access } from './access.ts';

export interface SourcesRoutesOptions {
  sources: Sources;
  access: Access;
}

type SourceParams = { Params: { name: string } };

export function addSourcesRoutes(app: FastifyInstance, { sources, access }: SourcesRoutesOptions): void {
  const guarded = { preHandler: access.assertAllowed };
  addHook(app, sources);
  app.get('/api/sources', guarded, async () => sources.answer());
  app.post<SourceParams>('/api/sources/:name/run', guarded, async ({ params }) => sources.run(params.name));
  app.post<SourceParams>('/api/sources/:name/approve', guarded, async ({ params }) =>
    sources.approve(params.name),
  );
  app.get<SourceParams>('/api/sources/:name/rejections', guarded, async ({ params }) => {
    assertKnown(sources, params.name);
    return sources.records.rejections(params.name);
  });
  app.get<SourceParams>('/api/sources/:name/report.csv', guarded, async ({ params }, reply) => {
    const path = await reportOf(sources, params.name);
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="${params.name}-report.csv"`)
      .header('cache-control', 'no-store')
      .send(createReadStream(path));
  });
}

/** Before the body of a stranger is believed it has been read, so it is small. */
const HOOK_BYTES = 1_000_000;

/** Whoever has the secret of the source is let in, and nobody else: which sources there are is not told. */
function addHook(app: FastifyInstance, sources: Sources): void {
  app.register(async (own) => {
    own.removeAllContentTypeParsers();
    own.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: HOOK_BYTES },
      async (_: unknown, body: Buffer) => body,
    );
    own.post<SourceParams & { Body: Buffer | undefined }>(
      '/api/sources/:name/hook',
      async ({ params, headers, body }) => {
        const hook = sources.hook(params.name);
        if (hook === undefined) throw new BrokerError('TW_HOOK_REFUSED');
        return hook.receive(headers, body ?? Buffer.alloc(0));
      },
    );
  });
}

/** The name becomes part of a path, so it is one that a file gave. */
function assertKnown(sources: Sources, name: string): void {
  if (sources.summaries().some((source) => source.name === name && source.state !== 'invalid')) return;
  throw new BrokerError('TW_SOURCE_UNKNOWN');
}

async function reportOf(sources: Sources, name: string): Promise<string> {
  assertKnown(sources, name);
  const path = sources.records.report(name);
  try {
    await access(path);
    return path;
  } catch {
    throw new BrokerError('TW_NOT_FOUND', `Nothing of ${name} has been read yet.`);
  }
}
