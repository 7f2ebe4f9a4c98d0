import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import type { ScreenMessage } from '../../../broker/contract/screen.ts';
import { ServicesBook, UNTOLD } from '../../../kiosk/host/services.ts';
import { suite, type TestContext } from '../../harness/suite.ts';
import { ALL_SERVICES, PRODUCTS_ONLY } from '../../support/all-services.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';
import { temporaryFolder } from '../../support/sample-replica.ts';
import { until } from '../../support/until.ts';
import type { TestBrowser } from '../http/kit.ts';
import { hostKit, screen } from './kit.ts';

const test = suite('What screens may offer');
const SOON = 5_000;

function book(t: TestContext, folder = temporaryFolder(t)) {
  const path = join(folder, 'services.json');
  const made = new ServicesBook({ path, logger: new QuietLogger() });
  return { path, folder, made };
}

test('is what the hub said last, also after a start without it', (t) => {
  const { made, folder } = book(t);
  const heard: unknown[] = [];
  made.onChanged((services) => heard.push(services));
  made.start();
  assert.equal(made.current, UNTOLD);
  made.accept(PRODUCTS_ONLY);
  made.accept({ ...PRODUCTS_ONLY });
  assert.equal(heard, [PRODUCTS_ONLY], 'the same twice changes nothing');
  const again = book(t, folder).made;
  again.start();
  assert.equal(again.current, PRODUCTS_ONLY);
});

test('is as before the first word when the file is damaged, and nothing may be asked for', (t) => {
  const { path, made } = book(t);
  for (const damage of ['{"stock":', '{"stock":"yes"}', '[]']) {
    writeFileSync(path, damage);
    made.start();
    assert.equal(made.current, UNTOLD);
  }
  assert.equal(UNTOLD.intents, []);
});

const products = (browser: TestBrowser): ScreenMessage[] =>
  browser.messages.filter(
    (message): message is ScreenMessage => message.type === 'screen' && message.screen.name === 'product',
  );

const told = ({ screen: shown, ways, canJoin }: ScreenMessage) => {
  if (shown.name !== 'product') throw new TypeError(shown.name);
  const { rating, here, wish } = shown.product;
  return [rating !== null, here !== null, wish !== undefined, ways.length, canJoin];
};

test('reaches a screen in front of a shopper at once, and no other is seen before it after a restart', async (t) => {
  const kit = await hostKit(t);
  kit.send('desired', 'services', ALL_SERVICES);
  await kit.settle();
  const browser = await kit.browser();
  const { reader } = (await kit.labState()).displays.find(({ id }) => id === 'wall') ?? { reader: '' };
  await kit.lab('tag', { reader, sku: 'JOSIE-BLACK-S' });
  await kit.settle();
  assert.equal(told(await screen(browser, 'product')), [true, true, true, 4, true]);
  kit.send('desired', 'services', PRODUCTS_ONLY);
  await kit.settle();
  const after = await until(() => products(browser).find(({ ways }) => ways.length === 1), SOON);
  assert.equal(told(after), [true, false, false, 1, false]);
  await kit.host.stop();

  const offline = await hostKit(t, { data: kit.data });
  const fresh = await offline.browser();
  const wall = (await offline.labState()).displays.find(({ id }) => id === 'wall');
  await offline.lab('tag', { reader: wall?.reader ?? '', sku: 'JOSIE-BLACK-S' });
  await offline.settle();
  await screen(fresh, 'product');
  for (const message of products(fresh)) assert.equal(told(message), [true, false, false, 1, false]);
});

test('drops what is no such message', async (t) => {
  const kit = await hostKit(t);
  kit.send('desired', 'services', { ...PRODUCTS_ONLY, prices: true });
  kit.send('desired', 'services', { ...PRODUCTS_ONLY, intents: ['steal'] });
  await kit.settle();
  const browser = await kit.browser();
  assert.is((await screen(browser, 'attract')).canJoin, false);
  assert.is(kit.logger.at('warn').filter(({ message }) => message === 'a message was dropped').length, 2);
});
