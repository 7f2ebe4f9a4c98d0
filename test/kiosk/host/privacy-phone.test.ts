import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { HarnessError } from '../../harness/errors.ts';
import { suite } from '../../harness/suite.ts';
import { FeedFolder, products, row } from '../../broker/hub/support/feed-folder.ts';
import { startHub } from '../../broker/hub/support/hub-bench.ts';
import { Phone, PUBLIC_URL, TestSignIn } from '../../broker/hub/people/phone.ts';
import { cardToken } from '../../../kiosk/identify/card-token.ts';
import { CARD, hostKit, LOYALTY_KEY, screen } from './kit.ts';

const test = suite('Privacy of a personal visit, from the phone to the list');
const SKU = 'TOTE-NATURAL';

/** Everything below a folder, as text. */
function contents(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path, 'latin1'))
    .join('\n');
}

test('leaves nothing of a shopper on the kiosk’s disk, in its log, in events or in retained topics', async (t) => {
  const feeds = new FeedFolder(t);
  feeds.write('products.tsv', products(row(SKU)));
  const wishlist = [{ sku: SKU, addedAt: '2026-01-01T00:00:00Z' }];
  const anna = {
    ref: 'ref-of-annabella',
    displayName: 'Annabella',
    tier: 'Platinum',
    locale: 'it',
    wishlist,
  };
  feeds.write('customers.json', JSON.stringify([{ ...anna, cardUid: CARD.uid }]));
  await feeds.import({ customers: 'customers.json' });
  const kit = await hostKit(t);
  const signIn = new TestSignIn();
  signIn.who = { issuer: 'https://id.example', subject: anna.ref };
  const byPhone = { signIn, publicUrl: PUBLIC_URL, purposes: [] };
  const hub = await startHub(t, { broker: kit.broker, dataDir: feeds.dataDir, join: byPhone });
  const published: string[] = [];
  const tokens: string[] = [];
  kit.broker.observe('tapwall/#', ({ topic, payload }) => {
    tokens.push(...[...payload.matchAll(/"token":"([^"]+)"/g)].map(([, token = '']) => token));
    if (/\/(req|rsp|cmd)\//.test(topic)) published.push(topic);
    else published.push(topic, payload);
  });
  const browser = await kit.browser();
  const settle = async (): Promise<void> => {
    await kit.settle();
    await hub.settle();
    await kit.settle();
  };
  const eventually = async <T>(condition: () => T | undefined): Promise<T> => {
    for (let turn = 0; turn < 500; turn += 1) {
      await new Promise((done) => void setImmediate(done));
      await settle();
      const value = condition();
      if (value !== undefined) return value;
    }
    throw new HarnessError('the visit did not come as far as it should');
  };
  const touch = async (body: object): Promise<void> => {
    browser.socket.send(JSON.stringify({ type: 'touch', touch: body }));
    await new Promise((done) => setImmediate(done));
    await settle();
  };

  await kit.lab('tag', { reader: 'virtual-reader-1', card: CARD.card });
  await settle();
  await screen(browser, 'welcome');
  await touch({ action: 'show_wishlist' });
  await screen(browser, 'wishlist');
  await touch({ action: 'finish' });
  await screen(browser, 'attract');

  await touch({ action: 'show_join' });
  const shown = await eventually(() => {
    const last = browser.messages.findLast((message) => message.type === 'screen');
    return last?.screen.name === 'join' && last.screen.join.code !== '' ? last.screen.join.code : undefined;
  });
  const phone = new Phone(hub);
  await phone.signIn(shown);
  const confirmed = phone.post(`/join/${shown}/confirm`);
  await eventually(() => (kit.eventsOf('customer_recognised').length === 2 ? true : undefined));
  assert.is((await confirmed).status, 200);
  await touch({ action: 'finish' });
  await screen(browser, 'attract');

  assert.ok(tokens.length >= 2, 'the script came as far as it should');
  const secrets = [
    CARD.uid,
    cardToken(LOYALTY_KEY, CARD.uid),
    'Annabella',
    'Platinum',
    anna.ref,
    shown,
    ...tokens,
  ];
  const places = {
    disk: contents(kit.data),
    log: JSON.stringify(kit.logger.lines),
    events: JSON.stringify(kit.events),
    topics: published.join('\n'),
    screen: JSON.stringify(browser.messages.at(-1)),
    health: JSON.stringify(await kit.health()),
  };
  for (const [place, text] of Object.entries(places))
    for (const secret of secrets)
      assert.not.ok(text.toLowerCase().includes(secret.toLowerCase()), `${place}: ${secret.slice(0, 6)}…`);
});
