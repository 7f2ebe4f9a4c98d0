/** The worker thread in which the embedded broker lives, apart from the event loop of its host. */
import { parentPort, workerData } from 'node:worker_threads';
import { startAedesServer, type AedesServer, type AedesServerOptions } from './aedes-server.ts';
import type { FromWorker, ToWorker } from './worker-messages.ts';

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, not a window
const tell = (message: FromWorker): void => parentPort?.postMessage(message);

function obey(server: AedesServer, message: ToWorker): void {
  if (message.type === 'identities') {
    server.setIdentities(message.identities);
    return;
  }
  void server.stop().then(() => {
    tell({ type: 'stopped' });
    parentPort?.close();
  });
}

try {
  const server = await startAedesServer(workerData as AedesServerOptions, {
    refused: (refusal) => tell({ type: 'refused', refusal }),
    used: (serial) => tell({ type: 'used', serial }),
  });
  parentPort?.on('message', (message: ToWorker) => obey(server, message));
  tell({ type: 'listening', port: server.port });
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException;
  tell({ type: 'failed', code: code ?? '', message });
  parentPort?.close();
}
