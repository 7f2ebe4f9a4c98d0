/** Makes a segment out of documents, which come in the order of their standing. */
import type { Dictionary } from '../words/dictionary.ts';
import { beginningTerm, LONGEST_BEGINNING } from './beginning.ts';
import { SURFACE, type SearchDocument } from './document.ts';
import { ByteChains, GrowingUint32 } from './growing.ts';
import type { Columns, Segment } from './segment.ts';

/** Of words that are worth finding by their first letters. */
const LEAST_IMPACT = 60;
const MOST_NAMES = 0xffff;
const MOST_PRICE = 0xffffffff;

/** Numbers for names, by first come. */
class NameTable {
  readonly names: string[] = [];
  readonly #numbers = new Map<string, number>();

  /** The last number stands for all names beyond the first 65 535: they are found by words, not by filters. */
  number(name: string): number {
    let number = this.#numbers.get(name);
    if (number === undefined) {
      if (this.names.length === MOST_NAMES) return MOST_NAMES - 1;
      number = this.names.length;
      this.names.push(name);
      this.#numbers.set(name, number);
    }
    return number;
  }
}

export class SegmentBuilder {
  readonly #dictionary: Dictionary;
  readonly #terms = new Map<string, number>();
  readonly #chains = new ByteChains();
  readonly #counts = new GrowingUint32();
  readonly #last = new GrowingUint32();
  readonly #surface = new GrowingUint32();
  readonly #brands = new NameTable();
  readonly #categories = new NameTable();
  readonly #sizes = new NameTable();
  readonly #sizeSets = new NameTable();
  readonly #colours = new NameTable();
  readonly #families: number[] = [];
  readonly #ids: Buffer[] = [];
  readonly #documents = new Map<string, GrowingUint32>();

  constructor(dictionary: Dictionary) {
    this.#dictionary = dictionary;
    this.#column('docVariants').push(0);
    this.#column('docId').push(0);
  }

  add(document: SearchDocument): void {
    const number = this.#column('docBrand').length;
    for (const [term, impact] of document.terms) this.#post(term, number, impact);
    for (const [term, impact] of beginnings(document.terms)) this.#post(term, number, impact);
    const id = Buffer.from(document.id);
    this.#ids.push(id);
    this.#column('docId').push(this.#column('docId').at(number) + id.length);
    this.#column('docBrand').push(this.#brands.number(document.brand));
    this.#column('docCategory').push(this.#categories.number(document.category));
    this.#column('docStanding').push(Math.round(Math.min(5, Math.max(0, document.standing)) * 50));
    this.#column('docPrint').push(document.print);
    this.#addVariants(document);
  }

  done(): Segment {
    const column = (name: string): Uint32Array => this.#column(name).done();
    const columns: Columns = {
      docVariants: column('docVariants'),
      docId: column('docId'),
      docBrand: Uint16Array.from(column('docBrand')),
      docCategory: Uint16Array.from(column('docCategory')),
      docStanding: Uint8Array.from(column('docStanding')),
      docFamilies: Uint16Array.from(column('docFamilies')),
      docSizes: Uint16Array.from(column('docSizes')),
      docPrint: column('docPrint'),
      docHere: Uint8Array.from(column('docHere')),
      docPrice: column('docPrice'),
      docPriceTop: column('docPriceTop'),
      variantSize: Uint16Array.from(column('variantSize')),
      variantColour: Uint16Array.from(column('variantColour')),
      variantPrice: column('variantPrice'),
      variantHere: Uint8Array.from(column('variantHere')),
      idBytes: Buffer.concat(this.#ids),
      ...this.#sortedTerms(),
    };
    return {
      columns,
      names: {
        brands: this.#brands.names,
        categories: this.#categories.names,
        sizes: this.#sizes.names,
        colours: this.#colours.names,
        families: this.#families,
        sizeSets: this.#sizeSets.names.map((key) => (key === '' ? [] : key.split(',').map(Number))),
      },
      documents: columns.docBrand.length,
      variants: columns.variantSize.length,
    };
  }

  #post(term: string, document: number, impact: number): void {
    let number = this.#terms.get(term);
    if (number === undefined) {
      number = this.#chains.add();
      this.#terms.set(term, number);
      this.#counts.push(0);
      this.#last.push(0);
      this.#surface.push(0);
    }
    this.#chains.pushNumber(number, document - this.#last.at(number));
    this.#chains.push(number, impact & 0xff);
    this.#last.set(number, document);
    this.#counts.set(number, this.#counts.at(number) + 1);
    if ((impact & SURFACE) !== 0) this.#surface.set(number, 1);
  }

