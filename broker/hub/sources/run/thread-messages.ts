/** What the hub and the thread of an import tell each other. */
import type { SourceProgress } from '../../../contract/sources.ts';
import type { BrokerErrorCode } from '../../../errors.ts';
import type { JobResult } from './import-job.ts';

export interface ToImport {
  type: 'stop';
}

export type FromImport =
  | { type: 'progress'; step: SourceProgress }
  | { type: 'log'; level: 'debug' | 'info' | 'warn' | 'error'; fields: object; message: string }
  | { type: 'done'; result: JobResult }
  /** `code` is null for a fault of our own. */
  | { type: 'failed'; code: BrokerErrorCode | null; message: string; stack: string };
