/**
 * The thin layer over uvu that every test file uses.
 *
 * uvu 0.5.6 exits 0 when `run()` is forgotten, when a hook throws before any test, and it waits for ever on
 * an open handle. Here a suite runs by itself, each test has a time limit and its own disposal stack
 * (run in reverse), and the process reports its counts to the runner, which refuses a file without tests.
 */
import { suite as uvuSuite } from 'uvu';
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

/** Creates a suite that runs itself once the file has been evaluated. Test names are third-person sentences. */
export function suite(name: string): TestFunction {
  const inner = uvuSuite(name);
  let count = 0;
  queueMicrotask(() => setImmediate(() => {
    report({ suite: name, tests: count });
    inner.run();
  }));
  return (title, body, options) => {
    count += 1;
    inner(title, () => runOne(body, options?.timeout ?? 10_000));
  };
}

async function runOne(body: TestBody, timeout: number): Promise<void> {
  const disposers: (() => unknown)[] = [];
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TestTimeout(timeout)), timeout);
  });
  try {
    await Promise.race([Promise.resolve(body({ after: (dispose) => void disposers.push(dispose) })), limit]);
  } finally {
    clearTimeout(timer);
    for (const dispose of disposers.reverse()) await dispose();
  }
}

class TestTimeout extends Error {
  constructor(timeout: number) {
    super(`the test did not end within ${timeout} ms`);
    this.name = 'TestTimeout';
  }
}
