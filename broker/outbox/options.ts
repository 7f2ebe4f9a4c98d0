/** What an outbox is made with, and what it tells of itself. */
import type { Clock, Logger, Random } from '../ports.ts';
import type { CommitFigures } from './commit-times.ts';
import type { OpenDatabase } from './store.ts';

export interface OutboxOptions {
  /** File; its folder is created. */
  path: string;
  /** `/{tenant}/{store}/{kiosk}` */
  source: string;
  clock: Clock;
  random: Random;
  logger: Logger;
  /** Bytes of events kept on disk. Default 64 MiB. */
  maxBytes?: number;
  /** Age in milliseconds after which an event is evicted, by hours lived (lived-time.ts). Default 30 days. */
  maxAgeMs?: number;
  /** Monotonic milliseconds, for ages and for how long commits take. Default `performance.now`. */
  elapsed?: () => number;
  /** How the file is opened; tests pass their own to make the disk full. */
  open?: OpenDatabase;
}

export interface OutboxStats {
  /** Events waiting, those that a full disk keeps in memory included. */
  rows: number;
  /** Bytes of events on disk. */
  bytes: number;
  maxBytes: number;
  /** ISO 8601; null when none waits. */
  oldestAt: string | null;
  commit: CommitFigures;
  /** Events that the bounds evicted since the start; what a shopper took back is not among them. */
  evicted: number;
}
