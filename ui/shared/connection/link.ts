/** The wire between a display and its kiosk, as the screens see it. */
import type { BrowserMessage, DisplayMessage } from '../../../broker/contract/screen.ts';

export interface LinkListener {
  message(message: DisplayMessage): void;
  /** Called on every change: true once open, false once lost. */
  connected(up: boolean): void;
}

export interface Link {
  start(listener: LinkListener): void;
  stop(): void;
  /** Dropped while the wire is down: a touch made then must not act later. */
  send(message: BrowserMessage): void;
}
