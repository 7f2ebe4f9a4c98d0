/** A visit that is forgotten at the kiosk, with a real hub behind it: no event of it remains there either. */
import * as assert from 'uvu/assert';
import type { ActivityLine, ConsoleOverview } from '../../../broker/contract/http.ts';
import { suite, type TestContext } from '../../harness/suite.ts';
import { until } from '../../support/until.ts';
import { FeedFolder } from '../../broker/hub/support/feed-folder.ts';
import { openFleetOf, startHub, type HubBench } from '../../broker/hub/support/hub-bench.ts';
import { CARD, hostKit, screen, type HostKit } from './kit.ts';

const test = suite('A visit that is forgotten, from the wall to the hub');
const SOON = 5_000;

async function customers(t: TestContext): Promise<string> {
  const feeds = new FeedFolder(t);
  const anna = { ref: 'c-1', displayName: 'Anna', tier: '', locale: 'it', cardUid: CARD.uid, wishlist: [] };
  feeds.write('customers.json', JSON.stringify([anna]));
  await feeds.import({ customers: 'customers.json' });
  return feeds.dataDir;
}

async function settle(kit: HostKit, hub: HubBench): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    await kit.settle();
    await hub.settle();
  }
}

test('leaves no event of the visit at the hub, all of the others, and no gap', async (t) => {
  const hub = await startHub(t, { dataDir: await customers(t) });
  const kit = await hostKit(t, { broker: hub.broker });
  const browser = await kit.browser();
  const room = await kit.browser('room');
  const touch = (to: typeof browser, action: string): void =>
    to.socket.send(JSON.stringify({ type: 'touch', touch: { action } }));
  // Somebody is in the room meanwhile: their events lie in between.
  await kit.lab('room', { occupied: true });
  await kit.lab('tag', { reader: 'virtual-reader-1', sku: 'TOTE-NATURAL' });
  await screen(browser, 'product');
  touch(room, 'call_associate');
  await kit.clock.advance(2_000);
  await kit.lab('tag', { reader: 'virtual-reader-1', card: CARD.card });
  await settle(kit, hub);
  await until(
    () => browser.messages.some((message) => message.type === 'screen' && message.recognised),
    SOON,
  );
  await settle(kit, hub);
  const sessionOf = (name: string): string =>
    kit.events.find(({ type }) => type === `tapwall.${name}.v1`)?.sessionid ?? '';
  const [wall, other] = [sessionOf('customer_recognised'), sessionOf('room_entered')];
  const { db } = openFleetOf(t, hub);
  const sessions = async (): Promise<(string | null)[]> =>
    (await db.selectFrom('events').select('session').execute()).map(({ session }) => session);
  assert.ok((await sessions()).includes(wall), 'the hub has events of the visit');

  touch(browser, 'forget');
  await screen(browser, 'notice');
  await kit.clock.advance(3_000);
  await settle(kit, hub);

  const after = await sessions();
  assert.not.ok(after.includes(wall));
  assert.ok(after.includes(other), 'those of somebody else are there');
  const activity = await hub.get<ActivityLine[]>('/api/console/activity');
  assert.is(activity.filter(({ name }) => name === 'consent_withdrawn').length, 1);
  assert.is(activity.filter(({ name }) => name === 'customer_recognised').length, 0);
  const { kiosks } = await hub.get<ConsoleOverview>('/api/console/overview');
  const events = kiosks[0]?.events;
  assert.equal([events?.gaps, events?.missing, events?.evicted], [0, 0, 0]);
  assert.ok((events?.withdrawn ?? 0) >= 3);
});
