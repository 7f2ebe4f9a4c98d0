/** Vendure among the kinds of sources. */
import { sourceKind, type SourceKind } from '../source-kind.ts';
import { createVendureSource } from './create-source.ts';
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
    ...(orders.pickupShipping === '' && orders.shipShipping === '' ? [] : (['orders'] as const)),
  ],
  create: (options, context) => createVendureSource(options, { ...context, fetch }),
});
