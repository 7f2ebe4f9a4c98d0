/** Is an outbox's file what it should be? Everything that is wrong with it, in sentences. */
import type { TSchema } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';
import { CloudEvent, EVENT_DATA, eventType, type EventData, type EventName } from '../../contract/events.ts';
import { Runs, type Run } from '../../runs.ts';
import { rowClass } from '../row-class.ts';
import { SCHEMA_VERSION } from '../schema.ts';
import { OutboxReader, type OutboxFacts, type StoredRow } from './reader.ts';

export interface Verdict {
  /** Undefined when the file is no sound database. */
  facts?: OutboxFacts;
  /** Events that were looked at. */
  events: number;
  /** What is wrong; the first of many. */
  findings: string[];
  /** How many more there are. */
  more: number;
  /** What is worth knowing and not wrong. */
  notes: string[];
}

const MOST_FINDINGS = 50;
const MOST_NAMED_RUNS = 10;

/** Reads the whole file. Never throws because of what is in it. */
export function verifyOutbox(path: string): Verdict {
  const verdict: Verdict = { events: 0, findings: [], more: 0, notes: [] };
  let reader: OutboxReader | undefined;
  try {
    reader = OutboxReader.open(path);
    const open = reader;
    for (const fault of open.faults()) add(verdict, `SQLite: ${fault}`);
    open.snapshot(() => new Verification(open, verdict).run());
  } catch (error) {
    add(verdict, `The file cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    reader?.close();
  }
  return verdict;
}

function add(verdict: Verdict, finding: string): void {
  if (verdict.findings.length < MOST_FINDINGS) verdict.findings.push(finding);
  else verdict.more += 1;
}

class Verification {
  readonly #reader: OutboxReader;
  readonly #verdict: Verdict;
  readonly #facts: OutboxFacts;
  readonly #envelope = Compile(CloudEvent);
  readonly #data = new Map<string, Validator>();
  readonly #sources = new Set<string>();
  readonly #held = new Runs();
  readonly #named: { ranges: readonly Run[]; by: number }[] = [];

  constructor(reader: OutboxReader, verdict: Verdict) {
    this.#reader = reader;
    this.#verdict = verdict;
    this.#facts = reader.facts();
    verdict.facts = this.#facts;
  }

  run(): void {
    const { version, depth, epoch } = this.#facts;
    if (version > SCHEMA_VERSION)
      this.#wrong(`Its version is ${version}; this program knows ${SCHEMA_VERSION}.`);
    if (version < SCHEMA_VERSION)
      this.#verdict.notes.push(
        `An earlier version wrote it (${version}); the next start brings it up to date.`,
      );
    if (depth > 0 && epoch === '') this.#wrong('It holds events and has no epoch.');
    for (const rows of this.#reader.rows()) for (const row of rows) this.#row(row);
    if (this.#sources.size > 1) this.#wrong(`Events of several addresses: ${[...this.#sources].join(', ')}.`);
    this.#account();
  }

  #row(row: StoredRow): void {
    this.#verdict.events += 1;
    this.#held.add(row.sequence, row.sequence);
    const fault = this.#faultOf(row);
    if (fault !== undefined) this.#wrong(`Event ${row.sequence}: ${fault}.`);
  }

  #faultOf(row: StoredRow): string | undefined {
    const event = parsed(row.body);
    if (event === undefined) return 'is no JSON';
    if (!this.#envelope.Check(event)) return firstOf(this.#envelope, event);
    this.#sources.add(event.source);
    if (event.sequence !== row.sequence) return `says that it is number ${event.sequence}`;
    if (event.epoch !== this.#facts.epoch) return 'is of another epoch';
    if (Buffer.byteLength(row.body) !== row.bytes && this.#facts.version > 1)
      return 'its bytes are counted wrongly';
    if (row.class !== undefined && row.class !== rowClass(event)) return 'its class is noted wrongly';
    if (row.session !== undefined && row.session !== (event.sessionid ?? null))
      return 'its session is noted wrongly';
    const validator = this.#validatorOf(event.type);
    if (!validator) return `there is no event ${event.type}`;
    // Version 1 named what was evicted in other words.
    if (this.#facts.version > 1 && !validator.Check(event.data))
      return `data${firstOf(validator, event.data)}`;
    this.#note(event);
    return undefined;
  }

  #note(event: CloudEvent): void {
    if (event.type !== eventType('events_evicted') || event.data['epoch'] !== event.epoch) return;
    const { ranges, fromSequence, toSequence } = event.data as Partial<EventData<'events_evicted'>> & {
      fromSequence?: number;
      toSequence?: number;
    };
    this.#named.push({ ranges: ranges ?? [[Number(fromSequence), Number(toSequence)]], by: event.sequence });
  }

  /** Every number behind the watermark waits, was acknowledged early, or is named; nothing that waits is named. */
  #account(): void {
    const { watermark, last } = this.#facts;
    const named = new Runs(this.#named.flatMap(({ ranges }) => ranges));
    const known = new Runs([...this.#held, ...this.#reader.ahead, ...named]);
    const missing = known.gaps(watermark + 1, last);
    if (missing.length > 0) this.#wrong(`Numbers that nothing accounts for: ${runsInWords(missing)}.`);
    const places = new Set(this.#named.map(({ by }) => by));
    // A tombstone waits in the place of an event it names.
    const both = new Runs(this.#held.within(named));
    for (const place of places) both.remove(place, place);
    if (both.first) this.#wrong(`Numbers that wait and are said to be evicted: ${runsInWords(both.list)}.`);
  }

  #validatorOf(type: string): Validator | undefined {
    const known = this.#data.get(type);
    const name = type.slice('tapwall.'.length, -'.v1'.length);
    if (known || !Object.hasOwn(EVENT_DATA, name)) return known;
    const made = Compile(EVENT_DATA[name as EventName] as TSchema);
    this.#data.set(type, made);
    return made;
  }

  #wrong(finding: string): void {
    add(this.#verdict, finding);
  }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function firstOf(validator: Validator, value: unknown): string {
  const [first] = validator.Errors(value);
  return `${first?.instancePath ?? ''} ${first?.message ?? 'does not follow the contract'}`;
}

/** `3, 7 to 9 and 2 more runs` */
export function runsInWords(ranges: readonly Run[]): string {
  const words = ranges.slice(0, MOST_NAMED_RUNS).map(([a, b]) => (a === b ? `${a}` : `${a} to ${b}`));
  const rest = ranges.length - words.length;
  return rest > 0 ? `${words.join(', ')} and ${rest} more runs` : words.join(', ');
}
