/**
 * Runs one display: feeds inputs to the pure session, carries out its effects in order, and tells every browser that
 * shows the display. Events are on disk before a browser hears of the change (docs/architecture.md, One tap).
 */
import type { CloudEvent, NewEvent } from '../../broker/contract/events.ts';
import type { DisplayMessage, ScreenMessage } from '../../broker/contract/screen.ts';
import type { DisplaySettings, Language } from '../../broker/contract/settings.ts';
import type { Clock, Logger } from '../../broker/ports.ts';
import type { DisplayConfig } from '../config/settings.ts';
import type { Effect, IntentQuestion, SessionContext, SessionInput } from '../session/input.ts';
import { awaitsVisit } from '../session/join.ts';
import { reduce } from '../session/reduce.ts';
import { RESTING, sameScreen, type SessionState } from '../session/state.ts';
import { preciseNow } from './tap-trace.ts';
import { Visit, type VisitRanges } from './visit.ts';

/** A browser, as far as a display knows it. */
export interface Viewer {
  send(message: DisplayMessage): void;
}

export interface DisplayServices {
  clock: Clock;
  logger: Logger;
  newId: () => string;
  settings: () => DisplaySettings;
  item: SessionContext['item'];
  isOutside: SessionContext['isOutside'];
  /** The pure view of a state. */
  view(state: SessionState, revision: number): ScreenMessage;
  /** Durable when it returns; empty when they could not be kept. Must not throw: a session has to end. */
  append(events: readonly NewEvent[]): readonly CloudEvent[];
  /** Asks the platform; the answers come back as inputs. */
  recognise(uid: string, answer: (input: SessionInput) => void, requestId: string): void;
  recognisePass(pass: string, answer: (input: SessionInput) => void, requestId: string): void;
  recogniseSigned(sun: string, answer: (input: SessionInput) => void, requestId: string): void;
  checkTag(question: TagQuestion, answer: (input: SessionInput) => void): void;
  /** Asks the platform for what the store does not sell. */
  seekProduct(question: ProductSearch, answer: (input: SessionInput) => void): void;
  changeWishlist(
    wish: Omit<Extract<Effect, { type: 'change_wishlist' }>, 'type'>,
    answer: (input: SessionInput) => void,
  ): void;
  /** Asks for a code for a phone, and takes one back. */
  beginVisit(
    question: { display: string; language: Language; requestId: string },
    answer: (input: SessionInput) => void,
  ): void;
  cancelVisit(display: string, visit: string): void;
  loadWishlist(token: string, answer: (input: SessionInput) => void, requestId: string): void;
  offered: () => SessionContext['offered'];
  askIntent(question: IntentQuestion, answer: (input: SessionInput) => void): void;
  dropIntent(key: string): void;
  intentShown(key: string): void;
  /** The session is over: nobody waits for answers any more. */
  forget(): void;
  /** Calls back once the platform has committed the event of that sequence. */
  whenCommitted(sequence: number, done: () => void): void;
  /** Deletes a visit, here and at the platform. Durable when it returns. Must not throw: a session has to end. */
  withdraw(request: { display: string; sessionId: string; visit: readonly VisitRanges[] }): void;
  /** Browsers or screen name changed. */
  changed(): void;
}

export type ProductSearch = Omit<Extract<Effect, { type: 'seek_product' }>, 'type'>;
export type TagQuestion = Omit<Extract<Effect, { type: 'check_tag' }>, 'type'>;

/** When the parts of one dispatch were done, for tap traces. */
export interface DispatchTimes {
  reduced: number;
  durable: number;
  sent: number;
  revision: number;
}

export class DisplayRunner {
  readonly config: DisplayConfig;
  readonly #services: DisplayServices;
  readonly #viewers = new Set<Viewer>();
  readonly #visit = new Visit();
  #state: SessionState = structuredClone(RESTING) as SessionState;
  #revision = 1;
  #shown: ScreenMessage | null = null;
  #timer: { cancel(): void } | null = null;
  #isStopped = false;

  constructor(config: DisplayConfig, services: DisplayServices) {
    this.config = config;
    this.#services = services;
  }

