/**
 * The outbox to the shop's own system. What an intent still needs there stands in the database until the shop has
 * answered: asked at least once, always with the same key, so that there is one order however often it is asked for.
 */
import type { IntentReason } from '../../contract/intents.ts';
import { BrokerError, isBrokerError } from '../../errors.ts';
import type { Clock, Logger, Random } from '../../ports.ts';
import { codeOfFault } from '../fleet-db/faults.ts';
import type { Ownership } from '../partition/ownership.ts';
import type { OrderSource, PlacedOrder } from '../sources/ports.ts';
import type { KeptIntent } from './intent-row.ts';
import { Rounds, type Due } from './rounds.ts';
import { isSaidNo, longestPauseOf, pauseOf, snagged, undone } from './snags.ts';
import type { IntentStore } from './store.ts';

const LONGEST_LOOK_MS = 10_000;
const SHORTEST_LOOK_MS = 100;
const PATIENCE_MS = 15_000;
const LEASE_MS = 20_000;
const MOST_AT_ONCE = 20;
/** Nobody wants an order any more that the shop could not take for a day. */
const GIVE_UP_MS = 24 * 3600_000;

export interface PlacerOptions {
  store: Pick<IntentStore, 'errands' | 'change' | 'byId' | 'stepped'>;
  orders: () => OrderSource | undefined;
  ownership: Ownership;
  changed: (kept: KeptIntent) => void;
  clock: Clock;
  random: Random;
  logger: Logger;
}

export class Placer {
  readonly #options: PlacerOptions;
  readonly #running = new Map<string, Promise<void>>();
  /** End the questions that are under way, as if nobody had answered. */
  readonly #endings = new Set<() => void>();
  readonly #rounds: Rounds;
  #isStopped = false;

