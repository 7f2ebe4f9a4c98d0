/**
 * The contract as one map: topic `class/name` → payload. Both ends validate with these schemas at run time.
 */
import { Type, type Static, type TSchema } from 'typebox';
import { Customer, WishlistItem } from './domain.ts';
import { EventBatch, MOST, MOST_RANGES } from './events.ts';
import { IntentKey, IntentKind, IntentLine, IntentReport, MOST_INTENT_LINES } from './intents.ts';
import { literals } from './literals.ts';
import { Services } from './services.ts';
import { ConsentAnswer, VisitBegun, VisitId, VisitStep } from './visit.ts';
import { DesiredDisplays, DisplaySettings } from './settings.ts';

const Closed = { additionalProperties: false } as const;
const Id = Type.String({ description: 'Correlation id.', minLength: 8, maxLength: 64 });
const Time = Type.String({ description: 'ISO 8601 with offset.' });
const Reply = {
  id: Id,
  ok: Type.Boolean(),
  code: Type.Optional(Type.String()),
  message: Type.Optional(Type.String()),
};

export const DeviceState = Type.Object(
  {
    id: Type.String(),
    driver: Type.String(),
    status: literals(['starting', 'connected', 'searching', 'failed', 'stopped']),
    virtual: Type.Boolean(),
    since: Time,
    code: Type.Optional(Type.String()),
    message: Type.Optional(Type.String()),
    remedy: Type.Optional(Type.String()),
  },
  Closed,
);
export type DeviceState = Static<typeof DeviceState>;

export const DisplayState = Type.Object(
  {
    id: Type.String(),
    kind: Type.Union([Type.Literal('wall'), Type.Literal('room')]),
    name: Type.String(),
    /** Browsers that show this display now. */
    browsers: Type.Integer({ minimum: 0, maximum: MOST }),
    /** Name of the screen state, e.g. `attract` or `product`; never what a shopper looks at. */
    screen: Type.String(),
  },
  Closed,
);
export type DisplayState = Static<typeof DisplayState>;

const Count = Type.Integer({ minimum: 0, maximum: MOST });
const SequenceNumber = Type.Integer({ minimum: 1, maximum: MOST });
const Milliseconds = Type.Number({ minimum: 0 });

/** The same figures as the kiosk's `/metrics`. */
export const UplinkState = Type.Object(
  {
    at: Time,
    depth: Type.Integer({ description: 'Events waiting.', minimum: 0, maximum: MOST }),
    bytes: Type.Integer({ description: 'Bytes of events waiting.', minimum: 0, maximum: MOST }),
    maxBytes: Count,
    oldestAt: Type.Union([Time, Type.Null()]),
    perSecond: Type.Number({
      description: 'Events acknowledged a second, over the last minute.',
      minimum: 0,
    }),
    commit: Type.Object(
      { p50: Milliseconds, p99: Milliseconds },
      { ...Closed, description: 'Milliseconds for making events durable, over the last thousand commits.' },
    ),
    reconnects: Type.Integer({ description: 'Since the service started.', minimum: 0, maximum: MOST }),
    evicted: Type.Integer({
      description: 'Events dropped since the service started.',
      minimum: 0,
      maximum: MOST,
    }),
    lastAckAt: Type.Union([Time, Type.Null()]),
  },
  Closed,
);
export type UplinkState = Static<typeof UplinkState>;

/** UID of a product's tag, never of a person's card. */
const TagUid = Type.String({ pattern: '^([0-9A-F]{2}){4,10}$' });

/** A tag that was written and read back, or learned. */
export const MadeTag = Type.Object(
  {
    uid: TagUid,
    /** The link on it. */
    link: Type.Optional(Type.String()),
    /** The variant it is known as. */
    sku: Type.Optional(Type.String()),
    verified: Type.Optional(Type.Literal(true)),
    locked: Type.Optional(Type.Boolean()),
  },
  Closed,
);
export type MadeTag = Static<typeof MadeTag>;

