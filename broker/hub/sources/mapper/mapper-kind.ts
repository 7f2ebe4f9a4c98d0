/** The kind `mapper`: any JSON interface, described by a mapping. */
import { PARTS, type Part } from '../parts-given.ts';
import type { Capability } from '../ports.ts';
import { sourceKind, type SourceKind } from '../source-kind.ts';
import { MapperSource } from './mapper-source.ts';
import { MapperStock } from './mapper-stock.ts';
import { Mapping } from './mapping.ts';

const CAPABILITIES: Partial<Record<Part, Capability>> = {
  products: 'catalogue',
  stock: 'stock',
  reviews: 'reviews',
};

export const mapperKind: SourceKind = sourceKind({
  kind: 'mapper',
  description: 'Any interface that answers JSON, or sends it, described by a mapping.',
  options: Mapping,
  parts: ({ lists = [], hook }) => {
    const given = new Set<Part>([...lists.map(({ gives }) => gives), ...(hook ? (['stock'] as const) : [])]);
    return PARTS.filter((part) => given.has(part));
  },
  create(mapping, context) {
    const capabilities = context.parts.flatMap((part) => CAPABILITIES[part] ?? []);
    const freshness =
      context.every === 0 ? {} : Object.fromEntries(capabilities.map((name) => [name, context.every]));
    const card = { name: context.name, capabilities, freshness };
    const { hook, lists = [] } = mapping;
    const source = lists.length === 0 ? undefined : new MapperSource({ card, context, mapping });
    const stock = hook && new MapperStock({ card, context, mapping, hook });
    return {
      card,
      ...(source && { catalogue: source }),
      ...(stock && { stock, hook: stock }),
      stop: async () => source?.stop(),
    };
  },
});
