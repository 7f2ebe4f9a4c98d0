/**
 * The kinds of test files, by name (docs/testing.md says what each may do):
 * `*.test.ts` unit, `*.int.test.ts` integration, `*.browser.test.ts` browser, `*.e2e.test.ts` end to end.
 */
import { availableParallelism } from 'node:os';

export interface Kind {
  name: string;
  suffix: string;
  /** Milliseconds before a file of the kind counts as failed, unless it asks for more. */
  limitMs: number;
  /** Files at once: one where they share daemons, ports or a screen. */
  atOnce: number;
}

/** In the order in which they run; the last one takes what the others leave. */
const SPECIAL: readonly Kind[] = [
  { name: 'integration', suffix: '.int.test.ts', limitMs: 240_000, atOnce: 1 },
  { name: 'browser', suffix: '.browser.test.ts', limitMs: 240_000, atOnce: 1 },
  { name: 'e2e', suffix: '.e2e.test.ts', limitMs: 240_000, atOnce: 1 },
];
const UNIT: Kind = {
  name: 'unit',
  suffix: '.test.ts',
  limitMs: 60_000,
  atOnce: Math.min(4, Math.max(2, availableParallelism())),
};

export const KINDS: readonly Kind[] = [UNIT, ...SPECIAL];

export function kindOf(file: string): Kind {
  return SPECIAL.find((kind) => file.endsWith(kind.suffix)) ?? UNIT;
}
