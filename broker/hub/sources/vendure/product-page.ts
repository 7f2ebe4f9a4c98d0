/** Products as the admin API gives them, a page at a time. */
import { Type, type Static, type TSchema } from 'typebox';
import { query, type Operation } from '../graphql/operation.ts';
import { LEVEL_FIELDS, VariantLevels } from './levels.ts';
import type { ShopFacts } from './shop.ts';

/** A product with more variants than this is read on in pages of its own. */
export const VARIANTS_AT_ONCE = 200;

const Nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);
const Named = Type.Object({ name: Type.String() });
const Asset = Type.Object({ preview: Type.String() });
const Translation = Type.Object({ languageCode: Type.String(), name: Type.String() });
const FacetValue = Type.Object({
  name: Type.String(),
  facet: Type.Object({ code: Type.String(), name: Type.String() }),
});

const ShopVariant = Type.Intersect([
  VariantLevels,
  Type.Object({
    name: Type.String(),
    price: Type.Integer(),
    priceWithTax: Type.Integer(),
    currencyCode: Type.String({ pattern: '^[A-Z]{3}$' }),
    assets: Type.Array(Asset),
    options: Type.Array(
      Type.Object({
        name: Type.String(),
        group: Type.Object({ code: Type.String(), name: Type.String() }),
      }),
    ),
    facetValues: Type.Array(FacetValue),
    customFields: Type.Optional(
      Nullable(
        Type.Object({
          gtin: Type.Optional(Nullable(Type.String())),
          sizeSystem: Type.Optional(Nullable(Type.String())),
        }),
      ),
    ),
  }),
]);
export type ShopVariant = Static<typeof ShopVariant>;

const VariantList = Type.Object({ totalItems: Type.Integer(), items: Type.Array(ShopVariant) });

const ShopProduct = Type.Object({
  id: Type.String(),
  description: Type.String(),
  name: Type.String(),
  translations: Type.Array(Type.Intersect([Translation, Type.Object({ description: Type.String() })])),
  featuredAsset: Nullable(Asset),
  assets: Type.Array(Asset),
  facetValues: Type.Array(FacetValue),
  collections: Type.Array(Type.Object({ isPrivate: Type.Boolean(), breadcrumbs: Type.Array(Named) })),
  variantList: VariantList,
});
export type ShopProduct = Static<typeof ShopProduct>;

const ProductPage = Type.Object({
  products: Type.Object({ totalItems: Type.Integer(), items: Type.Array(ShopProduct) }),
});

/** Products that are for sale, by id. Variables: `take`, `skip`. */
export function productPage(facts: ShopFacts): Operation<Static<typeof ProductPage>> {
  return query(
    `query Products($take: Int!, $skip: Int!) {
      products(options: { take: $take, skip: $skip, sort: { id: ASC }, filter: { enabled: { eq: true } } }) {
        totalItems
        items {
          id name description
          translations { languageCode name description }
          featuredAsset { preview }
          assets { preview }
          facetValues { name facet { code name } }
          collections { isPrivate breadcrumbs { name } }
          variantList(options: { take: ${VARIANTS_AT_ONCE}, sort: { id: ASC } }) {
            totalItems
            items { ${variantFields(facts)} }
          }
        }
      }
    }`,
    ProductPage,
  );
}

const MoreVariants = Type.Object({ productVariants: VariantList });

/** The other variants of one product. Variables: `productId`, `take`, `skip`. */
export function moreVariants(facts: ShopFacts): Operation<Static<typeof MoreVariants>> {
  return query(
    `query MoreVariants($productId: ID!, $take: Int!, $skip: Int!) {
      productVariants(productId: $productId, options: { take: $take, skip: $skip, sort: { id: ASC } }) {
        totalItems
        items { ${variantFields(facts)} }
      }
    }`,
    MoreVariants,
  );
}

function variantFields(facts: ShopFacts): string {
  const own = [
    facts.has('ProductVariant.gtin') ? 'gtin' : '',
    facts.has('ProductVariant.sizeSystem') ? 'sizeSystem' : '',
  ].join(' ');
  return `${LEVEL_FIELDS} name price priceWithTax currencyCode
    assets { preview }
    options { name group { code name } }
    facetValues { name facet { code name } }
    ${own.trim() === '' ? '' : `customFields { ${own} }`}`;
}
