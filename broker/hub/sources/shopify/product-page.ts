/** Products as the Storefront API gives them, a page at a time. */
import { Type, type Static, type TSchema } from 'typebox';
import { query, type Operation } from '../graphql/operation.ts';
import { levelFields, storeFields, StoreLevels, VariantLevels } from './levels.ts';
import { connection, PAGE_INFO } from './pages.ts';
import { CONTEXT_VARIABLES, IN_CONTEXT, type ShopFacts } from './storefront.ts';

const Nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);
const Money = Type.Object({ amount: Type.String(), currencyCode: Type.String() });
const Image = Type.Object({ url: Type.String() });
const Value = Nullable(Type.Object({ value: Type.String() }));
const Named = Type.Object({ name: Type.String() });

/** As large as any screen shows it; the hub makes the smaller ones. */
const IMAGE = '{ url(transform: { maxWidth: 3840 }) }';

const ShopVariant = Type.Intersect([
  VariantLevels,
  Type.Object({
    barcode: Nullable(Type.String()),
    price: Money,
    compareAtPrice: Nullable(Money),
    selectedOptions: Type.Array(Type.Object({ name: Type.String(), value: Type.String() })),
    image: Nullable(Image),
  }),
]);
export type ShopVariant = Static<typeof ShopVariant>;

const ShopProduct = Type.Object({
  id: Type.String({ maxLength: 200 }),
  title: Type.String(),
  descriptionHtml: Type.String(),
  vendor: Type.String(),
  productType: Type.String(),
  isGiftCard: Type.Boolean(),
  category: Nullable(Named),
  collections: Type.Object({ nodes: Type.Array(Type.Object({ title: Type.String() })) }),
  rating: Value,
  ratingCount: Value,
  media: Type.Object({
    nodes: Type.Array(Type.Object({ image: Type.Optional(Nullable(Image)) })),
  }),
  variants: connection(ShopVariant),
});
export type ShopProduct = Static<typeof ShopProduct>;

type Scopes = Pick<ShopFacts, 'countsStock' | 'knowsStores'>;

/** Prices and words; which store has what is asked apart. */
function variantFields({ countsStock }: Scopes): string {
  return `${levelFields({ countsStock, knowsStores: false })} barcode
    price { amount currencyCode }
    compareAtPrice { amount currencyCode }
    selectedOptions { name value }
    image ${IMAGE}`;
}

const ProductPage = Type.Object({ products: connection(ShopProduct) });

/** Variables: `first`, `after`, `variants`. */
export function productPage(scopes: Scopes): Operation<Static<typeof ProductPage>> {
  return query(
    `query Products($first: Int!, $after: String, $variants: Int!, ${CONTEXT_VARIABLES}) ${IN_CONTEXT} {
      products(first: $first, after: $after, sortKey: ID) {
        ${PAGE_INFO}
        nodes {
          id title descriptionHtml vendor productType isGiftCard
          category { name }
          collections(first: 1) { nodes { title } }
          rating: metafield(namespace: "reviews", key: "rating") { value }
          ratingCount: metafield(namespace: "reviews", key: "rating_count") { value }
          media(first: 20) { nodes { ... on MediaImage { image ${IMAGE} } } }
          variants(first: $variants) { ${PAGE_INFO} nodes { ${variantFields(scopes)} } }
        }
      }
    }`,
    ProductPage,
  );
}

const variantsOf = <Node extends TSchema>(node: Node) =>
  Type.Object({ product: Nullable(Type.Object({ variants: connection(node) })) });
const MoreVariants = variantsOf(ShopVariant);

/** The other variants of one product. Variables: `id`, `first`, `after`. */
export function moreVariants(scopes: Scopes): Operation<Static<typeof MoreVariants>> {
  return query(
    `query MoreVariants($id: ID!, $first: Int!, $after: String, ${CONTEXT_VARIABLES}) ${IN_CONTEXT} {
      product(id: $id) {
        variants(first: $first, after: $after) { ${PAGE_INFO} nodes { ${variantFields(scopes)} } }
      }
    }`,
    MoreVariants,
  );
}

const ProductTexts = Type.Object({
  nodes: Type.Array(
    Nullable(
      Type.Object({
        id: Type.Optional(Type.String()),
        title: Type.Optional(Type.String()),
        descriptionHtml: Type.Optional(Type.String()),
      }),
    ),
  ),
});

