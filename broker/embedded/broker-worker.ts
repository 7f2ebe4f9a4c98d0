/** The worker thread in which the embedded broker lives, apart from the event loop of its host. */
import { parentPort, workerData } from 'node:worker_threads';
import { startAedesServer, type AedesServerOptions } from './aedes-server.ts';
import type { FromWorker } from './worker-messages.ts';

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, not a window
const tell = (message: FromWorker): void => parentPort?.postMessage(message);

try {
  const server = await startAedesServer(workerData as AedesServerOptions);
  parentPort?.once('message', () => {
    void server.stop().then(() => {
      tell({ type: 'stopped' });
      parentPort?.close();
    });
  });
  tell({ type: 'listening', port: server.port });
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException;
  tell({ type: 'failed', code: code ?? '', message });
  parentPort?.close();
}
