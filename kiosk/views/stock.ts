/** Stock in the words a screen has for it: coarse, because counts are never exact (the last one may be in a fitting room). */
import type { Store, StoreOffer } from '../../broker/contract/domain.ts';
import type { StockLine, StoreStock } from '../../broker/contract/screen.ts';

const EARTH_METRES = 6_371_000;
const FEW = 2;

/** Stock of one variant in one store; no offer means that the store does not carry it. */
export function stockLine(offer: StoreOffer | undefined): StockLine {
  if (offer === undefined || offer.quantity === 0) {
    const canCome = offer !== undefined && !isThere(offer);
    return { availability: canCome ? offer.availability : 'out_of_stock', left: null };
  }
  const isFew = isThere(offer) && offer.quantity !== null && offer.quantity <= FEW;
  return { availability: offer.availability, left: isFew ? offer.quantity : null };
}

/** True when a shopper could take it home now. */
export function isThere(line: Pick<StockLine, 'availability'>): boolean {
  return line.availability === 'in_stock' || line.availability === 'limited_availability';
}

/** Stores around this one, nearest first; those without a position last. */
export class Neighbours {
  readonly #around: { store: Store; distance: number | null }[];

  constructor(stores: readonly Store[], storeCode: string) {
    const own = stores.find((store) => store.storeCode === storeCode);
    this.#around = stores
      .filter((store) => store.storeCode !== storeCode)
      .map((store) => ({ store, distance: own === undefined ? null : metresBetween(own, store) }))
      .sort((a, b) => (a.distance ?? Infinity) - (b.distance ?? Infinity) || byName(a.store, b.store));
  }

  /** What each of them has of one variant. */
  stock(offers: readonly StoreOffer[]): StoreStock[] {
    return this.#around.map(({ store, distance }) => ({
      storeCode: store.storeCode,
      name: store.name,
      distanceMetres: distance,
      ...stockLine(offers.find((offer) => offer.storeCode === store.storeCode)),
    }));
  }

  /** The nearest that has the variant. */
  nearest(offers: readonly StoreOffer[]): StoreStock | null {
    return this.stock(offers).find(isThere) ?? null;
  }
}

function byName(a: Store, b: Store): number {
  return a.name < b.name ? -1 : 1;
}

/** Great-circle distance (haversine), whole metres; null when a position is unknown. */
export function metresBetween(
  one: Pick<Store, 'latitude' | 'longitude'>,
  other: Pick<Store, 'latitude' | 'longitude'>,
): number | null {
  if (one.latitude === null || one.longitude === null) return null;
  if (other.latitude === null || other.longitude === null) return null;
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const haversine = (angle: number): number => Math.sin(radians(angle) / 2) ** 2;
  const h =
    haversine(other.latitude - one.latitude) +
    Math.cos(radians(one.latitude)) *
      Math.cos(radians(other.latitude)) *
      haversine(other.longitude - one.longitude);
  return Math.round(2 * EARTH_METRES * Math.asin(Math.min(1, Math.sqrt(h))));
}
