/** Runs `tapwall import` as a process of its own: its picture library stays out of the services' memory. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { KioskError } from '../errors.ts';

const MAIN = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../main.ts' : '../main.js', import.meta.url),
);

/** Ends early when `stopped` resolves. @throws KioskError TW_CHILD_STOPPED */
export async function runImport(args: readonly string[], stopped: Promise<void>): Promise<void> {
  const child = spawn(process.execPath, [...process.execArgv, MAIN, 'import', ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  void stopped.then(() => child.kill('SIGTERM'));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  if (code !== 0)
    throw new KioskError(
      'TW_CHILD_STOPPED',
      `The import of the demo catalogue ended with exit code ${code ?? 'none'}.`,
      { cause: code },
    );
}
