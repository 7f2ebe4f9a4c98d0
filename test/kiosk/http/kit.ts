/** The kiosk's web server on the sample catalogue and fakes, in memory or on a real port. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { Registry } from 'prom-client';
import { WebSocket } from 'ws';
import type { ErrorBody, LabState } from '../../../broker/contract/http.ts';
import type { DisplayMessage } from '../../../broker/contract/screen.ts';
import { KioskError } from '../../../kiosk/errors.ts';
import { TapTraces } from '../../../kiosk/displays/tap-trace.ts';
import type { LabPort } from '../../../kiosk/http/lab-routes.ts';
import { Webhooks } from '../../../kiosk/hardware/webhooks.ts';
import { buildServer, listen, type ServerDeps } from '../../../kiosk/http/server.ts';
import type { SearchPort } from '../../../kiosk/http/search-routes.ts';
import type { TagPort } from '../../../kiosk/http/tag-routes.ts';
import { MediaCache } from '../../../kiosk/media/media-cache.ts';
import type { Replica } from '../../../kiosk/replica/replica.ts';
import type { TestContext } from '../../harness/suite.ts';
import type { QuietLogger } from '../../support/quiet-logger.ts';
import { sampleReplica, temporaryFolder } from '../../support/sample-replica.ts';
import { until } from '../../support/until.ts';
import { DisplayKit } from '../displays/kit.ts';

export const HOST = '127.0.0.1:7300';
export const LAB_STATE: LabState = {
  shelf: [],
  cards: [],
  oddities: [],
  displays: [],
  devices: [],
  network: 'up',
  onReader: {},
  roomOccupied: false,
  outboxDepth: 0,
  rooms: null,
  pickup: null,
  scanner: null,
  curtain: null,
  manners: {},
};

/** Remembers what it was asked for. */
export class FakeLab implements LabPort {
  readonly asked: [string, unknown][] = [];
  stopped = 0;
  readonly state = (): LabState => LAB_STATE;
  readonly tag = (request: unknown): void => void this.asked.push(['tag', request]);
  readonly lift = (request: unknown): void => void this.asked.push(['lift', request]);
  readonly room = (request: unknown): void => void this.asked.push(['room', request]);
  readonly network = (request: unknown): void => void this.asked.push(['network', request]);
  readonly device = (request: unknown): void => void this.asked.push(['device', request]);
  readonly garment = (request: unknown): void => void this.asked.push(['garment', request]);
  readonly shelf = (request: unknown): void => void this.asked.push(['shelf', request]);
  readonly scan = (request: unknown): void => void this.asked.push(['scan', request]);
  readonly curtain = (request: unknown): void => void this.asked.push(['curtain', request]);
  readonly misbehave = (request: unknown): void => void this.asked.push(['misbehave', request]);
  readonly tidy = (request: unknown): void => void this.asked.push(['tidy', request]);
  readonly stop = (): void => void (this.stopped += 1);
}

/** The simple search of the replica; `test/kiosk/search` has the real desk. */
export function simpleSearch(replica: Replica): SearchPort {
  const more = {
    corrected: null,
    isPartial: false,
    facets: null,
    currency: null,
    isIndexed: false,
    asOf: '',
  };
  return {
    search: async (query) => ({ page: { ...replica.search(query), ...more }, stamp: replica.version() }),
    related: async (productId) => ({ page: { productId, similar: [], look: [] }, stamp: replica.version() }),
  };
}

/** No tag is made here; `test/kiosk/encode` has the real desk. */
export const NO_TAGS: TagPort = {
  start: () => {
    throw new KioskError('TW_TAGS_READER');
  },
  later: async () => {
    throw new KioskError('TW_TAGS_JOB');
  },
  cancel: () => {
    throw new KioskError('TW_TAGS_JOB');
  },
  stop: () => undefined,
};

