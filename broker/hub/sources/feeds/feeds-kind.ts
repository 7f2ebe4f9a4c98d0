/** Feeds as files or by URL: what retailers export for Google and others, and what the hub reads most often. */
import { Type, type Static } from 'typebox';
import { HOST_PATTERN } from '../../fetch/host-rules.ts';
import { SecretHeader } from '../../fetch/secret-headers.ts';
import { PARTS, type Part } from '../parts-given.ts';
import type { Capability } from '../ports.ts';
import { sourceKind, type SourceKind } from '../source-kind.ts';
import { FeedsSource } from './feeds-source.ts';

const MEGABYTE = 1_000_000;

function location(what: string) {
  return Type.Optional(
    Type.String({
      description: `${what}: a file, beside the source file unless the path is absolute, or an http(s) address.`,
      minLength: 1,
      maxLength: 2_000,
    }),
  );
}

const Hosts = (description: string) =>
  Type.Optional(
    Type.Array(Type.String({ pattern: HOST_PATTERN, maxLength: 253 }), {
      description,
      default: [],
      maxItems: 100,
    }),
  );

export const FeedsOptions = Type.Object(
  {
    stores: location('Stores'),
    products: location('Products'),
    local: location('Stock by store'),
    reviews: location('Reviews'),
    related: location('Related products'),
    guides: location('Guides to products'),
    language: Type.Optional(
      Type.String({
        description: 'Language of texts that do not say theirs, BCP 47.',
        default: 'en',
        pattern: '^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$',
      }),
    ),
    currency: Type.Optional(
      Type.String({
        description: 'Currency of amounts that do not say theirs. Left out: that of the stores.',
        pattern: '^[A-Z]{3}$',
      }),
    ),
    hosts: Hosts(
      'Hosts that redirects and pictures may lead to: exact names, or `*.cdn.example` for all below. Those of the addresses above are allowed without being named.',
    ),
    internalHosts: Hosts('Hosts with an address of a private network, by exact name.'),
    headers: Type.Optional(
      Type.Array(SecretHeader, { description: 'Headers with a secret.', default: [], maxItems: 20 }),
    ),
    megabytes: Type.Optional(
      Type.Integer({
        description: 'What one feed may have at the most.',
        default: 2_000,
        minimum: 1,
        maximum: 20_000,
        'x-unit': 'MB',
      }),
    ),
  },
  { additionalProperties: false },
);
export type FeedsOptions = Static<typeof FeedsOptions>;

export const FEED_NAMES = ['stores', 'products', 'local', 'reviews', 'related', 'guides'] as const;
export type FeedName = (typeof FEED_NAMES)[number];

function partOf(name: FeedName): Part {
  return name === 'local' ? 'stock' : name;
}

export const feedsKind: SourceKind = sourceKind({
  kind: 'feeds',
  description: 'Product, stock and review feeds, as files or by URL.',
  options: FeedsOptions,
  parts: (options) =>
    PARTS.filter((part) => FEED_NAMES.some((name) => options[name] !== undefined && partOf(name) === part)),
  create(options, context) {
    const capabilities = (['catalogue', 'stock', 'reviews'] as const satisfies Capability[]).filter(
      (capability) => context.parts.some((part) => (part === 'products' ? 'catalogue' : part) === capability),
    );
    const freshness =
      context.every === 0 ? {} : Object.fromEntries(capabilities.map((name) => [name, context.every]));
    const card = { name: context.name, capabilities, freshness };
    const files = Object.fromEntries(
      FEED_NAMES.filter((name) => context.parts.includes(partOf(name))).map((name) => [name, options[name]]),
    );
    const source = new FeedsSource({
      card,
      context,
      feeds: files,
      settings: { ...options, bytes: (options.megabytes ?? 2_000) * MEGABYTE },
    });
    return { card, catalogue: source, stop: async () => source.stop() };
  },
});
