/** How many of the written judgements each search gets right, over the demo catalogue. */
import { SegmentBuilder } from '../../../kiosk/search/index/builder.ts';
import { Documents, type SourceProduct } from '../../../kiosk/search/index/document.ts';
import { NO_FILTERS, SearchEngine } from '../../../kiosk/search/query/engine.ts';
import { Dictionary } from '../../../kiosk/search/words/dictionary.ts';
import { JUDGEMENTS, type Judgement } from '../../kiosk/search/judgements.ts';
import { demoLines } from '../../support/demo-catalogue.ts';
import { peerDocument } from './documents.ts';
import { PEERS } from './peers.ts';

/** Numbers under barcodes are looked up by the kiosk, not by a search. */
const WORDS = JUDGEMENTS.filter(({ query }) => !/^(?:\d{8,14}|VR-\S+)$/u.test(query));

export interface Recall {
  name: string;
  /** Shares of 1. */
  all: number;
  english: number;
}

export async function recalls(): Promise<Recall[]> {
  const products = demoProducts();
  const searches: [string, (text: string) => readonly string[] | Promise<readonly string[]>][] = [
    ['tapwall', ours(products)],
  ];
  for (const [name, make] of Object.entries(PEERS)) {
    const peer = make();
    for (const product of products) await peer.add(peerDocument(product));
    searches.push([name, (text) => peer.typed(text)]);
  }
  const rows: Recall[] = [];
  for (const [name, ask] of searches)
    rows.push({
      name,
      all: await share(ask, WORDS),
      english: await share(
        ask,
        WORDS.filter(({ isEnglish }) => isEnglish),
      ),
    });
  return rows;
}

async function share(
  ask: (text: string) => readonly string[] | Promise<readonly string[]>,
  judgements: readonly Judgement[],
): Promise<number> {
  let right = 0;
  for (const judgement of judgements) {
    const found = (await ask(judgement.query)).slice(0, 3);
    if (found.some((id) => judgement.right.includes(id.replace('VR-', '')))) right += 1;
  }
  return right / judgements.length;
}

function ours(products: readonly SourceProduct[]): (text: string) => string[] {
  const dictionary = new Dictionary();
  const [builder, documents] = [new SegmentBuilder(dictionary), new Documents(dictionary)];
  for (const product of products) builder.add(documents.of(product));
  const segment = builder.done();
  const engine = new SearchEngine(dictionary);
  engine.use([{ segment, dead: new Uint8Array(segment.documents) }]);
  return (text) =>
    engine
      .search({ text, filters: NO_FILTERS, offset: 0, limit: 3, wantsFacets: false })
      .hits.map(({ productId }) => productId);
}

function demoProducts(): SourceProduct[] {
  const products = new Map<
    string,
    { product: SourceProduct['product']; variants: SourceProduct['variants'][number][] }
  >();
  for (const line of demoLines()) {
    if (line.kind === 'product')
      products.set(line.product.productId, { product: line.product, variants: [] });
    if (line.kind === 'variant')
      products.get(line.variant.productId)?.variants.push({ variant: line.variant, here: true });
  }
  return [...products.values()];
}
