/** What the made shop answers, field by field, behind Shopify's own Storefront schema. */
import type { FakeProduct, FakeVariant } from '../broker/hub/sources/shopify/fake-shop.ts';
import { LANGUAGES, locations, type MadeLocation } from './made-shop.ts';

/** Of a question. */
export interface AskedIn {
  language: string;
  country: string;
  /** @throws when the token lacks the scope */
  need: (scope: string) => void;
}

interface Page {
  first?: number;
  after?: string | null;
}

const MOST = 250;

/** @param host Of the shop, as customers know it. */
export function storefrontRoot(products: readonly FakeProduct[], host: string): object {
  const variants = new Map(products.flatMap((product) => product.variants.map((one) => [one.id, one])));
  const byId = new Map(products.map((product) => [product.id, product]));
  const nodeOf = (id: string): object | null => {
    const [product, variant] = [byId.get(id), variants.get(id)];
    return product ? productNode(product) : variant ? variantNode(variant) : null;
  };
  return {
    localization: (_: object, { language, country }: AskedIn) => ({
      country: { isoCode: country, currency: { isoCode: country === 'US' ? 'USD' : 'EUR' } },
      language: { isoCode: language },
      availableLanguages: LANGUAGES.map((isoCode) => ({ isoCode })),
    }),
    shop: { primaryDomain: { host } },
    cartCreate: ({
      input: { lines },
    }: {
      input: { lines: { merchandiseId: string; quantity: number }[] };
    }) => {
      const isSold = lines.every(
        ({ merchandiseId }) => variants.get(merchandiseId)?.availableForSale === true,
      );
      const cart = {
        id: 'gid://shopify/Cart/c1?key=k',
        checkoutUrl: `http://${host}/cart/c/c1`,
        totalQuantity: 1,
      };
      const soldOut = { code: 'MERCHANDISE_OUT_OF_STOCK', message: '', target: 'gid://shopify/CartLine/1' };
      return { cart, userErrors: [], warnings: isSold ? [] : [soldOut] };
    },
    products: (asked: Page & { sortKey?: string; reverse?: boolean; query?: string }) =>
      connection(sorted(products, asked), productNode, asked),
    product: ({ id }: { id: string }) => {
      const found = byId.get(id);
      return found ? productNode(found) : null;
    },
    node: ({ id }: { id: string }) => nodeOf(id),
    nodes: ({ ids }: { ids: string[] }) => ids.map(nodeOf),
    locations: (page: Page, { need }: AskedIn) => {
      need('pickup');
      return connection(locations, locationNode, page);
    },
  };
}

function sorted(
  products: readonly FakeProduct[],
  { sortKey, reverse, query }: { sortKey?: string; reverse?: boolean; query?: string },
): FakeProduct[] {
  const since = /^updated_at:>'(.+)'$/.exec(query ?? '')?.[1];
  const found =
    since === undefined ? [...products] : products.filter(({ updatedAt }) => updatedAt > Date.parse(since));
  if (sortKey === 'UPDATED_AT') found.sort((a, b) => a.updatedAt - b.updatedAt);
  return reverse === true ? found.reverse() : found;
}

function productNode(product: FakeProduct): object {
  const text =
    (name: 'title' | 'descriptionHtml') =>
    (_: object, { language }: AskedIn): string =>
      product.translations[language]?.[name] ?? product[name];
  const metafields: Record<string, string | null> = {
    'reviews.rating': product.rating,
    'reviews.rating_count': product.ratingCount,
  };
  return {
    __typename: 'Product',
    id: product.id,
    title: text('title'),
    descriptionHtml: text('descriptionHtml'),
    vendor: product.vendor,
    productType: product.productType,
    isGiftCard: product.isGiftCard,
    updatedAt: new Date(product.updatedAt).toISOString(),
    category: product.category,
    collections: (page: Page) => connection(product.collections, (title) => ({ title }), page),
    metafield: ({ namespace, key }: { namespace: string; key: string }) => {
      const value = metafields[`${namespace}.${key}`] ?? null;
      return value === null ? null : { value };
    },
    media: (page: Page) =>
      connection(
        ['video', ...product.images],
        (url) =>
          url === 'video' ? { __typename: 'Video' } : { __typename: 'MediaImage', image: { url: () => url } },
        page,
      ),
    variants: (page: Page) => connection(product.variants, variantNode, page),
  };
}

function variantNode(variant: FakeVariant): object {
  const { levels, quantityAvailable, image, ...plain } = variant;
  return {
    __typename: 'ProductVariant',
    ...plain,
    image: image && { url: () => image.url },
    quantityAvailable: (_: object, { need }: AskedIn) => {
      need('inventory');
      return quantityAvailable;
    },
    storeAvailability: (page: Page, { need }: AskedIn) => {
      need('pickup');
      return connection([...levels], storeNode, page);
    },
  };
}

function storeNode([id, level]: [string, { available: boolean; quantityAvailable: number }]): object {
  const location = locations.find((one) => one.id === id);
  return { ...level, pickUpTime: 'Usually ready in 2 hours', location: location && locationNode(location) };
}

function locationNode({ id, name }: MadeLocation): object {
  return { id, name, address: { formatted: ['Weg 1', 'Berlin'], latitude: 52.5, longitude: 13.4 } };
}

/** Cursors are opaque to whoever asks. */
function connection<Item>(
  items: readonly Item[],
  show: (item: Item) => object,
  { first = 0, after }: Page,
): object {
  if (first < 1 || first > MOST) throw new RangeError(`first is ${first}`);
  const from = after === undefined || after === null ? 0 : Number(Buffer.from(after, 'base64url').toString());
  const to = Math.min(items.length, from + first);
  return {
    pageInfo: { hasNextPage: to < items.length, endCursor: Buffer.from(String(to)).toString('base64url') },
    nodes: items.slice(from, to).map(show),
  };
}
