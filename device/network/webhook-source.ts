/** Events that a device posts to the kiosk. Who may post is checked where the requests arrive. */
import type { MessageSource, MessageSourceEvents } from './message-source.ts';

export class WebhookSource implements MessageSource {
  readonly path: string;
  #events: MessageSourceEvents | undefined;

  /** @param path Where the device posts to. */
  constructor(path: string) {
    this.path = path;
  }

  async open(events: MessageSourceEvents): Promise<void> {
    this.#events = events;
    events.opened();
  }

  async close(): Promise<void> {
    this.#events = undefined;
  }

  /** The body of a request; empty ones only say that the device is there. */
  deliver(payload: Uint8Array): void {
    if (payload.length === 0) this.#events?.alive();
    else this.#events?.message({ topic: '', payload, retained: false });
  }
}