  #addVariants(document: SearchDocument): void {
    let [families, here, price, top] = [0, 0, MOST_PRICE, 0];
    const sizes = new Set<number>();
    for (const variant of document.variants) {
      const size = this.#sizes.number(variant.size);
      const colour = this.#colours.number(variant.colour);
      this.#families[colour] ??= this.#dictionary.familiesOf(variant.colour);
      families |= this.#families[colour] ?? 0;
      sizes.add(size);
      if (variant.here) here = 1;
      price = Math.min(price, variant.price);
      top = Math.max(top, Math.min(variant.price, MOST_PRICE));
      this.#column('variantSize').push(size);
      this.#column('variantColour').push(colour);
      this.#column('variantPrice').push(Math.min(variant.price, MOST_PRICE));
      this.#column('variantHere').push(variant.here ? 1 : 0);
    }
    this.#column('docVariants').push(this.#column('variantSize').length);
    this.#column('docFamilies').push(families);
    this.#column('docHere').push(here);
    this.#column('docPrice').push(price);
    this.#column('docPriceTop').push(top);
    this.#column('docSizes').push(this.#sizeSets.number([...sizes].sort((a, b) => a - b).join(',')));
  }

  #sortedTerms(): Pick<
    Columns,
    'termChars' | 'termStart' | 'termSurface' | 'termCount' | 'termPostings' | 'postings'
  > {
    const sorted = [...this.#terms].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    const [termStart, termPostings] = [
      new Uint32Array(sorted.length + 1),
      new Uint32Array(sorted.length + 1),
    ];
    const [termSurface, termCount] = [new Uint8Array(sorted.length), new Uint32Array(sorted.length)];
    for (const [index, [term, number]] of sorted.entries()) {
      termStart[index + 1] = (termStart[index] ?? 0) + term.length;
      termPostings[index + 1] = (termPostings[index] ?? 0) + this.#chains.lengthOf(number);
      termSurface[index] = this.#surface.at(number);
      termCount[index] = this.#counts.at(number);
    }
    const termChars = new Uint16Array(termStart[sorted.length] ?? 0);
    const postings = new Uint8Array(termPostings[sorted.length] ?? 0);
    for (const [index, [term, number]] of sorted.entries()) {
      const start = termStart[index] ?? 0;
      for (let at = 0; at < term.length; at += 1) termChars[start + at] = term.charCodeAt(at);
      this.#chains.copy(number, postings, termPostings[index] ?? 0);
    }
    return { termChars, termStart, termSurface, termCount, termPostings, postings };
  }

  #column(name: string): GrowingUint32 {
    let column = this.#documents.get(name);
    if (column === undefined) {
      column = new GrowingUint32();
      this.#documents.set(name, column);
    }
    return column;
  }
}

/**
 * One list for each first letter and each two, with the best of every word that begins so: the first letters of a search
 * then read one list instead of those of ten thousand words. Words of prose are left out: everything begins somehow.
 */
function beginnings(terms: ReadonlyMap<string, number>): Map<string, number> {
  const found = new Map<string, number>();
  for (const [term, worth] of terms) {
    const impact = worth & 0xff;
    if ((worth & SURFACE) === 0 || impact < LEAST_IMPACT) continue;
    for (let length = 1; length <= Math.min(LONGEST_BEGINNING, term.length); length += 1) {
      const key = beginningTerm(term.slice(0, length));
      const fit = Math.max(1, Math.round(impact * (0.75 + (0.25 * length) / term.length)));
      if (fit > (found.get(key) ?? 0)) found.set(key, fit);
    }
  }
  return found;
}
