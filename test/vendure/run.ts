/**
 * `npm run test:vendure [-- FOLDER]`: the Vendure connector on a real engine. FOLDER holds an installed one;
 * left out, one is installed from the files beside the checkout, where they are, into a temporary folder.
 */
import { writeFileSync } from 'node:fs';
import { runFile } from '../harness/run-file.ts';
import { killStartedGroups } from '../harness/process-group.ts';
import { Tally } from '../harness/tally.ts';
import { findEngine, type InstalledEngine } from './engine-folder.ts';

const LIMIT_MS = 480_000;
const COUNTS_FILE = process.env['TAPWALL_TEST_COUNTS'];

process.once('SIGTERM', () => {
  killStartedGroups();
  process.exit(143);
});

const tally = new Tally((text) => process.stdout.write(text));
const engine = found();
try {
  process.env['TAPWALL_VENDURE'] = engine.folder;
  const result = await runFile('test/vendure/engine.live.ts', { cwd: process.cwd(), limitMs: LIMIT_MS });
  for (const line of result.output.split('\n')) if (line.includes(' p95 ')) process.stdout.write(`${line}\n`);
  tally.add(result);
} catch (error) {
  tally.addProblem('test/vendure', error instanceof Error ? error.message : String(error));
} finally {
  engine.remove();
}
tally.close();
if (COUNTS_FILE !== undefined)
  writeFileSync(COUNTS_FILE, JSON.stringify({ passed: tally.passed, failed: tally.failed }));
process.exitCode = tally.failed === 0 && tally.passed > 0 ? 0 : 1;

/** Without an engine nothing can be tried, which is no failure of ours. */
function found(): InstalledEngine {
  try {
    return findEngine(process.argv[2]);
  } catch (error) {
    process.stdout.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return process.exit(2);
  }
}
