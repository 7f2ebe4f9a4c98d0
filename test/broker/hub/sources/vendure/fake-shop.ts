/**
 * A small shop that answers as Vendure 3.7 does, for the operations of our connector alone: the shapes, the errors that are
 * answers, the times it touches, and what it does not. What it does is checked on the engine itself (test/vendure).
 */
import { FakeOrders } from './fake-orders.ts';

export interface FakeVariant {
  id: string;
  sku: string;
  name: string;
  enabled: boolean;
  price: number;
  gtin: string | null;
  options: { name: string; group: { code: string; name: string } }[];
  trackInventory: 'TRUE' | 'FALSE' | 'INHERIT';
  threshold: number | undefined;
  updatedAt: number;
  /** By id of the location. */
  levels: Map<string, { stockOnHand: number; stockAllocated: number }>;
}

export interface FakeProduct {
  id: string;
  name: string;
  enabled: boolean;
  facetValues: { name: string; facet: { code: string; name: string } }[];
  collections: { isPrivate: boolean; breadcrumbs: { name: string }[] }[];
  variants: FakeVariant[];
}

export interface FakeCustomer {
  id: string;
  firstName: string;
  loyaltyCardId: string;
  groups: string[];
  wishlist: string[];
  addresses: object[];
}

type Variables = Record<string, unknown> & { take: number; skip: number };
type Answer = (variables: Variables) => unknown;

export class FakeShop {
  readonly key = 'fake:key-of-the-shop';
  now = Date.UTC(2026, 10, 22, 10);
  locations = [
    { id: '1', name: 'Warehouse', description: '', storeCode: null as string | null },
    { id: '2', name: 'Berlin Mitte', description: 'Unter den Linden 1', storeCode: 'BER-01' },
    { id: '3', name: 'Hamburg', description: '', storeCode: 'HAM-01' },
  ];
  products: FakeProduct[] = [];
  customers: FakeCustomer[] = [];
  fields = new Map([
    ['Customer', ['wishlist', 'loyaltyCardId']],
    ['Order', ['kioskId', 'storeCode', 'pickupMethod']],
    ['ProductVariant', ['gtin', 'sizeSystem']],
    ['StockLocation', ['storeCode']],
  ]);
  precision = 2;
  /** Operations that the key may not carry out. */
  forbidden = new Set<string>();
  /** Every operation that was asked, in order. */
  readonly asked: { name: string; variables: Record<string, unknown> }[] = [];
  /** Called before each answer; what it throws, the network throws. */
  before: (name: string) => void = () => undefined;
  readonly orders: FakeOrders = new FakeOrders(this);

  /** As `fetch` would. */
  readonly fetch = async (_url: unknown, init: RequestInit = {}): Promise<Response> => {
    const { operationName: name, variables } = JSON.parse(init.body as string) as {
      operationName: string;
      variables: Variables;
    };
    this.before(name);
    this.asked.push({ name, variables });
    const { 'vendure-api-key': key } = init.headers as Record<string, string>;
    if (key !== this.key || this.forbidden.has(name)) return errorOf('FORBIDDEN');
    const answer = this.#answers[name];
    return answer ? Response.json({ data: answer(variables) }) : errorOf('GRAPHQL_VALIDATION_FAILED');
  };

  variant(sku: string): FakeVariant {
    const found = this.products.flatMap(({ variants }) => variants).find((variant) => variant.sku === sku);
    if (!found) throw new TypeError(`no variant ${sku}`);
    return found;
  }

  /** As `updateProductVariants` does: touches the variant's time. */
  setStock(sku: string, location: string, stockOnHand: number): void {
    const variant = this.variant(sku);
    const level = variant.levels.get(location) ?? { stockOnHand: 0, stockAllocated: 0 };
    variant.levels.set(location, { ...level, stockOnHand });
    variant.updatedAt = this.now;
  }

  levelsOf(variant: FakeVariant): object {
    return {
      id: variant.id,
      sku: variant.sku,
      enabled: variant.enabled,
      trackInventory: variant.trackInventory,
      outOfStockThreshold: variant.threshold ?? 0,
      useGlobalOutOfStockThreshold: variant.threshold === undefined,
      stockLevels: [...variant.levels].map(([stockLocationId, level]) => ({ stockLocationId, ...level })),
    };
  }

