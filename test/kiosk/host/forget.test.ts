/** After a withdrawal of consent nothing of the visit is left: not in the files, and not where events went. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import type { EventData } from '../../../broker/contract/events.ts';
import { suite } from '../../harness/suite.ts';
import { until } from '../../support/until.ts';
import type { TestBrowser } from '../http/kit.ts';
import { CARD, hostKit, screen, type HostKit } from './kit.ts';

const test = suite('A whole kiosk that forgets a visit');
const SOON = 5_000;
const CUSTOMER = {
  token: 'token-of-anna-0123456789',
  displayName: 'Anna',
  tier: '',
  locale: 'it-IT',
  wishlistCount: 1,
};

const touch = (browser: TestBrowser, action: string): void =>
  browser.socket.send(JSON.stringify({ type: 'touch', touch: { action } }));

async function recognised(kit: HostKit): Promise<TestBrowser> {
  kit.answering('recognise', () => ({ customer: CUSTOMER }));
  const browser = await kit.browser();
  await kit.lab('tag', { reader: 'virtual-reader-1', sku: 'TOTE-NATURAL' });
  await screen(browser, 'product');
  await kit.clock.advance(2_000);
  await kit.lab('tag', { reader: 'virtual-reader-1', card: CARD.card });
  await kit.settle();
  await until(
    () => browser.messages.some((message) => message.type === 'screen' && message.recognised),
    SOON,
  );
  await kit.settle();
  return browser;
}

/** Every file of the outbox, as bytes, holds this text so many times. */
function inFiles(kit: HostKit, text: string): number {
  const dir = join(kit.data, 'kiosk');
  return readdirSync(dir)
    .filter((name) => name.startsWith('outbox.'))
    .reduce((sum, name) => sum + readFileSync(join(dir, name)).toString('latin1').split(text).length - 1, 0);
}

const sessionsOf = (kit: HostKit): string[] => [
  ...new Set(kit.events.flatMap(({ sessionid }) => (sessionid === undefined ? [] : [sessionid]))),
];

function inRanges(sequence: number, ranges: EventData<'consent_withdrawn'>['ranges']): boolean {
  return ranges.some(([first, last]) => first <= sequence && sequence <= last);
}

test('names exactly the events that the platform already has, and says it on the screen', async (t) => {
  const kit = await hostKit(t);
  const browser = await recognised(kit);
  const [session = ''] = sessionsOf(kit);
  assert.ok(session !== '' && kit.events.some(({ sessionid }) => sessionid === session));
  touch(browser, 'forget');
  const message = await screen(browser, 'notice');
  assert.equal(message.screen, { name: 'notice', notice: 'forgotten' });
  assert.is(message.recognised, false);
  await kit.settle();
  await until(() => kit.eventsOf('consent_withdrawn').length > 0, SOON);
  const [withdrawal] = kit.eventsOf('consent_withdrawn') as EventData<'consent_withdrawn'>[];
  const { epoch, ranges } = withdrawal ?? { epoch: '', ranges: [] };
  for (const event of kit.events)
    assert.is(
      event.epoch === epoch && inRanges(event.sequence, ranges),
      event.sessionid === session,
      `${event.type} ${event.sequence}`,
    );
  const event = kit.events.find(({ type }) => type === 'tapwall.consent_withdrawn.v1');
  assert.is(event?.sessionid, undefined);
  assert.is(kit.eventsOf('session_ended').length, 0, 'nothing more was said of the session');
  await until(() => inFiles(kit, session) === 0, SOON);
});

test('sends nothing of a visit that the platform never heard of', async (t) => {
  const kit = await hostKit(t);
  const browser = await recognised(kit);
  await kit.clock.advance(3_000);
  // The next visit happens without a network, but for the card.
  touch(browser, 'finish');
  await screen(browser, 'attract');
  await kit.settle();
  const before = sessionsOf(kit);
  const again = await recognised(kit);
  await kit.settle();
  const session = sessionsOf(kit).find((one) => !before.includes(one)) ?? '';
  await kit.lab('network', { up: false });
  const delivered = kit.events.filter(({ sessionid }) => sessionid === session).length;
  touch(again, 'show_search');
  await screen(again, 'search');
  touch(again, 'call_associate');
  await until(async () => (await kit.health()).outbox.depth > 0, SOON);
  assert.ok(inFiles(kit, session) > 0, 'something of the visit waits on disk');
  touch(again, 'forget');
  await screen(again, 'notice');
  assert.is(inFiles(kit, session), 0, 'no byte of it is in the files');
  await kit.lab('network', { up: true });
  await kit.clock.advance(20_000);
  await until(() => kit.eventsOf('consent_withdrawn').length === 1, SOON);
  assert.is(kit.events.filter(({ sessionid }) => sessionid === session).length, delivered);
  const [withdrawal] = kit.eventsOf('consent_withdrawn') as EventData<'consent_withdrawn'>[];
  assert.ok((withdrawal?.dropped ?? 0) >= 1);
  const evicted = kit.eventsOf('events_evicted') as EventData<'events_evicted'>[];
  assert.equal(
    evicted.map(({ reason }) => reason),
    ['consent'],
  );
  assert.ok(
    evicted.every(({ ranges }) => ranges.every(([first]) => inRanges(first, withdrawal?.ranges ?? []))),
  );
});

test('begins the next visit as if nobody had been there', async (t) => {
  const kit = await hostKit(t);
  const browser = await recognised(kit);
  touch(browser, 'forget');
  await screen(browser, 'notice');
  await kit.clock.advance(7_000);
  const message = await screen(browser, 'attract');
  assert.not.match(JSON.stringify(message), CUSTOMER.displayName);
  assert.not.match(JSON.stringify(kit.logger.lines), CUSTOMER.displayName);
});
