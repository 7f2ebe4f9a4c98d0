/**
 * Shoppers who want things while networks lose questions and answers, hubs and kiosks are killed, and the shop's system is
 * away, slow, or dies after it has placed an order. What a screen has promised holds, and nothing is ordered twice.
 */
import { join } from 'node:path';
import { isFinal } from '../../broker/contract/intent-machine.ts';
import type { IntentReport } from '../../broker/contract/intents.ts';
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

const MANNERS: readonly Manner[] = ['answers', 'answers', 'away', 'dies', 'late', 'slow', 'refuses'];
const PIECES = 2;
const STEPS = 14;
const MOST_WISHES = 6;

/** What a shopper was told last of a wish. */
interface Told {
  key: string;
  kind: 'reserve' | 'pickup';
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
      await this.#hub.wait(60_000);
      this.#desk.connected();
    }
    await this.#hub.wait(1_000);
  }

  async stop(): Promise<void> {
    this.#desk.stop();
    await this.#hub.stop();
  }

  /** What is wrong in the end; empty when everything that was promised holds. */
  async faults(): Promise<string[]> {
    const wrong: string[] = [];
    const intents = await this.#hub.parts.intents.list();
    const standing = new Map(this.#shop.standing.map((order) => [order.draft.idempotencyKey, order]));
    for (const intent of intents) {
      const isThere = standing.delete(`${intent.kioskId}.${intent.idempotencyKey}`);
      const isOpen = !isFinal(intent.kind, intent.state);
      if (isOpen !== isThere)
        wrong.push(`${intent.kind} ${intent.state}: ${isThere ? 'an' : 'no'} order stands`);
    }
    for (const key of standing.keys()) wrong.push(`an order stands of which nobody knows: ${key}`);
    const held = this.#shop.standing.filter(({ draft }) => draft.storeCode === 'MIL-01').length;
    if (held > PIECES) wrong.push(`${held} of ${PIECES} pieces are promised`);
    const byKey = new Map(intents.map((intent) => [intent.idempotencyKey, intent]));
    for (const { key, kind, last, calledOff } of this.told) {
      const state = byKey.get(key)?.state ?? 'nothing';
      const promised = last?.type === 'intent' && ['held', 'placed'].includes(last.report.state);
      if (promised && !calledOff && state !== (last as { report: IntentReport }).report.state)
        wrong.push(`${kind} was promised and is ${state}`);
      if (last?.type === 'intent_failed' && ['held', 'placed', 'placing'].includes(state))
        wrong.push(`${kind} was refused on the screen and is ${state}`);
    }
    return wrong;
  }

  async #step(): Promise<void> {
    const chance = this.#random.unit();
    if (chance < 0.4 && this.told.length < MOST_WISHES) this.#wish();
    else if (chance < 0.5) await this.#callOff();
    else if (chance < 0.62) await this.#killHub();
    else if (chance < 0.72) this.#killKiosk();
    else this.#shop.script.push(this.#pick(MANNERS), this.#pick(MANNERS));
    await this.#hub.wait(Math.round(this.#random.unit() ** 2 * 25_000));
  }

  #wish(): void {
    const kind = this.#pick(['reserve', 'pickup'] as const);
    const key = `key-${this.#seed}-${String(this.told.length).padStart(12, '0')}`;
    const told: Told = { key, kind, last: null, calledOff: false };
    this.told.push(told);
    const life = this.#life;
    const question = {
      key,
      kind,
      sku: 'A',
      storeCode: null,
      token: kind === 'pickup' ? TOKEN : null,
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
    void this.#desk.drop(told.key);
  }

  async #killHub(): Promise<void> {
    await this.#hub.stop();
    this.#hub = this.#startHub();
  }

  #killKiosk(): void {
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
