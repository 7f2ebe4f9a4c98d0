/** Feeds written into a folder of their own and read through `openFeeds` as the import reads them. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  openFeeds,
  type FeedFiles,
  type FeedOptions,
} from '../../../../../../broker/hub/import/formats/open-feeds.ts';
import { Rejections } from '../../../../../../broker/hub/import/rejections.ts';
import type { CatalogueInput } from '../../../../../../broker/hub/sources/catalogue-input.ts';
import type {
  GuideRow,
  OfferRow,
  RelatedRow,
  ReviewRow,
  StoreRow,
  VariantRow,
} from '../../../../../../broker/hub/sources/rows.ts';
import type { TestContext } from '../../../../../harness/suite.ts';
import { temporaryFolder } from '../../../support/hub-bench.ts';

export interface ReadFeeds {
  input: CatalogueInput;
  stores: StoreRow[];
  variants: VariantRow[];
  offers: OfferRow[];
  reviews: ReviewRow[];
  related: RelatedRow[];
  guides: GuideRow[];
  /** `file:line code`. */
  faults: string[];
  reasons: string[];
}

export type FeedTexts = { [Part in keyof FeedFiles]?: string | Uint8Array };

/** Writes each text under a name that says nothing, and reads them all. */
export function readTexts(
  t: TestContext,
  texts: FeedTexts,
  options: Partial<FeedOptions> = {},
): Promise<ReadFeeds> {
  const folder = temporaryFolder(t);
  mkdirSync(folder, { recursive: true });
  const files = Object.entries(texts).map(([part, text]) => {
    const path = join(folder, part);
    writeFileSync(path, text);
    return [part, path] as const;
  });
  return readFiles(Object.fromEntries(files), options);
}

export async function readFiles(files: FeedFiles, options: Partial<FeedOptions> = {}): Promise<ReadFeeds> {
  const rejections = new Rejections();
  const input = await openFeeds({ files, ...options });
  const all = async <Row>(part: ((to: Rejections) => AsyncIterable<Row>) | undefined): Promise<Row[]> => {
    const rows: Row[] = [];
    if (part) for await (const row of part(rejections)) rows.push(row);
    return rows;
  };
  return {
    input,
    stores: await all(input.stores),
    variants: await all(input.variants),
    offers: await all(input.offers),
    reviews: await all(input.reviews),
    related: await all(input.related),
    guides: await all(input.guides),
    faults: rejections.list.map(({ file, line, code }) => `${file}:${line} ${code}`),
    reasons: rejections.list.map(({ reason }) => reason),
  };
}