const Version = Type.String({ minLength: 1, maxLength: 128 });
const Path = Type.String({ minLength: 1, maxLength: 512 });

const DesiredConfig = Type.Object(
  { version: Type.Integer({ minimum: 1, maximum: MOST }), hash: Type.String(), displays: DesiredDisplays },
  Closed,
);

export const MESSAGES = {
  'evt/batch': EventBatch,
  /**
   * Cumulative watermark: every event of `epoch` up to and with `sequence` is committed. `ahead`: runs of numbers beyond it
   * that are committed too, in ascending order; what is new goes before a backlog, so there may be many.
   */
  'ack/events': Type.Object(
    {
      epoch: Type.String(),
      sequence: Type.Integer({ minimum: 0, maximum: MOST }),
      ahead: Type.Optional(
        Type.Array(Type.Tuple([SequenceNumber, SequenceNumber]), { maxItems: MOST_RANGES }),
      ),
    },
    Closed,
  ),
  /** Birth and heartbeat (`online: true`) and last will (`online: false`). A will of an older `boot` is ignored. */
  'state/presence': Type.Object(
    {
      online: Type.Boolean(),
      boot: Type.String({ description: 'New at every start of the kiosk service.' }),
      version: Type.Optional(Type.String()),
      at: Type.Optional(Time),
      storeCode: Type.Optional(Type.String()),
      catalogue: Type.Optional(Type.String({ description: 'Version of the catalogue in the replica.' })),
      outboxDepth: Type.Optional(Type.Integer({ minimum: 0, maximum: MOST })),
      outbox: Type.Optional(
        Type.Object(
          {
            epoch: Type.String({ minLength: 8, maxLength: 64 }),
            floor: Type.Integer({
              description:
                'The lowest number the kiosk can still send; what is below it and did not come will never come.',
              minimum: 1,
              maximum: MOST,
            }),
          },
          Closed,
        ),
      ),
    },
    Closed,
  ),
  /** How the way to the platform does; published with every heartbeat. */
  'state/uplink': UplinkState,
  'state/devices': Type.Object({ at: Time, devices: Type.Array(DeviceState) }, Closed),
  'state/display': Type.Object({ at: Time, displays: Type.Array(DisplayState) }, Closed),
  'reported/config': Type.Object(
    {
      version: Type.Integer({
        minimum: 0,
        maximum: MOST,
        description: 'Version of the desired document in force; 0 when none.',
      }),
      hash: Type.String(),
      displays: Type.Record(Type.String(), DisplaySettings),
      problems: Type.Array(
        Type.Object({ setting: Type.String(), code: Type.String(), message: Type.String() }, Closed),
      ),
    },
    Closed,
  ),
  'desired/config': DesiredConfig,
  /**
   * Which catalogue is in force. `path` is relative to the hub's HTTP address: the snapshot is there, and at
   * `{path}/changes?from=VERSION` what has changed since a version (delta.ts). Versions have no order. `stockAsOf`: when the
   * source of stock last said all of it, also what it said before, so that stock does not look older than it is.
   */
  'desired/catalogue': Type.Object({ version: Version, path: Path, stockAsOf: Type.Optional(Time) }, Closed),
  /** What the hub's sources give. A kiosk keeps it: it holds until another comes. */
  'desired/services': Services,
  /** Commands: a fixed list, each with an id, an expiry and one answer; repeated ids are answered, not repeated. */
  'cmd/identify': Type.Object({ id: Id, expiresAt: Time, display: Type.Optional(Type.String()) }, Closed),
  'cmd/reload': Type.Object({ id: Id, expiresAt: Time, display: Type.Optional(Type.String()) }, Closed),
  /** Send state again, and look for a newer catalogue. */
  'cmd/sync': Type.Object({ id: Id, expiresAt: Time }, Closed),
  /**
   * Write the next tag that is held to a reader, or learn it as the tag of a variant; `cancel` calls that off. The answer
   * comes when it is done or refused, and at the latest `seconds` later.
   */
  'cmd/encode': Type.Object(
    {
      id: Id,
      expiresAt: Time,
      reader: Type.String({ minLength: 1, maxLength: 64 }),
      action: literals(['write', 'learn', 'cancel']),
      sku: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
      gtin: Type.Optional(Type.String({ pattern: '^[0-9]{14}$' })),
      serial: Type.Optional(
        Type.String({ maxLength: 20, description: 'AI 21; left out: the kiosk draws one.' }),
      ),
      domain: Type.Optional(
        Type.String({
          maxLength: 200,
          description: 'What the link begins with; left out: https://id.gs1.org.',
        }),
      ),
      lock: Type.Optional(Type.Boolean({ description: 'Make the tag read-only for ever.' })),
      seconds: Type.Optional(Type.Integer({ minimum: 5, maximum: 120 })),
    },
    Closed,
  ),
  /** An intent of this kiosk has moved. One that is older than what the kiosk knows changes nothing. */
  'cmd/intent': Type.Object({ id: Id, expiresAt: Time, intent: IntentReport }, Closed),
  /** How a visit by phone goes on. A kiosk that no longer waits for it answers `ok: false`. */
  'cmd/visit': Type.Object(
    {
      id: Id,
      expiresAt: Time,
      display: Type.String({ maxLength: 64 }),
      visit: VisitId,
      step: VisitStep,
      customer: Type.Optional(Customer),
      consents: Type.Optional(
        Type.Array(ConsentAnswer, { description: 'Answers that are other than before.', maxItems: 20 }),
      ),
    },
    Closed,
  ),
  'res/identify': Type.Object(Reply, Closed),
  'res/reload': Type.Object(Reply, Closed),
  'res/sync': Type.Object(Reply, Closed),
  'res/encode': Type.Object({ ...Reply, tag: Type.Optional(MadeTag) }, Closed),
  'res/intent': Type.Object(Reply, Closed),
  'res/visit': Type.Object(Reply, Closed),
  /** A card, a signed tag, or a code that a phone shows; the UID of a card never leaves the kiosk. */
  'req/recognise': Type.Object(
    {
      id: Id,
      deadline: Time,
      card: Type.Optional(
        Type.String({
          description: 'HMAC-SHA-256(loyalty key, UID bytes) in lower hexadecimal.',
          pattern: '^[0-9a-f]{64}$',
        }),
      ),
      sun: Type.Optional(
        Type.String({
          description:
            'Instead of `card`: the URL of a tag that carries a SUN message (NTAG 424 DNA), as the tag gave it. ' +
            'Good for one answer: the same message again is a copy.',
          pattern: '^[!-~]+$',
          maxLength: 1024,
        }),
      ),
      pass: Type.Optional(
        Type.String({
          description:
            'Instead of `card`: the code that a phone showed to a scanner, a JWS in compact form (RFC 7515), good once and for ' +
            'a minute at the most.',
          pattern: '^[A-Za-z0-9_-]+[.][A-Za-z0-9_-]+[.][A-Za-z0-9_-]+$',
          maxLength: 1536,
        }),
      ),
    },
    { ...Closed, minProperties: 3, maxProperties: 3 },
  ),
  'rsp/recognise': Type.Object(
    {
      ...Reply,
      customer: Type.Optional(Customer),
      tag: Type.Optional(
        Type.Object(
          {
            result: literals(['genuine', 'replayed', 'not_genuine'], {
              description:
                'Of a signed tag: made by the tag itself just now, a copy of what it said before, or not made by a tag of ours.',
            }),
            purpose: Type.Optional(
              literals(['product', 'card'], {
                description: 'What the keys that opened it are for; absent when none did.',
              }),
            ),
          },
          Closed,
        ),
      ),
    },
    Closed,
  ),
  /** A code for the phone of whoever stands at a display, or none any more. A new one takes the place of the one before. */
  'req/visit': Type.Object(
    {
      id: Id,
      deadline: Time,
      action: literals(['begin', 'cancel']),
      display: Type.String({ maxLength: 64 }),
      language: Type.Optional(Type.String({ description: 'Of the display, BCP 47.', maxLength: 16 })),
      visit: Type.Optional(VisitId),
    },
    Closed,
  ),
  'rsp/visit': Type.Object({ ...Reply, begun: Type.Optional(VisitBegun) }, Closed),
  /** Is this somebody's card? Asked before a tag is written or learned; tells nothing of whom. */
  'req/card': Type.Object(
    { id: Id, deadline: Time, card: Type.String({ pattern: '^[0-9a-f]{64}$' }) },
    Closed,
  ),
  'rsp/card': Type.Object({ ...Reply, known: Type.Optional(Type.Boolean()) }, Closed),
  /** Know this tag as that variant, in every store. */
  'req/bind': Type.Object(
    { id: Id, deadline: Time, uid: TagUid, sku: Type.String({ minLength: 1, maxLength: 64 }) },
    Closed,
  ),
  'rsp/bind': Type.Object(Reply, Closed),
  /** Read the list, or put a variant on it or take it off; the same again changes nothing. Answers the list as it is then. */
  'req/wishlist': Type.Object(
    {
      id: Id,
      deadline: Time,
      token: Type.String({ maxLength: 128 }),
      action: Type.Optional(literals(['read', 'add', 'remove'], { description: 'Left out: read.' })),
      sku: Type.Optional(
        Type.String({ minLength: 1, maxLength: 64, description: 'What is put on the list or taken off.' }),
      ),
    },
    Closed,
  ),
  'rsp/wishlist': Type.Object(
    { ...Reply, items: Type.Optional(Type.Array(WishlistItem, { maxItems: 200 })) },
    Closed,
  ),
  /**
   * What a shopper wants done. `create` with a key that is known gives what became of it and creates nothing; `shown` says
   * that the code of a hand-over is on the screen.
   */
  'req/intent': Type.Object(
    {
      id: Id,
      deadline: Time,
      action: literals(['create', 'look', 'shown', 'cancel']),
      key: IntentKey,
      kind: Type.Optional(IntentKind),
      display: Type.Optional(
        Type.String({ description: 'Where it is asked for: which fitting room.', maxLength: 64 }),
      ),
      lines: Type.Optional(Type.Array(IntentLine, { minItems: 1, maxItems: MOST_INTENT_LINES })),
      storeCode: Type.Optional(
        Type.String({
          description: 'Where it is fetched; left out: where the kiosk stands.',
          minLength: 1,
          maxLength: 64,
        }),
      ),
      token: Type.Optional(
        Type.String({
          description:
            'Of the recognised shopper who orders; not needed for a room, a reservation or a till.',
          maxLength: 128,
        }),
      ),
    },
    Closed,
  ),
  'rsp/intent': Type.Object({ ...Reply, intent: Type.Optional(IntentReport) }, Closed),
  /** Which settings are desired? Asked on every connect, because not every broker keeps `desired/config`. */
  'req/config': Type.Object(
    { id: Id, deadline: Time, version: Count, hash: Type.String({ maxLength: 64 }) },
    Closed,
  ),
  /** `desired` is absent when there is none, or the kiosk has it already. */
  'rsp/config': Type.Object({ ...Reply, desired: Type.Optional(DesiredConfig) }, Closed),
  /** Which catalogue is current? `have` is the version in the replica, empty when none. */
  'req/catalogue': Type.Object({ id: Id, deadline: Time, have: Type.String() }, Closed),
  /** `path` is relative to the hub's HTTP address. */
  'rsp/catalogue': Type.Object(
    {
      ...Reply,
      version: Type.Optional(Type.String()),
      path: Type.Optional(Type.String()),
      stockAsOf: Type.Optional(Time),
      services: Type.Optional(Services),
    },
    Closed,
  ),
} as const satisfies Record<string, TSchema>;

export type MessageName = keyof typeof MESSAGES;
export type Message<N extends MessageName> = Static<(typeof MESSAGES)[N]>;
