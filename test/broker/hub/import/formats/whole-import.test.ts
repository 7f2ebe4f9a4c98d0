import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { importFeeds, type ImportReport } from '../../../../../broker/hub/import/import-feeds.ts';
import { suite, type TestContext } from '../../../../harness/suite.ts';
import { QuietLogger } from '../../../../support/quiet-logger.ts';
import { VirtualClock } from '../../../../support/virtual-clock.ts';
import { LOYALTY_KEY, temporaryFolder } from '../../support/hub-bench.ts';
import { ofKind, readReplica } from '../../support/read-replica.ts';

const test = suite('Formats: imports of two files');

interface Imported {
  dataDir: string;
  report: ImportReport;
}

async function importing(t: TestContext, texts: { stores: string; products: string }): Promise<Imported> {
  const folder = temporaryFolder(t);
  mkdirSync(folder, { recursive: true });
  const written = (name: keyof typeof texts): string => {
    const path = join(folder, name);
    writeFileSync(path, texts[name]);
    return path;
  };
  const dataDir = join(folder, 'data');
  const report = await importFeeds({
    dataDir,
    files: { stores: written('stores'), products: written('products') },
    language: 'it',
    loyaltyKey: LOYALTY_KEY,
    clock: new VirtualClock(),
    logger: new QuietLogger(),
    onProgress: () => undefined,
  });
  return { dataDir, report };
}

test('takes products and stock of one store from an export of Shopify', async (t) => {
  const { report, dataDir } = await importing(t, {
    stores: '[{"store_code":"MIL-01","name":"Milano","currency":"EUR"}]',
    products: [
      'Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Tracker,Variant Inventory Qty,Variant Price',
      'belt,Cintura,Size,M,B-M,shopify,7,20.00',
      'belt,,,S,B-S,shopify,0,20.00',
      'card,Carta regalo,Title,50,G,,,50.00',
    ].join('\n'),
  });
  assert.equal([report.products, report.variants, report.offers, report.rejected], [1, 2, 2, 1]);
  const lines = await readReplica(dataDir);
  assert.equal(ofKind(lines, 'product')[0]?.product.title, { it: 'Cintura' });
  const sizes = ofKind(lines, 'variant').map(({ variant }) => [variant.size, variant.price.currency]);
  assert.equal(sizes, [
    ['M', 'EUR'],
    ['S', 'EUR'],
  ]);
});

test('takes products and their reviews from a page', async (t) => {
  const product = {
    '@type': 'Product',
    sku: 'HAT',
    name: 'Cappello',
    offers: { price: 20, priceCurrency: 'EUR', availability: 'InStock' },
    review: {
      reviewRating: { ratingValue: 4 },
      author: 'Karina Smith',
      datePublished: '2026-05-11',
      reviewBody: 'Bello.',
    },
  };
  const { report, dataDir } = await importing(t, {
    stores: '[{"store_code":"MIL-01"}]',
    products: `<!DOCTYPE html><script type="application/ld+json">${JSON.stringify(product)}</script>`,
  });
  assert.equal([report.variants, report.reviews, report.rejected], [1, 1, 0]);
  const [line] = ofKind(await readReplica(dataDir), 'product');
  assert.equal([line?.product.rating.average, line?.product.rating.count], [4, 1]);
});
