/**
 * A download that was cut short, or an export whose filter somebody touched, looks like a shop that sells half of what it did.
 * An import that would take more than a fifth away is held until somebody says that it is meant.
 */
import type { CatalogueInfo } from '../../store/catalogue-store.ts';
import type { Counts } from '../../store/catalogue-write.ts';

const MOST_SHARE = 0.2;
const GUARDED = { variant: 'variants', offer: 'offers', review: 'reviews' } as const;

/** What an import would remove, of how many. */
export type Removals = Record<(typeof GUARDED)[keyof typeof GUARDED], { removed: number; of: number }>;

/** Undefined when it may go on. */
export function shrinkOf(removed: Counts, before: CatalogueInfo | null): Removals | undefined {
  if (!before) return undefined;
  const entries = Object.entries(GUARDED) as [keyof typeof GUARDED, keyof Removals][];
  const removals = entries.map(
    ([kind, name]) => [name, { removed: removed[kind], of: before[name] }] as const,
  );
  const much = removals.some(([, { removed: many, of }]) => many > of * MOST_SHARE);
  return much ? (Object.fromEntries(removals) as Removals) : undefined;
}
