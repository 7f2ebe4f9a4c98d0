/** Where the customer accounts of the shop are, as the shop itself says under its own address. */
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { BrokerError } from '../../../errors.ts';
import { isLoopback } from '../../../loopback.ts';
import type { Clock, Random } from '../../../ports.ts';
import { GraphqlClient } from '../graphql/graphql-client.ts';
import { readBounded } from '../graphql/read-bounded.ts';
import { serverAddress } from '../graphql/server-address.ts';
import { API_VERSION } from './options.ts';

/** OpenID Connect Discovery 1.0, section 3; of it only who the provider is. */
const OpenId = Compile(Type.Object({ issuer: Type.String({ minLength: 1, maxLength: 500 }) }));
/** shopify.dev, Customer Account API: discovery. */
const Accounts = Compile(Type.Object({ graphql_api: Type.String({ maxLength: 500 }) }));

const KNOWN_MS = 3_600_000;
const TIMEOUT_MS = 5_000;
const MOST_BYTES = 65_536;
/** Where Shopify keeps the accounts of shops that have no address of their own for them. */
const SHOPIFY = 'shopify.com';

export interface AccountsOptions {
  /** Of the shop, as customers know it. */
  url: URL;
  fetch: typeof fetch;
  clock: Clock;
  random: Random;
}

interface Found {
  issuer: string;
  api: URL;
}

export class CustomerAccounts {
  readonly #options: AccountsOptions;
  #known: { found: Promise<Found>; until: number } | undefined;

  constructor(options: AccountsOptions) {
    this.#options = options;
  }

  /** @throws BrokerError TW_SOURCE_UNREACHABLE | TW_SOURCE_ANSWER */
  async issuer(): Promise<string> {
    return (await this.#found()).issuer;
  }

  /** Asks in the name of a customer. The token is theirs, not the shop's. */
  async clientFor(accessToken: string): Promise<GraphqlClient> {
    const { api } = await this.#found();
    return new GraphqlClient({
      ...this.#options,
      url: api.href,
      headers: async () => ({ authorization: accessToken }),
    });
  }

  async #found(): Promise<Found> {
    const { clock } = this.#options;
    if (this.#known === undefined || this.#known.until <= clock.now())
      this.#known = { found: this.#discover(), until: clock.now() + KNOWN_MS };
    try {
      return await this.#known.found;
    } catch (error) {
      this.#known = undefined;
      throw error;
    }
  }

  async #discover(): Promise<Found> {
    const [openId, accounts] = await Promise.all([
      this.#read('/.well-known/openid-configuration'),
      this.#read('/.well-known/customer-account-api'),
    ]);
    if (!OpenId.Check(openId) || !Accounts.Check(accounts))
      throw new BrokerError('TW_SOURCE_ANSWER', 'The shop does not say where its customer accounts are.');
    return { issuer: openId.issuer, api: this.#apiAddress(accounts.graphql_api) };
  }

  /** A customer's token goes to the shop or to Shopify, whatever stands in the answer. */
  #apiAddress(text: string): URL {
    const { url } = this.#options;
    const api = serverAddress(text);
    const isKnown =
      api.hostname === SHOPIFY ||
      siteOf(api) === siteOf(url) ||
      (isLoopback(url.hostname) && isLoopback(api.hostname));
    if (!isKnown)
      throw new BrokerError(
        'TW_SOURCE_ANSWER',
        `The shop has its customer accounts at ${api.hostname}, which is not its own.`,
      );
    api.pathname = api.pathname.replace(/\/api\/[^/]+\/graphql(\.json)?$/, `/api/${API_VERSION}/graphql`);
    return api;
  }

  async #read(path: string): Promise<unknown> {
    const { url, clock } = this.#options;
    const late = new AbortController();
    const timer = clock.setTimer(TIMEOUT_MS, () => late.abort());
    try {
      const response = await this.#options.fetch(new URL(path, url), {
        headers: { accept: 'application/json' },
        redirect: 'error',
        signal: late.signal,
      });
      const text = await readBounded(response, MOST_BYTES);
      return response.ok ? (JSON.parse(text) as unknown) : undefined;
    } catch (error) {
      if (error instanceof BrokerError || error instanceof SyntaxError) return undefined;
      throw new BrokerError(
        'TW_SOURCE_UNREACHABLE',
        'The shop does not say where its customer accounts are.',
        {
          cause: error,
        },
      );
    } finally {
      timer.cancel();
    }
  }
}

/**
 * `account.nordlys.example` and `nordlys.example` are of one shop. `shop.example` and `account.example` are not: what is left of
 * them belongs to a registry, as `co.uk` does, and not to a shop.
 */
function siteOf({ hostname }: URL): string {
  const rest = hostname.replace(/^(www|account|accounts|shop)\./, '');
  return OF_A_REGISTRY.test(rest) ? hostname : rest;
}

/** A top level, or one of the names under those of countries that registries sell others below. */
const OF_A_REGISTRY =
  /^([^.]*|(ac|asn|biz|co|com|edu|gob|gov|id|info|ltd|me|ne|net|nom|or|org|plc|web)\.[a-z]{2})$/;
