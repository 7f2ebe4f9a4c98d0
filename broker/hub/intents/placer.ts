/**
 * The outbox to the shop's own system. What an intent still needs there stands in the database until the shop has
 * answered: asked at least once, always with the same key, so that there is one order however often it is asked for.
 */
import type { IntentReason } from '../../contract/intents.ts';
import { BrokerError, isBrokerError } from '../../errors.ts';
import type { Clock, Logger, Random } from '../../ports.ts';
import { codeOfFault } from '../fleet-db/faults.ts';
import { partsOf } from '../kiosk-key.ts';
import type { Ownership } from '../partition/ownership.ts';
import type { OrderSource, PlacedOrder } from '../sources/ports.ts';
import type { KeptIntent } from './intent-row.ts';
import { stepped, type IntentStore } from './store.ts';

const LOOK_MS = 10_000;
const PATIENCE_MS = 15_000;
const LEASE_MS = 20_000;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 60_000;
const MOST_AT_ONCE = 20;
/** Nobody wants an order any more that the shop could not take for a day. */
const GIVE_UP_MS = 24 * 3600_000;

export interface PlacerOptions {
  store: Pick<IntentStore, 'errands' | 'change' | 'byId'>;
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
  #timer: { cancel(): void } | undefined;
  #looking: Promise<void> | undefined;
  #isStopped = false;

  constructor(options: PlacerOptions) {
    this.#options = options;
  }

  start(): void {
    this.#schedule(LOOK_MS);
  }

  async stop(): Promise<void> {
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#isStopped = true;
    await this.#looking;
    for (const end of this.#endings) end();
    await Promise.all(this.#running.values());
  }

  /** Resolves once nothing is under way but questions to the shop. */
  async drained(): Promise<void> {
    await this.#looking;
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

  #schedule(ms: number): void {
    this.#timer?.cancel();
    this.#timer = this.#options.clock.setTimer(ms, () => {
      this.#looking = this.#look();
    });
  }

  async #look(): Promise<void> {
    const { store, clock, ownership, logger } = this.#options;
    let next = LOOK_MS;
    try {
      for (const { intent, dueAt } of await store.errands(MOST_AT_ONCE)) {
        const wait = Date.parse(dueAt ?? '') - clock.now();
        if (wait > 0) next = Math.min(next, wait);
        else if (ownership.owns(partsOf(intent.kioskId).store)) this.attend(intent.id);
      }
    } catch (error) {
      logger.debug({ code: codeOfFault(error) }, 'orders that wait could not be looked up');
    }
    if (this.#timer) this.#schedule(Math.max(100, next));
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
      const refused = isBrokerError(error, 'TW_ORDER_REFUSED') ? error.message : null;
      if (refused !== null) return this.#refused(kept, refused);
      this.#options.logger.info(
        { intent: id, source: orders.card.name, attempts: kept.attempts, code: codeOfFault(error) },
        'the shop did not answer about an order; it is asked again',
      );
      await this.#noAnswer(id);
    }
  }

  /** The attempt is on disk before it is made: an order that may be there is never forgotten. */
  async #begin(id: string): Promise<KeptIntent | undefined> {
    const { store, clock } = this.#options;
    const before = await store.byId(id);
    if (!before || before.errand === null) return undefined;
    return store.change(id, (kept) =>
      kept.errand === null
        ? kept
        : {
            ...kept,
            attempts: kept.attempts + 1,
            // While it is being asked, nobody else asks.
            dueAt: new Date(clock.now() + LEASE_MS).toISOString(),
          },
    );
  }

  async #place(orders: OrderSource, kept: KeptIntent): Promise<void> {
    const placed = await this.#ask(() => orders.place(draftOf(kept)));
    const { store, changed } = this.#options;
    if (placed.state === 'cancelled') return this.#refused(kept, '');
    const after = await store.change(kept.intent.id, (now, at) => settled(now, placed, at));
    changed(after);
    // It was called off while the shop was asked.
    if (after.errand !== null) this.#again(after.intent.id);
  }

  async #withdraw(orders: OrderSource, kept: KeptIntent): Promise<void> {
    const { intent } = kept;
    // Nobody heard whether the order came to be: asking for it once more, with its key, tells its number.
    const ref = intent.externalRef ?? (await this.#ask(() => orders.place(draftOf(kept)))).externalRef;
    await this.#ask(() => orders.cancel(ref));
    await this.#done(intent.id, ref);
  }

  async #done(id: string, externalRef: string | null): Promise<void> {
    await this.#options.store.change(id, (kept) => ({
      ...kept,
      intent: { ...kept.intent, externalRef: externalRef ?? kept.intent.externalRef },
      errand: null,
      dueAt: null,
      customerRef: null,
    }));
  }

  async #refused({ errand, intent }: KeptIntent, message: string): Promise<void> {
    const { store, changed, logger } = this.#options;
    if (errand === 'withdraw') {
      logger.warn({ intent: intent.id }, 'the shop keeps an order that was called off here');
      return this.#done(intent.id, null);
    }
    const note = message.trim().slice(0, 200) || null;
    const after = await store.change(intent.id, (kept, now) =>
      kept.intent.state === 'placing'
        ? // Nothing is there, so nothing has to be withdrawn.
          reject({ ...kept, attempts: 0, intent: { ...kept.intent, note } }, { by: 'source', now })
        : { ...kept, errand: null, dueAt: null, customerRef: null },
    );
    changed(after);
  }

  async #noAnswer(id: string): Promise<void> {
    const { store, changed, clock } = this.#options;
    const after = await store.change(id, (kept, now) => {
      const later = { ...kept, dueAt: new Date(now + this.#pause(kept.attempts)).toISOString() };
      if (kept.errand === null) return kept;
      if (kept.errand === 'withdraw') return later;
      const since = Date.parse(kept.intent.history[0]?.at ?? '');
      if (clock.now() - since > GIVE_UP_MS) return reject(kept, { by: 'source', now });
      return { ...later, intent: { ...kept.intent, reason: 'unreachable' satisfies IntentReason } };
    });
    changed(after);
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

  /** Full jitter, so that orders do not come back all at once. */
  #pause(attempts: number): number {
    const most = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** attempts);
    return Math.round(most * (0.5 + this.#options.random.unit() / 2));
  }
}

function draftOf({ intent, customerRef }: KeptIntent): Parameters<OrderSource['place']>[0] {
  const { kind, storeCode, kioskId, lines, idempotencyKey } = intent;
  return {
    idempotencyKey: `${kioskId}.${idempotencyKey}`,
    kind: kind === 'room' ? 'reserve' : kind,
    storeCode,
    kioskId,
    lines,
    customerRef: customerRef ?? undefined,
  };
}

function settled(kept: KeptIntent, { externalRef }: PlacedOrder, now: number): KeptIntent {
  const known = { ...kept, intent: { ...kept.intent, externalRef } };
  if (kept.intent.state !== 'placing') return { ...known, dueAt: new Date(now).toISOString() };
  const to = kept.intent.kind === 'reserve' ? 'held' : 'placed';
  return stepped(known, { to, by: 'source', at: new Date(now).toISOString() }, now);
}

function reject(kept: KeptIntent, { by, now }: { by: 'source' | 'hub'; now: number }): KeptIntent {
  return stepped(kept, { to: 'rejected', by, at: new Date(now).toISOString(), reason: 'refused' }, now);
}
