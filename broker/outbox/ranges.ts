/** Runs of numbers: `[first, last]`, both included. */
export type Range = readonly [number, number];

/** Ascending and apart: runs that overlap or meet become one. */
export function union(ranges: Iterable<Range>): Range[] {
  const sorted = [...ranges].sort((a, b) => a[0] - b[0]);
  const joined: [number, number][] = [];
  for (const [first, last] of sorted) {
    const before = joined.at(-1);
    if (before && first <= before[1] + 1) before[1] = Math.max(before[1], last);
    else joined.push([first, last]);
  }
  return joined;
}

/** The runs of single numbers. */
export function runsOf(numbers: Iterable<number>): Range[] {
  return union(Array.from(numbers, (number): Range => [number, number]));
}

/** How many numbers these are. */
export function lengthOf(ranges: readonly Range[]): number {
  return ranges.reduce((sum, [first, last]) => sum + last - first + 1, 0);
}

/** What of the runs is above `floor`. The runs are ascending and apart. */
export function above(floor: number, ranges: readonly Range[]): Range[] {
  return ranges.flatMap(([first, last]) =>
    last > floor ? [[Math.max(first, floor + 1), last] as const] : [],
  );
}

/** True when one of `ranges`, ascending and apart, holds the whole of `run`. */
export function covers(ranges: readonly Range[], [first, last]: Range): boolean {
  return ranges.some((range) => range[0] <= first && last <= range[1]);
}

export function chunksOf<T>(list: readonly T[], size: number): T[][] {
  const chunks: T[][] = [];
  for (let start = 0; start < list.length; start += size) chunks.push(list.slice(start, start + size));
  return chunks;
}
