/**
 * The fleet's database over the life of a hub: opened at once, brought up to date when it answers, and tried again for as
 * long as it does not. A hub whose server is away starts, says so, and acknowledges nothing until it is back.
 */
import { isBrokerError } from '../../errors.ts';
import type { Clock } from '../../ports.ts';
import type { FleetHealth } from './health.ts';
import { migrateFleet } from './migrate.ts';
import { fleetMigrations } from './migrations.ts';
import type { FleetDatabase } from './open.ts';
import type { FleetTables } from './tables.ts';

const RETRY_MS = 2_000;

export interface FleetHomeOptions {
  fleet: FleetDatabase<FleetTables>;
  health: FleetHealth;
  /** What is read and moved once the tables are there; run again when it failed. */
  load: () => Promise<void>;
  clock: Clock;
}

export class FleetHome {
  readonly #options: FleetHomeOptions;
  #timer: { cancel(): void } | undefined;
  #trying: Promise<void> | undefined;
  #ready = false;

  constructor(options: FleetHomeOptions) {
    this.#options = options;
  }

  /** True once the tables are there and what is in them is known. */
  get ready(): boolean {
    return this.#ready;
  }

  /**
   * Resolves when the database is ready, or when its server does not answer.
   * @throws BrokerError TW_DATABASE_DAMAGED | TW_DATABASE_FULL
   */
  async start(): Promise<void> {
    try {
      await this.#prepare();
    } catch (error) {
      if (!isBrokerError(error, 'TW_FLEET_UNAVAILABLE')) throw error;
      this.#tryLater(error);
    }
  }

  /** Resolves once nothing is tried any more. The database stays open. */
  async stop(): Promise<void> {
    this.#timer?.cancel();
    this.#timer = undefined;
    await this.#trying;
  }

  async #prepare(): Promise<void> {
    const { fleet, load, health } = this.#options;
    await migrateFleet(fleet, fleetMigrations(fleet.engine));
    await load();
    this.#ready = true;
    health.worked();
  }

  #tryLater(error: unknown): void {
    this.#options.health.failed(error, 'the fleet’s database does not answer; kiosks keep their events');
    this.#timer = this.#options.clock.setTimer(RETRY_MS, () => {
      this.#trying = this.#tryAgain();
    });
  }

  async #tryAgain(): Promise<void> {
    try {
      await this.#prepare();
    } catch (error) {
      if (this.#timer) this.#tryLater(error);
    }
  }
}
