/** The figures of a whole kiosk: one truth at `/metrics` and on the console, and nothing of a shopper in it. */
import * as assert from 'uvu/assert';
import type { UplinkState } from '../../../broker/contract/messages.ts';
import { topicOf } from '../../../broker/contract/topics.ts';
import { cardToken } from '../../../kiosk/identify/card-token.ts';
import { suite } from '../../harness/suite.ts';
import { parseExposition } from '../../support/exposition.ts';
import { until } from '../../support/until.ts';
import { CARD, hostKit, LOYALTY_KEY, screen, type HostKit } from './kit.ts';

const test = suite('Figures of a whole kiosk');
const SOON = 5_000;

async function figure(kit: HostKit, name: string): Promise<number | undefined> {
  const text = await (await fetch(`${kit.url}/metrics`)).text();
  return parseExposition(text).get(name)?.samples[0]?.value;
}

test('say at /metrics and to the hub what waits, how old it is and that it left', async (t) => {
  const kit = await hostKit(t);
  const states: UplinkState[] = [];
  kit.broker.observe(topicOf(kit.address, 'state', 'uplink'), ({ payload }) =>
    states.push(JSON.parse(payload) as UplinkState),
  );
  const browser = await kit.browser();
  await kit.settle();
  const before = (await figure(kit, 'tapwall_outbox_appended_events_total')) ?? 0;
  assert.ok(before > 0);
  await kit.lab('network', { up: false });
  await kit.lab('tag', { reader: 'virtual-reader-1', sku: 'TOTE-NATURAL' });
  await screen(browser, 'product');
  await kit.clock.advance(30_000);
  const waiting = (await kit.health()).outbox.depth;
  assert.ok(waiting >= 3, `${waiting} wait`);
  assert.is(await figure(kit, 'tapwall_outbox_events'), waiting);
  assert.is(await figure(kit, 'tapwall_uplink_connected'), 0);
  const age = (await figure(kit, 'tapwall_outbox_oldest_age_seconds')) ?? 0;
  assert.ok(age >= 29 && age <= 40, `${age} s old`);
  const open = parseExposition(await (await fetch(`${kit.url}/metrics`)).text()).get(
    'tapwall_incidents_open',
  );
  assert.ok(open?.samples.some(({ labels }) => labels['code'] === 'TW_LINK_DOWN'));

  await kit.lab('network', { up: true });
  await kit.clock.advance(30_000);
  await until(() => states.at(-1)?.depth === 0, SOON);
  assert.is(await figure(kit, 'tapwall_outbox_events'), 0);
  const [appended, acknowledged] = [
    await figure(kit, 'tapwall_outbox_appended_events_total'),
    await figure(kit, 'tapwall_outbox_acknowledged_events_total'),
  ];
  assert.is(acknowledged, appended);
  assert.ok((await figure(kit, 'tapwall_uplink_reconnects_total')) === 1);
  assert.is(states.at(-1)?.reconnects, 1);
});

test('name nobody', async (t) => {
  const kit = await hostKit(t);
  const token = 'token-of-anna-0123456789';
  kit.answering('recognise', () => ({
    customer: { token, displayName: 'Annabella', tier: '', locale: 'it-IT', wishlistCount: 1 },
  }));
  const browser = await kit.browser();
  await kit.lab('tag', { reader: 'virtual-reader-1', card: CARD.card });
  await kit.settle();
  await screen(browser, 'welcome');
  const text = (await (await fetch(`${kit.url}/metrics`)).text()).toLowerCase();
  for (const secret of [CARD.uid, cardToken(LOYALTY_KEY, CARD.uid), token, 'Annabella'])
    assert.not.ok(text.includes(secret.toLowerCase()), secret);
});
