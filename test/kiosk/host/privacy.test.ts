import * as assert from 'uvu/assert';
import { cardToken } from '../../../kiosk/identify/card-token.ts';
import { suite } from '../../harness/suite.ts';
import { until } from '../../support/until.ts';
import { CARD, hostKit, LOYALTY_KEY, screen } from './kit.ts';

const test = suite('Privacy of a kiosk');
const SOON = 5_000;
const TOKEN = 'token-of-anna-0123456789';
const CUSTOMER = {
  token: TOKEN,
  displayName: 'Annabella',
  tier: 'Platinum',
  locale: 'it-IT',
  wishlistCount: 2,
};
const SHOPPER = [CARD.uid, cardToken(LOYALTY_KEY, CARD.uid), TOKEN, 'Annabella', 'Contadini', 'Platinum'];

function leaks(value: unknown): string[] {
  const text = JSON.stringify(value, (_, entry: unknown) =>
    entry instanceof Error ? { message: entry.message, stack: entry.stack, cause: entry.cause } : entry,
  ).toLowerCase();
  return SHOPPER.filter((secret) => text.includes(secret.toLowerCase()));
}

test('lets nothing of a shopper into log lines, events, retained state or health', async (t) => {
  const kit = await hostKit(t);
  const published: unknown[] = [];
  kit.broker.observe('tapwall/#', ({ topic, payload }) => {
    if (!/\/(req|rsp)\//.test(topic)) published.push(topic, payload);
  });
  let isThere = true;
  kit.answering('recognise', () => (isThere ? { customer: CUSTOMER } : null));
  const items = [{ sku: 'TOTE-NATURAL', addedAt: '2026-01-01T00:00:00Z' }];
  kit.answering('wishlist', () => (isThere ? { items } : null));
  const browser = await kit.browser();
  const touch = (action: string): void =>
    browser.socket.send(JSON.stringify({ type: 'touch', touch: { action } }));
  const tapCard = async (): Promise<void> => {
    await kit.lab('tag', { reader: 'virtual-reader-1', card: CARD.card });
    await kit.settle();
    await kit.clock.advance(2_000);
  };

  await tapCard();
  await screen(browser, 'welcome');
  touch('show_wishlist');
  await until(() => JSON.stringify(browser.messages.at(-1)).includes('TOTE-NATURAL'), SOON);
  touch('call_associate');
  await kit.settle();
  kit.send('rsp', 'recognise', { id: 'forged-answer', ok: true, customer: { ...CUSTOMER, more: 1 } });
  browser.socket.send(JSON.stringify({ type: 'touch', touch: { action: TOKEN } }));
  await until(browser.closed, SOON);
  isThere = false;
  await tapCard();
  await kit.clock.advance(5_000);
  await kit.lab('network', { up: false });
  await tapCard();
  await kit.lab('device', { id: 'virtual-reader-1', plugged: false });
  await kit.clock.advance(10_000);

  assert.ok(kit.eventsOf('customer_recognised').length === 1, 'the script came as far as it should');
  assert.equal(leaks(kit.logger.lines), []);
  assert.equal(leaks(kit.events), []);
  assert.equal(leaks(published), []);
  assert.equal(leaks(await kit.health()), []);
  assert.equal(leaks(await (await fetch(`${kit.url}/api/taps`)).json()), []);
});

test('shows nothing of a shopper once the session is over, to old and new browsers', async (t) => {
  const kit = await hostKit(t);
  kit.answering('recognise', () => ({ customer: CUSTOMER }));
  const browser = await kit.browser();
  await kit.lab('tag', { reader: 'virtual-reader-1', card: CARD.card });
  await kit.settle();
  await screen(browser, 'welcome');
  await kit.clock.advance(65_000);
  const message = await screen(browser, 'attract');
  assert.equal(leaks(message), []);
  const other = await kit.browser();
  assert.equal(leaks(other.messages), []);
});

test('drops an answer that comes after the session is over', async (t) => {
  const kit = await hostKit(t);
  const questions = kit.answering('recognise', () => null);
  const browser = await kit.browser();
  await kit.lab('tag', { reader: 'virtual-reader-1', card: CARD.card });
  await screen(browser, 'recognising');
  await kit.settle();
  browser.socket.send('{"type":"touch","touch":{"action":"finish"}}');
  await screen(browser, 'attract');
  kit.send('rsp', 'recognise', { id: questions[0]?.['id'], ok: true, customer: CUSTOMER });
  await kit.settle();
  assert.equal(leaks(browser.messages), []);
  assert.equal(kit.eventsOf('customer_recognised'), []);
});
