/** Shopify among the kinds of sources. */
import type { Part } from '../parts-given.ts';
import { sourceKind, type SourceKind } from '../source-kind.ts';
import { createShopifySource } from './create-source.ts';
import { ShopifyOptions } from './options.ts';

export const shopifyKind: SourceKind = sourceKind({
  kind: 'shopify',
  description: 'A Shopify shop, by its Storefront and Customer Account APIs.',
  options: ShopifyOptions,
  parts: ({ stores, accounts, checkout }) => {
    const given: Part[] = ['products'];
    if (Object.keys(stores).length > 0) given.push('stores', 'stock');
    if (accounts.url !== '') given.push('people');
    if (accounts.url !== '' && accounts.wishlist !== '') given.push('wishlist');
    if (checkout) given.push('orders');
    return given;
  },
  create: (options, context) => createShopifySource(options, { ...context, fetch }),
});
