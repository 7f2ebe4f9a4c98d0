/** Runs the runner on a test file made for the occasion, to see what it makes of files that go wrong. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestContext } from './suite.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Inside the project, so that fixtures find its packages; ignored by git. */
const FIXTURES = join(ROOT, 'test', '.artifacts');

export const IMPORTS = `
  import { suite, fileTimeout } from '${join(ROOT, 'test/harness/suite.ts')}';
  import * as assert from 'uvu/assert';
`;

export interface RunnerOutcome {
  code: number | null;
  lastLine: string;
  output: string;
  counts: { passed: number; failed: number };
}

/** A folder that goes after the test, with the given files in it. Gives their paths relative to the project. */
export function writeFixtures(context: TestContext, files: Record<string, string>): string[] {
  mkdirSync(FIXTURES, { recursive: true });
  const folder = mkdtempSync(join(FIXTURES, 'harness-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  return Object.entries(files).map(([name, text]) => {
    writeFileSync(join(folder, name), text);
    return relative(ROOT, join(folder, name));
  });
}

/** Starts `test/run.ts` with these arguments and waits for its end. */
export async function runRunner(context: TestContext, args: string[]): Promise<RunnerOutcome> {
  mkdirSync(FIXTURES, { recursive: true });
  const folder = mkdtempSync(join(FIXTURES, 'counts-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  const counts = join(folder, 'counts.json');
  const child = spawn(process.execPath, ['--import', 'tsx', 'test/run.ts', ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, TAPWALL_TEST_COUNTS: counts, FORCE_COLOR: '0' },
  });
  context.after(() => child.kill());
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return {
    code,
    output,
    lastLine: output.trimEnd().split('\n').at(-1) ?? '',
    counts: JSON.parse(readFileSync(counts, 'utf8')) as RunnerOutcome['counts'],
  };
}

/** Runs one file made of the harness's imports and the given body. */
export async function runBody(
  context: TestContext,
  body: string,
  name = 'fixture.test.ts',
): Promise<RunnerOutcome> {
  return runRunner(context, writeFixtures(context, { [name]: `${IMPORTS}${body}` }));
}
