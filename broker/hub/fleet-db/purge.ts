/** Takes away what is older than it has to be kept, a little at a time, so that nobody waits for it. */
import type { Clock, Logger } from '../../ports.ts';
import type { FleetHealth } from './health.ts';
import type { FleetDatabase } from './open.ts';
import type { FleetTables } from './tables.ts';

const DAY_MS = 24 * 3600_000;
/** How often it is looked whether something has become old. */
const LOOK_MS = 3600_000;
const STEP_ROWS = 500;
const STEP_MS = 200;

export interface PurgeOptions {
  fleet: Pick<FleetDatabase<FleetTables>, 'db'>;
  health: Pick<FleetHealth, 'failed'>;
  /** Days after which an event goes; and after its end, an incident. 0: never. */
  days: { events: number; incidents: number };
  clock: Clock;
  logger: Logger;
}

export class Purge {
  readonly #options: PurgeOptions;
  #timer: { cancel(): void } | undefined;
  #stepping: Promise<void> | undefined;
  #removed = 0;

  constructor(options: PurgeOptions) {
    this.#options = options;
  }

  start(): void {
    this.#schedule(LOOK_MS);
  }

  async stop(): Promise<void> {
    this.#timer?.cancel();
    this.#timer = undefined;
    await this.drained();
  }

  /** Resolves once the step that is under way has ended. */
  async drained(): Promise<void> {
    await this.#stepping;
  }

  #schedule(ms: number): void {
    this.#timer = this.#options.clock.setTimer(ms, () => {
      this.#stepping = this.#step();
    });
  }

  async #step(): Promise<void> {
    const { health, logger } = this.#options;
    let removed = 0;
    try {
      removed = (await this.#oldEvents()) + (await this.#oldIncidents());
    } catch (error) {
      health.failed(error, 'what is old is not taken away now');
    }
    this.#removed += removed;
    if (removed === 0 && this.#removed > 0) logger.info({ rows: this.#removed }, 'old rows were taken away');
    if (removed === 0) this.#removed = 0;
    if (this.#timer) this.#schedule(removed > 0 ? STEP_MS : LOOK_MS);
  }

  /** Rows are in the order of their arrival, so the oldest are at the front and no index of times is needed. */
  async #oldEvents(): Promise<number> {
    const { fleet, days } = this.#options;
    if (days.events === 0) return 0;
    const before = this.#daysAgo(days.events);
    const oldest = await fleet.db
      .selectFrom('events')
      .select(['row', 'received_at'])
      .orderBy('row')
      .limit(STEP_ROWS)
      .execute();
    const rows = oldest.filter(({ received_at: at }) => at < before).map(({ row }) => row);
    if (rows.length > 0) await fleet.db.deleteFrom('events').where('row', 'in', rows).execute();
    return rows.length;
  }

  async #oldIncidents(): Promise<number> {
    const { fleet, days } = this.#options;
    if (days.incidents === 0) return 0;
    const { numDeletedRows } = await fleet.db
      .deleteFrom('incidents')
      .where('closed_at', '<', this.#daysAgo(days.incidents))
      .executeTakeFirstOrThrow();
    return Number(numDeletedRows);
  }

  #daysAgo(days: number): string {
    return new Date(this.#options.clock.now() - days * DAY_MS).toISOString();
  }
}
