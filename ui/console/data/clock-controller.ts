/** Renders its element again as time passes, so that "5 min ago" stays true. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

const STEP_MS = 10_000;

export class ClockController implements ReactiveController {
  now = new Date();
  readonly #host: ReactiveControllerHost;
  #timer: number | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#timer = window.setInterval(() => {
      this.now = new Date();
      this.#host.requestUpdate();
    }, STEP_MS);
  }

  hostUpdate(): void {
    this.now = new Date();
  }

  hostDisconnected(): void {
    window.clearInterval(this.#timer);
  }
}
