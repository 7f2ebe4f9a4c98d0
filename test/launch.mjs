#!/usr/bin/env node
/**
 * `npm test [-- check|unit|integration|browser|e2e|PATH…]`: brings the machine up to what the tests need, then runs
 * them. The last line is `N passed, N failed`; the exit code is 0 only when something passed and nothing failed, and
 * 2 when a person must install packages first.
 */
import { spawn } from 'node:child_process';
import { LaunchError, reportLaunchError } from '../kiosk/launch/errors.mjs';
import { checkNode } from '../kiosk/launch/node-version.mjs';

async function main() {
  checkNode();
  const { prepare, ROOT } = await import('../kiosk/launch/prepare.mjs');
  const { select } = await import('./harness/select.mjs');
  const { checks, files, packages, build } = select(process.argv.slice(2), ROOT);
  await prepare({ build, packages, why: 'for the tests' });
  const args = ['--import', 'tsx', 'test/run.ts', ...(checks ? ['--checks'] : []), ...files];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error) => {
    process.exitCode = reportLaunchError(error);
    // Packages that a person must install are no test's failure; everything else is one.
    if (!(error instanceof LaunchError && error.exitCode === 2))
      process.stdout.write('\n0 passed, 1 failed\n');
  },
);
