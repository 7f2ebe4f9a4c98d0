/** What every reader is told beside its file. */
import type { Rejections } from '../rejections.ts';
import type { StoreNames } from './store-names.ts';

export interface FeedContext {
  /** BCP 47, of texts that do not say theirs. */
  language: string;
  /** Of amounts that do not say theirs; '' when that is a fault. */
  currency: string;
  stores: StoreNames;
}

export interface FeedReading extends FeedContext {
  path: string;
  rejections: Rejections;
  /** For what is wrong with the file rather than with a row of one part: reported once, however many parts are read. */
  fileFaults: Rejections;
}
