/** Asks whether pcscd answers, without the binding, which would wait for it with the event loop blocked. */
import { stat } from 'node:fs/promises';
import { connect } from 'node:net';
import type { ServiceTrouble } from './pcsc-messages.ts';

/** Where pcsc-lite listens; its library reads the same variable. */
export function pcscSocketPath(env: NodeJS.ProcessEnv): string {
  return env['PCSCLITE_CSOCK_NAME'] ?? '/run/pcscd/pcscd.comm';
}

/** Tells one run of pcscd from the next: the daemon makes its socket anew. Undefined where there is no such file. */
export async function pcscRun(env: NodeJS.ProcessEnv): Promise<string | undefined> {
  try {
    const { ino, ctimeMs } = await stat(pcscSocketPath(env));
    return `${ino} ${ctimeMs}`;
  } catch {
    return undefined;
  }
}

/**
 * Connects to pcscd's socket and hangs up. The file alone proves nothing: it outlives a killed daemon.
 * @returns what is wrong, or undefined when the service answers. Other systems than Linux have no such socket.
 */
export async function probePcsc(env: NodeJS.ProcessEnv): Promise<ServiceTrouble | undefined> {
  if (process.platform !== 'linux') return undefined;
  return new Promise((resolve) => {
    const socket = connect({ path: pcscSocketPath(env) });
    socket.once('connect', () => {
      socket.destroy();
      resolve(undefined);
    });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      resolve(
        error.code === 'EACCES' || error.code === 'EPERM' ? 'TW_NFC_ACCESS_DENIED' : 'TW_NFC_SERVICE_DOWN',
      );
    });
  });
}
