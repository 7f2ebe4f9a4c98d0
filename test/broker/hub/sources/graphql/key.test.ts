/** Where a key comes from, and where it may go. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { isBrokerError } from '../../../../../broker/errors.ts';
import { readKey, type KeyPlace } from '../../../../../broker/hub/sources/graphql/key.ts';
import { serverAddress } from '../../../../../broker/hub/sources/graphql/server-address.ts';
import { suite, type TestContext } from '../../../../harness/suite.ts';

const test = suite('keys of shops');

async function folder(t: TestContext): Promise<string> {
  const base = await mkdtemp(join(tmpdir(), 'tapwall-key-'));
  t.after(() => rm(base, { recursive: true }));
  return base;
}

async function isRefused(place: Partial<KeyPlace>): Promise<boolean> {
  try {
    await readKey({ base: '/nowhere', environment: {}, ...place });
    return false;
  } catch (error) {
    return isBrokerError(error, 'TW_SOURCE_KEY');
  }
}

test('come from a file, which may change while the hub runs', async (t) => {
  const base = await folder(t);
  await writeFile(join(base, 'shop.key'), 'first-key\n');
  assert.is(await readKey({ file: 'shop.key', base, environment: {} }), 'first-key');
  await writeFile(join(base, 'shop.key'), 'second-key\n');
  assert.is(await readKey({ file: join(base, 'shop.key'), base: '/', environment: {} }), 'second-key');
});

test('come from an environment variable when no file is named', async () => {
  const environment = { SHOP_KEY: 'abc:0123456789' };
  assert.is(await readKey({ variable: 'SHOP_KEY', base: '/', environment }), 'abc:0123456789');
});

test('are refused when they cannot be keys', async (t) => {
  const base = await folder(t);
  await writeFile(join(base, 'two-lines'), 'one-key-here\nsecond: header');
  await writeFile(join(base, 'huge'), 'x'.repeat(10_000));
  await writeFile(join(base, 'empty'), '');
  for (const file of ['two-lines', 'huge', 'empty', 'absent', '.'])
    assert.ok(await isRefused({ file, base }), file);
  assert.ok(await isRefused({}));
  assert.ok(await isRefused({ variable: 'ABSENT' }));
  assert.ok(await isRefused({ variable: 'SHORT', environment: { SHORT: 'abc' } }));
});

test('are sent over TLS, or on this machine', () => {
  assert.is(serverAddress('https://shop.example/admin-api').host, 'shop.example');
  assert.is(serverAddress('http://127.0.0.1:3000/admin-api').port, '3000');
  for (const bad of ['http://shop.example/', 'ftp://127.0.0.1/', 'shop.example', 'http://127.0.0.1.example/'])
    assert.throws(
      () => serverAddress(bad),
      (error: unknown) => isBrokerError(error, 'TW_SETTING_INVALID'),
    );
});