  constructor(options: PlacerOptions) {
    this.#options = options;
    this.#rounds = new Rounds({
      ...options,
      due: (limit) => this.#due(limit),
      act: (id) => this.attend(id),
      mostAtOnce: MOST_AT_ONCE,
      longest: LONGEST_LOOK_MS,
      shortest: SHORTEST_LOOK_MS,
      trouble: 'orders that wait could not be looked up',
    });
  }

  start(): void {
    this.#rounds.start();
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#rounds.stop();
    for (const end of this.#endings) end();
    await Promise.all(this.#running.values());
  }

  /** Resolves once nothing is under way but questions to the shop. */
  async drained(): Promise<void> {
    await this.#rounds.drained();
    while (this.#running.size > this.#endings.size)
      await new Promise<void>((resolve) => void setImmediate(resolve));
  }

  /** Does now what an intent needs. */
  attend(id: string): void {
    if (this.#isStopped || this.#running.has(id)) return;
    const run = this.#attend(id)
      .catch((error: unknown) =>
        this.#options.logger.warn(
          { intent: id, code: codeOfFault(error) },
          'an order waits for the database',
        ),
      )
      .finally(() => this.#running.delete(id));
    this.#running.set(id, run);
  }

  async #due(limit: number): Promise<Due[]> {
    const now = this.#options.clock.now();
    const errands = await this.#options.store.errands(limit);
    return errands
      .map((kept) => {
        const due = Date.parse(kept.dueAt ?? '');
        // Later than any pause: the clock has been set back since, and nobody must wait for it to come round again.
        const isOdd = due > now + Math.max(LEASE_MS, longestPauseOf(kept));
        const { id, kioskId } = kept.intent;
        return { id, kioskId, dueAt: new Date(isOdd ? now : due).toISOString() };
      })
      .sort((one, other) => one.dueAt.localeCompare(other.dueAt));
  }

  async #attend(id: string): Promise<void> {
    const orders = this.#options.orders();
    const kept = await this.#begin(id);
    if (kept === undefined) return;
    if (orders === undefined) return this.#noAnswer(id);
    try {
      if (kept.errand === 'place') await this.#place(orders, kept);
      else await this.#withdraw(orders, kept);
    } catch (error) {
      if (kept.errand === 'place' && isBrokerError(error, 'TW_ORDER_REFUSED'))
        return this.#refused(kept, error.message);
      this.#options.logger.info(
        { intent: id, source: orders.card.name, attempts: kept.attempts, code: codeOfFault(error) },
        'the shop did not do what an order needs; it is asked again',
      );
      await this.#noAnswer(id, isSaidNo(error) ? error.message : undefined);
    }
  }

  /** The attempt is on disk before it is made: an order that may be there is never forgotten. */
  async #begin(id: string): Promise<KeptIntent | undefined> {
    const { store, clock } = this.#options;
    const before = await store.byId(id);
    if (!before || before.errand === null) return undefined;
    const begun = await store.change(id, (kept) =>
      kept.errand === null
        ? kept
        : {
            ...kept,
            attempts: kept.attempts + 1,
            // While it is being asked, nobody else asks.
            dueAt: new Date(clock.now() + LEASE_MS).toISOString(),
          },
    );
    return begun.errand === null ? undefined : begun;
  }

  async #place(orders: OrderSource, kept: KeptIntent): Promise<void> {
    const placed = await this.#ask(() => orders.place(draftOf(kept)));
    const { store, changed } = this.#options;
    if (placed.state === 'cancelled') return this.#refused(kept, '');
    const after = await store.change(kept.intent.id, (now, at) => this.#settled(now, placed, at));
    changed(after);
    // It was called off while the shop was asked.
    if (after.errand !== null) this.#again(after.intent.id);
  }

  async #withdraw(orders: OrderSource, kept: KeptIntent): Promise<void> {
    const { intent } = kept;
    const ref = intent.externalRef ?? (await this.#numberOf(orders, kept));
    if (ref !== undefined) await this.#ask(() => orders.cancel(ref));
    const { store, changed } = this.#options;
    const after = await store.change(intent.id, (now) => undone(now, ref));
    if (intent.snag !== null) changed(after);
  }

  /** Nobody heard whether the order came to be: asking for it once more, with its key, tells its number. */
  async #numberOf(orders: OrderSource, kept: KeptIntent): Promise<string | undefined> {
    try {
      return (await this.#ask(() => orders.place(draftOf(kept)))).externalRef;
    } catch (error) {
      // A shop that takes no such order has none.
      if (isBrokerError(error, 'TW_ORDER_REFUSED')) return undefined;
      throw error;
    }
  }

  async #refused({ intent }: KeptIntent, message: string): Promise<void> {
    const { store, changed } = this.#options;
    const note = message.trim().slice(0, 200) || null;
    const after = await store.change(intent.id, (kept, now) =>
      kept.intent.state === 'placing'
        ? // Nothing is there, so nothing has to be withdrawn.
          this.#reject({ ...kept, attempts: 0, intent: { ...kept.intent, note } }, now)
        : undone(kept, undefined),
    );
    changed(after);
  }

  /** @param refusal What the shop says; undefined: nobody answered. */
  async #noAnswer(id: string, refusal?: string): Promise<void> {
    const { store, changed, clock, random } = this.#options;
    const after = await store.change(id, (kept, now) => {
      if (kept.errand === null) return kept;
      if (kept.errand === 'withdraw') return snagged(kept, { refusal, now, random });
      const since = Date.parse(kept.intent.history[0]?.at ?? '');
      if (clock.now() - since > GIVE_UP_MS) return this.#reject(kept, now);
      const dueAt = new Date(now + pauseOf(kept, random)).toISOString();
      return { ...kept, dueAt, intent: { ...kept.intent, reason: 'unreachable' satisfies IntentReason } };
    });
    this.#rounds.expects(after.dueAt);
    changed(after);
  }

  #settled(kept: KeptIntent, { externalRef }: PlacedOrder, now: number): KeptIntent {
    const known = { ...kept, intent: { ...kept.intent, externalRef } };
    if (kept.intent.state !== 'placing') return { ...known, dueAt: new Date(now).toISOString() };
    const to = kept.intent.kind === 'reserve' ? 'held' : 'placed';
    return this.#options.store.stepped(known, { to, by: 'source', at: new Date(now).toISOString() }, now);
  }

  #reject(kept: KeptIntent, now: number): KeptIntent {
    const move = {
      to: 'rejected',
      by: 'source',
      at: new Date(now).toISOString(),
      reason: 'refused',
    } as const;
    return this.#options.store.stepped(kept, move, now);
  }

  /** After this turn, when it no longer counts as running. */
  #again(id: string): void {
    queueMicrotask(() => {
      void this.#running.get(id)?.then(() => this.attend(id));
    });
  }

  async #ask<T>(question: () => Promise<T>): Promise<T> {
    let leave = (): void => undefined;
    const late = new Promise<never>((_, reject) => {
      const away = (): void => reject(new BrokerError('TW_SOURCE_UNREACHABLE'));
      const timer = this.#options.clock.setTimer(PATIENCE_MS, away);
      this.#endings.add(away);
      leave = () => {
        timer.cancel();
        this.#endings.delete(away);
      };
    });
    try {
      return await Promise.race([question(), late]);
    } finally {
      leave();
    }
  }
}

export function draftOf({ intent, customer }: KeptIntent): Parameters<OrderSource['place']>[0] {
  const { kind, storeCode, kioskId, lines, idempotencyKey } = intent;
  return {
    idempotencyKey: `${kioskId}.${idempotencyKey}`,
    kind: kind === 'room' ? 'reserve' : kind,
    storeCode,
    kioskId,
    lines,
    customerRef: customer?.ref,
  };
}
