/** Walks through a list of the shop while it changes: nothing that stays in it is left out, and nothing comes twice. */

export interface Page<Item> {
  totalItems: number;
  items: readonly Item[];
}

/** One that never ends is cut off here. */
const MOST_ITEMS = 5_000_000;

/**
 * Lists are sorted by id and new entries come last; one that is deleted moves all others forward. So a list that has become
 * shorter is read again from that many entries before.
 */
export async function* pagesOf<Item extends { id: string }>(
  take: number,
  ask: (page: { take: number; skip: number }) => Promise<Page<Item>>,
): AsyncGenerator<Item> {
  let total = 0;
  let recent = new Set<string>();
  for (let skip = 0; skip < MOST_ITEMS;) {
    const page = await ask({ take, skip });
    const gone = Math.min(skip, Math.max(0, total - page.totalItems));
    total = page.totalItems;
    if (gone > 0) {
      skip -= gone;
      continue;
    }
    for (const item of page.items) if (!recent.has(item.id)) yield item;
    const ids = page.items.map(({ id }) => id);
    recent = new Set([...[...recent].slice(-4 * take), ...ids]);
    skip += page.items.length;
    if (page.items.length < take) return;
  }
}
