/** What shoppers want done: taken in from kiosks, moved by the team, the shop's system, tills and time. */
import { refusalOf } from '../../contract/intent-machine.ts';
import {
  normalCode,
  reportOf,
  type Intent,
  type IntentKind,
  type IntentReason,
  type IntentReport,
  type IntentStateName,
} from '../../contract/intents.ts';
import type { Message } from '../../contract/messages.ts';
import { BrokerError, isBrokerError } from '../../errors.ts';
import { Listeners } from '../../link/listeners.ts';
import type { Clock, Logger, Random } from '../../ports.ts';
import type { OrderSource } from '../sources/ports.ts';
import type { Fence } from '../people/erase/fence.ts';
import type { PersonKey } from '../people/person-key.ts';
import type { VariantSearch } from '../tags/variant-search.ts';
import { withCheckout } from './checkout.ts';
import type { Expiry } from './expiry.ts';
import type { KeptIntent } from './intent-row.ts';
import type { Placer } from './placer.ts';
import { needsStock, ORDER_KINDS, OWN_KINDS, tidyLines } from './rules.ts';
import { askedAgain, settledByHand } from './snags.ts';
import type { StockCheck } from './stock-check.ts';
import type { IntentStore } from './store.ts';

/** What is over stays on the team's list for a while. */
const LISTED_MS = 30 * 60_000;
const MOST_LISTED = 200;
/** What a till does at once: whatever it takes, it has seen. */
const TILL_STEPS: readonly IntentStateName[] = ['shown', 'opened', 'claimed'];

export interface IntentsOptions {
  store: IntentStore;
  stock: StockCheck;
  placer: () => Pick<Placer, 'attend'>;
  expiry: () => Pick<Expiry, 'expects'>;
  orders: () => OrderSource | undefined;
  variants: Pick<VariantSearch, 'of'>;
  personOf: (kioskId: string, token: string) => PersonKey | undefined;
  fence: Pick<Fence, 'mark'>;
  clock: Clock;
  random: Random;
  logger: Logger;
}

/** Who asks, and what the catalogue knows of where they stand. */
export interface Asker {
  kioskId: string;
  storeCode: string;
  storeCodes: readonly string[];
}

type Question = Message<'req/intent'>;

export class Intents {
  readonly #options: IntentsOptions;
  readonly #changed: Listeners<[Intent]>;

  constructor(options: IntentsOptions) {
    this.#options = options;
    this.#changed = new Listeners(options.logger);
  }

