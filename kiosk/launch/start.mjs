#!/usr/bin/env node
/**
 * `npm start`: installs and builds what a fresh or changed checkout lacks, then becomes `tapwall start`.
 *
 * Plain JavaScript without dependencies, because it runs before anything is installed. The program runs in this very
 * process, so signals, exit code and standard streams are its own.
 */
import { pathToFileURL } from 'node:url';
import { reportLaunchError } from './errors.mjs';
import { checkNode } from './node-version.mjs';

const MAIN = 'dist/kiosk/main.js';

async function start() {
  checkNode();
  const { prepare, ROOT } = await import('./prepare.mjs');
  await prepare({ build: true });
  const main = `${ROOT}/${MAIN}`;
  process.argv = [process.execPath, main, 'start', ...process.argv.slice(2)];
  return pathToFileURL(main).href;
}

start().then(
  (main) => import(main),
  (error) => {
    process.exitCode = reportLaunchError(error);
  },
);
