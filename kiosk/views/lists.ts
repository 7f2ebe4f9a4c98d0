/** Lists that screens carry with them: the wishlist, and what a resting display invites with. */
import type { Item } from '../../broker/contract/events.ts';
import type { ProductCard, WishlistLine } from '../../broker/contract/screen.ts';
import type { Language } from '../../broker/contract/settings.ts';
import { cardOf, textIn } from './card.ts';
import { productCard, type Viewpoint } from './product-view.ts';
import type { ShownCatalogue } from './shown-catalogue.ts';
import { isThere, Neighbours, stockLine } from './stock.ts';

/** Lines of the wishlist in its order, without what the catalogue does not have. */
export function wishlistLines(
  catalogue: ShownCatalogue,
  skus: readonly string[],
  at: Viewpoint,
): Omit<WishlistLine, 'wish'>[] {
  const neighbours = new Neighbours(catalogue.stores(), at.storeCode);
  return [...new Set(skus)].flatMap((sku) => {
    const variant = catalogue.variant(sku);
    const product = variant === undefined ? undefined : catalogue.product(variant.productId);
    if (variant === undefined || product === undefined) return [];
    const offers = catalogue.offers(sku);
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
export function attractCards(catalogue: ShownCatalogue, limit: number, language: Language): ProductCard[] {
  return catalogue
    .attract(limit)
    .map((sku) => productCard(catalogue, sku, language))
    .filter((card) => card !== undefined);
}

/** The variant as events name it: `SessionContext.item`. */
export function itemOf(catalogue: ShownCatalogue, sku: string): Item | undefined {
  const variant = catalogue.variant(sku);
  const product = variant === undefined ? undefined : catalogue.product(variant.productId);
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
