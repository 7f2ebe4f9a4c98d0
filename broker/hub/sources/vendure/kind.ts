/** Vendure among the kinds of sources. */
import { sourceKind, type SourceKind } from '../source-kind.ts';
import { createVendureSource } from './create-source.ts';
import { orderKinds, orderNotes } from './order-kinds.ts';
import { VendureOptions } from './options.ts';

export const vendureKind: SourceKind = sourceKind({
  kind: 'vendure',
  description: 'A Vendure 3 shop, by its admin API.',
  options: VendureOptions,
  parts: ({ orders }) => [
    'stores',
    'products',
    'stock',
    'people',
    'wishlist',
    ...(orderKinds(orders).length === 0 ? [] : (['orders'] as const)),
  ],
  notes: ({ orders }) => orderNotes(orders),
  create: (options, context) => createVendureSource(options, { ...context, fetch }),
});
