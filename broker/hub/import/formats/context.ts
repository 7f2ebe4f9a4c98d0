/** What every reader is told beside its file. */
import type { Rejections } from '../rejections.ts';

export interface FeedContext {
  /** Milliseconds since 1970, for sale prices that begin and end. */
  now: number;
  /** BCP 47, of texts that do not say theirs. */
  language: string;
  /** Of amounts that do not say theirs; '' when that is a fault. */
  currency: string;
}

export interface FeedReading extends FeedContext {
  path: string;
  rejections: Rejections;
}
