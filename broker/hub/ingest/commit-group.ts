/** Commits what waits of several kiosks in one transaction and says what to acknowledge to each. */
import type { Transaction } from 'kysely';
import type { CloudEvent, EventData } from '../../contract/events.ts';
import type { ActivityLine } from '../../contract/http.ts';
import type { FleetDatabase } from '../fleet-db/open.ts';
import type { FleetTables } from '../fleet-db/tables.ts';
import { partsOf } from '../kiosk-key.ts';
import { deleteNumbers, isAccount, nameOf } from '../store/event-store.ts';
import { EventWriter, type NewRow } from '../store/event-writer.ts';
import { closeIncident, openIncident } from '../store/incident-store.ts';
import { openStreams, saveStreams, streamKey, type Stream } from '../store/stream-rows.ts';
import { disclaimerOf, streamsOf, type Disclaimer, type GroupItem } from './group.ts';
import type { Run } from '../../runs.ts';

export interface Mark {
  kioskId: string;
  epoch: string;
  /** The watermark. */
  sequence: number;
  /** Accounted for beyond it. */
  ahead: readonly Run[];
}

export interface Committed {
  /** Per stream that the group spoke of. */
  marks: Mark[];
  /** How many events were new. */
  fresh: number;
  /** The newest of them, in the order of their arrival: nobody can read more at once. */
  lines: ActivityLine[];
}

const MOST_LINES = 50;

interface Work {
  trx: Transaction<FleetTables>;
  writer: EventWriter;
  streams: Map<string, Stream>;
  /** ISO 8601. */
  receivedAt: string;
}

interface Place {
  kioskId: string;
  event: CloudEvent;
  stream: Stream;
}

export class GroupCommitter {
  readonly #fleet: Pick<FleetDatabase<FleetTables>, 'db' | 'engine'>;
  readonly #writer = new EventWriter();

  constructor(fleet: Pick<FleetDatabase<FleetTables>, 'db' | 'engine'>) {
    this.#fleet = fleet;
  }

  /** Throws what the database throws; nothing is committed then. */
  async commit(items: readonly GroupItem[], receivedAt: string): Promise<Committed> {
    const { db, engine } = this.#fleet;
    return db.transaction().execute(async (trx) => {
      const { all, make } = streamsOf(items);
      const streams = await openStreams(trx, all, { engine, now: receivedAt, make });
      return commitItems({ trx, writer: this.#writer, streams, receivedAt }, items);
    });
  }
}

async function commitItems(work: Work, items: readonly GroupItem[]): Promise<Committed> {
  const { trx, writer, streams, receivedAt } = work;
  const places = placesOf(items, streams);
  const disclaimers = await withdrawFirst(work, places);
  const taken = places.filter(
    ({ event, stream }) => isAccount(event) || !stream.account.withdrawn.has(event.sequence),
  );
  const isNew = await writer.append(trx, taken.map(rowOf), receivedAt);
  const news = taken.filter((_, index) => isNew[index]);
  const fresh = new Set(news);
  for (const place of places) place.stream.account.arrived(place.event.sequence, fresh.has(place));
  for (const { place, disclaimer } of disclaimers) evict(place, disclaimer, fresh.has(place));
  const touched = [...new Set(items.flatMap((item) => settle(item, streams)))];
  for (const { kioskId, event } of news) await interpret(trx, kioskId, event);
  await saveStreams(trx, touched, receivedAt);
  return {
    marks: touched.map(markOf),
    fresh: news.length,
    lines: news.slice(-MOST_LINES).map(({ kioskId, event }) => lineOf(kioskId, event, receivedAt)),
  };
}

function placesOf(items: readonly GroupItem[], streams: Map<string, Stream>): Place[] {
  return items.flatMap((item) => {
    if (item.kind !== 'batch') return [];
    const { kioskId } = item;
    return item.batch.events.flatMap((event) => {
      const stream = streams.get(streamKey({ kioskId, epoch: event.epoch }));
      return stream ? [{ kioskId, event, stream }] : [];
    });
  });
}

/** Before anything is stored, so that nothing of the group is that was withdrawn in it. */
async function withdrawFirst(
  { trx }: Work,
  places: readonly Place[],
): Promise<{ place: Place; disclaimer: Disclaimer }[]> {
  const found = places.flatMap((place) => {
    const disclaimer = disclaimerOf(place.event);
    return disclaimer ? [{ place, disclaimer }] : [];
  });
  for (const { place, disclaimer } of found) {
    if (disclaimer.kind !== 'withdrawn') continue;
    const { account, id } = place.stream;
    // Of what was withdrawn before nothing is left, and looking for it again is work that a kiosk could make without end.
    const fresh: Run[] = [];
    for (const [first, last] of disclaimer.ranges) {
      fresh.push(...account.withdrawn.gaps(first, last));
      account.withdraw(first, last);
    }
    account.counts.withdrawn += await deleteNumbers(trx, id, fresh);
  }
  return found;
}

/** A report that comes once more says nothing new of the event that it stands for. */
function evict({ stream, event }: Place, { kind, ranges }: Disclaimer, isNew: boolean): void {
  if (kind !== 'evicted') return;
  for (const [first, last] of ranges) stream.account.evicted(first, last, isNew ? event.sequence : 0);
}

/**
 * What is left of an item once its events are in: elements that were refused, and what can no longer come. Answers the
 * streams that it changed.
 */
function settle(item: GroupItem, streams: Map<string, Stream>): Stream[] {
  const { kioskId } = item;
  if (item.kind === 'floor') {
    const stream = streams.get(streamKey({ kioskId, epoch: item.epoch }));
    if (!stream || stream.account.counts.watermark >= item.floor - 1) return [];
    stream.account.raiseTo(item.floor);
    return [stream];
  }
  const changed = new Set(item.batch.events.map(({ epoch }) => epoch));
  for (const { epoch, sequence } of item.batch.refusals) {
    if (epoch === undefined || sequence === undefined) continue;
    streams.get(streamKey({ kioskId, epoch }))?.account.refused(sequence);
    changed.add(epoch);
  }
  return [...changed].flatMap((epoch) => streams.get(streamKey({ kioskId, epoch })) ?? []);
}

async function interpret(trx: Transaction<FleetTables>, kioskId: string, event: CloudEvent): Promise<void> {
  if (event.type === 'tapwall.incident_opened.v1') {
    const { incident, code, message } = event.data as EventData<'incident_opened'>;
    await openIncident(trx, kioskId, { id: incident, code, message, openedAt: event.time });
  }
  if (event.type === 'tapwall.incident_closed.v1') {
    const { incident, code, message, seconds } = event.data as EventData<'incident_closed'>;
    const openedAt = isoOf(Date.parse(event.time) - seconds * 1000) ?? event.time;
    await closeIncident(trx, kioskId, { id: incident, code, message, openedAt, closedAt: event.time });
  }
}

/** Undefined when no calendar has this moment: one absurd number must not keep a batch from being committed. */
function isoOf(milliseconds: number): string | undefined {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

function markOf({ kioskId, epoch, account }: Stream): Mark {
  return { kioskId, epoch, sequence: account.counts.watermark, ahead: account.ahead.list };
}

function rowOf({ kioskId, event, stream }: Place): NewRow {
  return { kioskId, streamId: stream.id, event };
}

function lineOf(kioskId: string, event: CloudEvent, receivedAt: string): ActivityLine {
  return {
    id: event.id,
    ...partsOf(kioskId),
    time: event.time,
    receivedAt,
    name: nameOf(event.type),
    data: event.data,
  };
}
