/** A check of the whole tree (format, lint, types): an npm script that counts as one test. */
import { spawn } from 'node:child_process';
import { killGroup, withGroup } from './process-group.ts';
import type { FileResult } from './run-file.ts';

export interface Check {
  name: string;
  /** Name of the npm script. */
  script: string;
}

export const CHECKS: readonly Check[] = [
  { name: 'format', script: 'format:check' },
  { name: 'lint', script: 'lint' },
  { name: 'types', script: 'types' },
];

const LIMIT_MS = 180_000;

export async function runCheck(check: Check, cwd: string): Promise<FileResult> {
  const began = performance.now();
  const child = spawn('npm', ['run', '--silent', check.script], {
    cwd,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  const limit = setTimeout(() => child.pid !== undefined && killGroup(child.pid), LIMIT_MS);
  const code = await withGroup(
    child.pid,
    async () =>
      new Promise<number | string>((resolve) => {
        child.once('error', (error) => resolve(error.message));
        child.once('close', (exit, signal) => resolve(exit ?? signal ?? 1));
      }),
  );
  clearTimeout(limit);
  const ms = Math.round(performance.now() - began);
  return {
    file: `npm run ${check.script}`,
    ms,
    tests: [{ name: `check: ${check.name}`, ms, ok: code === 0 }],
    problems: [],
    output,
  };
}
