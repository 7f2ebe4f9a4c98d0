/** A shop's own system that does what a script says, and counts what came to be. Like a real one it knows its keys. */
import { BrokerError } from '../../../../broker/errors.ts';
import type {
  OrderDraft,
  OrderSource,
  PlacedOrder,
  SourceCard,
} from '../../../../broker/hub/sources/ports.ts';
import type { Clock } from '../../../../broker/ports.ts';

/**
 * `away`: nothing arrives. `dies`: done, and no answer. `late`: done, and answered after a minute. `slow`: after five seconds.
 * `refuses`: no new order, with a sentence. `keeps`: cancels nothing, with a sentence.
 * `late-count`: done, and answered after a second.
 */
export type Manner = 'answers' | 'away' | 'dies' | 'late' | 'slow' | 'refuses' | 'keeps' | 'late-count';

export interface ScriptedOrder {
  ref: string;
  draft: OrderDraft;
  cancelled: boolean;
}

export class ScriptedOrders implements OrderSource {
  readonly card: SourceCard = { name: 'shop', capabilities: ['orders'], freshness: {} };
  readonly takesPlacedOff = true;
  kinds: readonly OrderDraft['kind'][] = ['reserve', 'pickup', 'ship'];
  /** Absent: it has no checkout. */
  handOver?: (draft: OrderDraft) => Promise<{ url: string }>;
  /** What comes next; empty: it answers. */
  readonly script: Manner[] = [];
  readonly orders = new Map<string, ScriptedOrder>();
  readonly stock = new Map<string, number>();
  asked = 0;
  /** Times that it would not, by what it was in the mood for. */
  readonly saidNo = new Map<Manner, number>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Orders that stand. */
  get standing(): ScriptedOrder[] {
    return [...this.orders.values()].filter(({ cancelled }) => !cancelled);
  }

  async stockOf(storeCode: string, skus: readonly string[]): Promise<ReadonlyMap<string, number | null>> {
    return this.#act(() => {
      const taken = (sku: string): number =>
        this.standing
          .filter(({ draft }) => draft.storeCode === storeCode)
          .flatMap(({ draft }) => draft.lines)
          .reduce((sum, line) => sum + (line.sku === sku ? line.quantity : 0), 0);
      return new Map(
        skus.flatMap((sku) => {
          const there = this.stock.get(`${storeCode} ${sku}`);
          return there === undefined ? [] : [[sku, there - taken(sku)] as const];
        }),
      );
    });
  }

  async place(draft: OrderDraft): Promise<PlacedOrder> {
    return this.#act(
      () => {
        const known = this.orders.get(draft.idempotencyKey);
        const order = known ?? { ref: `R-${this.orders.size + 1}`, draft, cancelled: false };
        this.orders.set(draft.idempotencyKey, order);
        return { externalRef: order.ref, state: 'placed' };
        // What a shop has taken it does not refuse when it is asked again.
      },
      this.orders.has(draft.idempotencyKey) ? undefined : 'refuses',
    );
  }

  async cancel(externalRef: string): Promise<void> {
    await this.#act(() => {
      for (const order of this.orders.values()) if (order.ref === externalRef) order.cancelled = true;
    }, 'keeps');
  }

  async #act<T>(work: () => T, no?: Manner): Promise<T> {
    this.asked += 1;
    const manner = this.script.shift() ?? 'answers';
    if (manner === 'away') throw new BrokerError('TW_SOURCE_UNREACHABLE');
    if (manner === no) this.saidNo.set(manner, (this.saidNo.get(manner) ?? 0) + 1);
    if (manner === no) throw new BrokerError('TW_ORDER_REFUSED', 'Not in this shop.');
    if (manner === 'slow') await this.#pause(5_000);
    const done = work();
    if (manner === 'late-count') await this.#pause(1_000);
    if (manner === 'late') await this.#pause(60_000);
    if (manner === 'dies') throw new BrokerError('TW_SOURCE_UNREACHABLE');
    return done;
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => void this.#clock.setTimer(ms, resolve));
  }
}
