/** The thread in which one source is read and imported, apart from the event loop that answers kiosks and the console. */
import { randomBytes } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import type { SourceProgress } from '../../../contract/sources.ts';
import { isBrokerError } from '../../../errors.ts';
import type { Clock, Logger, Random } from '../../../ports.ts';
import { SOURCE_KINDS } from '../kinds.ts';
import { carryOut, type ImportJob } from './import-job.ts';
import { importInput } from './importer.ts';
import type { FromImport, ToImport } from './thread-messages.ts';

/** The console paints no faster. */
const TELL_MS = 200;

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, not a window
const tell = (message: FromImport): void => parentPort?.postMessage(message);

const clock: Clock = {
  now: () => Date.now(),
  setTimer(ms, run) {
    const timer = setTimeout(run, ms);
    return { cancel: () => clearTimeout(timer) };
  },
};
const random: Random = { bytes: (count) => randomBytes(count), unit: () => Math.random() };

function log(level: (FromImport & { type: 'log' })['level']) {
  return (fields: object, message: string) => tell({ type: 'log', level, fields: plain(fields), message });
}
const logger: Logger = { debug: log('debug'), info: log('info'), warn: log('warn'), error: log('error') };

/** What cannot be sent to another thread is not worth failing an import for. */
function plain(fields: object): object {
  return JSON.parse(
    JSON.stringify(fields, (_, value: unknown) =>
      value instanceof Error ? { message: value.message, stack: value.stack } : value,
    ),
  ) as object;
}

let last = { stage: '', at: 0 };
function progress(step: SourceProgress): void {
  const now = performance.now();
  const ended = step.total !== null && step.done === step.total;
  if (step.stage === last.stage && !ended && now - last.at < TELL_MS) return;
  last = { stage: step.stage, at: now };
  tell({ type: 'progress', step });
}

const control = new AbortController();
parentPort?.on('message', (message: ToImport) => {
  if (message.type === 'stop') control.abort();
});
try {
  const result = await carryOut(workerData as ImportJob, {
    kinds: SOURCE_KINDS,
    importer: importInput,
    clock,
    random,
    logger,
    signal: control.signal,
    onProgress: progress,
  });
  tell({ type: 'done', result });
} catch (error) {
  const { message, stack = '' } = error instanceof Error ? error : new TypeError(String(error));
  tell({ type: 'failed', code: isBrokerError(error) ? error.code : null, message, stack });
}
parentPort?.close();
