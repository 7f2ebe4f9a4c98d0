/** What the console asks and changes. Shapes are in broker/contract/http.ts. */
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import type { CommandRequest, KioskSummary } from '../../contract/http.ts';
import { isTopicLevel } from '../../contract/topics.ts';
import { BrokerError } from '../../errors.ts';
import type { EventStore } from '../store/event-store.ts';
import type { KioskRecord } from '../store/kiosk-store.ts';
import type { Commander } from '../twin/commander.ts';
import type { DesiredSettings } from '../twin/desired-settings.ts';
import type { Fleet } from '../twin/fleet.ts';
import type { Summaries } from '../twin/summaries.ts';
import type { Overviews } from '../overview.ts';
import type { Access } from './access.ts';
import type { ConsoleStream } from './console-stream.ts';
import { SettingsChecker } from './settings-patch.ts';

export interface ConsoleRoutesOptions {
  fleet: Fleet;
  desired: DesiredSettings;
  commander: Commander;
  summaries: Summaries;
  overviews: Overviews;
  events: Pick<EventStore, 'newest'>;
  stream: ConsoleStream;
  access: Access;
}

type KioskParams = { Params: { id: string } };
type DisplayParams = { Params: { id: string; display: string } };
/** A name that comes twice makes a list. */
type ActivityQuery = { Querystring: { kiosk?: string | string[]; limit?: string | string[] } };

const MOST_LINES = 500;
const USUAL_LINES = 100;

const Command = Compile(
  Type.Object(
    {
      name: Type.Union([Type.Literal('identify'), Type.Literal('reload'), Type.Literal('sync')]),
      display: Type.Optional(Type.String({ pattern: '^[a-z0-9_-]{1,64}$' })),
    },
    { additionalProperties: false },
  ),
);

export function addConsoleRoutes(app: FastifyInstance, options: ConsoleRoutesOptions): void {
  const { fleet, summaries, overviews, events, stream, access } = options;
  const guarded = { preHandler: access.assertAllowed };
  const settings = new SettingsChecker();
  app.get('/api/console/overview', guarded, async () => overviews.now());
  app.get('/api/console/kiosks', guarded, async () => summaries.all(fleet.all()));
  app.get<KioskParams>('/api/console/kiosks/:id', guarded, async ({ params }) =>
    summaries.of(find(fleet, params.id)),
  );
  app.get<ActivityQuery>('/api/console/activity', guarded, async ({ query }) =>
    events.newest(once(query.kiosk, 'kiosk') || undefined, limitOf(once(query.limit, 'limit'))),
  );
  app.get('/api/console/stream', guarded, async (request, reply) => stream.open(request, reply));
  app.put<DisplayParams>('/api/console/kiosks/:id/displays/:display', guarded, async ({ params, body }) =>
    change(options, params, settings.check(body)),
  );
  app.post<KioskParams>('/api/console/kiosks/:id/commands', guarded, async ({ params, body }) => {
    if (!Command.Check(body))
      throw new BrokerError('TW_REQUEST_INVALID', 'Send { "name": "identify" | "reload" | "sync" }.');
    return command(options, find(fleet, params.id), body);
  });
}

async function change(
  { fleet, desired, summaries, stream }: ConsoleRoutesOptions,
  { id, display }: DisplayParams['Params'],
  patch: Record<string, unknown>,
): Promise<KioskSummary> {
  const kiosk = find(fleet, id);
  if (!hasDisplay(kiosk, display))
    throw new BrokerError('TW_DISPLAY_UNKNOWN', `${id} has no display ${display.slice(0, 64)}.`);
  await desired.change(kiosk, display, patch);
  stream.overviewChanged();
  return summaries.of(kiosk);
}

async function command(
  { commander }: ConsoleRoutesOptions,
  kiosk: KioskRecord,
  request: CommandRequest,
): Promise<object> {
  if (!kiosk.online) throw new BrokerError('TW_COMMAND_TIMEOUT', 'The kiosk is offline.');
  const { ok, code, message } = await commander.send(kiosk, request);
  return { ok, ...(code !== undefined && { code }), ...(message !== undefined && { message }) };
}

function find(fleet: Fleet, id: string): KioskRecord {
  const kiosk = fleet.get(id);
  if (!kiosk) throw new BrokerError('TW_KIOSK_UNKNOWN');
  return kiosk;
}

/** A kiosk that has not told its displays yet may be prepared for any. */
function hasDisplay(kiosk: KioskRecord, display: string): boolean {
  const known = new Set([
    ...kiosk.displays.map(({ id }) => id),
    ...Object.keys(kiosk.reported?.displays ?? {}),
  ]);
  return isTopicLevel(display) && (known.size === 0 || known.has(display));
}

function once(value: string | string[] | undefined, name: string): string | undefined {
  if (Array.isArray(value)) throw new BrokerError('TW_REQUEST_INVALID', `${name} may be given once.`);
  return value;
}

function limitOf(text: string | undefined): number {
  const limit = Number(text ?? USUAL_LINES);
  if (!Number.isInteger(limit) || limit < 1)
    throw new BrokerError('TW_REQUEST_INVALID', 'limit is a whole number from 1.');
  return Math.min(limit, MOST_LINES);
}
