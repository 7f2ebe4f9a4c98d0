/**
 * Shoppers who want things while networks lose questions and answers and say them twice, hubs and kiosks are killed, clocks
 * are set, and the shop's system is away, slow, dies after it has placed an order, or does not cancel one. What a screen has
 * promised holds, each wish is one order at the most, none is lost, and everything ends.
 */
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { nextStates } from '../../broker/contract/intent-machine.ts';
import type { Intent } from '../../broker/contract/intents.ts';
import { keptOf } from '../../broker/hub/intents/intent-row.ts';
import type { IntentTables } from '../../broker/hub/intents/tables.ts';
import { DoubtfulWishes } from '../../kiosk/host/doubtful-wishes.ts';
import { IntentDesk } from '../../kiosk/host/intent-desk.ts';
import { IntentBench, TOKEN } from '../broker/hub/intents/bench.ts';
import { ScriptedOrders, type Manner } from '../broker/hub/intents/scripted-orders.ts';
import type { FleetDatabase } from '../../broker/hub/fleet-db/open.ts';
import type { FleetTables } from '../../broker/hub/fleet-db/tables.ts';
import { QuietLogger } from '../support/quiet-logger.ts';
import { SeededRandom } from '../support/seeded-random.ts';
import { VirtualClock } from '../support/virtual-clock.ts';
import { brokenPromises, faultsAtTheShop, stillOpen, type Told } from './orders-faults.ts';
import { OrderLine } from './orders-line.ts';

const MANNERS: readonly Manner[] = [
  'answers',
  'answers',
  'away',
  'dies',
  'late',
  'slow',
  'refuses',
  'keeps',
  'keeps',
];
const KINDS = ['reserve', 'reserve', 'pickup', 'pickup', 'ship', 'room', 'handover'] as const;
const MINUTE = 60_000;
/** Steps of the team until everything is over, and more. */
const TEAM_STEPS = 12;
const PIECES = 2;
const STEPS = 14;
const MOST_WISHES = 6;

/** One schedule of wishes and faults; everything follows from the seed. */
export class OrderSchedule {
  readonly #random: SeededRandom;
  readonly #clock = new VirtualClock();
  readonly #shop: ScriptedOrders;
  readonly #fleet: FleetDatabase<FleetTables>;
  readonly #path: string;
  readonly told: Told[] = [];
  readonly #done: Record<string, number> = {};
  /** The latest that any clock has said. */
  #latest = 0;
  #hub: IntentBench;
  #desk: IntentDesk;
  readonly #line: OrderLine;
  #life = 0;
  readonly #seed: number;

