/**
 * Incidents of this kiosk: each opens once, absorbs repeats and closes on evidence, and says so once in the log and
 * once as an event, which the console shows even when the kiosk could not be reached meanwhile.
 */
import type { NewEvent } from '../../broker/contract/events.ts';
import type { Clock, Logger } from '../../broker/ports.ts';
import type { LeftOpen, LeftOpenEntry } from './left-open.ts';

interface Open {
  id: string;
  code: string;
  message: string;
  at: number;
}

export interface IncidentOptions {
  clock: Clock;
  logger: Logger;
  newId: () => string;
  append: (event: NewEvent) => void;
  /** Left out: what is open when the service ends stays open. */
  leftOpen?: LeftOpen;
}

/** What the contract allows (events.ts). */
const LONGEST_MESSAGE = 500;

export class Incidents {
  readonly #options: IncidentOptions;
  readonly #open = new Map<string, Open>();
  /** Of an earlier run; undefined until they were looked for. */
  #earlier: readonly LeftOpenEntry[] | undefined;

  constructor(options: IncidentOptions) {
    this.#options = options;
  }

  /** Closes what an earlier run left open: what is still wrong is found anew. */
  recover(): void {
    const { clock, append } = this.#options;
    for (const { id, code, at } of this.#fromEarlier()) {
      const seconds = secondsBetween(at, clock.now());
      const message = 'The kiosk started anew; it looks again.';
      append({ name: 'incident_closed', data: { incident: id, code, message, seconds } });
    }
    this.#earlier = [];
    this.#keep();
  }

  /** `cause` is what the incident is about, e.g. a device id: one incident per cause at a time. */
  open(cause: string, code: string, message: string): void {
    if (this.#open.has(cause)) return;
    const { clock, logger, newId, append } = this.#options;
    const incident: Open = { id: newId(), code, message, at: clock.now() };
    this.#open.set(cause, incident);
    this.#keep();
    logger.warn({ cause, code }, message);
    append({
      name: 'incident_opened',
      data: { incident: incident.id, code, message: message.slice(0, LONGEST_MESSAGE) },
    });
  }

  close(cause: string, message: string): void {
    const incident = this.#open.get(cause);
    if (incident === undefined) return;
    this.#open.delete(cause);
    this.#keep();
    const { clock, logger, append } = this.#options;
    const seconds = secondsBetween(incident.at, clock.now());
    logger.info({ cause, code: incident.code, seconds }, message);
    append({
      name: 'incident_closed',
      data: { incident: incident.id, code: incident.code, message, seconds },
    });
  }

  /** Codes of what is open, by cause. */
  current(): Record<string, { code: string; message: string; since: string }> {
    return Object.fromEntries(
      [...this.#open].map(([cause, { code, message, at }]) => [
        cause,
        { code, message, since: new Date(at).toISOString() },
      ]),
    );
  }

  #fromEarlier(): readonly LeftOpenEntry[] {
    this.#earlier ??= this.#options.leftOpen?.read() ?? [];
    return this.#earlier;
  }

  #keep(): void {
    const now = [...this.#open.values()].map(({ id, code, at }) => ({ id, code, at }));
    this.#options.leftOpen?.write([...this.#fromEarlier(), ...now]);
  }
}

function secondsBetween(from: number, to: number): number {
  return Math.max(0, Math.round((to - from) / 1000));
}
