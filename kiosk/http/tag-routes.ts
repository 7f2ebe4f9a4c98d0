/**
 * Making tags over HTTP, for `tapwall tap --write` and `--learn` on the same machine. There is no login, and an order
 * changes what lies in the shop: other machines are refused, also where the kiosk listens beyond loopback.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import type { TagJobRequest, TagJobView } from '../../broker/contract/http.ts';
import { isLoopback } from '../../broker/loopback.ts';
import { KioskError } from '../errors.ts';

const Name = Type.String({ minLength: 1, maxLength: 64 });

const JobRequest = Type.Object(
  {
    kind: Type.Union([Type.Literal('write'), Type.Literal('learn')]),
    reader: Type.Optional(Name),
    gtin: Type.Optional(Type.String({ pattern: '^[0-9]{8,14}$' })),
    sku: Type.Optional(Name),
    serial: Type.Optional(Type.String({ minLength: 1, maxLength: 20 })),
    domain: Type.Optional(Type.String({ maxLength: 200 })),
    lock: Type.Optional(Type.Boolean()),
    overwrite: Type.Optional(Type.Boolean()),
    seconds: Type.Optional(Type.Integer({ minimum: 5, maximum: 300 })),
  },
  { additionalProperties: false },
);

/** Below what a client or a proxy takes for silence. */
const LONG_POLL_MS = 10_000;

/** What takes the orders. */
export interface TagPort {
  start(request: TagJobRequest): TagJobView;
  later(job: string, revision: number, ms: number): Promise<TagJobView>;
  cancel(job: string): TagJobView;
  /** Nobody waits any more. */
  stop(): void;
}

type JobParams = { Params: { job: string }; Querystring: { after?: string | string[] } };

export function tagRoutes(server: FastifyInstance, tags: TagPort): void {
  server.addHook('onClose', async () => tags.stop());
  server.post('/api/tags/jobs', (request, reply) => {
    assertSameMachine(request);
    const [problem] = Value.Errors(JobRequest, request.body);
    if (problem) throw new KioskError('TW_BAD_REQUEST', `${problem.instancePath}: ${problem.message}.`);
    return reply.code(201).send(tags.start(request.body as TagJobRequest));
  });
  server.get<JobParams>('/api/tags/jobs/:job', (request) => {
    assertSameMachine(request);
    return tags.later(request.params.job, revisionOf(request.query.after), LONG_POLL_MS);
  });
  server.delete<JobParams>('/api/tags/jobs/:job', (request) => {
    assertSameMachine(request);
    return tags.cancel(request.params.job);
  });
}

function assertSameMachine({ ip }: FastifyRequest): void {
  if (isLoopback(ip.replace(/^::ffff:/, ''))) return;
  throw new KioskError(
    'TW_REQUEST_REFUSED',
    'Tags are made on the machine of the kiosk, or from the console.',
  );
}

function revisionOf(text: string | string[] | undefined): number {
  if (text === undefined) return 0;
  if (typeof text === 'string' && /^\d{1,6}$/.test(text)) return Number(text);
  throw new KioskError('TW_BAD_REQUEST', 'after is a whole number.');
}
