/**
 * Events of the contract: one map from name to data schema, and the CloudEvents envelope around it.
 *
 * CloudEvents 1.0, JSON format and batch format. The type is `tapwall.{name}.v1`. Names are GA4's where GA4 has one.
 * No event carries a customer id or a card UID.
 */
import { Type, type Static, type TSchema } from 'typebox';
import { literals } from './literals.ts';

/** Above it numbers are no longer whole ones, for JSON and for databases. */
export const MOST = Number.MAX_SAFE_INTEGER;

const Closed = { additionalProperties: false } as const;
const Display = Type.String({
  description: 'Display the event happened at, e.g. `wall` or `room`.',
  maxLength: 64,
});
const DeviceId = Type.String({ description: 'Device the event came from.', maxLength: 64 });

/** GA4 item: `item_id` is the SKU; price in minor units of `currency`. */
export const Item = Type.Object(
  {
    item_id: Type.String({ maxLength: 64 }),
    item_group_id: Type.Optional(Type.String({ maxLength: 64 })),
    item_name: Type.Optional(Type.String({ maxLength: 200 })),
    item_variant: Type.Optional(Type.String({ maxLength: 100 })),
    price_minor: Type.Optional(Type.Integer()),
    currency: Type.Optional(Type.String()),
    index: Type.Optional(Type.Integer({ minimum: 0 })),
  },
  Closed,
);
export type Item = Static<typeof Item>;

const Items = Type.Array(Item, { maxItems: 200 });
const Sequence = Type.Integer({ minimum: 1, maximum: MOST });
/** Runs of numbers in one message at the most. */
export const MOST_RANGES = 200;

/** What a consent is about. */
const Purpose = {
  purpose: Type.String({ maxLength: 40 }),
  version: Type.String({ description: 'Of the words that were shown.', maxLength: 20 }),
  lang: Type.String({ description: 'BCP 47; of the words that were shown.', maxLength: 16 }),
  method: literals(['phone']),
};

export const EVENT_DATA = {
  session_started: Type.Object(
    {
      display: Display,
      cause: Type.Union([Type.Literal('tag'), Type.Literal('touch'), Type.Literal('presence')]),
    },
    Closed,
  ),
  session_ended: Type.Object(
    {
      display: Display,
      reason: Type.Union([
        Type.Literal('finished'),
        Type.Literal('idle'),
        Type.Literal('left'),
        Type.Literal('restarted'),
      ]),
      seconds: Type.Integer({ minimum: 0 }),
    },
    Closed,
  ),
  tag_tapped: Type.Object(
    {
      display: Display,
      device: DeviceId,
      tag: Type.Union([Type.Literal('product'), Type.Literal('card')]),
      sku: Type.Optional(Type.String()),
      gtin: Type.Optional(Type.String()),
    },
    Closed,
  ),
  tag_unknown: Type.Object(
    {
      display: Display,
      device: DeviceId,
      reason: Type.String({ maxLength: 64 }),
      gtin: Type.Optional(Type.String()),
    },
    Closed,
  ),
  tag_checked: Type.Object(
    {
      display: Display,
      device: DeviceId,
      result: literals(['genuine', 'replayed', 'not_genuine', 'unavailable'], {
        description:
          'Of the signed tag of a product: made by the tag just now; a copy of what the tag said before; not made by a tag ' +
          'of ours; or nobody could tell, because the platform did not answer. The screen shows all but the first as not ' +
          'checked; after the second and third somebody of the team should look.',
      }),
      sku: Type.String(),
      gtin: Type.Optional(Type.String()),
    },
    Closed,
  ),
  view_item: Type.Object({ display: Display, items: Items }, Closed),
  select_item: Type.Object({ display: Display, list: Type.String({ maxLength: 64 }), items: Items }, Closed),
  view_item_list: Type.Object(
    { display: Display, list: Type.String({ maxLength: 64 }), items: Items },
    Closed,
  ),
  search: Type.Object(
    { display: Display, search_term: Type.String({ maxLength: 100 }), results: Type.Integer({ minimum: 0 }) },
    Closed,
  ),
  review_read: Type.Object({ display: Display, product: Type.String({ maxLength: 64 }) }, Closed),
  stock_checked: Type.Object({ display: Display, items: Items }, Closed),
  size_requested: Type.Object({ display: Display, items: Items }, Closed),
  reserve_requested: Type.Object({ display: Display, items: Items }, Closed),
  begin_checkout: Type.Object(
    {
      display: Display,
      way: literals(['pickup', 'ship', 'handover'], {
        description: 'Fetched at a store, sent home, or paid at the till.',
      }),
      items: Items,
    },
    Closed,
  ),
  order_placed: Type.Object(
    {
      display: Display,
      way: literals(['pickup', 'ship'], { description: 'Fetched at a store, or sent home.' }),
      items: Items,
    },
    Closed,
  ),
  handover_shown: Type.Object({ display: Display, items: Items }, Closed),
  handover_claimed: Type.Object({ display: Display, items: Items }, Closed),
  associate_called: Type.Object({ display: Display }, Closed),
  customer_recognised: Type.Object(
    {
      display: Display,
      method: literals(['card', 'phone', 'pass'], {
        description:
          'A card was tapped; a phone confirmed the code on the screen; a code on a phone was scanned.',
      }),
    },
    Closed,
  ),
  add_to_wishlist: Type.Object({ display: Display, items: Items }, Closed),
  remove_from_wishlist: Type.Object({ display: Display, items: Items }, Closed),
  consent_given: Type.Object({ display: Display, ...Purpose }, Closed),
  consent_revoked: Type.Object({ display: Display, ...Purpose }, Closed),
  room_entered: Type.Object({ display: Display, device: DeviceId }, Closed),
  room_left: Type.Object(
    { display: Display, device: DeviceId, seconds: Type.Integer({ minimum: 0 }) },
    Closed,
  ),
  garment_entered: Type.Object({ display: Display, items: Items }, Closed),
  garment_left: Type.Object({ display: Display, items: Items }, Closed),
  device_changed: Type.Object(
    {
      device: DeviceId,
      driver: Type.String(),
      status: Type.String(),
      code: Type.Optional(Type.String()),
      message: Type.Optional(Type.String()),
    },
    Closed,
  ),
  incident_opened: Type.Object(
    { incident: Type.String(), code: Type.String(), message: Type.String({ maxLength: 500 }) },
    Closed,
  ),
  incident_closed: Type.Object(
    {
      incident: Type.String(),
      code: Type.String(),
      message: Type.String({ maxLength: 500 }),
      seconds: Type.Integer({ minimum: 0 }),
    },
    Closed,
  ),
  consent_withdrawn: Type.Object(
    {
      display: Display,
      dropped: Type.Integer({
        description: 'Events of the visit that had not been sent and were dropped.',
        minimum: 0,
      }),
      epoch: Type.String({ description: 'Of the numbers.', minLength: 8, maxLength: 64 }),
      ranges: Type.Array(Type.Tuple([Sequence, Sequence]), {
        description:
          'First and last of each run of numbers that the events of the visit had, in ascending order and apart, whether they ' +
          'were sent or not. Whoever has received them deletes them; this event itself names nobody and carries no session.',
        maxItems: MOST_RANGES,
      }),
    },
    Closed,
  ),
  events_evicted: Type.Object(
    {
      epoch: Type.String({ description: 'Of the numbers; that of this event.' }),
      ranges: Type.Array(Type.Tuple([Sequence, Sequence]), {
        description:
          'First and last of each run of numbers that will not come, in ascending order and apart. The number of this event ' +
          'itself may be the end of the last one.',
        minItems: 1,
        maxItems: MOST_RANGES,
      }),
      count: Type.Integer({ description: 'Events dropped.', minimum: 1, maximum: MOST }),
      reason: literals(['bytes', 'age', 'consent'], {
        description:
          'The outbox was at its size; the events were too old; or a shopper withdrew their consent before they were sent.',
      }),
    },
    Closed,
  ),
} as const satisfies Record<string, TSchema>;

