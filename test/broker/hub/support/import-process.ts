/** An import in a process of its own, which says how far it is, so that a test can kill it there. */
import { join } from 'node:path';
import { importFeeds } from '../../../../broker/hub/import/import-feeds.ts';
import { QuietLogger } from '../../../support/quiet-logger.ts';
import { VirtualClock } from '../../../support/virtual-clock.ts';

const [dir = '', dataDir = ''] = process.argv.slice(2);

await importFeeds({
  dataDir,
  files: {
    stores: join(dir, 'stores.json'),
    products: join(dir, 'products.tsv'),
    local: join(dir, 'local.tsv'),
    reviews: join(dir, 'reviews.xml'),
  },
  loyaltyKey: Buffer.alloc(32, 7),
  clock: new VirtualClock(),
  logger: new QuietLogger(),
  onProgress: ({ stage, done }) => void process.stdout.write(`${stage} ${done}\n`),
});
