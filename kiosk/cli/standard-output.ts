/** Standard output and error that cannot be written any more. */
import type { Writable } from 'node:stream';
import { KioskError } from '../errors.ts';

export interface StandardOutput {
  stdout: Pick<Writable, 'on'>;
  stderr: Pick<Writable, 'on'>;
}

/**
 * Keeps a program from ending in the middle because of them. Whoever reads may have seen enough (`tapwall … | head -1`):
 * that is no failure. A full disk is one: what was to be written is lost.
 * @param fail Told once.
 */
export function guardOutput({ stdout, stderr }: StandardOutput, fail: (error: KioskError) => void): void {
  let hasFailed = false;
  stdout.on('error', (cause: NodeJS.ErrnoException) => {
    if (hasFailed || cause.code === 'EPIPE') return;
    hasFailed = true;
    fail(new KioskError('TW_OUTPUT', `The output cannot be written: ${cause.message}.`, { cause }));
  });
  stderr.on('error', () => undefined);
}