export interface HttpKit {
  server: FastifyInstance;
  lab: FakeLab;
  wall: DisplayKit;
  room: DisplayKit;
  logger: QuietLogger;
  traces: TapTraces;
  searches: [string, string, number][];
  media: string;
}

export async function httpKit(t: TestContext, more: Partial<ServerDeps> = {}): Promise<HttpKit> {
  const [wall, room, lab] = [new DisplayKit('wall'), new DisplayKit('room'), new FakeLab()];
  const { logger, clock } = wall;
  const traces = new TapTraces();
  const searches: HttpKit['searches'] = [];
  const media = join(temporaryFolder(t), 'media');
  const offline = (): Promise<Response> => Promise.reject(new TypeError('offline'));
  const pictures = new MediaCache({ folder: media, hub: 'http://hub.test', clock, logger, fetch: offline });
  await pictures.start();
  const replica = await sampleReplica(t);
  const server = await buildServer({
    catalogue: replica,
    search: simpleSearch(replica),
    pictures,
    traces,
    displays: new Map([
      ['wall', wall.runner],
      ['room', room.runner],
    ]),
    uiDir: builtPages(t),
    clock,
    logger,
    lab,
    tags: NO_TAGS,
    webhooks: new Webhooks(),
    metrics: { registry: new Registry(), token: null },
    searched: (display, term, results) => void searches.push([display, term, results]),
    health: () => ({ status: 'ok' }),
    ...more,
  });
  t.after(() => server.close());
  return { server, lab, wall, room, logger, traces, searches, media };
}

/** What Vite builds, in short, with a secret beside it that no address may reach. */
function builtPages(t: TestContext): string {
  const folder = temporaryFolder(t);
  const ui = join(folder, 'ui');
  for (const page of ['wall', 'room', 'lab', 'console']) {
    mkdirSync(join(ui, page), { recursive: true });
    writeFileSync(join(ui, page, 'index.html'), `<title>${page}</title>`);
  }
  mkdirSync(join(ui, 'assets'));
  writeFileSync(join(ui, 'assets', 'app-1a2b.js'), 'export {};');
  writeFileSync(join(folder, 'secret.txt'), 'the secret');
  return ui;
}

/** `inject` as a browser on the kiosk itself sends it. */
export function get(server: FastifyInstance, url: string, headers: Record<string, string> = {}) {
  return server.inject({ method: 'GET', url, headers: { host: HOST, ...headers } });
}

export function post(server: FastifyInstance, url: string, body: unknown) {
  return server.inject({
    method: 'POST',
    url,
    headers: { host: HOST, origin: `http://${HOST}`, 'content-type': 'application/json' },
    payload: JSON.stringify(body),
  });
}

export function codeOf({ body }: { body: string }): string {
  return (JSON.parse(body) as ErrorBody).error.code;
}

export interface TestBrowser {
  socket: WebSocket;
  messages: DisplayMessage[];
  /** Close code; undefined while it is open. */
  closed: () => number | undefined;
}

/** Opens a real port. */
export async function listening(kit: HttpKit): Promise<number> {
  return Number(new URL(await listen(kit.server, { host: '127.0.0.1', port: 0 })).port);
}

/** A WebSocket to a real port; resolves once it is open or refused. */
export async function browse(
  t: TestContext,
  port: number,
  { query = '?display=wall', headers = {} }: { query?: string; headers?: Record<string, string> } = {},
): Promise<TestBrowser> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/ws${query}`, { headers });
  const messages: DisplayMessage[] = [];
  let code: number | undefined;
  socket.on('message', (data: Buffer) => messages.push(JSON.parse(data.toString('utf8')) as DisplayMessage));
  socket.on('close', (closeCode) => (code = closeCode));
  socket.on('error', () => undefined);
  t.after(() => socket.terminate());
  await until(() => socket.readyState !== WebSocket.CONNECTING, 5_000);
  return { socket, messages, closed: () => code };
}
