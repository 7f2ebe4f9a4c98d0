/**
 * The retail domain (docs/architecture.md, Domain). Amounts are integers in minor units of `currency`;
 * times are ISO 8601 with offset; quantities are integers; languages are BCP 47.
 */
import { Type, type Static } from 'typebox';
import { literals } from './literals.ts';

const Closed = { additionalProperties: false } as const;

/** Text by BCP 47 language. */
export const Localised = Type.Record(Type.String({ minLength: 2, maxLength: 16 }), Type.String());
export type Localised = Static<typeof Localised>;

export const Money = Type.Object(
  { amountMinor: Type.Integer({ minimum: 0 }), currency: Type.String({ pattern: '^[A-Z]{3}$' }) },
  Closed,
);
export type Money = Static<typeof Money>;

/** A picture in the content-addressed store; derivatives are `/media/{sha256}-{width}.webp`. */
export const Media = Type.Object(
  {
    sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    width: Type.Integer({ minimum: 1 }),
    height: Type.Integer({ minimum: 1 }),
    /** Widths in pixels for which a derivative exists, ascending. */
    widths: Type.Array(Type.Integer({ minimum: 1 })),
    alt: Type.String(),
    /** Base64 ThumbHash, about 25 bytes. */
    thumbhash: Type.String(),
    /** Colour option this picture shows; empty when it shows all. */
    colour: Type.String(),
  },
  Closed,
);
export type Media = Static<typeof Media>;

export const Store = Type.Object(
  {
    storeCode: Type.String({ minLength: 1, maxLength: 64 }),
    name: Type.String(),
    address: Type.String(),
    latitude: Type.Union([Type.Number(), Type.Null()]),
    longitude: Type.Union([Type.Number(), Type.Null()]),
    timezone: Type.String(),
    hours: Type.String(),
    currency: Type.String(),
    locales: Type.Array(Type.String()),
    /** Global Location Number of the store. */
    gln: Type.Optional(Type.String({ pattern: '^[0-9]{13}$' })),
  },
  Closed,
);
export type Store = Static<typeof Store>;

export const Rating = Type.Object(
  {
    average: Type.Number({ minimum: 0, maximum: 5 }),
    count: Type.Integer({ minimum: 0 }),
    verified: Type.Integer({ minimum: 0 }),
    /** Reviews with 1, 2, 3, 4 and 5 stars. */
    histogram: Type.Array(Type.Integer({ minimum: 0 }), { minItems: 5, maxItems: 5 }),
  },
  Closed,
);
export type Rating = Static<typeof Rating>;

export const Guide = Type.Object({ title: Localised, steps: Type.Array(Localised) }, Closed);
export type Guide = Static<typeof Guide>;

export const Product = Type.Object(
  {
    productId: Type.String({ minLength: 1, maxLength: 64 }),
    title: Localised,
    description: Localised,
    brand: Type.String(),
    categoryPath: Type.Array(Type.String()),
    highlights: Type.Array(Type.String()),
    attributes: Type.Array(Type.Object({ name: Type.String(), value: Type.String() }, Closed)),
    media: Type.Array(Media),
    rating: Rating,
    relatedIds: Type.Array(Type.String()),
    guide: Type.Union([Guide, Type.Null()]),
  },
  Closed,
);
export type Product = Static<typeof Product>;

export const AVAILABILITIES = [
  'in_stock',
  'limited_availability',
  'on_display_to_order',
  'preorder',
  'backorder',
  'out_of_stock',
] as const;
export const Availability = literals(AVAILABILITIES);
export type Availability = (typeof AVAILABILITIES)[number];

/** When a sale price is asked, in ISO 8601; null: without a beginning, or without an end. The end itself is outside. */
export const SaleWindow = Type.Object(
  { from: Type.Union([Type.String(), Type.Null()]), until: Type.Union([Type.String(), Type.Null()]) },
  Closed,
);
export type SaleWindow = Static<typeof SaleWindow>;

/** What members of a loyalty programme pay. */
export const MemberPrice = Type.Object(
  {
    /** The programme, as the shop calls it; empty: it has one. */
    program: Type.String({ maxLength: 60 }),
    /** The tier, as the shop calls it; empty: every member. */
    tier: Type.String({ maxLength: 40 }),
    price: Money,
    window: Type.Optional(SaleWindow),
  },
  Closed,
);
export type MemberPrice = Static<typeof MemberPrice>;

export const Variant = Type.Object(
  {
    sku: Type.String({ minLength: 1, maxLength: 64 }),
    productId: Type.String(),
    /** GTIN-14, zero padded. */
    gtins: Type.Array(Type.String({ pattern: '^[0-9]{14}$' })),
    colour: Type.String(),
    size: Type.String(),
    sizeSystem: Type.String(),
    price: Money,
    /** What is asked instead of `price`: within `saleWindow`, or, without one, now. A screen asks `atTime`. */
    salePrice: Type.Union([Money, Type.Null()]),
    saleWindow: Type.Optional(SaleWindow),
    /** Lowest price of the 30 days before the reduction (Directive 98/6/EC article 6a); null when not known. */
    lowestPrice30d: Type.Union([Money, Type.Null()]),
    /** Of each tier that has one. */
    memberPrices: Type.Optional(Type.Array(MemberPrice, { maxItems: 10 })),
    availabilityOnline: Availability,
    /** Order of the variant inside its product: sizes by rule, never alphabetically. */
    position: Type.Integer({ minimum: 0 }),
  },
  Closed,
);
export type Variant = Static<typeof Variant>;

export const StoreOffer = Type.Object(
  {
    storeCode: Type.String(),
    sku: Type.String(),
    availability: Availability,
    /** Null when the source gives no number. */
    quantity: Type.Union([Type.Integer({ minimum: 0 }), Type.Null()]),
    pickupMethod: Type.String(),
    pickupSla: Type.String(),
    shelfLocation: Type.String(),
    asOf: Type.String(),
  },
  Closed,
);
export type StoreOffer = Static<typeof StoreOffer>;

export const Review = Type.Object(
  {
    id: Type.String(),
    productIds: Type.Array(Type.String()),
    rating: Type.Integer({ minimum: 1, maximum: 5 }),
    title: Type.String(),
    body: Type.String(),
    lang: Type.String(),
    /** Given name and initial at the most: "Karina S." */
    authorDisplay: Type.String(),
    verified: Type.Boolean(),
    incentivised: Type.Boolean(),
    createdAt: Type.String(),
  },
  Closed,
);
export type Review = Static<typeof Review>;

export const WishlistItem = Type.Object({ sku: Type.String(), addedAt: Type.String() }, Closed);
export type WishlistItem = Static<typeof WishlistItem>;

/** A recognised customer as a kiosk may know them. `token` is opaque, short-lived and bound to one kiosk. */
export const Customer = Type.Object(
  {
    token: Type.String({ minLength: 16, maxLength: 128 }),
    displayName: Type.String({ maxLength: 60 }),
    tier: Type.String({ maxLength: 40 }),
    locale: Type.String(),
    wishlistCount: Type.Integer({ minimum: 0 }),
    wishes: Type.Optional(
      Type.Boolean({
        description: 'Whether a source keeps a list of theirs, to be read and changed; left out: it does.',
      }),
    ),
  },
  Closed,
);
export type Customer = Static<typeof Customer>;
