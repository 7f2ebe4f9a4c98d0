/**
 * A small shop that answers as Shopify does, for the operations of our connector alone. What the questions may ask is
 * checked against the published schemas (test/shopify).
 */
export interface FakeVariant {
  id: string;
  sku: string | null;
  barcode: string | null;
  price: { amount: string; currencyCode: string };
  compareAtPrice: { amount: string; currencyCode: string } | null;
  selectedOptions: { name: string; value: string }[];
  image: { url: string } | null;
  availableForSale: boolean;
  currentlyNotInStock: boolean;
  quantityAvailable: number | null;
  /** By id of the location; one that is not in it is not stocked there. */
  levels: Map<string, { available: boolean; quantityAvailable: number }>;
}

export interface FakeProduct {
  id: string;
  title: string;
  descriptionHtml: string;
  vendor: string;
  productType: string;
  isGiftCard: boolean;
  category: { name: string } | null;
  collections: string[];
  rating: string | null;
  ratingCount: string | null;
  images: string[];
  updatedAt: number;
  variants: FakeVariant[];
  /** By language as Shopify writes it. */
  translations: Record<string, { title: string; descriptionHtml: string }>;
}

export type Variables = Record<string, unknown> & { first: number; after: string | null };
type Answer = (variables: Variables) => unknown;

export class FakeShop {
  readonly token = 'shpat-private-token';
  now = Date.UTC(2026, 10, 22, 10);
  locations = [
    { id: 'gid://shopify/Location/1', name: 'Berlin Mitte' },
    { id: 'gid://shopify/Location/2', name: 'Hamburg' },
    { id: 'gid://shopify/Location/3', name: 'Warehouse' },
  ];
  products: FakeProduct[] = [];
  languages = ['DE', 'EN', 'PT_BR'];
  /** Scopes that the token has beside the products. */
  scopes = new Set(['inventory', 'pickup']);
  /** Answers of other kinds that come first, by operation. */
  readonly instead: { name: string; response: () => Response }[] = [];
  /** Every operation that was asked, in order. */
  readonly asked: {
    url: string;
    name: string;
    variables: Record<string, unknown>;
    headers: Record<string, string>;
  }[] = [];
  /** Carts that were made: their input. */
  readonly carts: Record<string, unknown>[] = [];
  /** What the next cart is answered with beside it. */
  cartSays: { userErrors?: object[]; warnings?: object[] } = {};
  checkout = 'https://nordlys.example/cart/c/abc?key=secret-cart-key';
  before: (name: string, variables: Variables) => void = () => undefined;

  /** As `fetch` would. */
  readonly fetch = async (url: unknown, init: RequestInit = {}): Promise<Response> => {
    const { operationName: name, variables } = JSON.parse(init.body as string) as {
      operationName: string;
      variables: Variables;
    };
    this.before(name, variables);
    const headers = init.headers as Record<string, string>;
    this.asked.push({ url: String(url), name, variables, headers });
    const at = this.instead.findIndex((one) => one.name === name);
    const [other] = at < 0 ? [] : this.instead.splice(at, 1);
    if (other) return other.response();
    if (headers['shopify-storefront-private-token'] !== this.token) return new Response('', { status: 401 });
    return this.answer(name, variables);
  };

  answer(name: string, variables: Variables): Response {
    const isRefused =
      (name === 'MayCount' && !this.scopes.has('inventory')) ||
      (name === 'MayLocate' && !this.scopes.has('pickup'));
    if (isRefused) return failing('ACCESS_DENIED');
    const answer = this.answers[name];
    return answer ? Response.json({ data: answer(variables) }) : failing('undefinedField');
  }

  variant(sku: string): FakeVariant {
    const found = this.products.flatMap(({ variants }) => variants).find((one) => one.sku === sku);
    if (!found) throw new TypeError(`no variant ${sku}`);
    return found;
  }

  /** As an order does: touches the time of the product. */
  setStock(sku: string, location: string, quantityAvailable: number): void {
    const variant = this.variant(sku);
    variant.levels.set(location, { available: quantityAvailable > 0, quantityAvailable });
    for (const product of this.products) if (product.variants.includes(variant)) product.updatedAt = this.now;
  }

