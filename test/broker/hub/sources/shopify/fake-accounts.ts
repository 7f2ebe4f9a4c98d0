/** The customer accounts of the small shop: where they are, who signs in with which token, and their metafields. */
import { failing, type FakeShop } from './fake-shop.ts';

export const ISSUER = 'https://shopify.com/authentication/7';
export const SHOP = 'https://nordlys.example';

interface FakeCustomer {
  id: string;
  firstName: string | null;
  tags: string[];
  /** By `namespace.key`. */
  metafields: Map<string, { type: string; value: string; version: number }>;
}

export class FakeAccounts {
  api = 'https://shopify.com/7/account/customer/api/2025-07/graphql';
  issuer = ISSUER;
  /** By access token. */
  readonly customers = new Map<string, FakeCustomer>();
  /** Codes of errors that changes are answered with first. */
  readonly refusals: string[] = [];
  readonly asked: { url: string; name: string; token: string }[] = [];
  /** Called before a list is written: somebody else may write it. */
  beforeWrite: () => void = () => undefined;
  readonly #shop: FakeShop;

  constructor(shop: FakeShop) {
    this.#shop = shop;
  }

  readonly fetch = async (url: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const address = url instanceof Request ? url.url : String(url);
    const { pathname } = new URL(address);
    if (pathname === '/.well-known/openid-configuration') return Response.json({ issuer: this.issuer });
    if (pathname === '/.well-known/customer-account-api') return Response.json({ graphql_api: this.api });
    if (!address.includes('/customer/api/')) return this.#shop.fetch(url, init);
    const { operationName: name, variables } = JSON.parse(init.body as string) as {
      operationName: string;
      variables: Record<string, unknown>;
    };
    const { authorization: token = '' } = init.headers as Record<string, string>;
    this.asked.push({ url: address, name, token });
    const customer = this.customers.get(token);
    if (!customer) return new Response('{"error":"unauthorized"}', { status: 401 });
    return this.#answer(name, variables, customer);
  };

  #answer(name: string, variables: Record<string, unknown>, customer: FakeCustomer): Response {
    const { id, firstName, tags, metafields } = customer;
    if (name === 'Me') return Response.json({ data: { customer: { id, firstName, tags } } });
    if (name === 'Wishes') {
      const found = metafields.get(`${String(variables['namespace'])}.${String(variables['key'])}`);
      const metafield = found
        ? { value: found.value, type: found.type, compareDigest: `v${found.version}` }
        : null;
      return Response.json({ data: { customer: { id, metafield } } });
    }
    if (name === 'SetWishes')
      return this.#write(variables['metafields'] as Record<string, string | null>[], customer);
    return failing('undefinedField');
  }

  #write([field = {}]: Record<string, string | null>[], { id, metafields }: FakeCustomer): Response {
    this.beforeWrite();
    const name = `${field['namespace']}.${field['key']}`;
    const before = metafields.get(name);
    const digest = before ? `v${before.version}` : null;
    const refusal =
      this.refusals.shift() ??
      (field['ownerId'] === id
        ? digest === field['compareDigest']
          ? undefined
          : 'STALE_OBJECT'
        : 'INVALID');
    if (refusal === undefined)
      metafields.set(name, {
        type: field['type'] ?? '',
        value: field['value'] ?? '',
        version: (before?.version ?? 0) + 1,
      });
    const userErrors = refusal === undefined ? [] : [{ code: refusal }];
    return Response.json({ data: { metafieldsSet: { userErrors } } });
  }
}
