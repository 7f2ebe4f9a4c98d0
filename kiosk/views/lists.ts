/** Lists that screens carry with them: the wishlist, and what a resting display invites with. */
import type { Item } from '../../broker/contract/events.ts';
import type { ProductCard, WishlistLine } from '../../broker/contract/screen.ts';
import type { Language } from '../../broker/contract/settings.ts';
import type { Replica } from '../replica/replica.ts';
import { cardOf, textIn } from './card.ts';
import { productCard, type Viewpoint } from './product-view.ts';
import { isThere, Neighbours, stockLine } from './stock.ts';

/** Lines of the wishlist in its order, without what the catalogue does not have. */
export function wishlistLines(
  replica: Replica,
  skus: readonly string[],
  at: Viewpoint,
): Omit<WishlistLine, 'wish'>[] {
  const neighbours = new Neighbours(replica.stores(), at.storeCode);
  return [...new Set(skus)].flatMap((sku) => {
    const variant = replica.variant(sku);
    const product = variant === undefined ? undefined : replica.product(variant.productId);
    if (variant === undefined || product === undefined) return [];
    const offers = replica.offers(sku);
    const offer = offers.find(({ storeCode }) => storeCode === at.storeCode);
    const here = stockLine(offer);
    return [
      {
        card: cardOf(product, variant, at.language),
        colour: variant.colour,
        size: variant.size,
        here: at.gives.stock ? here : null,
        shelfLocation: offer?.shelfLocation ?? '',
        nearest: isThere(here) || !at.gives.stock ? null : neighbours.nearest(offers),
        online: variant.availabilityOnline,
      },
    ];
  });
}

/** Cards of what invites today. */
export function attractCards(replica: Replica, limit: number, language: Language): ProductCard[] {
  return replica
    .attract(limit)
    .map((sku) => productCard(replica, sku, language))
    .filter((card) => card !== undefined);
}

/** The variant as events name it: `SessionContext.item`. */
export function itemOf(replica: Replica, sku: string): Item | undefined {
  const variant = replica.variant(sku);
  const product = variant === undefined ? undefined : replica.product(variant.productId);
  if (variant === undefined || product === undefined) return undefined;
  const price = variant.salePrice ?? variant.price;
  return {
    item_id: sku,
    item_group_id: variant.productId,
    item_name: textIn(product.title, 'en').slice(0, 200),
    item_variant: [variant.colour, variant.size]
      .filter((part) => part !== '')
      .join(' / ')
      .slice(0, 100),
    price_minor: price.amountMinor,
    currency: price.currency,
  };
}
