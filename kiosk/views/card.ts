/** A product as a card: the one shape of it in lists. */
import type { Localised, Media, Product, Variant } from '../../broker/contract/domain.ts';
import type { ProductCard } from '../../broker/contract/screen.ts';
import type { Language } from '../../broker/contract/settings.ts';
import { priceOf } from './price.ts';

/** The text in the language of the screen, else in English, else in whatever language there is. */
export function textIn(text: Localised, language?: Language): string {
  const exact = language === undefined ? undefined : text[language];
  if (exact !== undefined) return exact;
  const regional = Object.keys(text).find((key) => key.split('-')[0] === language);
  return (regional === undefined ? undefined : text[regional]) ?? text['en'] ?? Object.values(text)[0] ?? '';
}

/** Pictures of a colour first, then those that show all; other colours last. */
export function mediaFor(product: Product, colour: string): Media[] {
  const rank = (media: Media): number => (media.colour === colour ? 0 : media.colour === '' ? 1 : 2);
  return [...product.media].sort((a, b) => rank(a) - rank(b));
}

export function cardOf(product: Product, variant: Variant, language?: Language): ProductCard {
  return {
    productId: product.productId,
    sku: variant.sku,
    title: textIn(product.title, language),
    price: priceOf(variant),
    media: mediaFor(product, variant.colour)[0] ?? null,
    rating: product.rating,
  };
}
