/** What a Vendure source needs to know. */
import { Type, type Static } from 'typebox';
import { HOST_PATTERN } from '../../fetch/host-rules.ts';
import { SERVER_ADDRESS } from '../graphql/server-address.ts';

const Orders = Type.Object(
  {
    pickupShipping: Type.String({
      description: 'Code of the shipping method for what is collected in the store. Empty: nothing is.',
      default: '',
      maxLength: 100,
    }),
    shipShipping: Type.String({
      description: 'Code of the shipping method for what is sent home. Empty: nothing is.',
      default: '',
      maxLength: 100,
    }),
    guestEmail: Type.String({
      description:
        'Address of the customer record that orders of unknown people are booked on. Empty: only customers who are recognised can order.',
      default: '',
      maxLength: 200,
    }),
    paymentMethod: Type.String({
      description:
        'Name of the manual payment with which an order is booked at once, so that stock is set aside. Empty: an order waits for its payment and sets nothing aside, and what a shopper has put aside is no order at all.',
      default: '',
      maxLength: 100,
    }),
    fromStore: Type.Boolean({
      description:
        'The shop’s own StockLocationStrategy takes the stock of an order from the location of its store. False: from any, so a piece that is promised counts here as well as there.',
      default: false,
    }),
  },
  { additionalProperties: false, default: {} },
);

export const VendureOptions = Type.Object(
  {
    url: Type.String({
      description: 'Address of the admin API, as https://shop.example/admin-api.',
      pattern: SERVER_ADDRESS,
      maxLength: 500,
    }),
    keyFile: Type.Optional(
      Type.String({ description: 'File with the API key and nothing else.', maxLength: 500 }),
    ),
    keyVariable: Type.Optional(
      Type.String({
        description: 'Environment variable with the API key, when there is no file.',
        pattern: '^[A-Z][A-Z0-9_]{0,63}$',
      }),
    ),
    channel: Type.String({
      description: 'Token of the channel to read. Empty: the default channel.',
      default: '',
      maxLength: 200,
    }),
    prices: Type.Union([Type.Literal('with-tax'), Type.Literal('without-tax')], {
      description: 'Which price the screens show.',
      default: 'with-tax',
    }),
    stores: Type.Record(Type.String({ maxLength: 200 }), Type.String({ minLength: 1, maxLength: 64 }), {
      description:
        'Store code by the name of a stock location, for a shop whose stock locations have no field storeCode.',
      default: {},
    }),
    tiers: Type.Array(Type.String({ minLength: 1, maxLength: 40 }), {
      description:
        'Names of customer groups that may be shown as somebody’s tier, best first. Other groups are never shown.',
      default: [],
      maxItems: 20,
    }),
    pictureHosts: Type.Array(Type.String({ pattern: HOST_PATTERN, maxLength: 260 }), {
      description: 'Other hosts that pictures lie on: exact names, or `*.cdn.example` for all below.',
      default: [],
      maxItems: 20,
    }),
    stockEvery: Type.Integer({
      description: 'Time between two looks for changed stock.',
      default: 500,
      minimum: 100,
      maximum: 60_000,
      'x-unit': 'ms',
    }),
    orders: Orders,
  },
  { additionalProperties: false },
);

export type VendureOptions = Static<typeof VendureOptions>;
