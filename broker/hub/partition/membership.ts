/**
 * The hubs that share the fleet: each shows itself in the database every few seconds, and stores belong to those that
 * were seen within the lease, by the database's clock. Two hubs that disagree for a moment harm nothing: events are
 * committed once however many hubs try, and what no hub takes comes again.
 */
import { sql } from 'kysely';
import { Listeners } from '../../link/listeners.ts';
import type { Clock, Logger } from '../../ports.ts';
import type { FleetHealth } from '../fleet-db/health.ts';
import type { FleetDatabase } from '../fleet-db/open.ts';
import type { FleetTables } from '../fleet-db/tables.ts';
import type { Ownership } from './ownership.ts';
import { ownerOf } from './rendezvous.ts';

const LEASE_MS = 15_000;
const BEAT_MS = 4_000;
/** A hub that is gone for good leaves no row. */
const FORGET_MS = 24 * 3600_000;

export interface MembershipOptions {
  fleet: Pick<FleetDatabase<FleetTables>, 'db'>;
  hubId: string;
  health: Pick<FleetHealth, 'failed' | 'worked'>;
  clock: Clock;
  logger: Logger;
}

const NOW = sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`;

export class Membership implements Ownership {
  readonly #options: MembershipOptions;
  readonly #changed: Listeners<[(store: string) => boolean]>;
  readonly #looks = new Set<() => Promise<void>>();
  readonly #owners = new Map<string, boolean>();
  #hubs: readonly string[] = [];
  #timer: { cancel(): void } | undefined;
  #beating: Promise<void> | undefined;

  constructor(options: MembershipOptions) {
    this.#options = options;
    this.#changed = new Listeners(options.logger);
  }

  /** Hubs that are there, in order. Those known last while the database does not answer. */
  get hubs(): readonly string[] {
    return this.#hubs;
  }

  /** Shows itself for the first time. Rejects when the database does not answer. */
  async start(): Promise<void> {
    await this.#beat();
    if (!this.#timer) this.#schedule();
  }

  /** Leaves, so that the others take over at once. */
  async stop(): Promise<void> {
    this.#timer?.cancel();
    this.#timer = undefined;
    await this.drained();
    const { fleet, hubId } = this.#options;
    await fleet.db
      .deleteFrom('hubs')
      .where('id', '=', hubId)
      .execute()
      .catch(() => undefined);
  }

  /** Resolves once it has shown itself, and looked at what others have changed. */
  async drained(): Promise<void> {
    await this.#beating;
  }

  owns(store: string): boolean {
    const known = this.#owners.get(store);
    if (known !== undefined) return known;
    const own = ownerOf(store, this.#hubs) === this.#options.hubId;
    // Levels of topics are invented by whoever may publish.
    if (this.#owners.size >= 10_000) this.#owners.clear();
    this.#owners.set(store, own);
    return own;
  }

  /** The hubs are others now. The listener is told which stores are this hub's that were not. */
  onChanged(listener: (isNew: (store: string) => boolean) => void): () => void {
    return this.#changed.add(listener);
  }

  /** After every time but the first that it has shown itself: the moment to look at what other hubs have changed. */
  onBeat(look: () => Promise<void>): () => void {
    this.#looks.add(look);
    return () => void this.#looks.delete(look);
  }

  #schedule(): void {
    this.#timer = this.#options.clock.setTimer(BEAT_MS, () => {
      this.#schedule();
      this.#beating ??= this.#tryToBeat().finally(() => {
        this.#beating = undefined;
      });
    });
  }

  async #tryToBeat(): Promise<void> {
    const { health } = this.#options;
    try {
      await this.#beat();
      for (const look of this.#looks) await look();
      health.worked();
    } catch (error) {
      health.failed(error, 'the fleet’s database does not answer; kiosks keep their events');
    }
  }

  async #beat(): Promise<void> {
    const { fleet, hubId } = this.#options;
    await fleet.db
      .insertInto('hubs')
      .values({ id: hubId, seen_at: NOW })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ seen_at: NOW }))
      .execute();
    await fleet.db
      .deleteFrom('hubs')
      .where('seen_at', '<', sql<number>`${NOW} - ${FORGET_MS}::bigint`)
      .execute();
    const rows = await fleet.db
      .selectFrom('hubs')
      .select('id')
      .where('seen_at', '>', sql<number>`${NOW} - ${LEASE_MS}::bigint`)
      .orderBy('id')
      .execute();
    const hubs = rows.map(({ id }) => id);
    if (hubs.join() !== this.#hubs.join()) this.#adopt(hubs);
  }

  #adopt(hubs: readonly string[]): void {
    const { hubId, logger } = this.#options;
    const before = this.#hubs;
    this.#hubs = hubs;
    this.#owners.clear();
    logger.info({ hub: hubId, hubs }, 'the hubs that share the fleet are others now');
    this.#changed.emit((store) => this.owns(store) && ownerOf(store, before) !== hubId);
  }
}
