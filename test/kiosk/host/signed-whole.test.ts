import * as assert from 'uvu/assert';
import type { Authenticity, ScreenMessage } from '../../../broker/contract/screen.ts';
import { systemRandom } from '../../../kiosk/system/clock.ts';
import { loadSunKeys } from '../../../kiosk/sun/key-file.ts';
import { labTagKeys, makeLabKeys } from '../../../kiosk/sun/lab-keys.ts';
import { KeySetVerifier } from '../../../kiosk/sun/tag-verifier.ts';
import { HarnessError } from '../../harness/errors.ts';
import { suite, type TestContext } from '../../harness/suite.ts';
import { temporaryFolder } from '../../support/sample-replica.ts';
import { until } from '../../support/until.ts';
import { FeedFolder } from '../../broker/hub/support/feed-folder.ts';
import { startHub, type HubBench } from '../../broker/hub/support/hub-bench.ts';
import type { TestBrowser } from '../http/kit.ts';
import { CARD, hostKit, screen, type HostKit } from './kit.ts';

const test = suite('A signed tag, from the reader to the hub and back');
const SOON = 5_000;

interface Store {
  kit: HostKit;
  hub: HubBench;
  browser: TestBrowser;
}

/** A hub's data folder with the customer whose card the lab has. */
async function customers(t: TestContext): Promise<string> {
  const feeds = new FeedFolder(t);
  const anna = { ref: 'c-1', displayName: 'Anna', tier: '', locale: 'it', cardUid: CARD.uid, wishlist: [] };
  feeds.write('customers.json', JSON.stringify([anna]));
  await feeds.import({ customers: 'customers.json' });
  return feeds.dataDir;
}

/** A kiosk and a real hub on one broker; the lab's tags hold keys of the hub's file. */
async function store(t: TestContext): Promise<Store> {
  const folder = temporaryFolder(t);
  makeLabKeys(folder, systemRandom);
  const labTags = labTagKeys(folder);
  if (labTags === null) throw new HarnessError('there are no keys');
  const kit = await hostKit(t, { labTags });
  const tagVerifier = new KeySetVerifier(loadSunKeys(`${folder}/sun-keys.json`));
  const hub = await startHub(t, { broker: kit.broker, tagVerifier, dataDir: await customers(t) });
  return { kit, hub, browser: await kit.browser() };
}

async function tap({ kit, hub }: Store, oddity: string): Promise<void> {
  const answer = await kit.lab('tag', { reader: 'virtual-reader-1', oddity });
  assert.is(answer.status, 200);
  await kit.settle();
  await hub.settle();
  await kit.settle();
}

function markOf(message: ScreenMessage): Authenticity | undefined {
  return message.screen.name === 'product' ? message.screen.product.authenticity : undefined;
}

async function marked({ browser }: Store, mark: Authenticity): Promise<ScreenMessage> {
  return until(() => {
    const last = browser.messages.findLast((message) => message.type === 'screen');
    return last !== undefined && markOf(last) === mark && last;
  }, SOON);
}

test('shows the product first and then that it is genuine, at every tap', async (t) => {
  const shop = await store(t);
  for (const round of [1, 2, 3]) {
    await tap(shop, 'genuine_tag');
    await marked(shop, 'genuine');
    await until(() => shop.kit.eventsOf('tag_checked').length === round, SOON);
    await shop.kit.clock.advance(2_000);
  }
  const screens = shop.browser.messages.filter((message) => message.type === 'screen');
  const first = screens.findIndex((message) => message.screen.name === 'product');
  assert.is(markOf(screens[first] as ScreenMessage), undefined, 'the product does not wait for the check');
  assert.equal(
    shop.kit.eventsOf('tag_checked').map(({ result }) => result),
    ['genuine', 'genuine', 'genuine'],
  );
});

test('shows a copy as not checked and tells the team by an event', async (t) => {
  const shop = await store(t);
  await tap(shop, 'genuine_tag');
  await marked(shop, 'genuine');
  await shop.kit.clock.advance(2_000);
  await tap(shop, 'copied_tag');
  await marked(shop, 'unchecked');
  await until(() => shop.kit.eventsOf('tag_checked').length === 2, SOON);
  const [genuine, copied] = shop.kit.eventsOf('tag_checked');
  assert.equal([genuine?.['result'], copied?.['result']], ['genuine', 'replayed']);
  assert.is(copied?.['sku'], genuine?.['sku']);
});

test('shows a forgery as not checked', async (t) => {
  const shop = await store(t);
  await tap(shop, 'copied_tag');
  await marked(shop, 'unchecked');
  await until(() => shop.kit.eventsOf('tag_checked')[0]?.['result'] === 'not_genuine', SOON);
});

test('shows the product all the same when nobody can be asked', async (t) => {
  const shop = await store(t);
  await shop.kit.lab('network', { up: false });
  await tap(shop, 'genuine_tag');
  await marked(shop, 'unchecked');
  await shop.kit.lab('network', { up: true });
  await shop.kit.clock.advance(60_000);
  await until(() => shop.kit.eventsOf('tag_checked')[0]?.['result'] === 'unavailable', SOON);
});

test('knows whose card it is, as often as it is tapped', async (t) => {
  const shop = await store(t);
  for (const round of [1, 2]) {
    await tap(shop, 'signed_card');
    const message = await screen(shop.browser, 'welcome');
    assert.is(message.offer?.displayName, 'Anna');
    await until(() => shop.kit.eventsOf('customer_recognised').length === round, SOON);
    await shop.kit.clock.advance(2_000);
  }
  assert.equal(shop.kit.eventsOf('tag_unknown'), []);
  assert.not.match(JSON.stringify([shop.kit.events, shop.kit.logger.lines]), new RegExp(CARD.uid, 'i'));
});

test('leaves nothing of what a tag says in logs, events, screens and retained state', async (t) => {
  const shop = await store(t);
  const published: unknown[] = [];
  shop.kit.broker.observe('tapwall/#', ({ topic, payload }) => {
    if (!/\/(req|rsp)\//.test(topic)) published.push(topic, payload);
  });
  await tap(shop, 'genuine_tag');
  await marked(shop, 'genuine');
  await tap(shop, 'copied_tag');
  await marked(shop, 'unchecked');
  const said = JSON.stringify([
    shop.kit.logger.lines,
    shop.hub.logger.lines,
    shop.kit.events,
    shop.browser.messages,
    published,
  ]);
  assert.not.match(said, /picc_data|cmac|id\.example\.com/);
  assert.equal([...shop.kit.logger.at('error'), ...shop.hub.logger.at('error')], []);
});

test('is offered by the lab only where the hub has a key for it', async (t) => {
  const without = await hostKit(t);
  assert.not.ok((await without.labState()).oddities.includes('genuine_tag'));
  assert.is((await without.lab('tag', { reader: 'virtual-reader-1', oddity: 'genuine_tag' })).status, 400);
  const shop = await store(t);
  assert.equal((await shop.kit.labState()).oddities.slice(0, 3), [
    'genuine_tag',
    'copied_tag',
    'signed_card',
  ]);
  await screen(shop.browser, 'attract');
});
