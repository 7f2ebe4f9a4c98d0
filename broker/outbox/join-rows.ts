/** Rows as the JSON of a batch, joined as they are: a drain of a million must not parse and write each one anew. */
import type { Row } from './statements.ts';

export interface JoinLimits {
  /** The last number that may be in it. */
  upTo: number;
  maxBytes: number;
}

export interface JoinedRows {
  /** The numbers in it, as runs in ascending order. */
  runs: [first: number, last: number][];
  payload: string;
  /** As UTF-8. */
  bytes: number;
}

/** At least one row if there is one, then as many as fit; undefined when there is none. */
export function joinRows(
  rows: Iterable<Pick<Row, 'sequence' | 'body'>>,
  { upTo, maxBytes }: JoinLimits,
): JoinedRows | undefined {
  const runs: JoinedRows['runs'] = [];
  const bodies: string[] = [];
  let bytes = 1;
  for (const { sequence, body } of rows) {
    if (sequence > upTo) break;
    const more = Buffer.byteLength(body) + 1;
    if (bodies.length > 0 && bytes + more > maxBytes) break;
    bytes += more;
    bodies.push(body);
    const run = runs.at(-1);
    if (run && sequence === run[1] + 1) run[1] = sequence;
    else runs.push([sequence, sequence]);
  }
  return bodies.length === 0 ? undefined : { runs, payload: `[${bodies.join(',')}]`, bytes };
}
