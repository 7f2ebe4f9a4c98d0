/** What a Shopify source needs to know. */
import { Type, type Static } from 'typebox';
import { HOST_PATTERN } from '../../fetch/host-rules.ts';
import { SERVER_ADDRESS } from '../graphql/server-address.ts';

/** The versions of the Storefront and the Customer Account API that the questions are checked against. */
export const API_VERSION = '2026-04';

const Accounts = Type.Object(
  {
    url: Type.String({
      description:
        'Address of the shop as customers know it, under which it says where its accounts are, as https://nordlys.example. Empty: no customers, no wishlists.',
      default: '',
      pattern: `^$|${SERVER_ADDRESS}`,
      maxLength: 500,
    }),
    wishlist: Type.String({
      description:
        'Namespace and key of the customer metafield that holds the wishlist, as `custom.wishlist`: a list of variants, which customer accounts may read and write. Empty: no wishlists.',
      default: '',
      pattern: '^$|^[A-Za-z0-9_$:-]{2,255}\\.[A-Za-z0-9_-]{2,64}$',
    }),
    tiers: Type.Array(Type.String({ minLength: 1, maxLength: 40 }), {
      description:
        'Tags of a customer that may be shown as their tier, best first. No other tag is ever shown.',
      default: [],
      maxItems: 20,
    }),
  },
  { additionalProperties: false, default: {} },
);

export const ShopifyOptions = Type.Object(
  {
    url: Type.String({
      description: 'Address of the shop, as https://nordlys.myshopify.com.',
      pattern: SERVER_ADDRESS,
      maxLength: 500,
    }),
    tokenFile: Type.Optional(
      Type.String({
        description: 'File with the access token of the Storefront API and nothing else.',
        maxLength: 500,
      }),
    ),
    tokenVariable: Type.Optional(
      Type.String({
        description: 'Environment variable with the token, when there is no file.',
        pattern: '^[A-Z][A-Z0-9_]{0,63}$',
      }),
    ),
    tokenKind: Type.Union([Type.Literal('private'), Type.Literal('public')], {
      description: 'Which of the two tokens of the Headless channel it is.',
      default: 'private',
    }),
    country: Type.String({
      description: 'Market whose prices are shown, as `DE`. Empty: the one the shop gives to strangers.',
      default: '',
      pattern: '^$|^[A-Z]{2}$',
    }),
    languages: Type.Array(Type.String({ pattern: '^[A-Za-z]{2,3}(-[A-Za-z]{2,4})?$' }), {
      description:
        'Languages to read beside the shop’s own, as `fr` or `pt-BR`. Empty: all that it publishes.',
      default: [],
      maxItems: 20,
    }),
    stores: Type.Record(Type.String({ maxLength: 200 }), Type.String({ minLength: 1, maxLength: 64 }), {
      description:
        'Store code by the name of a location, or by its number. Other locations are no stores. Empty: no stores and no stock.',
      default: {},
    }),
    colourOptions: Type.Array(Type.String({ minLength: 1, maxLength: 60 }), {
      description: 'Names of the option that is the colour.',
      default: ['Color', 'Colour', 'Farbe', 'Couleur', 'Colore', 'Kolor', 'Culoare', 'اللون'],
      maxItems: 40,
    }),
    sizeOptions: Type.Array(Type.String({ minLength: 1, maxLength: 60 }), {
      description: 'Names of the option that is the size. Other options are shown behind it.',
      default: ['Size', 'Größe', 'Taille', 'Taglia', 'Rozmiar', 'Mărime', 'المقاس'],
      maxItems: 40,
    }),
    pictureHosts: Type.Array(Type.String({ pattern: HOST_PATTERN, maxLength: 260 }), {
      description: 'Other hosts that pictures lie on: exact names, or `*.cdn.example` for all below.',
      default: [],
      maxItems: 20,
    }),
    stockEvery: Type.Integer({
      description: 'Time between two looks for changed stock.',
      default: 5_000,
      minimum: 1_000,
      maximum: 600_000,
      'x-unit': 'ms',
    }),
    checkout: Type.Boolean({
      description:
        'What shoppers take to the till they may also pay at the shop’s checkout, on their phones.',
      default: false,
    }),
    accounts: Accounts,
  },
  { additionalProperties: false },
);

export type ShopifyOptions = Static<typeof ShopifyOptions>;
