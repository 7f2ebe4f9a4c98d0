import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as assert from 'uvu/assert';
import { topicOf } from '../../../broker/contract/topics.ts';
import { isDeviceError } from '../../../device/errors.ts';
import { outboxPath } from '../../../kiosk/host/outbox-file.ts';
import { suite } from '../../harness/suite.ts';
import { temporaryFolder } from '../../support/sample-replica.ts';
import { until } from '../../support/until.ts';
import { ADDRESS, CARD, hostKit, HostKit, screen } from './kit.ts';

const test = suite('A whole kiosk');
const SOON = 5_000;
const READER = { reader: 'virtual-reader-1' };

test('shows a tapped product, and the platform has its events', async (t) => {
  const kit = await hostKit(t);
  const browser = await kit.browser();
  await kit.lab('tag', { ...READER, sku: 'TOTE-NATURAL' });
  const message = await screen(browser, 'product');
  assert.is(message.screen.name === 'product' && message.screen.product.title, 'Market Tote');
  await kit.settle();
  assert.equal(
    kit.eventsOf('tag_tapped').map(({ sku }) => sku),
    ['TOTE-NATURAL'],
  );
  await kit.clock.advance(1_000);
  assert.is((await kit.health()).outbox.depth, 0);
});

test('leaves no timer and nothing connected when it stops, and says that it goes', async (t) => {
  const kit = await hostKit(t);
  await kit.browser();
  await kit.lab('tag', { ...READER, sku: 'TOTE-NATURAL' });
  await kit.lab('room', { occupied: true });
  const stopped = kit.host.stop();
  await kit.clock.advance(5_000);
  await stopped;
  assert.is(kit.clock.pending, 0);
  assert.equal(kit.broker.clients, []);
  const presence = JSON.parse(kit.broker.retained(topicOf(ADDRESS, 'state', 'presence')) ?? '{}') as object;
  assert.is((presence as { online: boolean }).online, false);
  await kit.clock.advance(60_000);
  assert.equal(kit.logger.at('error'), []);
});

test('opens no incident because it stops', async (t) => {
  const kit = await hostKit(t);
  await kit.host.stop();
  await kit.clock.advance(60_000);
  assert.equal(kit.logger.at('warn'), []);
});

test('leaves nothing open when it cannot start', async (t) => {
  const double = [
    { id: 'wall', kind: 'wall', name: 'Wall', readers: ['virtual-reader-1'], radars: [] },
    { id: 'two', kind: 'wall', name: 'Two', readers: [], radars: ['virtual-radar-1'] },
  ];
  const settings = {
    displays: JSON.stringify(double),
    readers: JSON.stringify([{ id: 'virtual-reader-1', match: '' }]),
    virtualHardware: 'auto',
  };
  const kit = new HostKit(t, { settings });
  try {
    await kit.host.start();
    assert.unreachable('two devices have one id');
  } catch (error) {
    assert.ok(isDeviceError(error, 'TW_DEVICE_DUPLICATE_ID'), String(error));
  }
  assert.is(kit.clock.pending, 0);
  assert.equal(kit.broker.clients, []);
});

test('starts without a broker, keeps what happens and sends it when the broker comes', async (t) => {
  const kit = new HostKit(t, {});
  kit.broker.stop();
  await kit.start();
  await kit.lab('tag', { ...READER, oddity: 'points_elsewhere' });
  await kit.clock.advance(3_000);
  assert.is((await kit.health()).incidents['platform']?.code, 'TW_LINK_DOWN');
  assert.equal(kit.events, []);
  kit.broker.start();
  await kit.settle();
  assert.is(kit.eventsOf('tag_unknown').length, 1);
  assert.is(kit.eventsOf('incident_closed').length, 1);
});

test('pulls and plugs its cable: cards cannot be looked up meanwhile, products can', async (t) => {
  const kit = await hostKit(t);
  const browser = await kit.browser();
  await kit.lab('network', { up: false });
  assert.equal(kit.broker.clients, []);
  await kit.lab('tag', { ...READER, card: CARD.card });
  const notice = await screen(browser, 'notice');
  assert.equal(notice.screen, { name: 'notice', notice: 'cards_offline' });
  assert.is(notice.online, false);
  await kit.lab('tag', { ...READER, sku: 'TOTE-NATURAL' });
  await screen(browser, 'product');
  await kit.lab('network', { up: true });
  await until(() => kit.broker.clients.length === 1, SOON);
  await kit.settle();
  assert.is(kit.eventsOf('tag_tapped').length, 2);
});

