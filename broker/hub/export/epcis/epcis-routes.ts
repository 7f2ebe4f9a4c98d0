/**
 * `GET /export/epcis`: committed events as GS1 EPCIS 2.0, a page at a time. The next page is named by the header `link`
 * (RFC 8288); the last page names none. `tapwall-cursor` is where to go on another day. For whoever may use the console, and programs with the hub's token.
 */
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { isTopicLevel, toTopicLevel } from '../../../contract/topics.ts';
import { BrokerError } from '../../../errors.ts';
import type { Clock } from '../../../ports.ts';
import type { Access } from '../../http/access.ts';
import type { CommittedEvent, CommittedEvents, PageRequest } from './committed-events.ts';
import { epcisDocument } from './epcis-document.ts';
import { OBSERVING_TYPES, objectEventOf, type Lookups, type ObjectEvent } from './object-event.ts';

export interface EpcisRoutesOptions {
  committed: CommittedEvents;
  /** As they are now; asked once per page. */
  lookups: () => Lookups;
  access: Pick<Access, 'assertAllowed'>;
  clock: Pick<Clock, 'now'>;
}

const MOST_EVENTS = 1_000;
const USUAL_EVENTS = 500;
const NAMES = ['from', 'to', 'store', 'kiosk', 'cursor', 'limit'] as const;
/** A date, or a time with its offset. */
const TIME = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d))?$/;

type Given = Partial<Record<(typeof NAMES)[number], string>>;

export function addEpcisRoutes(app: FastifyInstance, options: EpcisRoutesOptions): void {
  app.get<{ Querystring: Record<string, unknown> }>(
    '/export/epcis',
    { preHandler: options.access.assertAllowed },
    async ({ query }, reply) => sendPage(given(query), reply, options),
  );
}

async function sendPage(
  query: Given,
  reply: FastifyReply,
  { committed, lookups, clock }: EpcisRoutesOptions,
): Promise<FastifyReply> {
  const { events, last, more } = await committed.page(requestOf(query));
  const document = epcisDocument(observed(events, lookups()), new Date(clock.now()).toISOString());
  if (more) {
    const parameters = new URLSearchParams({ ...query, cursor: String(last) });
    reply.header('link', `</export/epcis?${parameters.toString()}>; rel="next"`);
  }
  return reply
    .headers({
      'content-type': 'application/ld+json',
      'cache-control': 'no-store',
      'tapwall-cursor': String(last),
      'gs1-epcis-version': '2.0.0',
      'gs1-cbv-version': '2.0.0',
    })
    .send(Readable.from(document));
}

function* observed(events: readonly CommittedEvent[], lookups: Lookups): Generator<ObjectEvent> {
  for (const event of events) {
    const converted = objectEventOf(event, lookups);
    if (converted !== undefined) yield converted;
  }
}

function requestOf(query: Given): PageRequest {
  const { store, kiosk } = query;
  if (kiosk !== undefined && !isTopicLevel(kiosk)) refuse('kiosk', 'the name of a kiosk');
  const from = timeOf('from', query.from);
  const to = timeOf('to', query.to);
  return {
    after: numberOf('cursor', query.cursor) ?? 0,
    limit: Math.min(numberOf('limit', query.limit) ?? USUAL_EVENTS, MOST_EVENTS),
    types: OBSERVING_TYPES,
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(store !== undefined && { store: toTopicLevel(store) }),
    ...(kiosk !== undefined && { kiosk }),
  };
}

/** What is asked for; nothing twice, nothing that is not known. */
function given(query: Record<string, unknown>): Given {
  for (const [name, value] of Object.entries(query)) {
    if (!(NAMES as readonly string[]).includes(name))
      throw new BrokerError('TW_REQUEST_INVALID', `There is ${NAMES.join(', ')}; not ${name.slice(0, 64)}.`);
    if (typeof value !== 'string' || value === '' || value.length > 64) refuse(name, 'given once');
  }
  return query;
}

function timeOf(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const time = TIME.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) refuse(name, 'a date or an ISO 8601 time with offset (a + as %2B)');
  return time;
}

function numberOf(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  const least = name === 'cursor' ? 0 : 1;
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(number) || number < least)
    refuse(name, `a whole number from ${least}`);
  return number;
}

function refuse(name: string, allowed: string): never {
  throw new BrokerError('TW_REQUEST_INVALID', `${name.slice(0, 64)} must be ${allowed}.`);
}
