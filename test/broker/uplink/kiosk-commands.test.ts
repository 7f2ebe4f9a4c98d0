import * as assert from 'uvu/assert';
import { suite } from '../../harness/suite.ts';
import { kioskKit } from './kiosk-kit.ts';

const test = suite('KioskDownlink commands');

const IN_A_MINUTE = '2026-11-22T10:01:00.000Z';

test('carries a command out once and answers a repeated id with the same answer', async (t) => {
  const { downlink, sent, tell } = await kioskKit(t);
  const done: string[] = [];
  downlink.onCommand(async (name, message) => {
    done.push(`${name} ${message.id}`);
    return { ok: true, message: 'shown' };
  });
  const command = { id: 'command-1', expiresAt: IN_A_MINUTE, display: 'wall' };
  await tell('cmd/identify', command);
  await tell('cmd/identify', command);
  assert.equal(done, ['identify command-1']);
  const answer = { id: 'command-1', ok: true, message: 'shown' };
  assert.equal(sent('res/identify'), [answer, answer]);
});

test('does not begin a command again while it runs', async (t) => {
  const { downlink, sent, tell, clock } = await kioskKit(t);
  let finish = (): void => undefined;
  let begun = 0;
  downlink.onCommand(async () => {
    begun += 1;
    await new Promise<void>((resolve) => (finish = resolve));
    return { ok: true };
  });
  await tell('cmd/reload', { id: 'command-2', expiresAt: IN_A_MINUTE });
  await tell('cmd/reload', { id: 'command-2', expiresAt: IN_A_MINUTE });
  assert.is(begun, 1);
  assert.equal(sent('res/reload'), []);
  finish();
  await clock.advance(0);
  assert.equal(sent('res/reload'), [{ id: 'command-2', ok: true }]);
});

test('refuses what has expired, what nobody carries out, and what fails, with a code', async (t) => {
  const { downlink, sent, tell, clock } = await kioskKit(t);
  await tell('cmd/sync', { id: 'command-3', expiresAt: IN_A_MINUTE });
  downlink.onCommand(() => Promise.reject(new TypeError('broken')));
  await tell('cmd/sync', { id: 'command-4', expiresAt: IN_A_MINUTE });
  await clock.advance(61_000);
  await tell('cmd/sync', { id: 'command-5', expiresAt: IN_A_MINUTE });
  await tell('cmd/sync', { id: 'command-6', expiresAt: 'never' });
  assert.equal(sent('res/sync'), [
    { id: 'command-3', ok: false, code: 'TW_COMMAND_UNSUPPORTED' },
    { id: 'command-4', ok: false, code: 'TW_COMMAND_FAILED' },
    { id: 'command-5', ok: false, code: 'TW_COMMAND_EXPIRED' },
    { id: 'command-6', ok: false, code: 'TW_COMMAND_EXPIRED' },
  ]);
});

test('drops what does not follow the contract with one line each and throws nothing', async (t) => {
  const { downlink, sent, tell, logger } = await kioskKit(t);
  downlink.onCommand(() => Promise.reject(new TypeError('not to be called')));
  downlink.onDesired(() => assert.unreachable());
  const bad: [string, unknown][] = [
    ['cmd/identify', 'no json'],
    ['cmd/identify', { id: 'x', expiresAt: IN_A_MINUTE }],
    ['cmd/identify', { id: 'command-7', expiresAt: IN_A_MINUTE, shell: 'rm -rf /' }],
    ['desired/config', { version: 0, hash: '', displays: {} }],
    ['desired/config', { version: 1, hash: '', displays: {}, padding: 'x'.repeat(70_000) }],
    ['rsp/wishlist', []],
  ];
  for (const [name, payload] of bad) await tell(name, payload);
  await tell('cmd/shell', { id: 'command-8', expiresAt: IN_A_MINUTE });
  assert.is(logger.at('warn').length, bad.length);
  assert.equal(sent('res/identify'), []);
});
