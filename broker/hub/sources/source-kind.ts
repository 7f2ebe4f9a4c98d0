/**
 * What there is to connect to: a kind knows the options that a file of it may have, which parts it can give, and makes
 * the ports. Making one opens nothing: the first question or reading does.
 */
import type { Static, TSchema } from 'typebox';
import type { Store } from '../../contract/domain.ts';
import type { Clock, Logger, Random } from '../../ports.ts';
import type { SourceBundle } from './bundle.ts';
import type { Part } from './parts-given.ts';

export interface SourceContext {
  /** As the file is called: `[a-z0-9_-]{1,32}`. */
  name: string;
  /** Absolute folder that files named in the options are relative to. */
  base: string;
  /** Absolute folder for what the source keeps between runs (downloads, cursors); made when it is first needed. */
  folder: string;
  /** Seconds between two readings, as configured; 0: only when something changes, or somebody asks. */
  every: number;
  /** What the hub takes from this source. */
  parts: readonly Part[];
  /** Those of the catalogue now, whichever source gave them. */
  stores?: () => readonly Store[];
  clock: Clock;
  random: Random;
  logger: Logger;
}

/** A kind as the hub holds it, whatever its options are. */
export interface SourceKind {
  kind: string;
  /** One sentence for the console and the reference. */
  description: string;
  options: TSchema;
  /** What a source with these options can give. @param options Checked by `options`, defaults filled in. */
  parts(options: unknown): readonly Part[];
  /** What whoever runs the stores has to know of a source with these options, in sentences; absent: nothing. */
  notes?(options: unknown): readonly string[];
  create(options: unknown, context: SourceContext): SourceBundle;
}

export interface SourceKindOf<Options extends TSchema> {
  kind: string;
  description: string;
  options: Options;
  parts(options: Static<Options>): readonly Part[];
  notes?(options: Static<Options>): readonly string[];
  create(options: Static<Options>, context: SourceContext): SourceBundle;
}

/** Forgets the type of the options once they have been tied to their schema. */
export function sourceKind<Options extends TSchema>(kind: SourceKindOf<Options>): SourceKind {
  return {
    ...kind,
    parts: (options) => kind.parts(options as Static<Options>),
    notes: (options) => kind.notes?.(options as Static<Options>) ?? [],
    create: (options, context) => kind.create(options as Static<Options>, context),
  };
}
