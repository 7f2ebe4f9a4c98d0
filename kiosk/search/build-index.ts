/** Builds the index of a catalogue into a file. */
import { utimesSync } from 'node:fs';
import { SegmentBuilder } from './index/builder.ts';
import { Documents } from './index/document.ts';
import { writeSegment } from './index/segment-file.ts';
import { CatalogueFile } from './source.ts';
import { Dictionary } from './words/dictionary.ts';

/** @throws what SQLite and the disk throw; the index that was there stays then */
export function buildIndex({ cataloguePath, indexPath }: { cataloguePath: string; indexPath: string }): void {
  const dictionary = new Dictionary();
  const documents = new Documents(dictionary);
  const builder = new SegmentBuilder(dictionary);
  const now = Date.now();
  const catalogue = new CatalogueFile(cataloguePath, now);
  try {
    // Read first: what changes while it is built is told again.
    const version = catalogue.version();
    for (const product of catalogue.products())
      if (product.variants.length > 0) builder.add(documents.of(product));
    writeSegment(indexPath, builder.done(), version);
    // Its age is that of its prices: whoever loads it brings those up that have begun or ended since.
    utimesSync(indexPath, now / 1000, now / 1000);
  } finally {
    catalogue.close();
  }
}
