/**
 * Runs one test file as a process of its own and judges it by what it reported, not by what it printed.
 *
 * A file fails when a test fails, when it reports no test, when fewer tests ran than were declared, when it exits
 * with a code, does not exit, leaves a process behind or swallows a rejection.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { killGroup, livingMembers, withGroup } from './process-group.ts';
import { CHANNEL, CHANNEL_VARIABLE, type Report } from './report.ts';
import { readLines } from './read-lines.ts';

export interface TestResult {
  name: string;
  ms: number;
  ok: boolean;
}

export interface FileResult {
  file: string;
  ms: number;
  tests: TestResult[];
  /** What is wrong with the file beyond failed tests; each counts as one failure. */
  problems: string[];
  output: string;
}

/** How long a file may take to exit after its last test. */
const EXIT_MS = 5_000;
/** How long processes of its group may take to go after it. */
const GROUP_MS = 2_000;
const OUTPUT_LIMIT = 2_000_000;
const SWALLOWED = /unhandled ?(promise)? ?rejection|uncaught ?exception/i;

export async function runFile(file: string, options: { cwd: string; limitMs: number }): Promise<FileResult> {
  const began = performance.now();
  const child = spawn(process.execPath, ['--import', 'tsx', file], {
    cwd: options.cwd,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    env: { ...process.env, [CHANNEL_VARIABLE]: '1' },
  });
  const watch = new Watch(child, options.limitMs);
  const output = collect(child);
  const exit = await withGroup(child.pid, async () => {
    const ended = await exitOf(child);
    watch.stop();
    await watch.removeLeftovers();
    return ended;
  });
  await Promise.race([new Promise((resolve) => child.once('close', resolve)), delay(500)]);
  for (const stream of child.stdio) stream?.destroy();
  const { tests, problems } = watch.verdict(exit);
  if (SWALLOWED.test(output())) problems.push('a rejection or exception went unhandled');
  return { file, ms: Math.round(performance.now() - began), tests, problems, output: output() };
}

/** Follows one process through its reports and ends it when it overstays. */
class Watch {
  readonly #child: ChildProcess;
  readonly #tests: TestResult[] = [];
  readonly #problems: string[] = [];
  readonly #emptySuites: string[] = [];
  #declared = 0;
  #limit: NodeJS.Timeout;
  #exitLimit: NodeJS.Timeout | undefined;

  constructor(child: ChildProcess, limitMs: number) {
    this.#child = child;
    this.#limit = this.#after(limitMs, `did not end within ${limitMs / 1000} s`);
    readLines(child.stdio[CHANNEL], (line) => this.#on(JSON.parse(line) as Report));
  }

  stop(): void {
    clearTimeout(this.#limit);
    clearTimeout(this.#exitLimit);
  }

  async removeLeftovers(): Promise<void> {
    const pid = this.#child.pid;
    if (pid === undefined) return;
    const until = performance.now() + GROUP_MS;
    let left = livingMembers(pid);
    while (left.length > 0 && performance.now() < until) {
      await delay(50);
      left = livingMembers(pid);
    }
    if (left.length === 0) return;
    killGroup(pid);
    this.#problems.push(`left processes running: ${left.join(', ')}`);
  }

  verdict(exit: string): { tests: TestResult[]; problems: string[] } {
    const problems = [...this.#problems];
    if (this.#declared === 0) problems.push('reported no tests: does it use suite() of test/harness?');
    for (const name of this.#emptySuites) problems.push(`the suite "${name}" has no tests`);
    if (this.#tests.length !== this.#declared)
      problems.push(`declared ${this.#declared} tests and ran ${this.#tests.length}`);
    // A failed test explains an exit code, and so does that we ended the file; one that left early must say how.
    const hasFailed = this.#tests.some((test) => !test.ok) && this.#tests.length === this.#declared;
    const isExplained = this.#problems.length > 0 || hasFailed;
    if (exit !== '' && !isExplained) problems.push(exit);
    if (exit === '' && this.#tests.some((test) => !test.ok))
      problems.push('exited with 0 in spite of a failed test');
    return { tests: this.#tests, problems };
  }

  #on(entry: Report): void {
    if (entry.kind === 'limit') {
      clearTimeout(this.#limit);
      this.#limit = this.#after(entry.ms, `did not end within ${entry.ms / 1000} s`);
    } else if (entry.kind === 'suite') {
      this.#declared += entry.tests;
      if (entry.tests === 0) this.#emptySuites.push(entry.suite);
    } else {
      this.#tests.push({ name: `${entry.suite}: ${entry.test}`, ms: entry.ms, ok: entry.ok });
      if (this.#tests.length === this.#declared)
        this.#exitLimit = this.#after(
          EXIT_MS,
          `did not exit within ${EXIT_MS / 1000} s after its last test: an open handle`,
        );
    }
  }

  #after(ms: number, problem: string): NodeJS.Timeout {
    return setTimeout(() => {
      this.#problems.push(problem);
      if (this.#child.pid !== undefined) killGroup(this.#child.pid);
    }, ms);
  }
}

function collect(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      if (text.length < OUTPUT_LIMIT) text += chunk;
    });
  return () => text;
}

/** Empty when the process ended well. */
async function exitOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(`could not be started: ${error.message}`));
    child.once('exit', (code, signal) => resolve(code === 0 ? '' : `exited with ${signal ?? code}`));
  });
}
