/** Stock in words, with a tone that a mark or a shape repeats. */
import type { Availability } from '../../../broker/contract/domain.ts';
import type { ProductView, StockLine, StoreStock } from '../../../broker/contract/screen.ts';
import { isolate } from '../i18n/isolate.ts';
import type { Speech } from '../i18n/speech.ts';

export interface StockWords {
  text: string;
  tone: 'go' | 'warn' | 'none';
  /** Whether a shopper can have it from the place the words are about. */
  has: boolean;
}

const words = (text: string, tone: StockWords['tone'], has: boolean): StockWords => ({ text, tone, has });

interface PlaceWords {
  inStock: string;
  few: string;
  left: (count: number) => string;
  none: string;
}

/** Nobody knows, so nothing is said; staff may look for it. */
const UNSAID = words('', 'none', true);

/** Stock in the store where the wall stands. Of what no source gives nothing is said, and nothing is shown as missing. */
export function stockHere(speech: Speech, line: StockLine | null): StockWords {
  if (line === null) return UNSAID;
  const { inStockHere, fewHere, leftHere, notHere } = speech.words;
  return stockAt(speech, line, { inStock: inStockHere, few: fewHere, left: leftHere, none: notHere });
}

/** Of a product, which this store may not sell at all. */
export function productHere(
  speech: Speech,
  { here, outside }: Pick<ProductView, 'here' | 'outside'>,
): StockWords {
  return outside === true ? words(speech.words.notSoldHere, 'none', false) : stockHere(speech, here);
}

/** Stock in another store. */
export function stockThere(speech: Speech, line: StockLine): StockWords {
  const { inStock, few, left, notThere } = speech.words;
  return stockAt(speech, line, { inStock, few, left, none: notThere });
}

function stockAt({ words: say }: Speech, line: StockLine, place: PlaceWords): StockWords {
  const later: Partial<Record<Availability, string>> = {
    on_display_to_order: say.toOrder,
    preorder: say.preorder,
    backorder: say.backSoon,
  };
  if (line.availability === 'in_stock' && line.left === null) return words(place.inStock, 'go', true);
  if (line.availability === 'in_stock' || line.availability === 'limited_availability') {
    return words(line.left === null ? place.few : place.left(line.left), 'warn', true);
  }
  return words(later[line.availability] ?? place.none, 'none', false);
}

export const sellsOnline = (online: Availability): boolean =>
  online === 'in_stock' || online === 'limited_availability';

/** "Duomo, 600 m"; the town is left out when it is this store's own. */
export function nearStore(speech: Speech, store: StoreStock, ownName: string): string {
  const name = isolate(shortName(store.name, ownName));
  if (store.distanceMetres === null) return name;
  const comma = speech.language === 'ar' ? '، ' : ', ';
  return `${name}${comma}${isolate(speech.distance(store.distanceMetres))}`;
}

export function shortName(name: string, ownName: string): string {
  const town = ownName.split(' ', 1)[0] ?? '';
  return town !== '' && name.startsWith(`${town} `) ? name.slice(town.length + 1) : name;
}

/** Farther than a shopper goes for it today: what is sold online comes to them sooner. */
const WITHIN_REACH_METRES = 30_000;

/** The nearest store that has it, unless it is out of reach and online is not. */
export function storeWorthNaming(nearest: StoreStock | null, online: Availability): StoreStock | null {
  const far = (nearest?.distanceMetres ?? 0) > WITHIN_REACH_METRES;
  return far && sellsOnline(online) ? null : nearest;
}

/** One variant in the order a shopper asks: here, a store within reach, online, a store farther away. */
export function stockAnywhere(
  speech: Speech,
  stock: { here: StockLine | null; nearest: StoreStock | null; online: Availability },
  ownName: string,
): StockWords {
  const here = stockHere(speech, stock.here);
  if (here.has || stock.here === null) return here;
  const store = storeWorthNaming(stock.nearest, stock.online);
  if (store) return words(nearStore(speech, store, ownName), 'none', false);
  if (sellsOnline(stock.online)) return words(speech.words.online, 'none', false);
  return stock.here.availability === 'out_of_stock' ? words(speech.words.soldOut, 'none', false) : here;
}
