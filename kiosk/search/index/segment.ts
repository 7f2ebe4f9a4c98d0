/**
 * One part of the index, unchangeable but for stock and price: everything in typed arrays, so that a hundred thousand
 * products take tens of megabytes and no work of the garbage collector.
 */

/** Arrays by document (product), in the order of their standing, the best first. */
export interface DocumentColumns {
  /** Where the variants of a document begin; one entry more than documents. */
  docVariants: Uint32Array;
  /** Where its id begins in `idBytes`; one entry more than documents. */
  docId: Uint32Array;
  docBrand: Uint16Array;
  docCategory: Uint16Array;
  /** Standing, 0 to 5, times 50. */
  docStanding: Uint8Array;
  /** Bits by COLOUR_FAMILIES over all variants. */
  docFamilies: Uint16Array;
  /** Which set of sizes it comes in, in `sizeSets`. */
  docSizes: Uint16Array;
  docPrint: Uint32Array;
  /** 1 when any variant is here. */
  docHere: Uint8Array;
  /** Least and most that is paid now among the variants. */
  docPrice: Uint32Array;
  docPriceTop: Uint32Array;
}

/** Arrays by variant, in the order of the product. */
export interface VariantColumns {
  variantSize: Uint16Array;
  variantColour: Uint16Array;
  variantPrice: Uint32Array;
  variantHere: Uint8Array;
}

/** Arrays by term, sorted by UTF-16 code units. */
export interface TermColumns {
  termChars: Uint16Array;
  /** One entry more than terms. */
  termStart: Uint32Array;
  /** 1: a word as it is written; 0: a stem or a concept. */
  termSurface: Uint8Array;
  /** Documents that have it. */
  termCount: Uint32Array;
  /** Where its postings begin in `postings`; one entry more than terms. */
  termPostings: Uint32Array;
}

/** What look-ups by word need of a segment. */
export interface Terms {
  columns: TermColumns;
}

export interface Columns extends DocumentColumns, VariantColumns, TermColumns {
  /** Ids in UTF-8. */
  idBytes: Uint8Array;
  /** For each document: distance to the one before (seven bits a byte), then the impact. */
  postings: Uint8Array;
}

/** Names that the numbers stand for. */
export interface Names {
  brands: string[];
  categories: string[];
  sizes: string[];
  colours: string[];
  /** Families of each colour. */
  families: number[];
  /** Sizes of each set. */
  sizeSets: number[][];
}

export interface Segment {
  columns: Columns;
  names: Names;
  documents: number;
  variants: number;
}

export function idOf({ columns }: Segment, document: number): string {
  const start = columns.docId[document] ?? 0;
  const end = columns.docId[document + 1] ?? start;
  return Buffer.from(columns.idBytes.buffer, columns.idBytes.byteOffset + start, end - start).toString(
    'utf8',
  );
}

/** All ids with their documents. Made when needed: it costs memory. */
export function documentsById(segment: Segment): Map<string, number> {
  const found = new Map<string, number>();
  for (let document = 0; document < segment.documents; document += 1)
    found.set(idOf(segment, document), document);
  return found;
}