  /** What a shopper may ask for. Nothing can be ordered but what a shop's system takes. */
  kinds(): IntentKind[] {
    return [...OWN_KINDS, ...ORDER_KINDS.filter((kind) => this.#isPlaced(kind))];
  }

  /** Every intent that has moved, here. */
  onChanged(listener: (intent: Intent) => void): () => void {
    return this.#changed.add(listener);
  }

  /** Somebody else moved it: the outbox, or time. */
  readonly changed = ({ intent }: KeptIntent): void => this.#changed.emit(intent);

  /** Nobody's orders any more (release.ts): kiosks hear of it, and the shop where it knows of one. */
  released(kept: readonly KeptIntent[]): void {
    for (const each of kept) this.#after(each);
  }

  /** @throws BrokerError with the reason for whoever asked */
  async ask(asker: Asker, question: Question): Promise<IntentReport> {
    if (question.action === 'create') return this.#create(asker, question);
    const kept = await this.#options.store.byKey(asker.kioskId, question.key);
    if (kept === undefined) throw new BrokerError('TW_INTENT_UNKNOWN');
    if (question.action === 'look') return reportOf(kept.intent);
    const to = question.action === 'shown' ? 'shown' : callOff(kept.intent.kind);
    return reportOf((await this.#tryTo(kept, { to, by: 'shopper' })).intent);
  }

  /** @throws BrokerError TW_INTENT_UNKNOWN | TW_INTENT_MOVE */
  async move(id: string, to: IntentStateName, reason?: IntentReason): Promise<Intent> {
    const kept = await this.#options.store.move(id, { to, by: 'team', ...(reason && { reason }) });
    return this.#after(kept).intent;
  }

  /**
   * What the shop does not undo: is asked again now, or was settled there by somebody of the team.
   * @throws BrokerError TW_INTENT_UNKNOWN | TW_INTENT_MOVE when nothing of that kind is open
   */
  async clear(id: string, how: 'retry' | 'settled'): Promise<Intent> {
    const { store, logger } = this.#options;
    const kept = await store.change(id, how === 'retry' ? askedAgain : settledByHand);
    if (how === 'settled') logger.info({ intent: id }, 'what the shop did not undo was settled by hand');
    return this.#after(kept).intent;
  }

  /** Open ones, and those that were over a short while ago, the newest first. */
  async list(storeCode?: string): Promise<Intent[]> {
    const { store, clock } = this.#options;
    const since = new Date(clock.now() - LISTED_MS).toISOString();
    const where = storeCode === undefined ? {} : { storeCode };
    return (await store.list({ ...where, since, limit: MOST_LISTED })).map(({ intent }) => intent);
  }

  /**
   * A till takes over what a code stands for, once.
   * @throws BrokerError TW_HANDOVER_UNKNOWN | TW_HANDOVER_CLAIMED | TW_HANDOVER_EXPIRED
   */
  async claim(typed: string, storeCode: string): Promise<Intent> {
    const { store } = this.#options;
    const code = normalCode(typed);
    const kept = code === '' ? undefined : await store.byHandoverCode(code);
    if (kept === undefined || kept.intent.storeCode !== storeCode)
      throw new BrokerError('TW_HANDOVER_UNKNOWN');
    const claimed = await store.change(kept.intent.id, (now, at) =>
      TILL_STEPS.reduce(
        (each, to) => (isPast(each.intent.state, to) ? each : this.#byTill(each, to, at)),
        now,
      ),
    );
    return this.#after(claimed).intent;
  }

  /** The till says that it was paid. @throws BrokerError TW_HANDOVER_UNKNOWN | TW_INTENT_MOVE */
  async purchased(id: string, storeCode: string): Promise<Intent> {
    const kept = await this.#options.store.byId(id);
    if (kept?.intent.kind !== 'handover' || kept.intent.storeCode !== storeCode)
      throw new BrokerError('TW_HANDOVER_UNKNOWN');
    if (kept.intent.state === 'purchased') return kept.intent;
    return this.#after(await this.#options.store.move(id, { to: 'purchased', by: 'till' })).intent;
  }

  async #create(asker: Asker, question: Question): Promise<IntentReport> {
    const { store, stock, random, fence } = this.#options;
    const { key, kind, lines, display = '' } = question;
    if (kind === undefined || lines === undefined)
      throw new BrokerError('TW_MESSAGE_INVALID', 'kind and lines are needed.');
    const assertStill = fence.mark();
    const known = await store.byKey(asker.kioskId, key);
    const wish = {
      id: Buffer.from(random.bytes(16)).toString('hex'),
      kioskId: asker.kioskId,
      key,
      kind,
      display,
      storeCode: this.#placeOf(asker, question),
      lines: tidyLines(lines),
      customer: null as PersonKey | null,
    };
    if (known === undefined) {
      this.#assertSold(wish.lines);
      wish.customer = this.#customerOf(asker, question);
    }
    const facts =
      known === undefined && needsStock(kind)
        ? await stock.of(
            wish.storeCode,
            wish.lines.map(({ sku }) => sku),
          )
        : null;
    const { kept, isNew } = await store.create(wish, {
      stock: facts,
      place: this.#isPlaced(kind),
      assertStill,
    });
    const report = reportOf((isNew ? this.#after(kept) : kept).intent);
    return withCheckout(report, kept, this.#options);
  }

  /** A room and a till are the store’s own business, and so is what the shop's system takes no orders for. */
  #isPlaced(kind: IntentKind): boolean {
    const orders = this.#options.orders();
    if (orders === undefined || kind === 'room' || kind === 'handover') return false;
    return orders.kinds?.includes(kind) ?? true;
  }

  #placeOf({ storeCode, storeCodes }: Asker, { kind, storeCode: wanted }: Question): string {
    if (kind !== 'pickup' || wanted === undefined) return storeCode;
    if (!storeCodes.includes(wanted)) throw new BrokerError('TW_STORE_UNKNOWN');
    return wanted;
  }

  #assertSold(lines: readonly { sku: string }[]): void {
    if (lines.some(({ sku }) => this.#options.variants.of(sku) === undefined))
      throw new BrokerError('TW_SKU_UNKNOWN');
  }

  /** Orders go by the recognised shopper, whom the shop's system has to know. */
  #customerOf({ kioskId }: Asker, { kind, token }: Question): PersonKey | null {
    if (kind !== 'pickup' && kind !== 'ship') return null;
    const orders = this.#options.orders();
    if (orders === undefined || !this.#isPlaced(kind)) throw new BrokerError('TW_INTENT_UNSUPPORTED');
    const person = token === undefined ? undefined : this.#options.personOf(kioskId, token);
    if (person === undefined) throw new BrokerError('TW_CUSTOMER_TOKEN_UNKNOWN');
    if (person.source !== orders.card.name)
      throw new BrokerError('TW_INTENT_UNSUPPORTED', 'The shop’s system does not know this shopper.');
    return person;
  }

  /** What cannot be done any more is answered with how it stands. */
  async #tryTo(kept: KeptIntent, move: { to: IntentStateName; by: 'shopper' }): Promise<KeptIntent> {
    const { store, clock } = this.#options;
    const at = new Date(clock.now()).toISOString();
    if (refusalOf(kept.intent, { ...move, at }) !== undefined) return kept;
    try {
      return this.#after(await store.move(kept.intent.id, move));
    } catch (error) {
      if (!isBrokerError(error, 'TW_INTENT_MOVE')) throw error;
      return (await store.byId(kept.intent.id)) ?? kept;
    }
  }

  /** @throws BrokerError TW_HANDOVER_CLAIMED | TW_HANDOVER_EXPIRED */
  #byTill(kept: KeptIntent, to: IntentStateName, now: number): KeptIntent {
    const step = { to, by: 'till', at: new Date(now).toISOString() } as const;
    if (refusalOf(kept.intent, step) === undefined) return this.#options.store.stepped(kept, step, now);
    const { state } = kept.intent;
    const isUsed = state === 'claimed' || state === 'purchased';
    throw new BrokerError(isUsed ? 'TW_HANDOVER_CLAIMED' : 'TW_HANDOVER_EXPIRED');
  }

  #after(kept: KeptIntent): KeptIntent {
    if (kept.errand !== null) this.#options.placer().attend(kept.intent.id);
    this.#options.expiry().expects(kept.intent.expiresAt);
    this.#changed.emit(kept.intent);
    return kept;
  }
}

function callOff(kind: IntentKind): IntentStateName {
  return kind === 'handover' ? 'expired' : 'cancelled';
}

/** A code that was shown is not shown again. */
function isPast(state: IntentStateName, to: IntentStateName): boolean {
  const at = TILL_STEPS.indexOf(state);
  return to !== 'claimed' && at >= TILL_STEPS.indexOf(to) && state !== 'claimed';
}
