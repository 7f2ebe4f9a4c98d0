/** A display under test: feeds inputs to the reducer, keeps time and the one timer, remembers the effects. */
import type { EventData, EventName, Item, NewEvent } from '../../../broker/contract/events.ts';
import type { IntentKind, IntentReport } from '../../../broker/contract/intents.ts';
import type { Touch } from '../../../broker/contract/screen.ts';
import { DEFAULT_DISPLAY_SETTINGS, type DisplaySettings } from '../../../broker/contract/settings.ts';
import type { Identified } from '../../../kiosk/identify/identified.ts';
import type { Effect, SessionInput, TagCheckResult } from '../../../kiosk/session/input.ts';
import { reduce } from '../../../kiosk/session/reduce.ts';
import { RESTING, type SessionState } from '../../../kiosk/session/state.ts';

/** SKUs of the stage are `{product}-{variant}`; `GONE` is in no catalogue, `AWAY` is what the store does not sell. */
export function itemOnStage(sku: string): Item | undefined {
  const [group] = sku.split('-');
  return sku.startsWith('GONE') || group === undefined ? undefined : { item_id: sku, item_group_id: group };
}

const START = Date.UTC(2026, 10, 22, 10);

export class Stage {
  state: SessionState = RESTING;
  settings: DisplaySettings = { ...DEFAULT_DISPLAY_SETTINGS };
  effects: Effect[] = [];
  now = START;
  timerAt: number | null = null;
  item = itemOnStage;
  offered: readonly IntentKind[] = ['room', 'reserve', 'handover', 'pickup', 'ship'];
  readonly kind: 'wall' | 'room';
  #ids = 0;

  constructor(kind: 'wall' | 'room') {
    this.kind = kind;
  }

  /** Feeds one input; returns its effects. */
  send(input: SessionInput): Effect[] {
    this.#ids += 1;
    const context = {
      now: this.now,
      newId: `id-${this.#ids}`,
      display: { id: this.kind, kind: this.kind },
      settings: this.settings,
      offered: this.offered,
      item: (sku: string) => this.item(sku),
      isOutside: (sku: string) => sku.startsWith('AWAY'),
    };
    const { state, effects } = reduce(this.state, input, context);
    this.state = state;
    this.effects.push(...effects);
    for (const effect of effects) if (effect.type === 'timer') this.timerAt = effect.at;
    return effects;
  }

  /** Lets time pass, firing the timer whenever it is due. */
  wait(seconds: number): void {
    const end = this.now + seconds * 1000;
    while (this.timerAt !== null && this.timerAt <= end) {
      this.now = Math.max(this.now, this.timerAt);
      this.timerAt = null;
      this.send({ type: 'timer' });
    }
    this.now = end;
  }

  tap(identified: Identified, tap = 'tap'): Effect[] {
    return this.send({ type: 'tag', tap, device: 'reader', identified });
  }

  product(sku: string): Effect[] {
    return this.tap({ kind: 'product', sku, gtin: '09506000134352' });
  }

  /** Taps the signed tag of a product; returns the id of the question to the platform. */
  signed(sku: string, sun = 'https://id.example/SECRETURL'): string {
    const effects = this.tap({ kind: 'product', sku, gtin: '09506000134352', sun });
    return effects.find((effect) => effect.type === 'check_tag')?.requestId ?? '';
  }

  checked(requestId: string, result: TagCheckResult | 'unknown', sku = 'A-1'): void {
    this.send({ type: 'tag_checked', requestId, about: { device: 'reader', sku }, result });
  }

  /** Taps a card; returns the id of the question to the platform. */
  card(uid = '04AABBCC', otherwise: 'unknown_card' | 'blank_tag' = 'unknown_card'): string {
    const effects = this.tap({ kind: 'card', uid, otherwise }, 'card-tap');
    return effects.find((effect) => effect.type === 'recognise')?.requestId ?? '';
  }

  touch(touch: Touch): Effect[] {
    return this.send({ type: 'touch', touch });
  }

  do(
    action:
      | 'activity'
      | 'back'
      | 'finish'
      | 'forget'
      | 'stay'
      | 'show_wishlist'
      | 'dismiss_offer'
      | 'show_search'
      | 'show_join',
  ): void {
    this.touch({ action });
  }

  open(sku: string, list: 'search' | 'wishlist' | 'related' | 'attract' | 'room'): void {
    this.touch({ action: 'open_product', sku, list });
  }

  recognised(requestId: string, name = 'Ada', locale = 'en-GB'): void {
    const token = `token-of-${name}-0000000`;
    const customer = { token, displayName: name, tier: '', locale, wishlistCount: 2 };
    this.send({ type: 'recognised', requestId, customer });
  }

  /** Touches the offer and answers with these SKUs. */
  wishlist(...skus: string[]): void {
    const effects = this.touch({ action: 'show_wishlist' });
    const requestId = effects.find((effect) => effect.type === 'load_wishlist')?.requestId ?? '';
    this.send({ type: 'wishlist_loaded', requestId, skus });
  }

  presence(present: boolean | null): void {
    this.send({ type: 'presence', device: 'radar', present });
  }

  /** The radio tag of a piece comes into the room, or leaves. */
  garment(sku: string, epc: string, present = true): void {
    this.send({ type: 'garment', device: 'uhf', sku, epc, present });
  }

  /** Touches a way to have something; returns the key of the wish. */
  want(kind: IntentKind, sku: string, storeCode?: string): string {
    const at = storeCode === undefined ? {} : { storeCode };
    const effects = this.touch({ action: 'ask_intent', kind, sku, ...at });
    return effects.find((effect) => effect.type === 'ask_intent')?.question.key ?? '';
  }

  report(key: string, change: Partial<IntentReport> = {}): Effect[] {
    const report: IntentReport = {
      key,
      kind: 'reserve',
      storeCode: 'MIL-01',
      state: 'held',
      revision: 4,
      expiresAt: null,
      code: null,
      reason: null,
      note: null,
      ...change,
    };
    return this.send({ type: 'intent', report });
  }

  events(): NewEvent[] {
    return this.effects.filter((effect) => effect.type === 'event').map(({ event }) => event);
  }

  /** Names of the events so far. */
  names(): EventName[] {
    return this.events().map(({ name }) => name);
  }

  /** Data of the last event of that name. */
  last<N extends EventName>(name: N): EventData<N> | undefined {
    return this.events().findLast((event) => event.name === name)?.data as EventData<N> | undefined;
  }

  get place(): string {
    return this.state.place.name;
  }
}
