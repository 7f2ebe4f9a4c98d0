/** How many cells stand side by side: words must fit in them, so seven sizes make two rows and not one. */
export function sizeColumns(count: number): number {
  if (count <= 5) return Math.max(1, count);
  if (count === 6) return 3;
  if (count <= 8) return 4;
  if (count <= 10) return 5;
  return 6;
}
