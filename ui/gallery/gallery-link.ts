/** A kiosk that always shows one fixture, answers a few touches, and keeps what it was sent for the tests. */
import type { BrowserMessage, ScreenMessage, Touch } from '../../broker/contract/screen.ts';
import type { Language } from '../../broker/contract/settings.ts';
import type { Link, LinkListener } from '../shared/connection/link.ts';
import type { Fixture } from './fixtures/screens.ts';

const LANGUAGES = ['en', 'it', 'fr', 'pl', 'ro', 'ar'] as const;

export class GalleryLink implements Link {
  readonly sent: BrowserMessage[] = [];
  #listener: LinkListener | null = null;
  #message: ScreenMessage;
  readonly #fixture: Fixture;

  constructor(fixture: Fixture, kind: 'wall' | 'room', language: Language) {
    this.#fixture = fixture;
    const { lost: _lost, identify: _identify, ...change } = fixture;
    this.#message = {
      type: 'screen',
      display: { id: kind, kind, name: kind === 'wall' ? 'Wall' : 'Room 3' },
      store: { storeCode: 'MIL-01', name: 'Milano Brera' },
      revision: 1,
      tap: 'gallery',
      offer: null,
      recognised: (fixture.offer ?? null) !== null || fixture.screen.name === 'wishlist',
      gives: { stock: true, reviews: true },
      canJoin: false,
      request: null,
      intents: [],
      ways: kind === 'room' ? ['room'] : ['reserve', 'handover', 'pickup', 'ship'],
      idle: null,
      language,
      languages: LANGUAGES,
      settings: { attractMessage: '', idleSeconds: 45, warningSeconds: 20, language },
      online: true,
      ...change,
    };
  }

  start(listener: LinkListener): void {
    this.#listener = listener;
    listener.connected(true);
    listener.message(this.#message);
    if (this.#fixture.lost) listener.connected(false);
    if (this.#fixture.identify) listener.message({ type: 'identify', seconds: 600 });
  }

  stop(): void {
    this.#listener = null;
  }

  send(message: BrowserMessage): void {
    this.sent.push(message);
    if (message.type === 'touch') this.#answer(message.touch);
  }

  /** Shows something else, as the kiosk would after a touch. */
  show(change: Partial<ScreenMessage>): void {
    this.#message = { ...this.#message, ...change, revision: this.#message.revision + 1 };
    this.#listener?.message(this.#message);
  }

  #answer(touch: Touch): void {
    const { screen } = this.#message;
    if (touch.action === 'set_language') this.show({ language: touch.language });
    else if (touch.action === 'stay') this.show({ idle: null });
    else if (touch.action === 'forget')
      this.show({ screen: { name: 'notice', notice: 'forgotten' }, offer: null, recognised: false });
    else if (touch.action === 'dismiss_offer') this.show({ offer: null });
    else if (touch.action === 'show_panel' && screen.name === 'product')
      this.show({ screen: { ...screen, panel: touch.panel } });
    else if (touch.action === 'back' && screen.name === 'product')
      this.show({ screen: { ...screen, panel: 'none' } });
    else if (touch.action === 'request_size')
      this.show({ request: { kind: 'size', sku: touch.sku, state: 'sent' } });
    else if (touch.action === 'call_associate')
      this.show({ request: { kind: 'associate', sku: null, state: 'sent' } });
  }
}
