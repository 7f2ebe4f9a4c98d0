/** Kinds to choose from, out of the platform's paths such as `Women > Footwear > Rain Boots`. */

/** More than this many are not a choice but a list: then the next broader name stands for several. */
const MOST = 9;

const steps = (path: string): string[] =>
  path
    .split('>')
    .map((step) => step.trim())
    .filter((step) => step !== '');

const unique = (names: readonly string[]): string[] => [...new Set(names)].filter((name) => name !== '');

/** The last step of each path, or the one before it where those would be too many. */
export function kinds(paths: readonly string[]): readonly string[] {
  const split = paths.map(steps);
  const narrow = unique(split.map((path) => path.at(-1) ?? ''));
  if (narrow.length <= MOST) return narrow;
  const broad = unique(split.map((path) => path.at(-2) ?? path.at(-1) ?? ''));
  return broad.length > 1 ? broad : narrow;
}
