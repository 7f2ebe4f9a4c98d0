/** A Shopify of our own: both APIs behind their published schemas, over HTTP, with Shopify's ways of saying no. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { contextOf, costOf, type Schema } from './engine.ts';

export const TOKEN = 'shpat_all-scopes';
/** Products alone. */
export const POOR_TOKEN = 'shpat_products-only';

export interface Asked {
  name: string;
  /** What is wrong with it by the schema. */
  mistakes: string[];
}

export interface ShopServerOptions {
  storefront: Schema;
  accounts: Schema;
  storefrontRoot: (host: string) => object;
  /** Of the customer with this token; undefined: nobody's. */
  accountRoot: (token: string) => object | undefined;
}

type Instead = (response: ServerResponse) => void;

export class ShopServer {
  readonly asked: Asked[] = [];
  /** Answers of other kinds, by operation; each is given once. */
  readonly instead: { name: string; answer: Instead }[] = [];
  /** Objects that one question may bring. */
  mostCost = 1_000_000;
  /** What the bucket holds, and what comes back in a second; null: there is none. */
  bucket: { holds: number; perSecond: number; level: number; at: number } | null = null;
  /** Questions that were put off. */
  throttled = 0;
  readonly #options: ShopServerOptions;
  readonly #server: Server;

  constructor(options: ShopServerOptions) {
    this.#options = options;
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => void this.#server.listen(0, '127.0.0.1', resolve));
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get issuer(): string {
    return `${this.url}/authentication/7`;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '';
    if (path === '/.well-known/openid-configuration') return send(response, { issuer: this.issuer });
    if (path === '/.well-known/customer-account-api')
      return send(response, { graphql_api: `${this.url}/7/account/customer/api/2025-10/graphql` });
    const { query, variables, operationName } = JSON.parse(await bodyOf(request)) as Question;
    if (path === '/api/2026-04/graphql.json')
      return this.#storefront({ query, variables, operationName }, request, response);
    if (path === '/7/account/customer/api/2026-04/graphql')
      return this.#account({ query, variables, operationName }, request, response);
    response.writeHead(404).end();
  }

  async #storefront(question: Question, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const token = request.headers['shopify-storefront-private-token'];
    if (token !== TOKEN && token !== POOR_TOKEN)
      return send(response, { errors: [{ message: '', extensions: { code: 'UNAUTHORIZED' } }] }, 401);
    const { storefront: schema, storefrontRoot } = this.#options;
    const root = storefrontRoot(new URL(this.url).host);
    const given = contextOf(schema.parse(question.query), question.variables);
    const need = (scope: string): void => {
      if (token === POOR_TOKEN) throw schema.fault(`Access denied: ${scope}`, 'ACCESS_DENIED');
    };
    const context = { language: given['language'] ?? 'DE', country: given['country'] ?? 'DE', need };
    return this.#execute(question, { schema, root, context }, response);
  }

  async #account(question: Question, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const root = this.#options.accountRoot(request.headers.authorization ?? '');
    if (root === undefined) return send(response, { error: 'unauthorized' }, 401);
    return this.#execute(question, { schema: this.#options.accounts, root, context: {} }, response);
  }

  async #execute(
    { query, variables, operationName: name }: Question,
    { schema, root, context }: { schema: Schema; root: object; context: object },
    response: ServerResponse,
  ): Promise<void> {
    const mistakes = schema.mistakes(query);
    this.asked.push({ name, mistakes });
    const at = this.instead.findIndex((one) => one.name === name);
    const [other] = at < 0 ? [] : this.instead.splice(at, 1);
    if (other) return other.answer(response);
    if (mistakes.length > 0)
      return send(response, {
        errors: mistakes.map((message) => ({ message, extensions: { code: 'undefinedField' } })),
      });
    const document = schema.parse(query);
    const cost = costOf(document, variables);
    if (cost > this.mostCost)
      return send(response, {
        errors: [{ message: 'cost', extensions: { code: 'MAX_COST_EXCEEDED', cost } }],
      });
    const extensions = { cost: { requestedQueryCost: cost, throttleStatus: this.#pour(cost) } };
    if (extensions.cost.throttleStatus?.isOver === true)
      return send(response, {
        errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }],
        extensions,
      });
    send(response, { ...(await schema.execute(document, root, { variables, context })), extensions });
  }

  /** A leaky bucket, as Shopify describes it (shopify.dev, API rate limits). */
  #pour(cost: number): { currentlyAvailable: number; restoreRate: number; isOver: boolean } | null {
    const { bucket } = this;
    if (bucket === null) return null;
    const now = Date.now();
    bucket.level = Math.min(bucket.holds, bucket.level + ((now - bucket.at) / 1_000) * bucket.perSecond);
    bucket.at = now;
    const isOver = cost > bucket.level;
    if (isOver) this.throttled += 1;
    else bucket.level -= cost;
    return { currentlyAvailable: bucket.level, restoreRate: bucket.perSecond, isOver };
  }
}

interface Question {
  query: string;
  variables: Record<string, unknown>;
  operationName: string;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function send(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}
