/** What the reader process tells the kiosk over its channel. The kiosk tells it nothing: it closes the channel. */
import type { DeviceErrorCode } from '../errors.ts';
import type { TagContent } from './read-tag.ts';

export type ServiceTrouble = Extract<DeviceErrorCode, 'TW_NFC_SERVICE_DOWN' | 'TW_NFC_ACCESS_DENIED'>;

export type ChildMessage =
  /** Said every second: the event loop turns. */
  | { type: 'alive' }
  /** nfc-pcsc cannot be loaded; the process ends. */
  | { type: 'driver_missing'; detail: string }
  /** pcscd is not there (said once; the process goes on looking), or went away (the process ends). */
  | { type: 'service_down'; code: ServiceTrouble }
  | { type: 'service_up' }
  | { type: 'attached'; reader: string }
  | { type: 'detached'; reader: string }
  | { type: 'reader_error'; reader: string; detail: string }
  /** `at`: milliseconds since the epoch when the content had been read. */
  | { type: 'tag'; reader: string; content: TagContent; at: number }
  | { type: 'removed'; reader: string; at: number };

/** How often the process says that it is alive (milliseconds). */
export const HEARTBEAT_MS = 1_000;
