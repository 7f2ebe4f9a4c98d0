/**
 * Incidents of this kiosk: each opens once, absorbs repeats and closes on evidence, and says so once in the log and
 * once as an event, which the console shows even when the kiosk could not be reached meanwhile.
 */
import type { NewEvent } from '../../broker/contract/events.ts';
import type { Clock, Logger } from '../../broker/ports.ts';

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
}

/** What the contract allows (events.ts). */
const LONGEST_MESSAGE = 500;

export class Incidents {
  readonly #options: IncidentOptions;
  readonly #open = new Map<string, Open>();

  constructor(options: IncidentOptions) {
    this.#options = options;
  }

  /** `cause` is what the incident is about, e.g. a device id: one incident per cause at a time. */
  open(cause: string, code: string, message: string): void {
    if (this.#open.has(cause)) return;
    const { clock, logger, newId, append } = this.#options;
    const incident: Open = { id: newId(), code, message, at: clock.now() };
    this.#open.set(cause, incident);
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
    const { clock, logger, append } = this.#options;
    const seconds = Math.max(0, Math.round((clock.now() - incident.at) / 1000));
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
}
