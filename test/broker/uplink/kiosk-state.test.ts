import * as assert from 'uvu/assert';
import type { Message } from '../../../broker/contract/messages.ts';
import { suite } from '../../harness/suite.ts';
import { BOOT, kioskKit } from './kiosk-kit.ts';
import { SUBTREE } from './kit.ts';

const test = suite('KioskDownlink state');

const PRESENCE: Message<'state/presence'> = { online: true, boot: BOOT, version: '0.1.0' };
const DEVICES: Message<'state/devices'> = { at: '2026-11-22T10:00:00Z', devices: [] };

test('keeps the last values at the broker and publishes them again on every connect', async (t) => {
  const { downlink, broker, clock, sent } = await kioskKit(t);
  downlink.publishState('devices', DEVICES);
  downlink.publishReported({ version: 0, hash: '', displays: {}, problems: [] });
  await clock.advance(0);
  assert.equal(JSON.parse(broker.retained(`${SUBTREE}state/devices`) ?? ''), DEVICES);
  broker.stop();
  const later = { ...DEVICES, at: '2026-11-22T11:00:00Z' };
  downlink.publishState('devices', later);
  broker.start();
  await clock.advance(0);
  assert.equal(sent('state/devices'), [DEVICES, later]);
  assert.is(sent('reported/config').length, 2);
});

test('publishes presence every ten seconds with the time of now', async (t) => {
  const { downlink, clock, sent } = await kioskKit(t);
  downlink.publishState('presence', PRESENCE);
  await clock.advance(25_000);
  assert.equal(
    sent('state/presence').map((presence) => presence['at']),
    ['2026-11-22T10:00:00.000Z', '2026-11-22T10:00:10.000Z', '2026-11-22T10:00:20.000Z'],
  );
});

test('is offline to the platform after a loss, by its will, and after a stop, by a goodbye', async (t) => {
  const { downlink, broker, clock, sent } = await kioskKit(t);
  downlink.publishState('presence', PRESENCE);
  await clock.advance(0);
  broker.cut('kiosk-1');
  await clock.advance(0);
  assert.equal(
    sent('state/presence').map((presence) => presence['online']),
    [true, false, true],
  );
  await downlink.stop();
  assert.equal(sent('state/presence').at(-1), { online: false, boot: BOOT });
  await clock.advance(60_000);
  assert.is(sent('state/presence').length, 4);
});

test('does not send state that does not follow the contract, says so, and goes on', async (t) => {
  const { downlink, sent, logger, clock } = await kioskKit(t);
  const wrong = { online: 'yes', boot: BOOT } as unknown as Message<'state/presence'>;
  downlink.publishState('presence', wrong);
  assert.is(logger.at('error').length, 1);
  downlink.publishState('presence', { online: true, boot: BOOT });
  await clock.advance(0);
  assert.equal(
    sent('state/presence').map((presence) => presence['online']),
    [true],
  );
});

test('hands on desired settings', async (t) => {
  const { downlink, tell } = await kioskKit(t);
  const seen: number[] = [];
  downlink.onDesired((message) => seen.push(message.version));
  await tell('desired/config', { version: 3, hash: 'abc', displays: { wall: { idleSeconds: 30 } } });
  assert.equal(seen, [3]);
});
