import * as assert from 'uvu/assert';
import { skuTyped } from '../../../kiosk/search/sku-typed.ts';
import { Replica } from '../../../kiosk/replica/replica.ts';
import { suite } from '../../harness/suite.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';
import { CatalogueFile } from '../../../kiosk/search/source.ts';
import { ask, demoFile, engineOf, ids, segmentOf } from './kit.ts';
import { JUDGEMENTS } from './judgements.ts';

const test = suite('Searches of shoppers');

test('find what was meant among the first three, ninety-five times in a hundred', async (context) => {
  assert.ok(JUDGEMENTS.length >= 200, `${JUDGEMENTS.length} judgements`);
  const path = await demoFile(context);
  const replica = new Replica({ path, clock: new VirtualClock(), logger: new QuietLogger() });
  replica.start();
  context.after(() => replica.stop());
  const catalogue = new CatalogueFile(path);
  const engine = engineOf(segmentOf(catalogue.products()));
  catalogue.close();
  const missed = JUDGEMENTS.flatMap(({ query, right }) => {
    const sku = skuTyped(replica, query);
    const found =
      sku === undefined ? ids(ask(engine, query)).slice(0, 3) : [replica.variant(sku)?.productId ?? ''];
    return found.some((id) => right.includes(id.replace('VR-', '')))
      ? []
      : [`${query}: ${found.join(', ') || 'nothing'}, not ${right.join(' or ')}`];
  });
  const score = 1 - missed.length / JUDGEMENTS.length;
  process.stdout.write(
    `search: ${(100 * score).toFixed(1)} % of ${JUDGEMENTS.length} searches have what was meant in the first three\n`,
  );
  assert.ok(score >= 0.95, missed.join('\n'));
  for (const line of missed) process.stdout.write(`  missed: ${line}\n`);
});