export type EventName = keyof typeof EVENT_DATA;
export const EVENT_NAMES: readonly EventName[] = Object.keys(EVENT_DATA) as EventName[];
export type EventData<N extends EventName = EventName> = { [K in N]: Static<(typeof EVENT_DATA)[K]> }[N];

/**
 * What goes first when the outbox is full: `low` before `normal` before `high`, within a class the oldest. `high` is what
 * somebody must act on or account for.
 */
export type EventClass = 'high' | 'normal' | 'low';
const CLASSES: Partial<Record<EventName, EventClass>> = {
  size_requested: 'high',
  reserve_requested: 'high',
  order_placed: 'high',
  handover_claimed: 'high',
  associate_called: 'high',
  tag_checked: 'high',
  consent_given: 'high',
  consent_revoked: 'high',
  consent_withdrawn: 'high',
  incident_opened: 'high',
  incident_closed: 'high',
  events_evicted: 'high',
  view_item_list: 'low',
  device_changed: 'low',
  garment_left: 'low',
  room_left: 'low',
};

export function eventClass(name: EventName): EventClass {
  return CLASSES[name] ?? 'normal';
}

/** What the code that observes something hands to the outbox; the outbox adds id, time, epoch and sequence. */
export type NewEvent = {
  [N in EventName]: { name: N; data: EventData<N>; subject?: string; sessionId?: string };
}[EventName];

/** `tapwall.{name}.v1` */
export function eventType(name: EventName): string {
  return `tapwall.${name}.v1`;
}

/** Structured-mode CloudEvent (CloudEvents 1.0 section 3.1) with the extensions of the contract. */
export const CloudEvent = Type.Object(
  {
    specversion: Type.Literal('1.0'),
    id: Type.String({ description: 'UUIDv7 (RFC 9562 section 5.7).', pattern: '^[0-9a-f-]{36}$' }),
    source: Type.String({
      description: '`/{tenant}/{store}/{kiosk}`',
      pattern: '^/[a-z0-9_-]{1,64}/[a-z0-9_-]{1,64}/[a-z0-9_-]{1,64}$',
    }),
    type: Type.String({ pattern: '^tapwall\\.[a-z_]+\\.v[0-9]+$' }),
    time: Type.String({ description: 'ISO 8601 with offset.' }),
    datacontenttype: Type.Literal('application/json'),
    subject: Type.Optional(Type.String({ maxLength: 128 })),
    epoch: Type.String({ description: 'New whenever the outbox is recreated.', minLength: 8, maxLength: 64 }),
    sequence: Type.Integer({ description: 'Gapless from 1 per epoch.', minimum: 1, maximum: MOST }),
    sessionid: Type.Optional(Type.String({ maxLength: 64 })),
    data: Type.Record(Type.String(), Type.Unknown()),
  },
  { additionalProperties: false },
);
export type CloudEvent = Static<typeof CloudEvent>;

/** `evt/batch`: CloudEvents JSON batch format. At most 64 KiB as UTF-8. */
export const EventBatch = Type.Array(CloudEvent, { minItems: 1, maxItems: 500 });
export type EventBatch = Static<typeof EventBatch>;
