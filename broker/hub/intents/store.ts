/**
 * Intents in the fleet's database. Whatever one key, one variant of one store or one intent is about happens one after
 * the other, however many hubs there are: SQLite has one writer, and PostgreSQL takes a lock for each.
 */
import { sql, type ExpressionBuilder, type Kysely, type Transaction } from 'kysely';
import { isFinal, moved, refusalOf, type IntentMove } from '../../contract/intent-machine.ts';
import type { Intent, IntentReason } from '../../contract/intents.ts';
import { BrokerError } from '../../errors.ts';
import type { Clock, Random } from '../../ports.ts';
import type { FleetEngine } from '../fleet-db/open.ts';
import { lockPeople } from '../people/erase/fence.ts';
import type { PersonKey } from '../people/person-key.ts';
import { hashOfCode, intentOf, keptOf, newCode, rowOf, type KeptIntent, type Wish } from './intent-row.ts';
import type { Due } from './rounds.ts';
import { codeLength, errandOf, expiryOf, holdsStock, tidyLines, type IntentLives } from './rules.ts';
import type { IntentTables } from './tables.ts';

type Writing = Transaction<IntentTables>;

export interface IntentStoreOptions {
  db: Kysely<IntentTables>;
  engine: FleetEngine;
  lives: IntentLives;
  clock: Clock;
  random: Random;
}

/** What is known of the stock when a wish comes: undefined where nobody counts. */
export interface StockFacts {
  quantityOf(sku: string): number | null;
  /** What was placed by then is out of these numbers already; null: nothing is. ISO 8601. */
  withoutPlacedBy: string | null;
}

export interface Verdict {
  /** Why it cannot be; undefined when it can. */
  refusal?: IntentReason;
  /** It has to be placed at the shop's system first. */
  place: boolean;
}

/** More open intents than a busy kiosk has; beyond it somebody plays. */
const MOST_OPEN = 300;
const CODE_TRIES = 20;

export class IntentStore {
  readonly #options: IntentStoreOptions;

  constructor(options: IntentStoreOptions) {
    this.#options = options;
  }

