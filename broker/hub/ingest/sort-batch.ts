/** Sorts a batch into events that follow the contract and elements that do not; one bad element harms no other. */
import type { TSchema } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';
import { CloudEvent, EVENT_DATA, type EventName } from '../../contract/events.ts';
import { MAX_PAYLOAD_BYTES } from '../../link/mqtt-link.ts';
import { BrokerError } from '../../errors.ts';
import { isPlain } from '../fleet-db/plain-text.ts';

/** An element that is refused. Its place is known when epoch and sequence can be read. */
export interface Refusal {
  id: string;
  epoch: string | undefined;
  sequence: number | undefined;
  reason: string;
}

export interface SortedBatch {
  events: CloudEvent[];
  refusals: Refusal[];
}

const MOST_EVENTS = 500;
const TYPE = /^tapwall\.([a-z_]+)\.v1$/;

export class BatchSorter {
  readonly #envelope = Compile(CloudEvent);
  readonly #data = new Map<string, Validator>();

  /** @throws BrokerError TW_MESSAGE_INVALID when the payload is no batch at all | TW_PAYLOAD_TOO_LARGE */
  sort(payload: Uint8Array, source: string): SortedBatch {
    const sorted: SortedBatch = { events: [], refusals: [] };
    for (const element of elementsOf(payload)) {
      const reason = this.#faultOf(element, source);
      if (reason === undefined) sorted.events.push(element as CloudEvent);
      else sorted.refusals.push(refusalOf(element, reason));
    }
    return sorted;
  }

  #faultOf(element: unknown, source: string): string | undefined {
    if (!this.#envelope.Check(element)) {
      const [first] = this.#envelope.Errors(element);
      return `${first?.instancePath || 'event'} ${first?.message ?? 'is invalid'}`;
    }
    if (element.source !== source) return `source ${element.source} is not ${source}`;
    if (Number.isNaN(Date.parse(element.time))) return 'time is not ISO 8601';
    if (!isStorable(element)) return 'a text holds what no database keeps';
    const validator = this.#validatorOf(element.type);
    // A type of the contract's shape that this hub does not know comes from a newer kiosk: kept as it is.
    if (!validator || validator.Check(element.data)) return undefined;
    const [first] = validator.Errors(element.data);
    return `data${first?.instancePath ?? ''} ${first?.message ?? 'is invalid'}`;
  }

  #validatorOf(type: string): Validator | undefined {
    const name = TYPE.exec(type)?.[1];
    if (name === undefined || !Object.hasOwn(EVENT_DATA, name)) return undefined;
    const known = this.#data.get(name);
    if (known) return known;
    const made = Compile(EVENT_DATA[name as EventName] as TSchema);
    this.#data.set(name, made);
    return made;
  }
}

/** An epoch that came back as another one would be another stream. */
function isStorable({ epoch, time, subject = '', sessionid = '' }: CloudEvent): boolean {
  return [epoch, time, subject, sessionid].every(isPlain);
}

function elementsOf(payload: Uint8Array): unknown[] {
  if (payload.byteLength > MAX_PAYLOAD_BYTES) {
    throw new BrokerError('TW_PAYLOAD_TOO_LARGE', `evt/batch: ${payload.byteLength} bytes.`);
  }
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf8', { fatal: true }).decode(payload));
  } catch {
    // A parser's words quote what it read, and logs must not.
    throw new BrokerError('TW_MESSAGE_INVALID', 'evt/batch: no JSON.');
  }
  if (!Array.isArray(value) || value.length === 0 || value.length > MOST_EVENTS) {
    throw new BrokerError('TW_MESSAGE_INVALID', `evt/batch: not an array of 1 to ${MOST_EVENTS} events.`);
  }
  return value;
}

function refusalOf(element: unknown, reason: string): Refusal {
  const fields = (typeof element === 'object' && element !== null ? element : {}) as Record<string, unknown>;
  const { id, epoch, sequence } = fields;
  const placed =
    typeof epoch === 'string' &&
    epoch.length >= 8 &&
    epoch.length <= 64 &&
    isPlain(epoch) &&
    Number.isSafeInteger(sequence);
  return {
    id: typeof id === 'string' ? id.slice(0, 64) : '',
    epoch: placed ? epoch : undefined,
    sequence: placed && (sequence as number) >= 1 ? (sequence as number) : undefined,
    reason,
  };
}
