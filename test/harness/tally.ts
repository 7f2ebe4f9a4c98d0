/** Adds results up and says them to a person. The last line is for programs too: `N passed, N failed`. */
import type { FileResult, TestResult } from './run-file.ts';

const SLOWEST = 10;

export class Tally {
  readonly #write: (text: string) => void;
  readonly #results: FileResult[] = [];

  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  get failed(): number {
    return this.#results.reduce((sum, result) => sum + failuresOf(result), 0);
  }

  get passed(): number {
    return this.#tests().filter((test) => test.ok).length;
  }

  heading(text: string): void {
    this.#write(`\n${text}\n`);
  }

  add(result: FileResult): void {
    this.#results.push(result);
    const count = `${result.tests.length} ${result.tests.length === 1 ? 'test' : 'tests'}`;
    if (failuresOf(result) === 0) {
      this.#write(`✓ ${result.file}  ${count}  ${result.ms} ms\n`);
      return;
    }
    this.#write(`✗ ${result.file}  ${count}  ${result.ms} ms\n`);
    for (const test of result.tests) if (!test.ok) this.#write(`    failed: ${test.name}\n`);
    for (const problem of result.problems) this.#write(`    ${problem}\n`);
    this.#write(indent(result.output));
  }

  /** What never became a file's result, such as a name that no file has. */
  addProblem(what: string, problem: string): void {
    this.add({ file: what, ms: 0, tests: [], problems: [problem], output: '' });
  }

  close(): void {
    const slowest = this.#tests()
      .toSorted((a, b) => b.ms - a.ms)
      .slice(0, SLOWEST);
    this.#write('\nSlowest:\n');
    for (const test of slowest) this.#write(`  ${String(test.ms).padStart(6)} ms  ${test.name}\n`);
    const broken = this.#results.filter((result) => failuresOf(result) > 0);
    if (broken.length > 0)
      this.#write(`\nFailed:\n${broken.map((result) => `  ✗ ${result.file}\n`).join('')}`);
    this.#write(`\n${this.passed} passed, ${this.failed} failed\n`);
  }

  #tests(): TestResult[] {
    return this.#results.flatMap((result) => result.tests);
  }
}

function failuresOf(result: FileResult): number {
  return result.tests.filter((test) => !test.ok).length + result.problems.length;
}

function indent(text: string): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => `    │ ${line}\n`)
    .join('');
}
