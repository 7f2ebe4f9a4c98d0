/** Stock in words, with a tone that a mark or a shape repeats. */
import type { Availability } from '../../../broker/contract/domain.ts';
import type { StockLine, StoreStock } from '../../../broker/contract/screen.ts';
import { isolate } from '../i18n/isolate.ts';
import type { Speech } from '../i18n/speech.ts';

export interface StockWords {
  text: string;
  tone: 'go' | 'warn' | 'none';
  /** Whether a shopper can have it from the place the words are about. */
  has: boolean;
}

const words = (text: string, tone: StockWords['tone'], has: boolean): StockWords => ({ text, tone, has });

/** Stock in the store where the wall stands. */
export function stockHere({ words: say }: Speech, line: StockLine): StockWords {
  switch (line.availability) {
    case 'in_stock':
      return words(
        line.left === null ? say.inStockHere : say.leftHere(line.left),
        line.left === null ? 'go' : 'warn',
        true,
      );
    case 'limited_availability':
      return words(line.left === null ? say.fewHere : say.leftHere(line.left), 'warn', true);
    case 'on_display_to_order':
      return words(say.toOrder, 'none', false);
    case 'preorder':
      return words(say.preorder, 'none', false);
    case 'backorder':
      return words(say.backSoon, 'none', false);
    case 'out_of_stock':
      return words(say.notHere, 'none', false);
  }
}

/** Stock in another store. */
export function stockThere({ words: say }: Speech, line: StockLine): StockWords {
  switch (line.availability) {
    case 'in_stock':
      return words(
        line.left === null ? say.inStock : say.left(line.left),
        line.left === null ? 'go' : 'warn',
        true,
      );
    case 'limited_availability':
      return words(line.left === null ? say.few : say.left(line.left), 'warn', true);
    case 'on_display_to_order':
      return words(say.toOrder, 'none', false);
    case 'preorder':
      return words(say.preorder, 'none', false);
    case 'backorder':
      return words(say.backSoon, 'none', false);
    case 'out_of_stock':
      return words(say.notThere, 'none', false);
  }
}

export const sellsOnline = (online: Availability): boolean =>
  online === 'in_stock' || online === 'limited_availability';

/** "Duomo, 600 m"; the town is left out when it is this store's own. */
export function nearStore(speech: Speech, store: StoreStock, ownName: string): string {
  const name = isolate(shortName(store.name, ownName));
  return store.distanceMetres === null ? name : `${name}, ${isolate(speech.distance(store.distanceMetres))}`;
}

export function shortName(name: string, ownName: string): string {
  const town = ownName.split(' ', 1)[0] ?? '';
  return town !== '' && name.startsWith(`${town} `) ? name.slice(town.length + 1) : name;
}

/** One variant in the order a shopper asks: here, nearest other store, online. */
export function stockAnywhere(
  speech: Speech,
  stock: { here: StockLine; nearest: StoreStock | null; online: Availability },
  ownName: string,
): StockWords {
  const here = stockHere(speech, stock.here);
  if (here.has) return here;
  if (stock.nearest) return words(nearStore(speech, stock.nearest, ownName), 'none', false);
  if (sellsOnline(stock.online)) return words(speech.words.online, 'none', false);
  return stock.here.availability === 'out_of_stock' ? words(speech.words.soldOut, 'none', false) : here;
}
