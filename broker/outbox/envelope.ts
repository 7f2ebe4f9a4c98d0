/** Makes CloudEvents out of what happened: checks the data and adds id, time, epoch and sequence. */
import { v7 } from 'uuid';
import type { TSchema } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';
import { EVENT_DATA, eventType, type CloudEvent, type EventName, type NewEvent } from '../contract/events.ts';
import { BrokerError } from '../errors.ts';
import type { Clock, Random } from '../ports.ts';

/** A batch of one must fit a message of 64 KiB with room for what a broker adds. */
export const MAX_EVENT_BYTES = 60_000;

export interface Place {
  epoch: string;
  sequence: number;
}

export class Envelopes {
  readonly #source: string;
  readonly #ids: Ids;
  readonly #clock: Clock;
  readonly #validators = new Map<EventName, Validator>();

  constructor(options: { source: string; clock: Clock; random: Random }) {
    this.#source = options.source;
    this.#clock = options.clock;
    this.#ids = new Ids(options.clock, options.random);
  }

  /** A fresh UUIDv7. */
  newId(): string {
    return this.#ids.next();
  }

  /** @throws BrokerError TW_EVENT_INVALID with the first thing that is wrong */
  check(event: NewEvent): void {
    const validator = this.#validatorOf(event.name);
    if (!validator) throw new BrokerError('TW_EVENT_INVALID', `There is no event named ${event.name}.`);
    if (!validator.Check(event.data)) {
      const [first] = validator.Errors(event.data);
      const where = first ? `${first.instancePath || 'data'} ${first.message}` : 'data';
      throw new BrokerError('TW_EVENT_INVALID', `${event.name}: ${where}.`);
    }
    if (Buffer.byteLength(JSON.stringify(event)) > MAX_EVENT_BYTES - 600) {
      throw new BrokerError('TW_EVENT_INVALID', `${event.name} does not fit a message.`);
    }
  }

  /** @param at When it happened, epoch milliseconds; default: now. */
  seal(event: NewEvent, place: Place, at: number = this.#clock.now()): CloudEvent {
    return {
      specversion: '1.0',
      id: this.newId(),
      source: this.#source,
      type: eventType(event.name),
      time: new Date(at).toISOString(),
      datacontenttype: 'application/json',
      ...(event.subject !== undefined && { subject: event.subject }),
      ...place,
      ...(event.sessionId !== undefined && { sessionid: event.sessionId }),
      data: event.data,
    };
  }

  #validatorOf(name: EventName): Validator | undefined {
    const known = this.#validators.get(name);
    if (known || !Object.hasOwn(EVENT_DATA, name)) return known;
    const made = Compile(EVENT_DATA[name] as TSchema);
    this.#validators.set(name, made);
    return made;
  }
}

/** UUIDv7 that never goes back, also when the clock does (RFC 9562 section 6.2, method 1). */
class Ids {
  readonly #clock: Clock;
  readonly #random: Random;
  #milliseconds = -1;
  #counter = 0;

  constructor(clock: Clock, random: Random) {
    this.#clock = clock;
    this.#random = random;
  }

  next(): string {
    const now = Math.floor(this.#clock.now());
    const random = this.#random.bytes(16);
    if (now > this.#milliseconds) {
      this.#milliseconds = now;
      this.#counter = ((random[6] ?? 0) << 16) | ((random[7] ?? 0) << 8) | (random[8] ?? 0);
    } else {
      this.#counter += 1;
    }
    return v7({ msecs: this.#milliseconds, seq: this.#counter, random });
  }
}
