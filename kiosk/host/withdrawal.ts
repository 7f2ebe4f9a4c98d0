/**
 * A shopper takes their consent back: what waits of the visit is dropped here, and an event without a session tells the
 * platform which numbers to delete. Nothing of it is logged but a failure.
 */
import type { NewEvent } from '../../broker/contract/events.ts';
import { MOST_RANGES } from '../../broker/contract/events.ts';
import type { Logger } from '../../broker/ports.ts';
import type { VisitRanges } from '../displays/visit.ts';

export interface WithdrawalOptions {
  outbox: {
    readonly epoch: string;
    /** Drops the events of a session that wait and accounts for them; how many there were. */
    withdraw(sessionId: string): number;
  };
  /** The way of every event to the outbox; does not throw. */
  append: (events: readonly NewEvent[]) => void;
  logger: Logger;
  /** So many events left the outbox unsent. */
  dropped?: (count: number) => void;
}

export interface WithdrawalRequest {
  display: string;
  sessionId: string;
  visit: readonly VisitRanges[];
}

export class Withdrawal {
  readonly #options: WithdrawalOptions;

  constructor(options: WithdrawalOptions) {
    this.#options = options;
  }

  /** Durable when it returns. Never throws: the session has to end whatever happens to the file. */
  run({ display, sessionId, visit }: WithdrawalRequest): void {
    const { outbox, append, dropped: tell } = this.#options;
    const dropped = this.#drop(sessionId);
    tell?.(dropped);
    const parts = visit.flatMap(({ epoch, ranges }) =>
      portions(ranges).map((portion) => ({ epoch, ranges: portion })),
    );
    // The platform must hear of it also when this kiosk kept nothing of the visit.
    if (parts.length === 0) parts.push({ epoch: outbox.epoch, ranges: [] });
    append(
      parts.map(({ epoch, ranges }, index) => ({
        name: 'consent_withdrawn',
        data: { display, dropped: index === 0 ? dropped : 0, epoch, ranges },
      })),
    );
  }

  #drop(sessionId: string): number {
    try {
      return this.#options.outbox.withdraw(sessionId);
    } catch (error) {
      this.#options.logger.error({ err: error }, 'events of a visit could not be dropped; the platform will');
      return 0;
    }
  }
}

function portions(ranges: readonly [number, number][]): [number, number][][] {
  const count = Math.ceil(ranges.length / MOST_RANGES);
  return Array.from({ length: count }, (_, index) =>
    ranges.slice(index * MOST_RANGES, (index + 1) * MOST_RANGES),
  );
}
