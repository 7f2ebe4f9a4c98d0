/** Something that takes bytes from outside, and what must hold whatever they are. */
import type { Unit } from './mutate.ts';

export interface FuzzTarget {
  name: string;
  /** Good inputs to begin with. */
  seeds: readonly Uint8Array[];
  /** Takes one input. Throws when something that must hold does not. */
  run(input: Uint8Array, unit: Unit): void;
}

/** Something that must hold did not. */
export class FuzzFailure extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'FuzzFailure';
  }
}

export function demand(condition: boolean, rule: string): void {
  if (!condition) throw new FuzzFailure(rule);
}
