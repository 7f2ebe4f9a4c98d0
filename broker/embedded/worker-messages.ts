/** What the broker's thread and its host tell each other. */
import type { BrokerIdentity } from '../identity/broker-identity.ts';
import type { Refusal } from './refusals.ts';

export type ToWorker =
  | { type: 'stop' }
  /** All certificates that count from now on; connections of others are closed. */
  | { type: 'identities'; identities: readonly BrokerIdentity[] };

export type FromWorker =
  | { type: 'listening'; port: number }
  /** `code` is that of `listen`: EADDRINUSE, EACCES … */
  | { type: 'failed'; code: string; message: string }
  | { type: 'refused'; refusal: Refusal }
  /** A certificate opened for the first time since the thread started. */
  | { type: 'used'; serial: string }
  | { type: 'stopped' };
