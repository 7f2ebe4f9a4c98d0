/**
 * Products by the time of their last change, newest first; an order that takes from the stock of one is such a change. What
 * changes now is on the first page; the rest of a bulk edit is read behind it, a few pages at each look.
 */
import type { Clock } from '../../../ports.ts';
import { ChangeCursor } from '../change-cursor.ts';
import { askPage, PageSize, type Connection } from './pages.ts';
import { levelsPage, NewestProduct, type LevelsProduct } from './product-page.ts';
import { LEVEL_PRODUCTS_AT_ONCE, storesVariable, VARIANTS_AT_ONCE } from './products.ts';
import type { Storefront } from './storefront.ts';

const PAGES_BEHIND = 3;

export class RecentProducts {
  readonly #storefront: Storefront;
  readonly #cursor: ChangeCursor;
  readonly #size = new PageSize(LEVEL_PRODUCTS_AT_ONCE);
  /** What is still to be read of a bulk edit. */
  #behind: { since: string; after: string | null } | undefined;

  constructor({ storefront, clock }: { storefront: Storefront; clock: Clock }) {
    this.#storefront = storefront;
    this.#cursor = new ChangeCursor(clock);
  }

  /** What changed since the last time; at the first time nothing has. */
  async next(signal: AbortSignal): Promise<LevelsProduct[]> {
    const newest = this.#cursor.newest;
    if (newest === undefined) {
      const [first] = (await this.#storefront.askPlain(NewestProduct, signal)).products.nodes;
      this.#cursor.saw(first?.updatedAt ?? new Date(1).toISOString());
      return [];
    }
    const since = this.#cursor.since();
    const page = await this.#page(since, null, signal);
    const found = [...page.nodes];
    const oldest = found.at(-1);
    if (page.pageInfo.hasNextPage && oldest && Date.parse(oldest.updatedAt) > newest)
      this.#behind = { since: this.#behind?.since ?? since, after: page.pageInfo.endCursor };
    for (const { updatedAt } of found) this.#cursor.saw(updatedAt);
    found.push(...(await this.#readBehind(signal)));
    return found;
  }

  async #readBehind(signal: AbortSignal): Promise<LevelsProduct[]> {
    const found: LevelsProduct[] = [];
    for (let pages = 0; this.#behind && pages < PAGES_BEHIND; pages += 1) {
      const { since, after } = this.#behind;
      const { nodes, pageInfo } = await this.#page(since, after, signal);
      found.push(...nodes);
      const goesOn = pageInfo.hasNextPage && pageInfo.endCursor !== null && pageInfo.endCursor !== after;
      this.#behind = goesOn ? { since, after: pageInfo.endCursor } : undefined;
    }
    return found;
  }

  async #page(since: string, after: string | null, signal: AbortSignal): Promise<Connection<LevelsProduct>> {
    const storefront = this.#storefront;
    const operation = levelsPage(await storefront.facts(signal), 'recent');
    const size = this.#size;
    const stores = await storesVariable({ storefront, signal });
    const changed = `updated_at:>'${since}'`;
    return askPage(size, after, async (page) => {
      const variables = { ...page, ...stores(size), variants: size.inside(VARIANTS_AT_ONCE), changed };
      return (await storefront.ask(operation, variables, { signal })).products;
    });
  }
}