/** Words of some products in another language. Variables: `ids`. */
export const Texts: Operation<Static<typeof ProductTexts>> = query(
  `query Texts($ids: [ID!]!, ${CONTEXT_VARIABLES}) ${IN_CONTEXT} {
    nodes(ids: $ids) { ... on Product { id title descriptionHtml } }
  }`,
  ProductTexts,
);

const LevelsProduct = Type.Object({
  id: Type.String({ maxLength: 200 }),
  updatedAt: Type.String(),
  isGiftCard: Type.Boolean(),
  variants: connection(VariantLevels),
});
export type LevelsProduct = Static<typeof LevelsProduct>;
const LevelsPage = Type.Object({ products: connection(LevelsProduct) });

const LEVELS_ORDER = {
  all: 'sortKey: ID',
  recent: 'sortKey: UPDATED_AT, reverse: true, query: $changed',
} as const;

/**
 * What stores have, in the order of the ids or with what changed last first.
 * Variables: `first`, `after`, `variants`, `stores`; for `recent` also `changed`, in the shop's search syntax.
 */
export function levelsPage(
  scopes: Scopes,
  order: keyof typeof LEVELS_ORDER,
): Operation<Static<typeof LevelsPage>> {
  const [name, changed] = order === 'all' ? ['Levels', ''] : ['RecentLevels', '$changed: String!, '];
  return query(
    `query ${name}($first: Int!, $after: String, $variants: Int!, ${storesVariable(scopes)}${changed}${CONTEXT_VARIABLES}) ${IN_CONTEXT} {
      products(first: $first, after: $after, ${LEVELS_ORDER[order]}) {
        ${PAGE_INFO}
        nodes {
          id updatedAt isGiftCard
          variants(first: $variants) { ${PAGE_INFO} nodes { ${levelFields(scopes)} } }
        }
      }
    }`,
    LevelsPage,
  );
}

const MoreLevels = variantsOf(VariantLevels);

/** Levels of the other variants of one product. Variables: `id`, `first`, `after`, `stores`. */
export function moreLevels(scopes: Scopes): Operation<Static<typeof MoreLevels>> {
  return query(
    `query MoreLevels($id: ID!, $first: Int!, $after: String, ${storesVariable(scopes)}${CONTEXT_VARIABLES}) ${IN_CONTEXT} {
      product(id: $id) {
        variants(first: $first, after: $after) { ${PAGE_INFO} nodes { ${levelFields(scopes)} } }
      }
    }`,
    MoreLevels,
  );
}

const SomeLevels = Type.Object({
  nodes: Type.Array(Nullable(Type.Partial(VariantLevels))),
});

/** Of some variants by their ids. Variables: `ids`, `stores`. */
export function someLevels(scopes: Scopes): Operation<Static<typeof SomeLevels>> {
  return query(
    `query SomeLevels($ids: [ID!]!, ${storesVariable(scopes)}${CONTEXT_VARIABLES}) ${IN_CONTEXT} {
      nodes(ids: $ids) { ... on ProductVariant { ${levelFields(scopes)} } }
    }`,
    SomeLevels,
  );
}

const MoreStores = Type.Object({
  node: Nullable(Type.Object({ storeAvailability: Type.Optional(StoreLevels) })),
});

/** The other stores of one variant. Variables: `id`, `first`, `after`. */
export function moreStores(scopes: Scopes): Operation<Static<typeof MoreStores>> {
  return query(
    `query MoreStores($id: ID!, $first: Int!, $after: String, ${CONTEXT_VARIABLES}) ${IN_CONTEXT} {
      node(id: $id) {
        ... on ProductVariant { storeAvailability(first: $first, after: $after) { ${storeFields(scopes)} } }
      }
    }`,
    MoreStores,
  );
}

/** A variable that is declared must be used (GraphQL specification, section 5.8.4). */
function storesVariable({ knowsStores }: Scopes): string {
  return knowsStores ? '$stores: Int!, ' : '';
}

const Newest = Type.Object({
  products: Type.Object({ nodes: Type.Array(Type.Object({ id: Type.String(), updatedAt: Type.String() })) }),
});

/** When a product was changed last; also by an order that took from its stock. */
export const NewestProduct: Operation<Static<typeof Newest>> = query(
  `query NewestProduct { products(first: 1, sortKey: UPDATED_AT, reverse: true) { nodes { id updatedAt } } }`,
  Newest,
);
