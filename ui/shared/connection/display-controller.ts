/**
 * Everything a display does besides drawing: it keeps the last screen, sends touches, reports what was painted and
 * when, says when the kiosk is out of reach, and speaks the language of the session.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { DisplayMessage, ScreenMessage, Touch } from '../../../broker/contract/screen.ts';
import type { TwPhoto } from '../elements/photo/photo.ts';
import { speak } from '../i18n/speech.ts';
import type { Speech } from '../i18n/speech.ts';
import { afterPaint } from './after-paint.ts';
import type { Link } from './link.ts';
import { resetTextScale } from './text-scale.ts';

/** A short break is nobody's business; a longer one is said. */
const SAY_LOST_AFTER = 3_000;
const ACTIVITY_EVERY = 4_000;
/** Ages on the screen ("checked 2 minutes ago") move on this often. */
const CLOCK = 20_000;

export interface DisplayHost extends ReactiveControllerHost, HTMLElement {
  link: Link | null;
  /** The photograph that a tap is about, if the present screen has one. */
  readonly hero: TwPhoto | null;
}

export class DisplayController implements ReactiveController {
  message: ScreenMessage | null = null;
  /** When `message` arrived, epoch milliseconds. */
  receivedAt = 0;
  now = Date.now();
  lost = false;
  identifying = false;
  readonly #host: DisplayHost;
  #lostTimer: ReturnType<typeof setTimeout> | undefined;
  #identifyTimer: ReturnType<typeof setTimeout> | undefined;
  #clock: ReturnType<typeof setInterval> | undefined;
  #lastTouch = 0;
  #photoReported = -1;

  constructor(host: DisplayHost) {
    this.#host = host;
    host.addController(this);
  }

  get speech(): Speech {
    return speak(this.message?.language ?? 'en');
  }

  hostConnected(): void {
    const host = this.#host;
    host.addEventListener('tw-touch', (event) => this.touch(event.detail));
    host.addEventListener('tw-photo-painted', (event) => this.#photoPainted(event));
    host.addEventListener('pointerdown', () => this.#activity(), { capture: true, passive: true });
    host.addEventListener('scroll', () => this.#activity(), { capture: true, passive: true });
    host.addEventListener('contextmenu', (event) => event.preventDefault());
    this.#clock = setInterval(() => {
      this.now = Date.now();
      host.requestUpdate();
    }, CLOCK);
    host.link?.start({
      message: (message) => this.#receive(message),
      connected: (up) => this.#connected(up),
    });
  }

  hostDisconnected(): void {
    this.#host.link?.stop();
    clearInterval(this.#clock);
    clearTimeout(this.#lostTimer);
    clearTimeout(this.#identifyTimer);
  }

  touch(touch: Touch): void {
    this.#lastTouch = performance.now();
    this.#host.link?.send({ type: 'touch', touch });
  }

  #activity(): void {
    if (performance.now() - this.#lastTouch > ACTIVITY_EVERY) this.touch({ action: 'activity' });
  }

  #receive(message: DisplayMessage): void {
    switch (message.type) {
      case 'screen':
        this.#show(message);
        break;
      case 'reload':
        location.reload();
        break;
      case 'identify':
        this.#identify(message.seconds);
        break;
    }
  }

  #show(message: ScreenMessage): void {
    this.message = message;
    this.receivedAt = this.now = Date.now();
    const { language, dir } = this.speech;
    const root = document.documentElement;
    if (root.lang !== language) root.lang = language;
    if (root.dir !== dir) root.dir = dir;
    // A new shopper must not find the last one's choices.
    if (message.screen.name === 'attract') resetTextScale();
    this.#host.requestUpdate();
    void this.#reportWords(message.revision);
  }

  async #reportWords(revision: number): Promise<void> {
    await this.#host.updateComplete;
    await afterPaint();
    if (this.message?.revision !== revision) return;
    this.#painted(revision, 'words');
    if (this.#host.hero?.settled && this.#host.hero.media) this.#reportPhoto(revision);
  }

  #photoPainted(event: Event): void {
    if (this.message && event.composedPath()[0] === this.#host.hero) this.#reportPhoto(this.message.revision);
  }

  #reportPhoto(revision: number): void {
    if (this.#photoReported === revision) return;
    this.#photoReported = revision;
    this.#painted(revision, 'photo');
  }

  #painted(revision: number, part: 'words' | 'photo'): void {
    this.#host.link?.send({
      type: 'painted',
      revision,
      part,
      at: performance.timeOrigin + performance.now(),
    });
  }

  #connected(up: boolean): void {
    clearTimeout(this.#lostTimer);
    if (!up) {
      this.#lostTimer = setTimeout(() => this.#setLost(true), SAY_LOST_AFTER);
    } else this.#setLost(false);
  }

  #setLost(lost: boolean): void {
    this.lost = lost;
    this.#host.requestUpdate();
  }

  #identify(seconds: number): void {
    clearTimeout(this.#identifyTimer);
    this.identifying = true;
    this.#host.requestUpdate();
    this.#identifyTimer = setTimeout(() => {
      this.identifying = false;
      this.#host.requestUpdate();
    }, seconds * 1000);
  }
}
