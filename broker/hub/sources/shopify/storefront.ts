/** The shop as the Storefront API shows it: where it is asked, with which token, and in which market. */
import { Type } from 'typebox';
import { isBrokerError } from '../../../errors.ts';
import type { Clock, Logger } from '../../../ports.ts';
import { readSecretHeaders } from '../../fetch/secret-headers.ts';
import { query, type Operation } from '../graphql/operation.ts';
import type { GraphqlClient } from '../graphql/graphql-client.ts';
import { languageTag } from './ids.ts';
import { API_VERSION, type ShopifyOptions } from './options.ts';

const TOKEN_HEADERS = {
  private: 'shopify-storefront-private-token',
  public: 'x-shopify-storefront-access-token',
} as const;

export function storefrontUrl(shop: URL): URL {
  return new URL(`/api/${API_VERSION}/graphql.json`, shop);
}

/** @throws BrokerError TW_SECRET_MISSING */
export async function storefrontHeaders(
  { tokenFile: file, tokenVariable: variable, tokenKind }: ShopifyOptions,
  { url, base }: { url: URL; base: string },
): Promise<Record<string, string>> {
  const token = {
    host: url.host,
    name: TOKEN_HEADERS[tokenKind],
    ...(file !== undefined && { file }),
    ...(variable !== undefined && { variable }),
  };
  const secrets = await readSecretHeaders([token], base);
  return { ...secrets(url) };
}

/** Every question says for which market and in which language it is asked; null: the shop's own. */
export const IN_CONTEXT = '@inContext(country: $country, language: $language)';
export const CONTEXT_VARIABLES = '$country: CountryCode, $language: LanguageCode';

export interface MarketContext {
  /** As Shopify writes it: `DE`. */
  country: string | null;
  /** As Shopify writes it: `PT_BR`. */
  language: string | null;
}

export interface ShopFacts {
  context: MarketContext;
  /** Of the shop, as customers know it. */
  host: string;
  currency: string;
  /** BCP 47. */
  language: string;
  /** The others to be read, as Shopify writes them. */
  otherLanguages: readonly string[];
  /** The token may read how many there are. */
  countsStock: boolean;
  /** The token may read which store has what. */
  knowsStores: boolean;
}

const Code = Type.Object({ isoCode: Type.String({ pattern: '^[A-Z]{2,3}(_[A-Z]{2,4})?$' }) });

const Facts = query(
  `query Facts(${CONTEXT_VARIABLES}) ${IN_CONTEXT} {
    localization {
      country { isoCode currency { isoCode } }
      language { isoCode }
      availableLanguages { isoCode }
    }
    shop { primaryDomain { host } }
  }`,
  Type.Object({
    localization: Type.Object({
      country: Type.Intersect([Code, Type.Object({ currency: Code })]),
      language: Code,
      availableLanguages: Type.Array(Code),
    }),
    shop: Type.Object({ primaryDomain: Type.Object({ host: Type.String({ maxLength: 253 }) }) }),
  }),
);

const Probe = Type.Object({ products: Type.Object({ nodes: Type.Array(Type.Unknown()) }) });
/** Two small questions that a token without the scope is refused. */
export const MayCount = query(
  `query MayCount { products(first: 1) { nodes { variants(first: 1) { nodes { quantityAvailable } } } } }`,
  Probe,
);
export const MayLocate = query(
  `query MayLocate {
    products(first: 1) { nodes { variants(first: 1) { nodes { storeAvailability(first: 1) { nodes { available } } } } } }
  }`,
  Probe,
);

/** A scope that is ticked or a language that is published is noticed after this long. */
const KEPT_MS = 300_000;
const MOST_LANGUAGES = 12;

export interface StorefrontOptions {
  client: Pick<GraphqlClient, 'ask'>;
  settings: ShopifyOptions;
  clock: Clock;
  logger: Logger;
}

export class Storefront {
  readonly #options: StorefrontOptions;
  #kept: { facts: ShopFacts; until: number } | undefined;

  constructor(options: StorefrontOptions) {
    this.#options = options;
  }

  async facts(signal?: AbortSignal): Promise<ShopFacts> {
    const { clock } = this.#options;
    if (this.#kept && this.#kept.until > clock.now()) return this.#kept.facts;
    const facts = await this.#read(signal);
    this.#kept = { facts, until: clock.now() + KEPT_MS };
    return facts;
  }

  /** In the shop's own language, unless another one is named. */
  async ask<Answer>(
    operation: Operation<Answer>,
    variables: Record<string, unknown>,
    { signal, language }: { signal?: AbortSignal | undefined; language?: string } = {},
  ): Promise<Answer> {
    const { context } = await this.facts(signal);
    const inContext = { ...variables, ...context, ...(language !== undefined && { language }) };
    return this.#options.client.ask(operation, inContext, signal);
  }

  /** What is the same in every market and language. */
  async askPlain<Answer>(operation: Operation<Answer>, signal?: AbortSignal): Promise<Answer> {
    return this.#options.client.ask(operation, {}, signal);
  }

  /** A change, which says itself for which market it is. */
  async askOnce<Answer>(operation: Operation<Answer>, variables: Record<string, unknown>): Promise<Answer> {
    return this.#options.client.ask(operation, variables);
  }

  async #read(signal: AbortSignal | undefined): Promise<ShopFacts> {
    const { client, settings } = this.#options;
    const variables = { country: settings.country || null, language: null };
    const { localization, shop } = await client.ask(Facts, variables, signal);
    const { country, language, availableLanguages } = localization;
    const others = availableLanguages
      .map(({ isoCode }) => isoCode)
      .filter((code) => code !== language.isoCode);
    const wanted = new Set(settings.languages.map((tag) => tag.toLowerCase()));
    return {
      context: { country: country.isoCode, language: language.isoCode },
      host: shop.primaryDomain.host,
      currency: country.currency.isoCode,
      language: languageTag(language.isoCode),
      otherLanguages: [...new Set(others)]
        .filter((code) => wanted.size === 0 || wanted.has(languageTag(code).toLowerCase()))
        .slice(0, MOST_LANGUAGES),
      countsStock: await this.#may(MayCount, signal),
      knowsStores: await this.#may(MayLocate, signal),
    };
  }

  async #may(probe: Operation<unknown>, signal: AbortSignal | undefined): Promise<boolean> {
    try {
      await this.#options.client.ask(probe, {}, signal);
      return true;
    } catch (error) {
      if (!isBrokerError(error, 'TW_SOURCE_REFUSED')) throw error;
      this.#options.logger.info({ question: probe.name }, 'the token of the shop may not ask this');
      return false;
    }
  }
}
