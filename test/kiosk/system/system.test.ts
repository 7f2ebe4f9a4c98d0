import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { isKioskError, type KioskErrorCode } from '../../../kiosk/errors.ts';
import { prepareDataDir } from '../../../kiosk/system/data-dir.ts';
import { choosePort } from '../../../kiosk/system/ports.ts';
import { loyaltyKey, secretFrom } from '../../../kiosk/system/secrets.ts';
import { readVersion } from '../../../kiosk/system/version.ts';
import { suite, type TestContext } from '../../harness/suite.ts';
import { temporaryFolder } from '../../support/sample-replica.ts';
import { refusal } from '../config/kit.ts';

const test = suite('Ports, secrets and folders');
const WISH = { host: '127.0.0.1', port: 0, asked: true, what: 'the kiosk' };

async function takenPort(t: TestContext): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function refused(promise: Promise<unknown>): Promise<KioskErrorCode> {
  try {
    await promise;
  } catch (error) {
    if (isKioskError(error)) return error.code;
    throw error;
  }
  return assert.unreachable() as never;
}

test('leaves the choice of a free port to the system when asked to', async () => {
  assert.equal(await choosePort(WISH), { port: 0, replaced: null });
});

test('refuses a taken port that was asked for, and replaces a taken default', async (t) => {
  const port = await takenPort(t);
  assert.is(await refused(choosePort({ ...WISH, port })), 'TW_PORT_TAKEN');
  assert.equal(await choosePort({ ...WISH, port, asked: false }), { port: 0, replaced: port });
});

test('does not take an address of another machine for a taken port', async () => {
  for (const port of [0, 7300])
    assert.is(await refused(choosePort({ ...WISH, host: '203.0.113.7', port })), 'TW_CONFIG_INVALID');
});

test('makes a loyalty key once, for its owner only, and reads it again', (t) => {
  const settings = { data: join(temporaryFolder(t), 'data'), loyaltyKeyFile: '' };
  const key = loyaltyKey(settings, true);
  assert.is(key?.length, 32);
  assert.equal(loyaltyKey(settings, false), key);
  assert.is(statSync(join(settings.data, 'loyalty.key')).mode & 0o777, 0o600);
});

test('makes no key for a kiosk alone: it recognises nobody, and refuses a file that is named and missing', (t) => {
  const data = temporaryFolder(t);
  assert.is(loyaltyKey({ data, loyaltyKeyFile: '' }, false), null);
  assert.not.ok(existsSync(join(data, 'loyalty.key')));
  refusal(() => loyaltyKey({ data, loyaltyKeyFile: join(data, 'shared.key') }, false), 'TW_LOYALTY_KEY');
});

for (const text of ['', 'secret', 'ab'.repeat(31), `${'ab'.repeat(32)}ab`, 'zz'.repeat(32)]) {
  test(`refuses the loyalty key ${JSON.stringify(text.slice(0, 8))} without repeating it`, (t) => {
    const data = temporaryFolder(t);
    writeFileSync(join(data, 'loyalty.key'), text);
    const message = refusal(() => loyaltyKey({ data, loyaltyKeyFile: '' }, false), 'TW_LOYALTY_KEY');
    assert.ok(text === '' || !message.includes(text));
  });
}

test('refuses a folder in the place of a key or a secret', (t) => {
  const data = temporaryFolder(t);
  mkdirSync(join(data, 'loyalty.key'));
  refusal(() => loyaltyKey({ data, loyaltyKeyFile: '' }, true), 'TW_LOYALTY_KEY');
  refusal(() => secretFrom('hubTokenFile', data), 'TW_CONFIG_INVALID');
});

test('reads a secret without the line end an editor leaves, and none where none is named', (t) => {
  const path = join(temporaryFolder(t), 'token');
  writeFileSync(path, ' s3cret \n');
  assert.is(secretFrom('hubTokenFile', path), 's3cret');
  assert.is(secretFrom('hubTokenFile', ''), null);
});

test('makes the data folder, and refuses a file in its place', (t) => {
  const folder = temporaryFolder(t);
  assert.is(prepareDataDir(join(folder, 'a', 'b')), join(folder, 'a', 'b'));
  writeFileSync(join(folder, 'file'), '');
  refusal(() => prepareDataDir(join(folder, 'file')), 'TW_DATA_DIR');
  refusal(() => prepareDataDir(join(folder, 'file', 'below')), 'TW_DATA_DIR');
});

// What lies in /proc is made by the kernel alone: nobody can write there, not even root.
for (const folder of ['/proc', '/proc/tapwall', '/proc/tapwall/below']) {
  test(`refuses ${folder}, in which nothing can be made, at once`, () => {
    refusal(() => prepareDataDir(folder), 'TW_DATA_DIR');
  });
}

test('leaves nothing in the data folder by looking', (t) => {
  const folder = temporaryFolder(t);
  prepareDataDir(folder);
  assert.equal(readdirSync(folder), []);
});

test('knows the version of this release', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  assert.is(readVersion(), version);
});
