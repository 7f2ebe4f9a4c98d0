/**
 * What a mapping file may say: which lists an interface has, how they are paged, and from where in each entry a field comes.
 * It is data: paths, constants and a handful of transforms, and never code.
 */
import { Type, type Static } from 'typebox';
import { HOST_PATTERN } from '../../fetch/host-rules.ts';
import { SecretHeader } from '../../fetch/secret-headers.ts';

const Closed = { additionalProperties: false } as const;
/** JSON Pointer, from an entry; `^` before it: from the entry that this one lies in. */
const Path = Type.String({
  pattern: '^\\^?(/[^/]*)*$',
  maxLength: 200,
  description:
    'JSON Pointer (RFC 6901) into the entry, e.g. `/price/amount`; with `^` before it, into the entry around it.',
  'x-allowed': 'a path such as "/price/amount", or "^/id" for the entry around',
});

const Transforms = {
  split: Type.Optional(
    Type.String({ description: 'A text becomes a list at this separator.', minLength: 1, maxLength: 8 }),
  ),
  pick: Type.Optional(
    Type.String({
      description: 'Of a list of objects, the value at this path of each.',
      pattern: '^(/[^/]*)+$',
      maxLength: 200,
    }),
  ),
  join: Type.Optional(Type.String({ description: 'A list becomes a text with this between.', maxLength: 8 })),
  map: Type.Optional(
    Type.Record(Type.String({ maxLength: 100 }), Type.String({ maxLength: 200 }), {
      description: 'Words of the interface to words of the feed; others stay as they are.',
      maxProperties: 500,
    }),
  ),
  as: Type.Optional(
    Type.Union([Type.Literal('minor'), Type.Literal('seconds'), Type.Literal('milliseconds')], {
      description:
        '`minor`: a whole number of cents or their like, of the currency in `currency`; `seconds`, `milliseconds`: a time since 1970.',
    }),
  ),
  currency: Type.Optional(
    Type.String({ description: 'ISO 4217, for `minor` and for bare amounts.', pattern: '^[A-Z]{3}$' }),
  ),
  prefix: Type.Optional(
    Type.String({ description: 'Text put before, e.g. the address of pictures.', maxLength: 500 }),
  ),
} as const;

export const FieldSpec = Type.Union([
  Path,
  Type.Object({ const: Type.String({ description: 'The same for every entry.', maxLength: 500 }) }, Closed),
  Type.Object(
    {
      path: Type.Union([Path, Type.Array(Path, { minItems: 1, maxItems: 8 })], {
        description: 'A path, or several of which the first that leads to something counts.',
      }),
      ...Transforms,
    },
    Closed,
  ),
]);
export type FieldSpec = Static<typeof FieldSpec>;

export const Paging = Type.Union([
  Type.Object(
    {
      by: Type.Literal('page'),
      parameter: Type.String({ pattern: '^[A-Za-z0-9_.\\[\\]-]{1,64}$' }),
      first: Type.Optional(Type.Integer({ minimum: 0, maximum: 1, default: 1 })),
    },
    { ...Closed, description: 'The number of the page is a parameter, until a page is empty.' },
  ),
  Type.Object(
    {
      by: Type.Literal('offset'),
      parameter: Type.String({ pattern: '^[A-Za-z0-9_.\\[\\]-]{1,64}$' }),
    },
    { ...Closed, description: 'How many entries came before is a parameter, until a page is empty.' },
  ),
  Type.Object(
    {
      by: Type.Literal('cursor'),
      parameter: Type.String({ pattern: '^[A-Za-z0-9_.\\[\\]-]{1,64}$' }),
      next: Path,
    },
    { ...Closed, description: 'Each page says what to ask for the next, until it says nothing.' },
  ),
  Type.Object(
    { by: Type.Literal('link') },
    { ...Closed, description: 'The header `Link` with `rel="next"` (RFC 8288).' },
  ),
  Type.Object(
    { by: Type.Literal('address'), next: Path },
    { ...Closed, description: 'Each page says the address of the next.' },
  ),
]);
export type Paging = Static<typeof Paging>;

export type ListPart = MappedList['gives'];

const Fields = Type.Record(Type.String({ pattern: '^[a-z_]{1,40}$' }), FieldSpec, {
  description: 'By the names that feeds have: docs/reference/feeds.md.',
  minProperties: 1,
  maxProperties: 60,
});
const Entries = Type.Optional(
  Type.String({
    description: 'Where the list is in the answer; empty: the answer is the list.',
    pattern: '^(/[^/]*)*$',
    default: '',
    maxLength: 200,
  }),
);
const Each = Type.Optional(
  Type.String({
    description: 'A list inside each entry, of which each is a row: the variants of a product.',
    pattern: '^(/[^/]*)+$',
    maxLength: 200,
  }),
);

export const MappedList = Type.Object(
  {
    gives: Type.Union([
      Type.Literal('stores'),
      Type.Literal('products'),
      Type.Literal('stock'),
      Type.Literal('reviews'),
      Type.Literal('related'),
    ]),
    url: Type.String({
      pattern: '^https?://',
      maxLength: 2_000,
      description: 'Where the list is asked for.',
    }),
    entries: Entries,
    each: Each,
    paging: Type.Optional(Paging),
    fields: Fields,
  },
  Closed,
);
export type MappedList = Static<typeof MappedList>;

export const MappedHook = Type.Object(
  {
    secretFile: Type.String({
      description: 'File with the secret that signs, beside the source file.',
      minLength: 1,
    }),
    entries: Entries,
    each: Each,
    fields: Fields,
  },
  {
    ...Closed,
    description: 'Changes of stock that a shop sends to `POST /api/sources/NAME/hook`, signed.',
  },
);
export type MappedHook = Static<typeof MappedHook>;

const Hosts = (description: string) =>
  Type.Optional(
    Type.Array(Type.String({ pattern: HOST_PATTERN, maxLength: 253 }), {
      description,
      default: [],
      maxItems: 100,
    }),
  );

export const Mapping = Type.Object(
  {
    lists: Type.Optional(
      Type.Array(MappedList, { description: 'What is read; each part once.', default: [], maxItems: 5 }),
    ),
    hook: Type.Optional(MappedHook),
    language: Type.Optional(
      Type.String({
        description: 'Of all texts, BCP 47.',
        default: 'en',
        pattern: '^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$',
      }),
    ),
    currency: Type.Optional(
      Type.String({
        description: 'Of amounts that do not say theirs.',
        default: '',
        pattern: '^([A-Z]{3})?$',
      }),
    ),
    hosts: Hosts('Hosts that redirects, pages and pictures may lead to, besides those of the lists.'),
    internalHosts: Hosts('Hosts with an address of a private network, by exact name.'),
    headers: Type.Optional(
      Type.Array(SecretHeader, { description: 'Headers with a secret.', default: [], maxItems: 20 }),
    ),
  },
  Closed,
);
export type Mapping = Static<typeof Mapping>;
