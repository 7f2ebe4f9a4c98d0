/** Intents of a hub without the hub: a database of its own, a clock whose hands the test turns, and a shop by script. */
import type { Kysely } from 'kysely';
import type { StoreOffer } from '../../../../broker/contract/domain.ts';
import type { Intent, IntentKind, IntentReport } from '../../../../broker/contract/intents.ts';
import type { FleetDatabase } from '../../../../broker/hub/fleet-db/open.ts';
import type { FleetTables } from '../../../../broker/hub/fleet-db/tables.ts';
import { Fence } from '../../../../broker/hub/people/erase/fence.ts';
import { createIntents, type IntentParts } from '../../../../broker/hub/intents/intent-parts.ts';
import { USUAL_LIVES, type IntentLives } from '../../../../broker/hub/intents/rules.ts';
import type { IntentTables } from '../../../../broker/hub/intents/tables.ts';
import { SOLE_OWNER } from '../../../../broker/hub/partition/ownership.ts';
import type { TestContext } from '../../../harness/suite.ts';
import { QuietLogger } from '../../../support/quiet-logger.ts';
import { SeededRandom } from '../../../support/seeded-random.ts';
import { VirtualClock } from '../../../support/virtual-clock.ts';
import { newFleet } from '../support/hub-bench.ts';
import { ScriptedOrders } from './scripted-orders.ts';

export const TOKEN = 'token-of-ada-000000000';
const STEP_MS = 5_000;
let keys = 0;

export interface IntentBenchOptions {
  /** Pieces of the SKU `A` in MIL-01; null: nobody counts. */
  stock?: number | null;
  shop?: boolean;
  fleet?: FleetDatabase<FleetTables>;
  clock?: VirtualClock;
  orders?: ScriptedOrders;
  seed?: number;
  lives?: Partial<IntentLives>;
}

export class IntentBench {
  readonly clock: VirtualClock;
  readonly logger = new QuietLogger();
  readonly shop: ScriptedOrders;
  readonly parts: IntentParts;
  readonly changed: Intent[] = [];
  stock: number | null;

  constructor(fleet: FleetDatabase<FleetTables>, options: IntentBenchOptions) {
    this.clock = options.clock ?? new VirtualClock();
    this.shop = options.orders ?? new ScriptedOrders(this.clock);
    this.stock = options.stock === undefined ? 5 : options.stock;
    this.parts = createIntents({
      db: fleet.db as unknown as Kysely<IntentTables>,
      engine: fleet.engine,
      catalogue: { body: (kind, id) => (kind === 'offer' ? this.#offer(id) : undefined) },
      orders: () => (options.shop ? this.shop : undefined),
      variants: {
        of: (sku) =>
          sku === 'GONE' ? undefined : { sku, gtin: '09506000134352', title: sku, colour: '', size: '' },
      },
      ownership: SOLE_OWNER,
      personOf: (_, token) => (token === TOKEN ? { source: 'shop', ref: 'c-1' } : undefined),
      fence: new Fence(),
      lives: { ...USUAL_LIVES, ...options.lives },
      clock: this.clock,
      random: new SeededRandom(options.seed ?? 3),
      logger: this.logger,
    });
    this.parts.intents.onChanged((intent) => this.changed.push(intent));
    this.parts.placer.start();
    this.parts.expiry.start();
  }

  /** Asks as a kiosk; the key is new unless it is given. */
  async ask(
    kind: IntentKind,
    more: { key?: string; kiosk?: string; sku?: string; quantity?: number; storeCode?: string } = {},
  ): Promise<IntentReport> {
    const { kiosk = 'mil-01.k1', sku = 'A', quantity = 1, storeCode } = more;
    return this.parts.intents.ask(asker(kiosk), {
      ...question(more.key ?? newKey(), 'create'),
      kind,
      lines: [{ sku, quantity }],
      token: TOKEN,
      ...(storeCode !== undefined && { storeCode }),
    });
  }

  async say(action: 'look' | 'cancel' | 'shown', key: string, kiosk = 'mil-01.k1'): Promise<IntentReport> {
    return this.parts.intents.ask(asker(kiosk), question(key, action));
  }

  /** Turns the hands in small steps: a database elsewhere answers in its own time, whatever the clock says. */
  async wait(ms: number): Promise<void> {
    const { placer, expiry } = this.parts;
    for (let left = ms; left >= 0; left -= STEP_MS) {
      await this.clock.advance(Math.min(left, STEP_MS));
      await expiry.drained();
      await placer.drained();
      if (left === 0) break;
    }
    await this.clock.advance(0);
    await placer.drained();
  }

  async stop(): Promise<void> {
    await this.parts.expiry.stop();
    await this.parts.placer.stop();
  }

  #offer(id: string): string | undefined {
    const [sku = '', storeCode = ''] = id.split('\n');
    if (sku !== 'A') return undefined;
    const offer: StoreOffer = {
      storeCode,
      sku,
      availability: this.stock === 0 ? 'out_of_stock' : 'in_stock',
      quantity: this.stock,
      pickupMethod: '',
      pickupSla: '',
      shelfLocation: '',
      asOf: '',
    };
    return JSON.stringify(offer);
  }
}

export async function intentBench(t: TestContext, options: IntentBenchOptions = {}): Promise<IntentBench> {
  const fleet = options.fleet ?? (await newFleet(t));
  const bench = new IntentBench(fleet, options);
  t.after(() => bench.stop());
  return bench;
}

export function newKey(): string {
  keys += 1;
  return `key-${String(keys).padStart(16, '0')}`;
}

function asker(kioskId: string) {
  return { kioskId, storeCode: 'MIL-01', storeCodes: ['MIL-01', 'PAR-02'] };
}

function question(key: string, action: 'create' | 'look' | 'cancel' | 'shown') {
  return { id: 'question', deadline: '2030-01-01T00:00:00Z', action, key };
}
