/** Commits one sorted batch in one transaction and says what to acknowledge. */
import type { CloudEvent, EventData } from '../../contract/events.ts';
import type { ActivityLine } from '../../contract/http.ts';
import type { SqliteDatabase } from '../../sqlite/open.ts';
import { EventStore, nameOf } from '../store/event-store.ts';
import { IncidentStore } from '../store/incident-store.ts';
import { StreamStore, type Stream } from '../store/stream-store.ts';
import { partsOf } from '../kiosk-key.ts';
import type { SortedBatch } from './sort-batch.ts';

export interface Committed {
  /** Per epoch of the batch: the watermark to acknowledge, and the first number that came early. */
  marks: { epoch: string; sequence: number; firstAhead: number | undefined }[];
  /** New events only, in the order of the batch. */
  lines: ActivityLine[];
}

export interface CommitRequest {
  kioskId: string;
  batch: SortedBatch;
  /** ISO 8601. */
  receivedAt: string;
  /** Epochs whose first gap is given up: the kiosk has shown that it no longer has those events. */
  lost: ReadonlySet<string>;
}

export class BatchCommitter {
  readonly #events: EventStore;
  readonly #streams: StreamStore;
  readonly #incidents: IncidentStore;
  readonly #run: (request: CommitRequest) => Committed;

  constructor(database: SqliteDatabase) {
    this.#events = new EventStore(database);
    this.#streams = new StreamStore(database);
    this.#incidents = new IncidentStore(database);
    const transaction = database.transaction((request: CommitRequest) => this.#commit(request));
    this.#run = (request) => transaction.immediate(request);
  }

  /** Throws what SQLite throws; nothing is committed then. */
  commit(request: CommitRequest): Committed {
    return this.#run(request);
  }

  #commit({ kioskId, batch, receivedAt, lost }: CommitRequest): Committed {
    const streams = new Map<string, Stream>();
    const streamOf = (epoch: string): Stream => {
      const stream = streams.get(epoch) ?? this.#streams.open(kioskId, epoch, receivedAt);
      streams.set(epoch, stream);
      return stream;
    };
    const lines: ActivityLine[] = [];
    for (const event of batch.events) {
      const stream = streamOf(event.epoch);
      const isNew = this.#events.append(kioskId, event, receivedAt);
      this.#account(stream, event.sequence, isNew);
      if (!isNew) continue;
      this.#interpret(kioskId, event);
      lines.push(lineOf(kioskId, event, receivedAt));
    }
    for (const { epoch, sequence } of batch.refusals) {
      if (epoch === undefined || sequence === undefined) continue;
      const stream = streamOf(epoch);
      stream.refused += 1;
      if (sequence > stream.watermark) this.#streams.arrive(stream, sequence);
    }
    const marks = [...streams.values()].map((stream) => this.#settle(stream, receivedAt, lost));
    return { marks, lines };
  }

  /** An event that was salvaged into a new epoch keeps its id: it counts as a duplicate but has a place of its own. */
  #account(stream: Stream, sequence: number, isNew: boolean): void {
    if (isNew) stream.received += 1;
    else stream.duplicates += 1;
    if (sequence > stream.watermark) this.#streams.arrive(stream, sequence);
    else if (isNew) stream.missing = Math.max(0, stream.missing - 1);
  }

  #settle(stream: Stream, now: string, lost: ReadonlySet<string>): Committed['marks'][number] {
    this.#streams.advance(stream);
    const ahead = this.#streams.firstAhead(stream);
    if (ahead !== undefined && lost.has(stream.epoch)) {
      this.#streams.skipTo(stream, ahead - 1);
      this.#streams.advance(stream);
    }
    this.#streams.save(stream, now);
    return {
      epoch: stream.epoch,
      sequence: stream.watermark,
      firstAhead: this.#streams.firstAhead(stream),
    };
  }

  #interpret(kioskId: string, event: CloudEvent): void {
    if (event.type === 'tapwall.events_evicted.v1') this.#evicted(kioskId, event);
    if (event.type === 'tapwall.incident_opened.v1') {
      const { incident, code, message } = event.data as EventData<'incident_opened'>;
      this.#incidents.opened(kioskId, { id: incident, code, message, openedAt: event.time });
    }
    if (event.type === 'tapwall.incident_closed.v1') {
      const { incident, code, message, seconds } = event.data as EventData<'incident_closed'>;
      const openedAt = isoOf(Date.parse(event.time) - seconds * 1000) ?? event.time;
      this.#incidents.closed(kioskId, { id: incident, code, message, openedAt, closedAt: event.time });
    }
  }

  /** A tombstone stands at or after the numbers it speaks of, and speaks of its own epoch. */
  #evicted(kioskId: string, event: CloudEvent): void {
    const { epoch, ranges } = event.data as EventData<'events_evicted'>;
    const stream = epoch === event.epoch ? this.#streams.find(kioskId, epoch) : undefined;
    if (!stream) return;
    for (const [first, last] of ranges) {
      if (first <= last && last <= event.sequence && last > stream.watermark)
        this.#streams.evict(stream, first, last);
    }
  }
}

/** Undefined when no calendar has this moment: one absurd number must not keep a batch from being committed. */
function isoOf(milliseconds: number): string | undefined {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
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
