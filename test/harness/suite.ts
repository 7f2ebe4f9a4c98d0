/**
 * The thin layer over uvu that every test file uses.
 *
 * uvu 0.5.6 exits 0 when `run()` is forgotten, when a hook throws before any test, and it waits for ever on
 * an open handle. Here a suite runs by itself, each test has a time limit and its own disposal stack
 * (run in reverse), and the process reports its counts to the runner, which refuses a file without tests.
 */
import { suite as uvuSuite } from 'uvu';
import { HarnessError } from './errors.ts';
import { report } from './report.ts';

/** What a test receives: a disposal stack and the time limit it runs under. */
export interface TestContext {
  /** Registers a disposer; disposers run in reverse order after the test, also when it failed. */
  after(dispose: () => unknown): void;
}

export interface TestOptions {
  /** Milliseconds before the test counts as failed. Default 10 000. */
  timeout?: number;
}

export type TestBody = (context: TestContext) => unknown;
export type TestFunction = (name: string, body: TestBody, options?: TestOptions) => void;

const TEST_LIMIT_MS = 10_000;
const DISPOSAL_LIMIT_MS = 10_000;

let running = false;

/** Creates a suite that runs itself once the file has been evaluated. Test names are third-person sentences. */
export function suite(name: string): TestFunction {
  refuseWhenRunning('A suite');
  const inner = uvuSuite(name);
  let count = 0;
  setImmediate(() => {
    running = true;
    report({ kind: 'suite', suite: name, tests: count });
    inner.run();
  });
  return (title, body, options) => {
    refuseWhenRunning(`The test "${title}"`);
    count += 1;
    inner(title, () => timed({ suite: name, test: title }, () => runOne(body, options?.timeout)));
  };
}

/** Lets this file run longer than its kind may (unit 60 s, others 240 s). */
export function fileTimeout(ms: number): void {
  report({ kind: 'limit', ms });
}

/** What is declared after an `await` at the top of a file comes too late, and would never run. */
function refuseWhenRunning(what: string): void {
  if (running) throw new HarnessError(`${what} was declared after the file began to run its tests.`);
}

async function timed(id: { suite: string; test: string }, run: () => Promise<void>): Promise<void> {
  const began = performance.now();
  let ok = false;
  try {
    await run();
    ok = true;
  } finally {
    report({ kind: 'test', ...id, ms: Math.round(performance.now() - began), ok });
  }
}

async function runOne(body: TestBody, timeout = TEST_LIMIT_MS): Promise<void> {
  const disposers: (() => unknown)[] = [];
  const problems: unknown[] = [];
  const attempt = async (work: () => unknown, limit: { ms: number; what: string }): Promise<void> => {
    try {
      await within(work, limit);
    } catch (error) {
      problems.push(error);
    }
  };
  await attempt(() => body({ after: (dispose) => void disposers.push(dispose) }), {
    ms: timeout,
    what: 'the test',
  });
  for (let dispose = disposers.pop(); dispose !== undefined; dispose = disposers.pop())
    await attempt(dispose, { ms: DISPOSAL_LIMIT_MS, what: 'a disposer' });
  for (const later of problems.slice(1)) console.error('and while cleaning up:', later);
  if (problems.length > 0) throw asError(problems[0]);
}

async function within(work: () => unknown, limit: { ms: number; what: string }): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new HarnessError(`${limit.what} did not end within ${limit.ms} ms`)),
      limit.ms,
    );
  });
  try {
    await Promise.race([(async () => work())(), tooLong]);
  } finally {
    clearTimeout(timer);
  }
}

/** uvu reads `name` and `stack`, and breaks on anything else that was thrown. */
function asError(thrown: unknown): Error {
  return thrown instanceof Error
    ? thrown
    : new HarnessError(`something other than an error was thrown: ${String(thrown)}`);
}