  readonly #answers: Record<string, Answer> = {
    Facts: () => ({
      globalSettings: {
        trackInventory: true,
        outOfStockThreshold: 0,
        serverConfig: {
          moneyStrategyPrecision: this.precision,
          entityCustomFields: [...this.fields].map(([entityName, names]) => ({
            entityName,
            customFields: names.map((name) => ({ name })),
          })),
        },
      },
      activeChannel: {
        defaultCurrencyCode: 'EUR',
        defaultLanguageCode: 'de',
        availableLanguageCodes: ['de', 'en', 'pt_BR'],
      },
    }),
    StockLocations: (page) => ({
      stockLocations: pageOf(
        this.locations.map(({ storeCode, ...location }) => ({
          ...location,
          ...(this.fields.get('StockLocation')?.includes('storeCode') && { customFields: { storeCode } }),
        })),
        page,
      ),
    }),
    Products: (page) => ({
      products: pageOf(
        this.products.filter(({ enabled }) => enabled).map((product) => this.#product(product)),
        page,
      ),
    }),
    MoreVariants: (page) => {
      const product = this.products.find(({ id }) => id === page['productId']);
      return {
        productVariants: pageOf(
          (product?.variants ?? []).map((one) => this.#full(one)),
          page,
        ),
      };
    },
    Levels: (page) => {
      const { totalItems, items } = pageOf(this.#all(), page);
      return { productVariants: { totalItems, items: items.map((one) => this.levelsOf(one)) } };
    },
    RecentVariants: (page) => ({
      productVariants: this.#recent(this.#all(), page, (one) => this.levelsOf(one)),
    }),
    RecentOrders: (page) => ({
      orders: this.#recent(this.orders.all, page, ({ lines }) => ({
        lines: [...lines.keys()].map((sku) => ({ productVariant: this.levelsOf(this.variant(sku)) })),
      })),
    }),
    VariantsBySku: ({ skus }) => ({
      productVariants: {
        items: this.products.flatMap(({ enabled, variants }) =>
          variants
            .filter(({ sku }) => (skus as string[]).includes(sku))
            .map((one) => ({ ...this.levelsOf(one), name: one.name, product: { enabled } })),
        ),
      },
    }),
    CustomerByLoyaltyId: ({ id }) => ({
      customers: {
        items: this.customers
          .filter(({ loyaltyCardId }) => loyaltyCardId === id)
          .map(({ id: own, firstName, groups }) => ({
            id: own,
            firstName,
            groups: groups.map((name) => ({ name })),
          })),
      },
    }),
    Wishlist: ({ id }) => {
      const customer = this.customers.find((one) => one.id === id);
      const wishlist = customer?.wishlist.map((own) => this.#all().find((one) => one.id === own));
      return { customer: wishlist ? { customFields: { wishlist } } : null };
    },
    SetWishlist: ({ id, ids }) => {
      for (const customer of this.customers)
        if (customer.id === id) customer.wishlist = [...(ids as string[])];
      return { updateCustomer: { __typename: 'Customer' } };
    },
    Addresses: ({ id }) => ({ customer: this.customers.find((one) => one.id === id) ?? null }),
    ...this.orders.answers,
  };

  #all(): FakeVariant[] {
    return this.products.flatMap(({ variants }) => variants);
  }

  #product(product: FakeProduct): { id: string } & Record<string, unknown> {
    const { id, name, facetValues, collections, variants } = product;
    return {
      id,
      name,
      description: `<p>About ${name}</p>`,
      translations: [
        { languageCode: 'de', name, description: `<p>Über ${name}</p>` },
        { languageCode: 'pt_BR', name: `${name} (pt)`, description: '' },
      ],
      featuredAsset: { preview: `https://shop.example/assets/${id}.jpg` },
      assets: [{ preview: `https://shop.example/assets/${id}.jpg` }],
      facetValues,
      collections,
      variantList: pageOf(
        variants.map((one) => this.#full(one)),
        { take: 200, skip: 0 },
      ),
    };
  }

  #full(variant: FakeVariant): { id: string } & Record<string, unknown> {
    return {
      ...this.levelsOf(variant),
      id: variant.id,
      name: variant.name,
      price: variant.price,
      priceWithTax: Math.round(variant.price * 1.2),
      currencyCode: 'EUR',
      assets: [],
      options: variant.options,
      facetValues: [],
      customFields: { gtin: variant.gtin, sizeSystem: 'eu' },
    };
  }

  /** Times are compared as Vendure's databases do: later than, and no more exact than they are kept. */
  #recent<Item extends { updatedAt: number }>(
    items: readonly Item[],
    page: Variables,
    show: (item: Item) => object,
  ): object {
    const after = Date.parse(String(page['since']));
    const found = items.filter(({ updatedAt }) => updatedAt > after);
    const sorted = found.sort((a, b) => b.updatedAt - a.updatedAt);
    const { totalItems, items: shown } = pageOf(sorted, page);
    return {
      totalItems,
      items: shown.map((item) => ({ ...show(item), updatedAt: new Date(item.updatedAt).toISOString() })),
    };
  }
}

function pageOf<Item>(
  items: readonly Item[],
  { take, skip }: { take: number; skip: number },
): { totalItems: number; items: Item[] } {
  return { totalItems: items.length, items: items.slice(skip, skip + take) };
}

function errorOf(code: string): Response {
  return Response.json({ errors: [{ message: `refused: ${code}`, extensions: { code } }], data: null });
}
