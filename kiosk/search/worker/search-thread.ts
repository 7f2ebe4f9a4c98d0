/** The thread that answers searches, apart from the event loop of the screens. */
import { parentPort, workerData } from 'node:worker_threads';
import type { FromSearchThread, SearchThreadData, ToSearchThread } from './messages.ts';
import { Answers } from './answers.ts';

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, not a window
const tell = (message: FromSearchThread): void => parentPort?.postMessage(message);
const answers = new Answers(workerData as SearchThreadData);

function obey(message: ToSearchThread): void {
  switch (message.type) {
    case 'ask':
      ask(message);
      return;
    case 'load':
      tell({ type: 'loaded', ...answers.load() });
      return;
    case 'drop':
      answers.drop();
      return;
    case 'changed':
      tell({ type: 'updated', isWorn: answers.changed(message.productIds) });
      return;
  }
}

function ask({ id, question }: ToSearchThread & { type: 'ask' }): void {
  try {
    tell({ type: 'answer', id, ...answers.to(question) });
  } catch (error) {
    tell({ type: 'failed', id, message: error instanceof Error ? error.message : String(error) });
  }
}

parentPort?.on('message', obey);
