/**
 * `npm run test:vendure [-- FOLDER]`: the Vendure connector on a real engine. FOLDER holds an installed one;
 * left out, one is installed from the files beside the checkout, where they are, into a temporary folder.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { runFile } from '../harness/run-file.ts';
import { killStartedGroups } from '../harness/process-group.ts';
import { Tally } from '../harness/tally.ts';
import { installEngine, removeFolder } from './engine-folder.ts';

const FILES = '../shared/vendure';
const LIMIT_MS = 480_000;
const COUNTS_FILE = process.env['TAPWALL_TEST_COUNTS'];

process.once('SIGTERM', () => {
  killStartedGroups();
  process.exit(143);
});

const given = process.argv[2];
if (given === undefined && !existsSync(FILES)) {
  process.stdout.write(`There is no engine in ${FILES}, and no folder was given: nothing was tried.\n`);
  process.exit(2);
}
const tally = new Tally((text) => process.stdout.write(text));
let installed: string | undefined;
try {
  if (given === undefined) installed = installEngine(FILES);
  process.env['TAPWALL_VENDURE'] = given ?? installed;
  const result = await runFile('test/vendure/engine.live.ts', { cwd: process.cwd(), limitMs: LIMIT_MS });
  for (const line of result.output.split('\n')) if (line.includes(' p95 ')) process.stdout.write(`${line}\n`);
  tally.add(result);
} catch (error) {
  tally.addProblem('test/vendure', error instanceof Error ? error.message : String(error));
} finally {
  if (installed !== undefined) removeFolder(installed);
}
tally.close();
if (COUNTS_FILE !== undefined)
  writeFileSync(COUNTS_FILE, JSON.stringify({ passed: tally.passed, failed: tally.failed }));
process.exitCode = tally.failed === 0 && tally.passed > 0 ? 0 : 1;