  /** A stopped display takes nothing more. */
  dispatch(input: SessionInput): DispatchTimes {
    if (this.#isStopped) return unchanged(this.#revision);
    const before = this.#state;
    const { state, effects } = reduce(before, input, this.#context());
    const reduced = preciseNow();
    this.#append(effects);
    const durable = preciseNow();
    this.#state = state;
    for (const effect of effects) this.#perform(effect);
    if (!sameScreen(before, state) || input.type === 'settings_changed') {
      this.refresh();
      if (before.place.name !== state.place.name) this.#services.changed();
    } else if (input.type === 'catalogue_changed') this.#refreshIfOther();
    return { reduced, durable, sent: preciseNow(), revision: this.#revision };
  }

  /** What a browser that connects now must show. */
  message(): ScreenMessage {
    this.#shown = this.#services.view(this.#state, this.#revision);
    return this.#shown;
  }

  /** The same screen with something outside the session changed, e.g. the network. */
  refresh(): void {
    this.#revision += 1;
    this.broadcast(this.message());
  }

  /** Stock changes all day: a screen is painted anew only when something on it is other than it was. */
  #refreshIfOther(): void {
    if (this.#viewers.size === 0) return;
    const shown = JSON.stringify(this.#shown);
    const next = this.#services.view(this.#state, this.#revision);
    if (shown !== JSON.stringify(next)) this.refresh();
  }

  attach(viewer: Viewer): () => void {
    viewer.send(this.message());
    this.#viewers.add(viewer);
    this.#services.changed();
    return () => {
      if (this.#viewers.delete(viewer)) this.#services.changed();
    };
  }

  broadcast(message: DisplayMessage): void {
    for (const viewer of this.#viewers) viewer.send(message);
  }

  get viewers(): number {
    return this.#viewers.size;
  }

  /** Name of the screen, for managers: never what a shopper looks at. */
  get screenName(): string {
    return this.#state.place.name;
  }

  /** How a visit by phone goes on; false when nobody here waits for it any more. */
  takeVisit(step: Extract<SessionInput, { type: 'visit_step' }>): boolean {
    if (this.#isStopped || !awaitsVisit(this.#state.join, step.visit)) return false;
    this.dispatch(step);
    return true;
  }

  /** Ends the session, so that nothing of a shopper outlives the service. */
  stop(): void {
    if (this.#state.session !== null) this.dispatch({ type: 'restart' });
    this.#isStopped = true;
    this.#timer?.cancel();
    this.#timer = null;
  }

  #context(): SessionContext {
    const { id, kind } = this.config;
    const services = this.#services;
    return {
      now: services.clock.now(),
      newId: services.newId(),
      display: { id, kind },
      settings: services.settings(),
      offered: services.offered(),
      item: (sku) => services.item(sku),
      isOutside: (sku) => services.isOutside(sku),
    };
  }

  #append(effects: readonly Effect[]): void {
    const wanted = effects.filter((effect) => effect.type === 'event');
    if (wanted.length === 0) return;
    const events = this.#services.append(wanted.map((effect) => effect.event));
    this.#visit.note(events);
    for (const [index, { requestId }] of wanted.entries()) {
      const sequence = events[index]?.sequence;
      if (requestId === undefined || sequence === undefined) continue;
      this.#services.whenCommitted(sequence, () =>
        this.dispatch({ type: 'request_acknowledged', requestId }),
      );
    }
  }

  #perform(effect: Effect): void {
    // An answer that is there at once must still wait until the input that asked for it is done.
    const answer = (input: SessionInput): void => queueMicrotask(() => void this.dispatch(input));
    switch (effect.type) {
      case 'event':
        return;
      case 'recognise':
        return this.#services.recognise(effect.uid, answer, effect.requestId);
      case 'recognise_pass':
        return this.#services.recognisePass(effect.pass, answer, effect.requestId);
      case 'recognise_signed':
        return this.#services.recogniseSigned(effect.sun, answer, effect.requestId);
      case 'check_tag':
        return this.#services.checkTag(effect, answer);
      case 'seek_product':
        return this.#services.seekProduct(effect, answer);
      case 'load_wishlist':
        return this.#services.loadWishlist(effect.token, answer, effect.requestId);
      case 'ask_intent':
        return this.#services.askIntent(effect.question, answer);
      case 'drop_intent':
        return this.#services.dropIntent(effect.key);
      case 'intent_shown':
        return this.#services.intentShown(effect.key);
      case 'change_wishlist':
        return this.#services.changeWishlist(effect, answer);
      case 'begin_visit':
        return this.#services.beginVisit({ ...this.#asker(), requestId: effect.requestId }, answer);
      case 'cancel_visit':
        return this.#services.cancelVisit(this.config.id, effect.visit);
      case 'timer':
        return this.#setTimer(effect.at);
      case 'withdraw':
        return this.#withdraw(effect.sessionId);
      case 'forget':
        this.#services.forget();
        // Another person may have taken over in the same step; then the visit is theirs.
        if (this.#state.session === null) this.#visit.forget();
        return;
    }
  }

  #asker(): { display: string; language: Language } {
    return { display: this.config.id, language: this.#state.language ?? this.#services.settings().language };
  }

  #withdraw(sessionId: string): void {
    const { id } = this.config;
    this.#services.withdraw({ display: id, sessionId, visit: this.#visit.of(sessionId) });
  }

  #setTimer(at: number | null): void {
    this.#timer?.cancel();
    this.#timer = null;
    if (at === null) return;
    const { clock } = this.#services;
    this.#timer = clock.setTimer(Math.max(0, at - clock.now()), () => {
      this.#timer = null;
      this.dispatch({ type: 'timer' });
    });
  }
}

function unchanged(revision: number): DispatchTimes {
  const now = preciseNow();
  return { reduced: now, durable: now, sent: now, revision };
}
