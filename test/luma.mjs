#!/usr/bin/env node
/**
 * `npm run test:luma -- FOLDER`: runs the main job end to end on feeds of another shop instead of the demo's, and
 * reads them spoilt in every way.
 * The folder holds stores, products, local inventory and reviews in the formats of docs/reference.
 */
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const TESTS = ['test/broker/hub/import/formats/damaged-shop.test.ts', 'test/e2e/main-job.e2e.test.ts'];

const folder = process.argv[2];
if (folder === undefined || statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
  process.stderr.write('Usage: npm run test:luma -- FOLDER\n');
  process.exit(2);
}
const launcher = fileURLToPath(new URL('launch.mjs', import.meta.url));
const run = spawnSync(process.execPath, [launcher, ...TESTS], {
  stdio: 'inherit',
  env: { ...process.env, TAPWALL_E2E_FEEDS: resolve(folder) },
});
process.exitCode = run.status ?? 1;
