/** Percentiles by the nearest-rank method, and a table of them. */

export interface Series {
  name: string;
  /** Milliseconds. */
  values: readonly number[];
  goal?: { percentile: number; most: number };
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export function printTable(rows: readonly Series[]): void {
  const width = Math.max(...rows.map(({ name }) => name.length));
  const line = (name: string, cells: readonly string[]): string =>
    `${name.padEnd(width)}  ${cells.map((cell) => cell.padStart(9)).join('')}\n`;
  process.stdout.write(line('milliseconds', ['n', 'p50', 'p95', 'p99', 'max', 'goal']));
  for (const { name, values, goal } of rows) {
    const at = (share: number): string => percentile(values, share).toFixed(2);
    const verdict = goal === undefined ? '' : `p${goal.percentile}≤${goal.most}`;
    process.stdout.write(line(name, [String(values.length), at(0.5), at(0.95), at(0.99), at(1), verdict]));
  }
}
