/** What shoppers type: names from the catalogue, some with a slip of the finger, letter by letter and whole. */
import { SeededRandom } from '../../support/seeded-random.ts';
import type { SourceProduct } from '../../../kiosk/search/index/document.ts';

export interface RankedQuery {
  text: string;
  /** Colour family and size, where a filter is set. */
  colour: string | null;
  size: string | null;
}

export interface Queries {
  typed: string[];
  ranked: RankedQuery[];
}

const LANGUAGES = ['en', 'it', 'fr', 'pl', 'ro'];
const SEARCHES = 120;
const LONGEST_SAMPLE = 5_000;

export function queriesOf(products: Iterable<SourceProduct>): Queries {
  const sample: SourceProduct[] = [];
  for (const product of products) if (sample.push(product) >= LONGEST_SAMPLE) break;
  const seeded = new SeededRandom(5);
  const random = (): number => seeded.unit();
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const typed: string[] = [];
  const ranked: RankedQuery[] = [];
  for (let search = 0; search < SEARCHES; search += 1) {
    const { product, variants } = pick(sample);
    const title = product.title[pick(LANGUAGES)] ?? '';
    const words = title
      .replaceAll(',', '')
      .split(' ')
      .slice(0, 2 + Math.floor(random() * 2));
    const text = (random() < 0.15 ? slipped(words.join(' '), random) : words.join(' ')).toLowerCase();
    for (let length = 1; length <= text.length; length += 1) typed.push(text.slice(0, length));
    const { colour, size } = pick(variants).variant;
    const kind = Math.floor(random() * 3);
    ranked.push({
      text: kind === 0 ? `${text} ${colour.toLowerCase()} ` : `${product.brand} ${text} `,
      colour: kind === 1 ? 'blue' : null,
      size: kind === 2 ? size : null,
    });
  }
  return { typed, ranked };
}

/** Two neighbouring letters swapped. */
function slipped(text: string, random: () => number): string {
  const at = 1 + Math.floor(random() * (text.length - 2));
  return text.slice(0, at) + (text[at + 1] ?? '') + (text[at] ?? '') + text.slice(at + 2);
}
