/** Which devices may post events to the kiosk, and with which secret. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { WebhookSource } from '../../device/network/webhook-source.ts';
import type { MessageSource, MessageSourceEvents } from '../../device/network/message-source.ts';

/** What the web server sees. */
export interface WebhookDoor {
  /** True when a device of that id takes events and this is its secret; takes as long for one as for the other. */
  admits(id: string, secret: string): boolean;
  deliver(id: string, payload: Uint8Array): void;
}

interface Hook {
  digest: Buffer;
  source: WebhookSource;
}

const NOBODY = digestOf('');

export class Webhooks implements WebhookDoor {
  readonly #open = new Map<string, Hook>();

  /** A source that takes requests while it is open. */
  source(id: string, secret: string): MessageSource {
    const source = new WebhookSource(`/api/devices/${id}/events`);
    const hook: Hook = { digest: digestOf(secret), source };
    return {
      path: source.path,
      open: (events: MessageSourceEvents) => {
        this.#open.set(id, hook);
        return source.open(events);
      },
      close: () => {
        if (this.#open.get(id) === hook) this.#open.delete(id);
        return source.close();
      },
    };
  }

  admits(id: string, secret: string): boolean {
    const hook = this.#open.get(id);
    // Digests are equally long whatever was sent, so that their comparison says nothing by the time it takes.
    return timingSafeEqual(hook?.digest ?? NOBODY, digestOf(secret)) && hook !== undefined;
  }

  deliver(id: string, payload: Uint8Array): void {
    this.#open.get(id)?.source.deliver(payload);
  }
}

function digestOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
