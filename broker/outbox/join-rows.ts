/** Rows as the JSON of a batch, joined as they are: a drain of a million must not parse and write each one anew. */
import { Runs, type Run } from '../runs.ts';
import type { Row } from './statements.ts';

export interface JoinLimits {
  /** The last number that may be in it. */
  upTo: number;
  maxBytes: number;
}

export interface JoinedRows {
  /** The numbers in it, as runs in ascending order. */
  runs: readonly Run[];
  payload: string;
  /** As UTF-8. */
  bytes: number;
}

/** At least one row if there is one, then as many as fit; undefined when there is none. */
export function joinRows(
  rows: Iterable<Pick<Row, 'sequence' | 'body'>>,
  { upTo, maxBytes }: JoinLimits,
): JoinedRows | undefined {
  const runs = new Runs();
  const bodies: string[] = [];
  let bytes = 1;
  for (const { sequence, body } of rows) {
    if (sequence > upTo) break;
    const more = Buffer.byteLength(body) + 1;
    if (bodies.length > 0 && bytes + more > maxBytes) break;
    bytes += more;
    bodies.push(body);
    runs.add(sequence, sequence);
  }
  return bodies.length === 0 ? undefined : { runs: runs.list, payload: `[${bodies.join(',')}]`, bytes };
}
