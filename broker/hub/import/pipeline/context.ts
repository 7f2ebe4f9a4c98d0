/** What every step of an import works with. */
import type { Clock, Logger } from '../../../ports.ts';
import type { Rejections } from '../rejections.ts';
import type { Differences } from './differences.ts';
import type { Known } from './known.ts';
import type { Staging } from './staging.ts';

export interface StageContext {
  staging: Staging;
  rejections: Rejections;
  differences: Differences;
  known: Known;
  clock: Clock;
  logger: Logger;
  /** When the import began: milliseconds since 1970. */
  now: number;
  /** One more row was taken in. */
  count: () => void;
  /** A row of stock says a time of its own, before the import began. */
  older: () => void;
}
