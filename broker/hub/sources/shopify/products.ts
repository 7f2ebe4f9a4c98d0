/** Walks through the shop's products with all their variants, a page at a time. */
import { BrokerError } from '../../../errors.ts';
import type { Operation } from '../graphql/operation.ts';
import type { StoreLevel, VariantLevels } from './levels.ts';
import { PageSize, pagesOf, type Connection } from './pages.ts';
import {
  levelsPage,
  moreLevels,
  moreStores,
  moreVariants,
  productPage,
  Texts,
  type LevelsProduct,
  type ShopProduct,
  type ShopVariant,
} from './product-page.ts';
import type { Storefront } from './storefront.ts';
import type { ProductTexts } from './variant-row.ts';

/** Far more than any shop has. */
const MOST_STORES = 10_000;
/** A page is a few hundred kilobytes at the most, with ordinary products. */
const PRODUCTS_AT_ONCE = 20;
export const LEVEL_PRODUCTS_AT_ONCE = 10;
export const VARIANTS_AT_ONCE = 100;
/** More than this and the others are asked for by themselves. */
export const STORES_AT_ONCE = 20;

export interface WalkOptions {
  storefront: Storefront;
  signal?: AbortSignal | undefined;
}

export async function* products({ storefront, signal }: WalkOptions): AsyncGenerator<ShopProduct> {
  const operation = productPage(await storefront.facts(signal));
  const size = new PageSize(PRODUCTS_AT_ONCE);
  yield* pagesOf(size, async (page) => {
    const variables = { ...page, variants: size.inside(VARIANTS_AT_ONCE) };
    return (await storefront.ask(operation, variables, { signal })).products;
  });
}

export async function* variantsOf(
  { id, variants }: ShopProduct,
  { storefront, signal }: WalkOptions,
): AsyncGenerator<ShopVariant> {
  const operation = moreVariants(await storefront.facts(signal));
  yield* restOf(variants, { id, operation, storefront, signal, variables: () => ({}) });
}

/** Words of products in every other language, by language and by the id of the product. */
export async function textsOf(
  ids: readonly string[],
  { storefront, signal }: WalkOptions,
): Promise<Map<string, Map<string, ProductTexts>>> {
  const texts = new Map<string, Map<string, ProductTexts>>(ids.map((id) => [id, new Map()]));
  for (const language of (await storefront.facts(signal)).otherLanguages) {
    const { nodes } = await storefront.ask(Texts, { ids }, { signal, language });
    for (const node of nodes) {
      const { id = '', title = '', descriptionHtml = '' } = node ?? {};
      texts.get(id)?.set(language, { title, descriptionHtml });
    }
  }
  return texts;
}

/** What stores have of each product, by the order of the ids. @param after Cursor; null: from the beginning. */
export async function* levelProducts(walk: WalkOptions): AsyncGenerator<LevelsProduct> {
  const { storefront, signal } = walk;
  const operation = levelsPage(await storefront.facts(signal), 'all');
  const stores = await storesVariable(walk);
  const size = new PageSize(LEVEL_PRODUCTS_AT_ONCE);
  yield* pagesOf(size, async (page) => {
    const variables = { ...page, ...stores(size), variants: size.inside(VARIANTS_AT_ONCE) };
    return (await storefront.ask(operation, variables, { signal })).products;
  });
}

export async function* levelsOf(
  { id, variants }: LevelsProduct,
  walk: WalkOptions,
): AsyncGenerator<VariantLevels> {
  const operation = moreLevels(await walk.storefront.facts(walk.signal));
  yield* restOf(variants, { ...walk, id, operation, variables: await storesVariable(walk) });
}

/** Of one variant in every store, however many there are. */
export async function storesOf(
  { id, storeAvailability }: VariantLevels,
  { storefront, signal }: WalkOptions,
): Promise<StoreLevel[]> {
  if (storeAvailability === undefined) return [];
  const levels = [...storeAvailability.nodes];
  const { hasNextPage, endCursor } = storeAvailability.pageInfo;
  if (!hasNextPage) return levels;
  const operation = moreStores(await storefront.facts(signal));
  const rest = pagesOf(
    new PageSize(100),
    async (page) => {
      const { node } = await storefront.ask(operation, { id, ...page }, { signal });
      const { pageInfo, nodes } = node?.storeAvailability ?? EMPTY;
      return { pageInfo, nodes: nodes.map((level) => ({ ...level, id: level.location.id })) };
    },
    endCursor,
  );
  for await (const level of rest) {
    if (levels.length >= MOST_STORES)
      throw new BrokerError('TW_SOURCE_ANSWER', `A variant is in more than ${MOST_STORES} stores.`);
    levels.push(level);
  }
  return levels;
}

/** A token that may not read stores is not asked for any. */
export async function storesVariable({
  storefront,
  signal,
}: WalkOptions): Promise<(size: PageSize) => { stores?: number }> {
  const { knowsStores } = await storefront.facts(signal);
  return (size) => (knowsStores ? { stores: size.inside(STORES_AT_ONCE) } : {});
}

interface Rest<Node> extends WalkOptions {
  id: string;
  operation: Operation<{ product: { variants: Connection<Node> } | null }>;
  variables: (size: PageSize) => Record<string, unknown>;
}

/** The first page came with the product. One that has gone meanwhile has no more of them. */
async function* restOf<Node extends { id: string }>(
  first: Connection<Node>,
  { id, operation, storefront, signal, variables }: Rest<Node>,
): AsyncGenerator<Node> {
  yield* first.nodes;
  const { hasNextPage, endCursor } = first.pageInfo;
  if (!hasNextPage) return;
  const size = new PageSize(VARIANTS_AT_ONCE);
  yield* pagesOf(
    size,
    async (page) => {
      const { product } = await storefront.ask(operation, { id, ...variables(size), ...page }, { signal });
      return product?.variants ?? EMPTY;
    },
    endCursor,
  );
}

const EMPTY = { pageInfo: { hasNextPage: false, endCursor: null }, nodes: [] };
