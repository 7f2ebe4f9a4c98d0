/**
 * Runs checks and test files and adds them up: `node --import tsx test/run.ts [--checks] FILE…`.
 * `npm test` (test/launch.mjs) chooses the files and prepares the machine.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { KINDS, kindOf } from './harness/kinds.ts';
import { killStartedGroups } from './harness/process-group.ts';
import { CHECKS, runCheck } from './harness/run-check.ts';
import { runFile } from './harness/run-file.ts';
import { Tally } from './harness/tally.ts';

/** Where a calling script finds the counts, so that it need not read text. */
const COUNTS_FILE = process.env['TAPWALL_TEST_COUNTS'];

async function run(args: string[]): Promise<Tally> {
  const tally = new Tally((text) => process.stdout.write(text));
  const cwd = process.cwd();
  const files = args.filter((arg) => arg !== '--checks');
  const isFile = (file: string): boolean => file.endsWith('.test.ts') && existsSync(file);
  if (args.length === 0) tally.addProblem('test/run.ts', 'there is nothing to run');
  for (const word of files.filter((file) => !isFile(file))) tally.addProblem(word, 'matches no test file');

  if (args.includes('--checks')) {
    tally.heading('check');
    for (const check of CHECKS) tally.add(await runCheck(check, cwd));
  }
  for (const kind of KINDS) {
    const queue = files.filter((file) => isFile(file) && kindOf(file) === kind);
    if (queue.length === 0) continue;
    tally.heading(kind.name);
    const worker = async (): Promise<void> => {
      for (let file = queue.shift(); file !== undefined; file = queue.shift())
        tally.add(await runFile(file, { cwd, limitMs: kind.limitMs }));
    };
    await Promise.all(Array.from({ length: kind.atOnce }, worker));
  }
  return tally;
}

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)
  process.once(signal, () => {
    killStartedGroups();
    process.exit(code);
  });

const tally = await run(process.argv.slice(2));
tally.close();
if (COUNTS_FILE !== undefined)
  writeFileSync(COUNTS_FILE, JSON.stringify({ passed: tally.passed, failed: tally.failed }));
process.exitCode = tally.failed === 0 && tally.passed > 0 ? 0 : 1;
