/** How a test file tells the runner what it declared and what came of it: lines on a channel the runner opened. */
import { writeSync } from 'node:fs';

export type Report =
  /** A suite begins and will run so many tests. */
  | { kind: 'suite'; suite: string; tests: number }
  /** One test ended. */
  | { kind: 'test'; suite: string; test: string; ms: number; ok: boolean }
  /** The file asks for another time limit than its kind has. */
  | { kind: 'limit'; ms: number };

/** File descriptor of the channel, and the variable that says it is open. */
export const CHANNEL = 3;
export const CHANNEL_VARIABLE = 'TAPWALL_TEST_CHANNEL';

export function report(entry: Report): void {
  if (process.env[CHANNEL_VARIABLE] === '1') writeSync(CHANNEL, `${JSON.stringify(entry)}\n`);
}
