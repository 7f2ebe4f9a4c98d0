/** When what happened: the moments of one change on its way, in milliseconds since 1970, by this machine's clock. */
import type { Logger } from '../../../broker/ports.ts';

export const now = (): number => performance.timeOrigin + performance.now();

export type Step = 'told' | 'committed' | 'applied';

export class Marks {
  readonly #at = new Map<Step, number>();

  clear(): void {
    this.#at.clear();
  }

  /** The first time since `clear` counts. */
  mark(step: Step): void {
    if (!this.#at.has(step)) this.#at.set(step, now());
  }

  of(step: Step): number {
    return this.#at.get(step) ?? Number.NaN;
  }
}

/** A log that prints nothing, and marks a step when its line is said. */
export function markingLogger(marks: Marks, steps: Readonly<Record<string, Step>>): Logger {
  const said = (_: object, message: string): void => {
    const step = steps[message];
    if (step !== undefined) marks.mark(step);
  };
  return { debug: said, info: said, warn: said, error: said };
}
