/**
 * Shoppers who want things while networks lose questions and answers and say them twice, hubs and kiosks are killed, clocks
 * are set, and the shop's system is away, slow, dies after it has placed an order, or does not cancel one. What a screen has
 * promised holds, each wish is one order at the most, none is lost, and everything ends.
 */
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { isFinal, nextStates } from '../../broker/contract/intent-machine.ts';
import type { Intent, IntentKind, IntentReport, IntentStateName } from '../../broker/contract/intents.ts';
import { keptOf } from '../../broker/hub/intents/intent-row.ts';
import type { IntentTables } from '../../broker/hub/intents/tables.ts';
import { BrokerError, isBrokerError } from '../../broker/errors.ts';
import { DoubtfulWishes } from '../../kiosk/host/doubtful-wishes.ts';
import { IntentDesk, type IntentDeskOptions } from '../../kiosk/host/intent-desk.ts';
import type { SessionInput } from '../../kiosk/session/input.ts';
import { IntentBench, TOKEN } from '../broker/hub/intents/bench.ts';
import { ScriptedOrders, type Manner } from '../broker/hub/intents/scripted-orders.ts';
import type { FleetDatabase } from '../../broker/hub/fleet-db/open.ts';
import type { FleetTables } from '../../broker/hub/fleet-db/tables.ts';
import { QuietLogger } from '../support/quiet-logger.ts';
import { SeededRandom } from '../support/seeded-random.ts';
import { VirtualClock } from '../support/virtual-clock.ts';

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
const ORDERS: ReadonlySet<IntentKind> = new Set(['reserve', 'pickup', 'ship']);
/** An order that was fetched or arrived is nobody's to withdraw. */
const KEPT: ReadonlySet<IntentStateName> = new Set(['collected', 'delivered']);
const MINUTE = 60_000;
/** Steps of the team until everything is over, and more. */
const TEAM_STEPS = 12;
const PIECES = 2;
const STEPS = 14;
const MOST_WISHES = 6;

/** What a shopper was told last of a wish. */
interface Told {
  key: string;
  kind: IntentKind;
  last: SessionInput | null;
  calledOff: boolean;
}

type Request = IntentDeskOptions['downlink']['request'];

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
  #isSound = false;
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
    this.#desk = this.#startDesk();
  }

  async run(): Promise<void> {
    for (let step = 0; step < STEPS; step += 1) await this.#step();
    this.#isSound = true;
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
    return [...this.#atTheShop(intents), ...(over ? open(intents) : this.#promises(intents))];
  }

  #atTheShop(intents: readonly Intent[]): string[] {
    const wrong: string[] = [];
    const standing = new Map(this.#shop.standing.map((order) => [order.draft.idempotencyKey, order]));
    for (const { kind, state, kioskId, idempotencyKey } of intents) {
      const isThere = standing.delete(`${kioskId}.${idempotencyKey}`);
      const isDue = ORDERS.has(kind) && (!isFinal(kind, state) || KEPT.has(state));
      if (isDue !== isThere) wrong.push(`${kind} ${state}: ${isThere ? 'an' : 'no'} order stands`);
    }
    for (const key of standing.keys()) wrong.push(`an order stands of which nobody knows: ${key}`);
    const keys = new Set(this.told.map(({ key }) => `mil-01.k1.${key}`));
    for (const key of this.#shop.orders.keys()) if (!keys.has(key)) wrong.push(`nobody wanted ${key}`);
    const held = this.#shop.standing.filter(
      ({ draft }) => draft.storeCode === 'MIL-01' && draft.kind !== 'ship',
    ).length;
    if (held > PIECES) wrong.push(`${held} of ${PIECES} pieces are promised`);
    return wrong;
  }

  #promises(intents: readonly Intent[]): string[] {
    const wrong: string[] = [];
    const byKey = new Map(intents.map((intent) => [intent.idempotencyKey, intent]));
    for (const { key, kind, last, calledOff } of this.told) {
      const state = byKey.get(key)?.state ?? 'nothing';
      if (last?.type === 'intent_failed' && ['held', 'placed', 'placing', 'requested'].includes(state))
        wrong.push(`${kind} was refused on the screen and is ${state}`);
      if (last?.type !== 'intent' || calledOff) continue;
      const { report } = last;
      const isPromised = ['held', 'placed', 'requested'].includes(report.state);
      if (isPromised && state !== report.state && !(state === 'expired' && this.#isPast(report)))
        wrong.push(`${kind} was promised (${report.state}) and is ${state}`);
    }
    return wrong;
  }

  #isPast({ expiresAt }: IntentReport): boolean {
    return expiresAt !== null && Date.parse(expiresAt) <= Math.max(this.#latest, this.#clock.now());
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
      downlink: { request: this.#request as Request },
      doubtful: new DoubtfulWishes({ path: this.#path, logger }),
      append: () => undefined,
      clock: this.#clock,
      logger,
    });
    desk.start();
    desk.connected();
    return desk;
  }

  /** The network between kiosk and hub, and the hub's answers in the words of the wire. */
  readonly #request = async (_name: string, body: object, deadline: number): Promise<object> => {
    const chance = this.#isSound ? 1 : this.#random.unit();
    if (chance < 0.5) this.#count('message lost or doubled');
    if (chance < 0.1) throw new BrokerError('TW_LINK_DOWN');
    if (chance < 0.22) return this.#silence(deadline);
    const answer = await this.#answer(body);
    // Twice, as QoS 1 may.
    if (chance < 0.34) await this.#answer(body);
    return chance < 0.5 ? this.#silence(deadline) : answer;
  };

  async #answer(body: object): Promise<object> {
    const asker = { kioskId: 'mil-01.k1', storeCode: 'MIL-01', storeCodes: ['MIL-01'] };
    const question = { id: 'question', deadline: '', ...body } as Parameters<
      IntentBench['parts']['intents']['ask']
    >[1];
    try {
      return { id: 'question', ok: true, intent: await this.#hub.parts.intents.ask(asker, question) };
    } catch (error) {
      if (!isBrokerError(error)) throw error;
      return { id: 'question', ok: false, code: error.code };
    }
  }

  #silence(deadline: number): Promise<never> {
    return new Promise((_, reject) => {
      this.#clock.setTimer(deadline, () => reject(new BrokerError('TW_REQUEST_TIMEOUT')));
    });
  }

  #pick<T>(from: readonly T[]): T {
    return from[Math.floor(this.#random.unit() * from.length)] as T;
  }
}

function open(intents: readonly Intent[]): string[] {
  return intents.flatMap(({ kind, state, snag }) => [
    ...(isFinal(kind, state) ? [] : [`${kind} is still ${state}`]),
    ...(snag !== null && snag.settledAt === null
      ? [`${kind} ${state} is still not cancelled at the shop`]
      : []),
  ]);
}
