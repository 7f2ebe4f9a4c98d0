/** A product as the screen shows it, from the catalogue. */
import type { Product, StoreOffer, Variant } from '../../broker/contract/domain.ts';
import type { ColourOption, ProductCard, ProductView, SizeOption } from '../../broker/contract/screen.ts';
import type { Language } from '../../broker/contract/settings.ts';
import type { Services } from '../../broker/contract/services.ts';
import { cardOf, mediaFor, textIn } from './card.ts';
import { priceOf } from './price.ts';
import { chooseQuote } from './quote.ts';
import type { ShownCatalogue } from './shown-catalogue.ts';
import { isThere, Neighbours, stockLine } from './stock.ts';
import { swatchOf } from './swatches.ts';

/** Where and for whom a view is made. */
export interface Viewpoint {
  storeCode: string;
  language: Language;
  /** What the sources give; the rest is left out of a view. */
  gives: Pick<Services, 'stock' | 'reviews'>;
}

const MOST_RELATED = 6;

/** Everything a screen says about one variant; undefined when the catalogue does not have it. */
export function productView(catalogue: ShownCatalogue, sku: string, at: Viewpoint): ProductView | undefined {
  const variant = catalogue.variant(sku);
  const product = variant === undefined ? undefined : catalogue.product(variant.productId);
  if (variant === undefined || product === undefined) return undefined;
  const scene = lookAround(catalogue, variant, at);
  const offers = scene.offersOf(sku);
  const here = offers.find((offer) => offer.storeCode === at.storeCode);
  return {
    ...(catalogue.isOutside?.(product.productId) === true ? { outside: true } : {}),
    productId: product.productId,
    sku,
    title: textIn(product.title, at.language),
    description: textIn(product.description, at.language),
    brand: product.brand,
    highlights: product.highlights,
    attributes: product.attributes,
    colour: variant.colour,
    size: variant.size,
    sizeSystem: variant.sizeSystem,
    price: priceOf(variant),
    ...opinions(catalogue, product, at),
    media: mediaFor(product, variant.colour),
    colours: colourOptions(scene),
    sizes: sizeOptions(scene),
    here: at.gives.stock ? stockLine(here) : null,
    shelfLocation: here?.shelfLocation ?? '',
    pickupSla: here?.pickupSla ?? '',
    stores: at.gives.stock ? scene.neighbours.stock(offers) : [],
    online: variant.availabilityOnline,
    stockAsOf: at.gives.stock ? later(here?.asOf ?? scene.lastConfirmed, catalogue.stockAsOf?.()) : null,
    related: product.relatedIds
      .slice(0, MOST_RELATED)
      .flatMap((id) => relatedCard(catalogue, id, at.language)),
    guide: product.guide,
  };
}

/** What a shop says of reviews that are elsewhere is shown, whoever gives reviews. */
function opinions(
  catalogue: ShownCatalogue,
  { productId, rating }: Product,
  { language, gives }: Viewpoint,
): Pick<ProductView, 'rating' | 'reviewLanguages' | 'quote'> {
  if (!gives.reviews && rating.count === 0) return { rating: null, reviewLanguages: [], quote: null };
  return {
    rating,
    reviewLanguages: catalogue.reviewLanguages(productId),
    quote: chooseQuote(catalogue.reviewsOf(productId), { language, average: rating.average }),
  };
}

/** A card of one variant; undefined when the catalogue does not have it. */
export function productCard(
  catalogue: ShownCatalogue,
  sku: string,
  language: Language,
): ProductCard | undefined {
  const variant = catalogue.variant(sku);
  const product = variant === undefined ? undefined : catalogue.product(variant.productId);
  return variant === undefined || product === undefined ? undefined : cardOf(product, variant, language);
}

function relatedCard(catalogue: ShownCatalogue, productId: string, language: Language): ProductCard[] {
  const product = catalogue.product(productId);
  const variant = catalogue.bestVariant(productId);
  return product === undefined || variant === undefined ? [] : [cardOf(product, variant, language)];
}

/** The product's variants and where they are. */
interface Scene {
  selected: Variant;
  variants: Variant[];
  neighbours: Neighbours;
  storeCode: string;
  hasStock: boolean;
  offersOf(sku: string): StoreOffer[];
  /** When anything of this product was last counted in this store; of one that it does not sell, in any; else when the catalogue was made. */
  lastConfirmed: string;
}

function lookAround(catalogue: ShownCatalogue, selected: Variant, at: Viewpoint): Scene {
  const bySku = new Map<string, StoreOffer[]>();
  let lastConfirmed = '';
  const isOutside = catalogue.isOutside?.(selected.productId) === true;
  for (const offer of catalogue.offersOfProduct(selected.productId)) {
    bySku.set(offer.sku, [...(bySku.get(offer.sku) ?? []), offer]);
    const counts = isOutside || offer.storeCode === at.storeCode;
    if (counts && offer.asOf > lastConfirmed) lastConfirmed = offer.asOf;
  }
  return {
    selected,
    variants: catalogue.variants(selected.productId),
    neighbours: new Neighbours(catalogue.stores(), at.storeCode),
    storeCode: at.storeCode,
    hasStock: at.gives.stock,
    offersOf: (sku) => bySku.get(sku) ?? [],
    lastConfirmed: lastConfirmed || catalogue.createdAt(),
  };
}

function colourOptions(scene: Scene): ColourOption[] {
  const { selected, variants } = scene;
  const names = [...new Set(variants.map(({ colour }) => colour))].filter((name) => name !== '');
  return names.flatMap((name) => {
    const ofColour = variants.filter(({ colour }) => colour === name);
    const target =
      ofColour.find(({ size }) => size === selected.size) ??
      ofColour.find(({ sku }) => isThere(hereOf(scene, sku))) ??
      ofColour[0];
    const isSelected = name === selected.colour;
    if (target === undefined) return [];
    return [
      {
        name,
        swatch: swatchOf(name),
        sku: isSelected ? selected.sku : target.sku,
        selected: isSelected,
      },
    ];
  });
}

function sizeOptions(scene: Scene): SizeOption[] {
  const { selected, variants } = scene;
  return variants
    .filter(({ colour, size }) => colour === selected.colour && size !== '')
    .map((variant) => {
      const here = hereOf(scene, variant.sku);
      return {
        label: variant.size,
        sku: variant.sku,
        selected: variant.sku === selected.sku,
        here: scene.hasStock ? here : null,
        nearest:
          isThere(here) || !scene.hasStock ? null : scene.neighbours.nearest(scene.offersOf(variant.sku)),
        online: variant.availabilityOnline,
      };
    });
}

function hereOf(scene: Scene, sku: string): ReturnType<typeof stockLine> {
  return stockLine(scene.offersOf(sku).find((offer) => offer.storeCode === scene.storeCode));
}

/** Feeds write times with any offset. */
function later(one: string, other = ''): string {
  return Date.parse(other) > Date.parse(one) ? other : one;
}