test('puts settings of the hub in force and reports them', async (t) => {
  const kit = await hostKit(t);
  const browser = await kit.browser();
  kit.send('desired', 'config', { version: 4, hash: 'h', displays: { wall: { attractMessage: 'Ciao' } } });
  await until(
    () => browser.messages.some((one) => one.type === 'screen' && one.settings.attractMessage === 'Ciao'),
    SOON,
  );
  await kit.settle();
  const reported = JSON.parse(kit.broker.retained(topicOf(ADDRESS, 'reported', 'config')) ?? '{}') as object;
  assert.is((reported as { version: number }).version, 4);
  const again = new HostKit(t, { data: kit.data });
  await kit.host.stop();
  await again.start();
  const other = await again.browser();
  assert.ok(other.messages.some((one) => one.type === 'screen' && one.settings.attractMessage === 'Ciao'));
});

test('carries commands out where a browser can show it, and says so where none can', async (t) => {
  const kit = await hostKit(t);
  const answers: { id: string; ok: boolean; code?: string }[] = [];
  for (const name of ['identify', 'reload', 'sync'])
    kit.broker.observe(topicOf(ADDRESS, 'res', name), ({ payload }) =>
      answers.push(JSON.parse(payload) as (typeof answers)[0]),
    );
  const expiresAt = new Date(kit.clock.now() + 60_000).toISOString();
  kit.send('cmd', 'identify', { id: 'command-1', expiresAt });
  await kit.settle();
  const browser = await kit.browser();
  kit.send('cmd', 'identify', { id: 'command-2', expiresAt, display: 'wall' });
  kit.send('cmd', 'reload', { id: 'command-3', expiresAt });
  kit.send('cmd', 'reload', { id: 'command-4', expiresAt, display: 'room' });
  kit.send('cmd', 'sync', { id: 'command-5', expiresAt });
  await kit.settle();
  assert.equal(
    answers.map(({ id, ok, code }) => [id, ok, code]),
    [
      ['command-1', false, 'TW_NOT_FOUND'],
      ['command-2', true, undefined],
      ['command-3', true, undefined],
      ['command-4', false, 'TW_NOT_FOUND'],
      ['command-5', true, undefined],
    ],
  );
  assert.equal(browser.messages.slice(1), [{ type: 'identify', seconds: 8 }, { type: 'reload' }]);
});

test('takes an unplugged reader for an incident once, and for mended once', async (t) => {
  const kit = await hostKit(t);
  const device = { id: 'virtual-reader-1' };
  for (const plugged of [false, false, true, true]) await kit.lab('device', { ...device, plugged });
  await kit.settle();
  assert.is(kit.eventsOf('incident_opened').length, 1);
  assert.is(kit.eventsOf('incident_closed').length, 1);
});

for (const file of ['replica.sqlite', basename(outboxPath('', ADDRESS)), 'desired.json']) {
  for (const content of ['', 'this is no file of ours', '\u0000'.repeat(8_192)]) {
    test(`starts with ${content.length} bytes of something else in ${file}`, async (t) => {
      const data = temporaryFolder(t);
      mkdirSync(join(data, 'kiosk'));
      writeFileSync(join(data, 'kiosk', file), content);
      const kit = await hostKit(t, { data });
      await kit.lab('tag', { ...READER, oddity: 'blank' });
      await kit.settle();
      assert.is(kit.eventsOf('tag_tapped').length, 1);
      const codes = kit.logger.lines
        .map(({ fields, message }) => `${String(fields['code'])} ${message}`)
        .join('\n');
      if (content.length === 23 && file !== 'desired.json') assert.match(codes, /damaged/);
      if (file === 'desired.json') assert.match(codes, /TW_CONFIG_UNREADABLE/);
    });
  }
}

test('shows the catalogue it has although a picture folder is full of strangers', async (t) => {
  const kit = await hostKit(t);
  await kit.host.stop();
  writeFileSync(join(kit.data, 'kiosk', 'media', 'note.txt'), 'hello');
  writeFileSync(join(kit.data, 'kiosk', 'media', `${'ab'.repeat(32)}-320.webp.part`), 'half');
  const again = await hostKit(t, { data: kit.data });
  assert.is(again.host.hasCatalogue(), true);
  assert.equal(readdirSync(join(kit.data, 'kiosk', 'media')), ['note.txt']);
  assert.ok(existsSync(join(kit.data, 'kiosk', 'replica.sqlite')));
});
