/** What the reader process and the kiosk tell each other over their channel. The kiosk ends it by closing the channel. */
import type { DeviceErrorCode } from '../errors.ts';
import type { NdefRecord } from '../ndef/record.ts';
import type { Feedback, Signal } from './feedback.ts';
import type { TagContent } from './read-tag.ts';

export type ServiceTrouble = Extract<DeviceErrorCode, 'TW_NFC_SERVICE_DOWN' | 'TW_NFC_ACCESS_DENIED'>;
export type FeedbackTrouble = Extract<DeviceErrorCode, 'TW_NFC_FEEDBACK_REFUSED' | 'TW_NFC_FEEDBACK_UNKNOWN'>;

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
  /** The reader's light and buzzer cannot be commanded; said once for as long as it is plugged in. */
  | { type: 'feedback_failed'; reader: string; code: FeedbackTrouble; detail: string }
  /** `at`: milliseconds since the epoch when the content had been read. */
  | { type: 'tag'; reader: string; content: TagContent; at: number }
  | { type: 'removed'; reader: string; at: number }
  /** Answers a `write`: what the tag holds now, read back. */
  | { type: 'written'; reader: string; request: number; content: TagContent; locked: boolean; at: number }
  | { type: 'write_failed'; reader: string; request: number; code: DeviceErrorCode; detail?: string };

/** Each is for one reader; one that is not plugged in any more is passed over. */
export type ParentMessage =
  | { type: 'feedback'; reader: string; feedback: Feedback }
  | { type: 'signal'; reader: string; signal: Signal }
  /** Puts the records on the tag with this UID, if it lies on the reader. */
  | {
      type: 'write';
      reader: string;
      request: number;
      uid: string;
      records: readonly NdefRecord[];
      lock: boolean;
    };

/** How often the process says that it is alive (milliseconds). */
export const HEARTBEAT_MS = 1_000;
