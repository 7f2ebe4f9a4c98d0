/** A display while its kiosk is not paired: one screen, in the language that somebody chose on it. */
import type { PairingView } from '../../broker/contract/pairing-screen.ts';
import type { DisplayMessage, ScreenMessage, Touch } from '../../broker/contract/screen.ts';
import { DEFAULT_DISPLAY_SETTINGS, LANGUAGES, type Language } from '../../broker/contract/settings.ts';
import type { DisplayConfig } from '../config/settings.ts';
import type { Viewer } from '../displays/display-runner.ts';
import type { ScreenChannel } from '../http/socket.ts';

export class PairingDisplay implements ScreenChannel {
  readonly config: DisplayConfig;
  readonly #view: () => PairingView;
  readonly #viewers = new Set<Viewer>();
  #language: Language;
  #revision = 1;

  constructor(config: DisplayConfig, view: () => PairingView) {
    this.config = config;
    this.#view = view;
    this.#language = config.settings?.language ?? DEFAULT_DISPLAY_SETTINGS.language;
  }

  attach(viewer: Viewer): () => void {
    viewer.send(this.#message());
    this.#viewers.add(viewer);
    return () => void this.#viewers.delete(viewer);
  }

  dispatch({ touch }: { type: 'touch'; touch: Touch }): void {
    if (touch.action !== 'set_language') return;
    this.#language = touch.language;
    this.refresh();
  }

  /** The view says something else. */
  refresh(): void {
    this.#revision += 1;
    this.#broadcast(this.#message());
  }

  #broadcast(message: DisplayMessage): void {
    for (const viewer of this.#viewers) viewer.send(message);
  }

  #message(): ScreenMessage {
    const { id, kind, name, settings } = this.config;
    const pairing = this.#view();
    return {
      type: 'screen',
      display: { id, kind, name },
      store: { storeCode: pairing.storeCode, name: pairing.storeName },
      revision: this.#revision,
      tap: null,
      screen: { name: 'pairing', pairing },
      offer: null,
      request: null,
      intents: [],
      ways: [],
      idle: null,
      language: this.#language,
      languages: LANGUAGES,
      settings: { ...DEFAULT_DISPLAY_SETTINGS, ...settings },
      recognised: false,
      gives: { stock: false, reviews: false },
      canJoin: false,
      online: false,
    };
  }
}
