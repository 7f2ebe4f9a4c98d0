/** What has to be known about a Vendure shop before anything else is asked: its money, its channel, its custom fields. */
import { Type } from 'typebox';
import { BrokerError } from '../../../errors.ts';
import type { Clock } from '../../../ports.ts';
import { minorDigits } from '../../import/values.ts';
import { query } from '../graphql/operation.ts';
import type { GraphqlClient } from '../graphql/graphql-client.ts';

/** Custom fields of which this connector makes use when they are there, as `Entity.field`. */
export type ShopField =
  | 'Customer.loyaltyCardId'
  | 'Customer.wishlist'
  | 'Order.kioskId'
  | 'Order.storeCode'
  | 'Order.pickupMethod'
  | 'ProductVariant.gtin'
  | 'ProductVariant.sizeSystem'
  | 'StockLocation.storeCode';

export interface ShopFacts {
  has(field: ShopField): boolean;
  /** Digits after the point that the shop's integers have, whatever the currency. */
  precision: number;
  currency: string;
  language: string;
  languages: readonly string[];
  /** For variants that do not say it themselves. */
  tracksInventory: boolean;
  outOfStockThreshold: number;
}

const Facts = query(
  `query Facts {
    globalSettings {
      trackInventory
      outOfStockThreshold
      serverConfig {
        moneyStrategyPrecision
        entityCustomFields { entityName customFields { ... on CustomField { name } } }
      }
    }
    activeChannel { defaultCurrencyCode defaultLanguageCode availableLanguageCodes }
  }`,
  Type.Object({
    globalSettings: Type.Object({
      trackInventory: Type.Boolean(),
      outOfStockThreshold: Type.Integer(),
      serverConfig: Type.Object({
        moneyStrategyPrecision: Type.Integer({ minimum: 0, maximum: 10 }),
        entityCustomFields: Type.Array(
          Type.Object({
            entityName: Type.String(),
            customFields: Type.Array(Type.Object({ name: Type.String() })),
          }),
        ),
      }),
    }),
    activeChannel: Type.Object({
      defaultCurrencyCode: Type.String({ pattern: '^[A-Z]{3}$' }),
      defaultLanguageCode: Type.String(),
      availableLanguageCodes: Type.Union([Type.Array(Type.String()), Type.Null()]),
    }),
  }),
);

/** A field that is added to the shop is noticed after this long. */
const KEPT_MS = 300_000;

export interface ShopOptions {
  client: Pick<GraphqlClient, 'ask'>;
  clock: Clock;
}

export class Shop {
  readonly #options: ShopOptions;
  #kept: { facts: ShopFacts; until: number } | undefined;

  constructor(options: ShopOptions) {
    this.#options = options;
  }

  async facts(signal?: AbortSignal): Promise<ShopFacts> {
    const { client, clock } = this.#options;
    if (this.#kept && this.#kept.until > clock.now()) return this.#kept.facts;
    const { globalSettings, activeChannel } = await client.ask(Facts, {}, signal);
    const { serverConfig } = globalSettings;
    const fields = new Set(
      serverConfig.entityCustomFields.flatMap(({ entityName, customFields }) =>
        customFields.map(({ name }) => `${entityName}.${name}`),
      ),
    );
    const facts: ShopFacts = {
      has: (field) => fields.has(field),
      precision: serverConfig.moneyStrategyPrecision,
      currency: activeChannel.defaultCurrencyCode,
      language: activeChannel.defaultLanguageCode,
      languages: activeChannel.availableLanguageCodes ?? [activeChannel.defaultLanguageCode],
      tracksInventory: globalSettings.trackInventory,
      outOfStockThreshold: globalSettings.outOfStockThreshold,
    };
    this.#kept = { facts, until: clock.now() + KEPT_MS };
    return facts;
  }

  /** @throws BrokerError TW_SOURCE_ANSWER when the shop lacks the field, naming it */
  async need(field: ShopField): Promise<void> {
    if (!(await this.facts()).has(field))
      throw new BrokerError('TW_SOURCE_ANSWER', `The shop has no custom field ${field}.`);
  }
}

/**
 * Vendure keeps all money as integers with one number of digits after the point (MoneyStrategy.precision, 2 unless the shop
 * changes it), also that of currencies which have none.
 */
export function minorUnits(
  amount: number,
  currency: string,
  { precision }: Pick<ShopFacts, 'precision'>,
): number {
  const shift = minorDigits(currency) - precision;
  return shift >= 0 ? amount * 10 ** shift : Math.round(amount / 10 ** -shift);
}

/** Vendure's `pt_BR` is BCP 47's `pt-BR`. */
export function languageTag(code: string): string {
  return code.replaceAll('_', '-').slice(0, 16);
}