  /**
   * Takes a wish in, or gives what became of it when its key is known.
   * @returns `isNew` false for a known key.
   * @throws BrokerError TW_INTENT_KEY_TAKEN when the key stood for something else, and what `assertStill` throws when it is
   *   about a customer
   */
  async create(
    wish: Wish,
    { stock, place, assertStill }: { stock: StockFacts | null; place: boolean; assertStill?: () => void },
  ): Promise<{ kept: KeptIntent; isNew: boolean }> {
    const { db, clock, engine } = this.#options;
    return db.transaction().execute(async (trx) => {
      if (wish.customer !== null) await lockPeople(trx, { engine, alone: false });
      if (wish.customer !== null) assertStill?.();
      await this.#lock(trx, [`key ${wish.kioskId} ${wish.key}`]);
      const known = await this.#byKey(trx, wish.kioskId, wish.key);
      if (known) return { kept: sameWish(known, wish), isNew: false };
      await this.#lock(
        trx,
        wish.lines.map(({ sku }) => `stock ${wish.storeCode} ${sku}`),
      );
      const refusal = await this.#refusal(trx, wish, stock);
      const now = clock.now();
      const intent = await this.#begin(trx, wish, { ...(refusal && { refusal }), place });
      const kept = keep(intent, { customer: wish.customer, attempts: 0, now });
      await trx.insertInto('intents').values(rowOf(kept)).execute();
      if (holdsStock(intent.kind) && !isFinal(intent.kind, intent.state)) await hold(trx, intent);
      return { kept, isNew: true };
    });
  }

  /**
   * Moves an intent as its kind allows.
   * @throws BrokerError TW_INTENT_UNKNOWN | TW_INTENT_MOVE
   */
  async move(
    id: string,
    move: Omit<IntentMove, 'at'>,
    change: { externalRef?: string; note?: string } = {},
  ): Promise<KeptIntent> {
    return this.change(id, (kept, now) => {
      const step = { ...move, at: new Date(now).toISOString() };
      const refusal = refusalOf(kept.intent, step);
      if (refusal !== undefined)
        throw new BrokerError('TW_INTENT_MOVE', `${kept.intent.state} to ${move.to}: ${refusal}.`);
      return this.stepped({ ...kept, intent: { ...kept.intent, ...change } }, step, now);
    });
  }

  /** Writes nothing. */
  readonly stepped = (kept: KeptIntent, move: IntentMove, now: number): KeptIntent => {
    return stepped(kept, move, { now, lives: this.#options.lives });
  };

  /** Puts what `next` makes of it in its place; nobody else changes it meanwhile. @throws BrokerError TW_INTENT_UNKNOWN */
  async change(id: string, next: (kept: KeptIntent, now: number) => KeptIntent): Promise<KeptIntent> {
    const { db, engine, clock } = this.#options;
    return db.transaction().execute(async (trx) => {
      const found = trx.selectFrom('intents').selectAll().where('id', '=', id);
      const row = await (engine === 'postgres' ? found.forUpdate() : found).executeTakeFirst();
      if (!row) throw new BrokerError('TW_INTENT_UNKNOWN');
      const now = clock.now();
      const kept = next(keptOf(row), now);
      const { code_hash: hash, ...values } = rowOf({ ...kept, changedAt: new Date(now).toISOString() });
      // A counter's code may be given again when it is over; that of a till is told as used.
      const isDone = values.open === 0 && values.kind !== 'handover';
      await trx
        .updateTable('intents')
        .set({ ...values, code_hash: isDone ? null : (hash ?? row.code_hash) })
        .where('id', '=', id)
        .execute();
      if (values.open === 0) await trx.deleteFrom('intent_holds').where('intent_id', '=', id).execute();
      return kept;
    });
  }

  async byKey(kioskId: string, key: string): Promise<KeptIntent | undefined> {
    return this.#byKey(this.#options.db, kioskId, key);
  }

  async byId(id: string): Promise<KeptIntent | undefined> {
    const row = await this.#options.db
      .selectFrom('intents')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst();
    return row && keptOf(row);
  }

  /** The hand-over with this code, also when it is over. */
  async byHandoverCode(code: string): Promise<KeptIntent | undefined> {
    const row = await this.#options.db
      .selectFrom('intents')
      .selectAll()
      .where('code_hash', '=', hashOfCode({ kind: 'handover', storeCode: '' }, code))
      .executeTakeFirst();
    return row && keptOf(row);
  }

  /**
   * Open ones, those that changed after `since`, and those that the shop does not undo; the newest first; of one store or of
   * all.
   */
  async list(wanted: { storeCode?: string; since: string; limit: number }): Promise<KeptIntent[]> {
    let query = this.#options.db
      .selectFrom('intents')
      .selectAll()
      .where((eb) => eb.or([eb('open', '=', 1), eb('changed_at', '>', wanted.since), isSnagged(eb)]))
      // What waits for somebody is not crowded out by what is over.
      .orderBy('open', 'desc')
      .orderBy((eb) => eb('errand', 'is', null))
      .orderBy('changed_at', 'desc')
      .limit(wanted.limit);
    if (wanted.storeCode !== undefined) query = query.where('store_code', '=', wanted.storeCode);
    return (await query.execute()).map(keptOf).sort((one, other) => askedAt(other) - askedAt(one));
  }

  /** What runs out, the soonest first. */
  async expiring(limit: number): Promise<Due[]> {
    const rows = await this.#options.db
      .selectFrom('intents')
      .select(['id', 'kiosk_id as kioskId', 'expires_at as dueAt'])
      .where('open', '=', 1)
      .where('expires_at', 'is not', null)
      .orderBy('expires_at')
      .limit(limit)
      .execute();
    return rows.map((row) => ({ ...row, dueAt: row.dueAt ?? '' }));
  }

  /** What the shop's system has yet to hear, the most urgent first. */
  async errands(limit: number): Promise<KeptIntent[]> {
    const rows = await this.#options.db
      .selectFrom('intents')
      .selectAll()
      .where('errand', 'is not', null)
      .orderBy('due_at')
      .limit(limit)
      .execute();
    return rows.map(keptOf);
  }

  /** How many were called off and still stand at the shop, in the whole fleet. */
  async snags(): Promise<number> {
    const { count } = await this.#options.db
      .selectFrom('intents')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where(isSnagged)
      .executeTakeFirstOrThrow();
    return count;
  }

  /** Takes away what was over before; how many. */
  async purge(before: string): Promise<number> {
    const { numDeletedRows } = await this.#options.db
      .deleteFrom('intents')
      .where('open', '=', 0)
      .where('errand', 'is', null)
      .where('changed_at', '<', before)
      .executeTakeFirstOrThrow();
    return Number(numDeletedRows);
  }

  async #byKey(db: Kysely<IntentTables>, kioskId: string, key: string): Promise<KeptIntent | undefined> {
    const row = await db
      .selectFrom('intents')
      .selectAll()
      .where('kiosk_id', '=', kioskId)
      .where('idempotency_key', '=', key)
      .executeTakeFirst();
    return row && keptOf(row);
  }

  /** In the same order everywhere, so that two that want the same things do not wait for each other for ever. */
  async #lock(trx: Writing, names: readonly string[]): Promise<void> {
    if (this.#options.engine !== 'postgres') return;
    for (const name of [...names].sort())
      await sql`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(trx);
  }

  async #refusal(trx: Writing, wish: Wish, stock: StockFacts | null): Promise<IntentReason | undefined> {
    const { count } = await trx
      .selectFrom('intents')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('open', '=', 1)
      .where('kiosk_id', '=', wish.kioskId)
      .executeTakeFirstOrThrow();
    if (count >= MOST_OPEN) return 'too_many';
    if (stock === null) return undefined;
    for (const { sku, quantity } of wish.lines) {
      const there = stock.quantityOf(sku);
      if (there === null) continue;
      const promised = await this.#promised(trx, { storeCode: wish.storeCode, sku }, stock.withoutPlacedBy);
      if (there - promised < quantity) return 'sold_out';
    }
    return undefined;
  }

  async #promised(
    trx: Writing,
    { storeCode, sku }: { storeCode: string; sku: string },
    withoutPlacedBy: string | null,
  ): Promise<number> {
    let query = trx
      .selectFrom('intent_holds')
      .innerJoin('intents', 'intents.id', 'intent_holds.intent_id')
      .select((eb) => eb.fn.sum<number | null>('intent_holds.quantity').as('promised'))
      .where('intent_holds.store_code', '=', storeCode)
      .where('intent_holds.sku', '=', sku);
    // What was placed while the shop was counting may be in its number or not: it is taken off once more.
    if (withoutPlacedBy !== null)
      query = query.where((eb) =>
        eb.or([eb('intents.external_ref', 'is', null), eb('intents.changed_at', '>=', withoutPlacedBy)]),
      );
    const row = await query.executeTakeFirst();
    return row?.promised ?? 0;
  }

  async #begin(trx: Writing, wish: Wish, { refusal, place }: Verdict): Promise<Intent> {
    const { clock, lives } = this.#options;
    const now = clock.now();
    const begun = intentOf(wish, now, lives);
    const at = new Date(now).toISOString();
    const step = (to: Intent['state'], reason?: IntentReason): Intent => {
      const intent = moved(begun, { to, by: 'hub', at, ...(reason && { reason }) });
      return { ...intent, expiresAt: expiryOf(intent, { now, before: begun.expiresAt, lives }) };
    };
    if (refusal) return step(wish.kind === 'room' ? 'unavailable' : 'rejected', refusal);
    const intent = wish.kind === 'reserve' ? step(place ? 'placing' : 'held') : begun;
    return { ...intent, code: await this.#freeCode(trx, intent) };
  }

  async #freeCode(trx: Writing, intent: Intent): Promise<string | null> {
    const length = codeLength(intent.kind);
    if (length === 0) return null;
    for (let tries = 0; tries < CODE_TRIES; tries += 1) {
      // A scope that fills up gets longer codes instead of none.
      const code = newCode(this.#options.random, length + Math.floor(tries / 5));
      const taken = await trx
        .selectFrom('intents')
        .select('id')
        .where('code_hash', '=', hashOfCode(intent, code))
        .executeTakeFirst();
      if (!taken) return code;
    }
    throw new BrokerError('TW_HUB_FAILED', 'No code is free.');
  }
}

function askedAt({ intent }: KeptIntent): number {
  return Date.parse(intent.history[0]?.at ?? '');
}

function isSnagged(eb: ExpressionBuilder<IntentTables, 'intents'>) {
  return eb.and([eb('snag', 'is not', null), eb('errand', 'is not', null)]);
}

/** The kept intent after a move, with its deadline and what the shop's system has to hear. */
export function stepped(
  kept: KeptIntent,
  move: IntentMove,
  { now, lives }: { now: number; lives: IntentLives },
): KeptIntent {
  const intent = moved(kept.intent, move);
  const expiresAt = expiryOf(intent, { now, before: kept.intent.expiresAt, lives });
  return keep({ ...intent, expiresAt }, { ...kept, now });
}

function keep(
  intent: Intent,
  { customer, attempts, now }: { customer: PersonKey | null; attempts: number; now: number },
): KeptIntent {
  const errand = errandOf({ ...intent, attempts });
  const at = new Date(now).toISOString();
  return {
    intent,
    // Nobody is kept for longer than the shop's system has to hear of them.
    customer: errand === null ? null : customer,
    errand,
    attempts,
    dueAt: errand === null ? null : at,
    changedAt: at,
  };
}

async function hold(trx: Writing, { id, storeCode, lines }: Intent): Promise<void> {
  await trx
    .insertInto('intent_holds')
    .values(lines.map(({ sku, quantity }) => ({ intent_id: id, store_code: storeCode, sku, quantity })))
    .execute();
}

function sameWish(kept: KeptIntent, wish: Wish): KeptIntent {
  const { kind, storeCode, lines } = kept.intent;
  const isSame =
    kind === wish.kind &&
    storeCode === wish.storeCode &&
    JSON.stringify(lines) === JSON.stringify(tidyLines(wish.lines));
  if (!isSame) throw new BrokerError('TW_INTENT_KEY_TAKEN');
  return kept;
}
