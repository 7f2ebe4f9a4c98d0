/** Where the messages of a device come from: a broker, an HTTP stream, requests to the kiosk, or a test. */
import type { DeviceErrorCode } from '../errors.ts';
import type { Message } from './message-driver.ts';

export interface MessageSourceEvents {
  /** Messages may come now; said again after every loss. */
  opened(): void;
  message(message: Message): void;
  /** The other end is alive though it has nothing to say: a keep-alive. */
  alive(): void;
  /** The way is closed, for this reason; the source goes on trying. */
  down(code: DeviceErrorCode, detail?: string): void;
}

/** Keeps itself open until it is closed. */
export interface MessageSource {
  /** Where it leads, for logs and health; never with credentials. */
  readonly path: string;
  open(events: MessageSourceEvents): Promise<void>;
  /** Nothing is said afterwards. Safe when it is not open. */
  close(): Promise<void>;
  /** Closes and opens it anew, because it fell silent. Absent where that would not help. */
  renew?(): void;
}
