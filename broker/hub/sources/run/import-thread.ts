/** Carries an import out in a thread of its own. */
import { Worker } from 'node:worker_threads';
import type { SourceProgress } from '../../../contract/sources.ts';
import { BrokerError } from '../../../errors.ts';
import type { Logger } from '../../../ports.ts';
import { threadFile } from '../../../thread-file.ts';
import type { ImportJob, JobResult } from './import-job.ts';
import type { FromImport, ToImport } from './thread-messages.ts';

/** Rows pass through; a source that gathers more than this ends its thread, not the hub. */
const MOST_HEAP_MB = 1_024;
/** Longest that a thread may take to leave what it is at. */
const STOP_MS = 5_000;

export interface ImportHooks {
  logger: Logger;
  signal: AbortSignal;
  onProgress: (step: SourceProgress) => void;
}

/** How a reading is carried out; tests do it where they are. */
export type CarryOut = (job: ImportJob, hooks: ImportHooks) => Promise<JobResult>;

/** @throws BrokerError what the source or the import threw; TW_SOURCE_FAILED for a thread that ended by itself */
export const inThread: CarryOut = async (job, { logger, signal, onProgress }) => {
  const worker = new Worker(threadFile(import.meta.url, './import-worker'), {
    name: `import-${job.name}`,
    workerData: job,
    resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB },
  });
  let timer: NodeJS.Timeout | undefined;
  const stop = (): void => {
    const message: ToImport = { type: 'stop' };
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    worker.postMessage(message);
    timer = setTimeout(() => void worker.terminate(), STOP_MS);
  };
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await new Promise<JobResult>((resolve, reject) => {
      worker.on('message', (message: FromImport) => {
        if (message.type === 'progress') onProgress(message.step);
        else if (message.type === 'log') logger[message.level](message.fields, message.message);
        else if (message.type === 'done') resolve(message.result);
        else reject(faultOf(message, job, logger));
      });
      worker.once('error', (error) =>
        reject(new BrokerError('TW_SOURCE_FAILED', undefined, { cause: error })),
      );
      worker.once('exit', () => reject(new BrokerError('TW_SOURCE_FAILED')));
    });
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
    await worker.terminate();
  }
};

/** A fault of our own is told whole to the log, and to people as one. */
function faultOf(
  { code, message, stack }: FromImport & { type: 'failed' },
  { name }: ImportJob,
  logger: Logger,
): BrokerError {
  if (code !== null) return new BrokerError(code, message);
  logger.error({ source: name, stack }, 'an import failed because of a fault of its own');
  return new BrokerError('TW_SOURCE_FAILED', `The import of ${name} failed: ${message}`);
}
