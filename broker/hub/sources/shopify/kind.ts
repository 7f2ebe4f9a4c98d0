/** Shopify among the kinds of sources. */
import type { Part } from '../parts-given.ts';
import { sourceKind, type SourceKind } from '../source-kind.ts';
import { createShopifySource } from './create-source.ts';
import { ShopifyOptions } from './options.ts';

export const shopifyKind: SourceKind = sourceKind({
  kind: 'shopify',
  description: 'A Shopify shop, by its Storefront API.',
  options: ShopifyOptions,
  parts: ({ stores }) => {
    const given: Part[] = ['products'];
    if (Object.keys(stores).length > 0) given.push('stores', 'stock');
    return given;
  },
  create: (options, context) => createShopifySource(options, { ...context, fetch }),
});