  readonly answers: Record<string, Answer> = {
    Facts: ({ country }) => ({
      localization: {
        country: { isoCode: country ?? 'DE', currency: { isoCode: country === 'US' ? 'USD' : 'EUR' } },
        language: { isoCode: 'DE' },
        availableLanguages: this.languages.map((isoCode) => ({ isoCode })),
      },
      shop: { primaryDomain: { host: 'nordlys.example' } },
    }),
    MayCount: () => ({ products: { nodes: [] } }),
    MayLocate: () => ({ products: { nodes: [] } }),
    Locations: (page) => ({
      locations: pageOf(
        this.locations.map((location) => ({
          ...location,
          address: { formatted: ['Weg 1', '10117 Berlin'], latitude: 52.5, longitude: null },
        })),
        page,
      ),
    }),
    Products: (page) => ({
      products: pageOf(
        this.products.map((product) => this.#product(product, page)),
        page,
      ),
    }),
    MoreVariants: (page) => ({ product: this.#variants(page, (one) => this.#full(one)) }),
    Texts: ({ ids, language }) => ({
      nodes: (ids as string[]).map((id) => {
        const text = this.products.find((one) => one.id === id)?.translations[language as string];
        return text ? { id, ...text } : null;
      }),
    }),
    Levels: (page) => ({
      products: pageOf(
        this.products.map((one) => this.#levelsProduct(one, page)),
        page,
      ),
    }),
    RecentLevels: (page) => {
      const since = Date.parse(/'(.*)'/.exec(String(page['changed']))?.[1] ?? '');
      const found = this.products.filter(({ updatedAt }) => updatedAt > since);
      found.sort((a, b) => b.updatedAt - a.updatedAt);
      return {
        products: pageOf(
          found.map((one) => this.#levelsProduct(one, page)),
          page,
        ),
      };
    },
    MoreLevels: (page) => ({ product: this.#variants(page, (one) => this.#levels(one, page)) }),
    SomeLevels: (page) => ({
      nodes: (page['ids'] as string[]).map((id) => {
        const found = this.products.flatMap(({ variants }) => variants).find((one) => one.id === id);
        return found ? this.#levels(found, page) : null;
      }),
    }),
    VariantSkus: ({ ids }) => ({
      nodes: (ids as string[]).map((id) => {
        const found = this.products.flatMap(({ variants }) => variants).find((one) => one.id === id);
        return found ? { id, sku: found.sku } : null;
      }),
    }),
    MoreStores: (page) => {
      const variant = this.products.flatMap(({ variants }) => variants).find(({ id }) => id === page['id']);
      return { node: variant ? { storeAvailability: this.#stores(variant, page) } : null };
    },
    CreateCart: ({ input }) => {
      this.carts.push(input as Record<string, unknown>);
      const cart = { checkoutUrl: this.checkout, totalQuantity: 1 };
      return { cartCreate: { cart, userErrors: [], warnings: [], ...this.cartSays } };
    },
    NewestProduct: () => {
      const [newest] = [...this.products].sort((a, b) => b.updatedAt - a.updatedAt);
      return {
        products: {
          nodes: newest ? [{ id: newest.id, updatedAt: new Date(newest.updatedAt).toISOString() }] : [],
        },
      };
    },
  };

  #variants(page: Variables, show: (one: FakeVariant) => { id: string }): object | null {
    const product = this.products.find(({ id }) => id === page['id']);
    return product ? { variants: pageOf(product.variants.map(show), page) } : null;
  }

  #product(product: FakeProduct, { variants }: Variables): { id: string } {
    const value = (text: string | null): object | null => (text === null ? null : { value: text });
    return {
      ...product,
      collections: { nodes: product.collections.map((title) => ({ title })) },
      rating: value(product.rating),
      ratingCount: value(product.ratingCount),
      media: { nodes: [{}, ...product.images.map((url) => ({ image: { url } }))] },
      variants: pageOf(
        product.variants.map((one) => this.#full(one)),
        { first: variants as number, after: null },
      ),
    } as { id: string };
  }

  #levelsProduct({ id, updatedAt, isGiftCard, variants: all }: FakeProduct, page: Variables): { id: string } {
    const variants = pageOf(
      all.map((one) => this.#levels(one, page)),
      { first: page['variants'] as number, after: null },
    );
    return { id, updatedAt: new Date(updatedAt).toISOString(), isGiftCard, variants } as { id: string };
  }

  #full(variant: FakeVariant): { id: string } & Record<string, unknown> {
    const { levels: _, quantityAvailable, ...shown } = variant;
    return { ...shown, ...(this.scopes.has('inventory') && { quantityAvailable }) };
  }

  #levels(
    variant: FakeVariant,
    { stores }: Record<string, unknown>,
  ): { id: string } & Record<string, unknown> {
    const { id, sku, availableForSale, currentlyNotInStock, quantityAvailable } = variant;
    return {
      id,
      sku,
      availableForSale,
      currentlyNotInStock,
      ...(this.scopes.has('inventory') && { quantityAvailable }),
      ...(this.scopes.has('pickup') && {
        storeAvailability: this.#stores(variant, { first: stores as number, after: null }),
      }),
    };
  }

  #stores(variant: FakeVariant, page: Pick<Variables, 'first' | 'after'>): object {
    const levels = [...variant.levels].map(([id, { available, quantityAvailable }]) => ({
      available,
      ...(this.scopes.has('inventory') && { quantityAvailable }),
      location: { id },
    }));
    return pageOf(
      levels.map((level) => ({ ...level, id: level.location.id })),
      page,
    );
  }
}

/** A connection; its cursors say how far one has come. */
function pageOf(nodes: readonly object[], { first, after }: Pick<Variables, 'first' | 'after'>): object {
  const from = after === null ? 0 : Number(after.slice(1));
  const to = from + first;
  const hasNextPage = to < nodes.length;
  return {
    pageInfo: { hasNextPage, endCursor: nodes.length === 0 ? null : `c${Math.min(to, nodes.length)}` },
    nodes: nodes.slice(from, to),
  };
}

export function failing(code: string, extensions: object = {}): Response {
  return Response.json({ errors: [{ message: `refused: ${code}`, extensions: { code } }], extensions });
}
