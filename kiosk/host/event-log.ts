/**
 * The way of every event to the outbox. An event that cannot be kept must not keep a screen from reacting, and least of
 * all from ending a session: then the log says so, once until events can be kept again.
 */
import type { CloudEvent, NewEvent } from '../../broker/contract/events.ts';
import type { Outbox } from '../../broker/outbox/outbox.ts';
import type { Logger } from '../../broker/ports.ts';

export interface EventLogOptions {
  outbox: Pick<Outbox, 'appendAll'>;
  logger: Logger;
  /** Milliseconds until events were durable. */
  timed?: (milliseconds: number) => void;
}

export class EventLog {
  readonly #options: EventLogOptions;
  #isFailing = false;

  constructor(options: EventLogOptions) {
    this.#options = options;
  }

  /** Durable when it returns; empty when the events could not be kept. Never throws. */
  append(events: readonly NewEvent[]): readonly CloudEvent[] {
    const { outbox, logger, timed } = this.#options;
    const began = performance.now();
    try {
      const appended = outbox.appendAll(events);
      timed?.(performance.now() - began);
      this.#isFailing = false;
      return appended;
    } catch (error) {
      const names = events.map(({ name }) => name);
      logger[this.#isFailing ? 'debug' : 'error']({ events: names, err: error }, 'events could not be kept');
      this.#isFailing = true;
      return [];
    }
  }
}
