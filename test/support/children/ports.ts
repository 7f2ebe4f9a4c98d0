/** What the children of the rigs have in common: their way of speaking, and a link that comes back at once. */
import { writeSync } from 'node:fs';
import type { Logger, Random } from '../../../broker/ports.ts';
import { systemRandom } from '../../../kiosk/system/clock.ts';

/** Straight to the descriptor: a buffered line would be a promise nobody made, or one that a kill swallows. */
export function say(line: string): void {
  writeSync(1, `${line}\n`);
}

/** Says errors as `E message`; everything else is for people. */
export const reporter: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: (fields, message) => {
    const { code, err } = fields as { code?: string; err?: unknown };
    say(`E ${message} ${code ?? ''} ${err instanceof Error ? err.message : ''}`.replaceAll('\n', ' '));
  },
};

/** Waits of a twentieth: where the broker dies a hundred times, nobody wants to wait like a fleet. */
export const hasty: Random = {
  bytes: (count) => systemRandom.bytes(count),
  unit: () => systemRandom.unit() / 20,
};

/** The arguments of a child: one object as JSON. */
export function given(): unknown {
  return JSON.parse(process.argv[2] ?? '{}');
}
