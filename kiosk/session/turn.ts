/** One step of the reducer while it is being worked out: the state so far and the effects so far. */
import type { EventData, EventName, Item, NewEvent } from '../../broker/contract/events.ts';
import type { NoticeName } from '../../broker/contract/screen.ts';
import type { Effect, SessionContext } from './input.ts';
import { RESTING, type Page, type SessionState, type Standing } from './state.ts';

const NOTICE_MS = 6000;
/** A shopper who opens related products for an hour must not grow the state without bound. */
const LONGEST_TRAIL = 12;

type StartCause = EventData<'session_started'>['cause'];
type EndReason = EventData<'session_ended'>['reason'];

export class Turn {
  state: SessionState;
  readonly effects: Effect[] = [];
  readonly context: SessionContext;

  constructor(state: SessionState, context: SessionContext) {
    this.state = state;
    this.context = context;
  }

  patch(change: Partial<SessionState>): void {
    this.state = { ...this.state, ...change };
  }

  /** Says that something happened. Within a session the event carries its id. */
  emit<N extends EventName>(name: N, data: EventData<N>, requestId?: string): void {
    const sessionId = this.state.session?.id;
    const event = { name, data, ...(sessionId === undefined ? {} : { sessionId }) } as NewEvent;
    this.effects.push({ type: 'event', event, ...(requestId === undefined ? {} : { requestId }) });
  }

  /** The items of these SKUs, without those the catalogue does not have. */
  items(...skus: string[]): Item[] {
    return skus.map((sku) => this.context.item(sku)).filter((item) => item !== undefined);
  }

  /** The product a SKU is a variant of. */
  productOf(sku: string): string {
    return this.context.item(sku)?.item_group_id ?? sku;
  }

  /** Starts a session unless there is one. */
  begin(cause: StartCause): void {
    if (this.state.session !== null) return;
    this.patch({ session: { id: this.context.newId, startedAt: this.context.now } });
    if (this.standing().name === 'attract') this.patch({ place: this.base() });
    this.emit('session_started', { display: this.context.display.id, cause });
    this.activity();
  }

  /** Opens what is beside the pages: `returnFromAside` comes back to the present one. */
  openAside(place: { name: 'join' }): void {
    const here = this.standing();
    const trail = isPage(here) ? [...this.state.trail, here].slice(-LONGEST_TRAIL) : this.state.trail;
    this.patch({ place, trail });
  }

  /** To the page before; where there was none, to the offer. */
  returnFromAside(): void {
    const last = this.state.trail.at(-1);
    if (last === undefined) this.patch({ place: { name: 'welcome' } });
    else this.patch({ place: last, trail: this.state.trail.slice(0, -1) });
  }

  /** The code on the screen is void. */
  leaveJoin(): void {
    const { join } = this.state;
    if (join === null) return;
    if (join.status === 'waiting' || join.status === 'opened')
      this.effects.push({ type: 'cancel_visit', visit: join.visit });
    this.patch({ join: null });
  }

  /** Ends the session, or takes away a notice that stood without one. Nothing of the shopper remains. */
  end(reason: EndReason): void {
    this.leaveJoin();
    const { session } = this.state;
    if (session !== null) {
      const seconds = Math.max(0, Math.round((this.context.now - session.startedAt) / 1000));
      this.emit('session_ended', { display: this.context.display.id, reason, seconds });
      this.effects.push({ type: 'forget' });
    }
    this.state = RESTING;
  }

  /** Ends the session as `end` does, but without a word of it: what was said of the visit is deleted instead. */
  withdraw(): void {
    this.leaveJoin();
    const { session } = this.state;
    if (session !== null) this.effects.push({ type: 'withdraw', sessionId: session.id }, { type: 'forget' });
    this.state = RESTING;
  }

  /** Somebody is there: the idle time starts again. */
  activity(): void {
    if (this.state.session !== null) this.patch({ activeAt: this.context.now, warnedAt: null });
  }

  /** Where a session stands when nothing is open. */
  base(): Standing {
    return this.context.display.kind === 'room' && this.state.session !== null
      ? { name: 'room' }
      : { name: 'attract' };
  }

  /** The place without what passes by itself. */
  standing(): Standing {
    const { place } = this.state;
    if (place.name === 'notice') return place.before;
    return place.name === 'recognising' || place.name === 'seeking' ? this.base() : place;
  }

  notice(notice: NoticeName): void {
    const before = this.standing();
    this.patch({ place: { name: 'notice', notice, until: this.context.now + NOTICE_MS, before } });
  }

  /** Opens a page so that `back` returns to the present one. */
  open(page: Page): void {
    const here = this.standing();
    let trail = this.state.trail;
    if (isPage(here) && here.name !== page.name) trail = [...trail, here];
    else if (isPage(here) && here.name === 'product') trail = [...trail, here];
    const earlier = page.name === 'product' ? -1 : trail.findIndex((entry) => entry.name === page.name);
    if (earlier >= 0) trail = trail.slice(0, earlier);
    this.patch({ place: page, trail: trail.slice(-LONGEST_TRAIL) });
  }

  /** One page back; at the bottom the offer to a recognised shopper, and then a wall's session is over. */
  back(reason: EndReason): void {
    const last = this.state.trail.at(-1);
    const { person } = this.state;
    const isOffered = person !== null && !person.dismissed && this.standing().name !== 'welcome';
    if (last !== undefined) this.patch({ place: last, trail: this.state.trail.slice(0, -1) });
    else if (isOffered && this.base().name === 'attract') this.patch({ place: { name: 'welcome' } });
    else this.settle(this.base(), reason);
  }

  /** Stands at a place; a session that has come back to the invitation is over. */
  settle(place: Standing, reason: EndReason): void {
    if (place.name === 'attract') this.end(reason);
    else this.patch({ place });
  }
}

function isPage(place: Standing): place is Page {
  return place.name !== 'attract' && place.name !== 'welcome' && place.name !== 'join';
}