  constructor(fleet: FleetDatabase<FleetTables>, { seed, dir }: { seed: number; dir: string }) {
    this.#seed = seed;
    this.#random = new SeededRandom(seed);
    this.#fleet = fleet;
    this.#path = join(dir, 'doubtful.json');
    this.#shop = new ScriptedOrders(this.#clock);
    this.#shop.stock.set('MIL-01 A', PIECES);
    this.#hub = this.#startHub();
    this.#line = new OrderLine({
      random: this.#random,
      clock: this.#clock,
      ask: (...question) => this.#hub.parts.intents.ask(...question),
      onFault: () => this.#count('message lost or doubled'),
    });
    this.#desk = this.#startDesk();
  }

  async run(): Promise<void> {
    for (let step = 0; step < STEPS; step += 1) await this.#step();
    this.#line.isSound = true;
    this.#shop.script.length = 0;
    this.#desk.connected();
    for (let minute = 0; minute < 4; minute += 1) {
      await this.#hub.wait(MINUTE);
      this.#desk.connected();
    }
    await this.#clearSnags();
    await this.#hub.wait(MINUTE);
  }

  /** The team and time bring everything to its end. */
  async finish(): Promise<void> {
    for (let step = 0; step < TEAM_STEPS; step += 1) {
      for (const { id, kind, state } of await this.intents()) {
        const next = nextStates(kind, state, 'team');
        if (next.length === 0) continue;
        const to = this.#pick(next);
        const isNo = to === 'rejected' || to === 'unavailable';
        await this.#hub.parts.intents.move(id, to, isNo ? 'not_found' : undefined);
      }
      await this.#hub.wait(0);
    }
    // Codes for the till run out by themselves, hours late when a clock was set back after they were made.
    this.#clock.jump(24 * 60 * MINUTE);
    await this.#hub.wait(MINUTE);
    await this.#clearSnags();
    await this.#hub.wait(MINUTE);
  }

  /** All of them: what is long over is on no list. */
  async intents(): Promise<Intent[]> {
    const db = this.#fleet.db as unknown as Kysely<IntentTables>;
    const rows = await db.selectFrom('intents').selectAll().orderBy('id').execute();
    return rows.map((row) => keptOf(row).intent);
  }

  /** What was done to it, by name. */
  get done(): Readonly<Record<string, number>> {
    const { saidNo } = this.#shop;
    return {
      ...this.#done,
      'order refused': saidNo.get('refuses') ?? 0,
      'cancelling refused': saidNo.get('keeps') ?? 0,
    };
  }

  get ordered(): number {
    return this.#shop.orders.size;
  }

  async stop(): Promise<void> {
    this.#desk.stop();
    await this.#hub.stop();
  }

  /** What is wrong now; empty when everything that was promised holds. @param over Nothing may be open any more. */
  async faults(over: boolean): Promise<string[]> {
    const intents = await this.intents();
    const { told } = this;
    const now = Math.max(this.#latest, this.#clock.now());
    return [
      ...faultsAtTheShop({ intents, told, shop: this.#shop, pieces: PIECES }),
      ...(over ? stillOpen(intents) : brokenPromises(intents, told, now)),
    ];
  }

  /** Somebody looks at what the shop does not cancel: asks again, or undoes it there. */
  async #clearSnags(): Promise<void> {
    for (const { id, snag, externalRef } of await this.intents()) {
      if (snag === null || snag.settledAt !== null) continue;
      const how = this.#random.unit() < 0.5 ? 'retry' : 'settled';
      await this.#hub.parts.intents.clear(id, how);
      this.#count(`snag ${how}`);
      if (how === 'retry') continue;
      for (const order of this.#shop.orders.values()) if (order.ref === externalRef) order.cancelled = true;
    }
  }

  async #step(): Promise<void> {
    const chance = this.#random.unit();
    if (chance < 0.4 && this.told.length < MOST_WISHES) this.#wish();
    else if (chance < 0.52) await this.#callOff();
    else if (chance < 0.62) await this.#killHub();
    else if (chance < 0.72) this.#killKiosk();
    else if (chance < 0.78) this.#setClock();
    else this.#shop.script.push(this.#pick(MANNERS), this.#pick(MANNERS));
    await this.#hub.wait(Math.round(this.#random.unit() ** 2 * 25_000));
    this.#latest = Math.max(this.#latest, this.#clock.now());
  }

  /** Minutes mostly, hours now and then, forward or back. */
  #setClock(): void {
    this.#count('clock set');
    const most = this.#random.unit() < 0.7 ? 10 * MINUTE : 180 * MINUTE;
    this.#clock.jump(Math.round((this.#random.unit() * 2 - 1) * most));
    this.#latest = Math.max(this.#latest, this.#clock.now());
  }

  #count(what: string): void {
    this.#done[what] = (this.#done[what] ?? 0) + 1;
  }

  #wish(): void {
    const kind = this.#pick(KINDS);
    const key = `key-${this.#seed}-${String(this.told.length).padStart(12, '0')}`;
    const told: Told = { key, kind, last: null, calledOff: false };
    this.told.push(told);
    const life = this.#life;
    const question = {
      key,
      kind,
      sku: 'A',
      storeCode: null,
      token: kind === 'pickup' || kind === 'ship' ? TOKEN : null,
      items: [],
    };
    void this.#desk.ask('wall', question, (input) => {
      // A screen that has died shows nothing more.
      if (life === this.#life) told.last = input;
    });
  }

  async #callOff(): Promise<void> {
    const standing = this.told.filter(({ last, calledOff }) => last?.type === 'intent' && !calledOff);
    if (standing.length === 0) return;
    const told = this.#pick(standing);
    told.calledOff = true;
    if (this.#random.unit() < 0.3) this.#shop.script.unshift('keeps');
    void this.#desk.drop(told.key);
  }

  async #killHub(): Promise<void> {
    this.#count('hub killed');
    await this.#hub.stop();
    this.#hub = this.#startHub();
  }

  #killKiosk(): void {
    this.#count('kiosk killed');
    this.#life += 1;
    this.#desk.stop();
    this.#desk = this.#startDesk();
  }

  #startHub(): IntentBench {
    return new IntentBench(this.#fleet, {
      clock: this.#clock,
      orders: this.#shop,
      shop: true,
      stock: PIECES,
      seed: this.#seed + this.#life + Math.floor(this.#random.unit() * 1e6),
    });
  }

  #startDesk(): IntentDesk {
    const logger = new QuietLogger();
    const desk = new IntentDesk({
      downlink: { request: this.#line.request },
      doubtful: new DoubtfulWishes({ path: this.#path, logger }),
      append: () => undefined,
      clock: this.#clock,
      logger,
    });
    desk.start();
    desk.connected();
    return desk;
  }

  #pick<T>(from: readonly T[]): T {
    return from[Math.floor(this.#random.unit() * from.length)] as T;
  }
}
