/** Runs targets for a time or a number of inputs, and tells exactly which input broke a rule. */
import { SeededRandom } from '../support/seeded-random.ts';
import { mutate, pick } from './mutate.ts';
import type { FuzzTarget } from './target.ts';

export interface FuzzLimits {
  /** Milliseconds of all targets together; Infinity: until the inputs are used up. */
  ms: number;
  /** Inputs of all targets together. */
  inputs: number;
  seed: number;
}

export interface FuzzReport {
  name: string;
  inputs: number;
  ms: number;
  /** Slowest single input (ms). */
  slowestMs: number;
  failures: { input: string; rule: string }[];
}

const BATCH = 500;
/** An input that takes longer is a failure: no line and no tag may hold up a kiosk (ms). */
const MOST_MS = 250;
const REPEATS = 3;
const MOST_FAILURES = 5;
const JOINED = 4;

/** Turns from target to target, so that each gets its share however early the run ends. */
export function fuzz(targets: readonly FuzzTarget[], limits: FuzzLimits): FuzzReport[] {
  const random = new SeededRandom(limits.seed);
  const unit = (): number => random.unit();
  const reports = targets.map(({ name }): FuzzReport => ({
    name,
    inputs: 0,
    ms: 0,
    slowestMs: 0,
    failures: [],
  }));
  const end = performance.now() + limits.ms;
  let left = limits.inputs;
  for (let turn = 0; left > 0 && performance.now() < end; turn += 1) {
    const target = targets[turn % targets.length];
    const report = reports[turn % targets.length];
    if (target === undefined || report === undefined) break;
    const count = Math.min(BATCH, left);
    left -= count;
    if (report.failures.length < MOST_FAILURES) batch({ target, report, count, unit });
  }
  return reports;
}

function batch({
  target,
  report,
  count,
  unit,
}: {
  target: FuzzTarget;
  report: FuzzReport;
  count: number;
  unit: () => number;
}): void {
  const began = performance.now();
  for (let index = 0; index < count; index += 1) {
    const input = inputOf(target, unit);
    report.inputs += 1;
    let ms = timed({ target, report, input, unit });
    // The machine may have been busy with something else: only an input that is slow each time is.
    for (let again = 0; ms > MOST_MS && again < REPEATS; again += 1)
      ms = Math.min(ms, timed({ target, report, input, unit }));
    report.slowestMs = Math.max(report.slowestMs, ms);
    if (ms > MOST_MS) note(report, input, `an answer within ${MOST_MS} ms: it took ${Math.round(ms)}`);
  }
  report.ms += performance.now() - began;
}

function timed({
  target,
  report,
  input,
  unit,
}: {
  target: FuzzTarget;
  report: FuzzReport;
  input: Uint8Array;
  unit: () => number;
}): number {
  const start = performance.now();
  try {
    target.run(input, unit);
  } catch (error) {
    note(report, input, error instanceof Error ? describe(error) : String(error));
  }
  return performance.now() - start;
}

/** Good inputs behind each other, usually bent. */
function inputOf({ seeds }: FuzzTarget, unit: () => number): Uint8Array {
  const parts = [pick(seeds, unit)];
  while (parts.length < JOINED && unit() < 0.3) parts.push(pick(seeds, unit));
  const joined = new Uint8Array(Buffer.concat(parts));
  return unit() < 0.05 ? joined : mutate(joined, unit);
}

function note(report: FuzzReport, input: Uint8Array, rule: string): void {
  if (report.failures.length < MOST_FAILURES)
    report.failures.push({ input: Buffer.from(input).toString('hex'), rule });
}

function describe(error: Error): string {
  const cause = error.cause instanceof Error ? ` (${error.cause.stack ?? error.cause.message})` : '';
  return `${error.message}${cause}`;
}
