import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as assert from 'uvu/assert';
import { isKioskError } from '../../../kiosk/errors.ts';
import { chooseStore } from '../../../kiosk/start/hub-overview.ts';
import { suite, type TestContext } from '../../harness/suite.ts';

const test = suite('The store of a kiosk that is started');

/** A hub whose catalogue has these stores. */
async function hubWith(t: TestContext, ...codes: string[]): Promise<string> {
  const stores = codes.map((storeCode) => ({ storeCode }));
  const server = createServer((_, response) => response.end(JSON.stringify({ stores })));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('is the first of the catalogue, or the one that was asked for', async (t) => {
  const hub = await hubWith(t, 'MIL-01', 'PAR-02');
  const choose = (wanted: string): Promise<string> => chooseStore({ hub, token: null, wanted });
  assert.equal([await choose(''), await choose('PAR-02')], ['MIL-01', 'PAR-02']);
  const unknown = await choose('ROM-03').catch((error: unknown) => error);
  assert.ok(isKioskError(unknown, 'TW_STORE_UNKNOWN'));
  assert.match(unknown.message, /MIL-01, PAR-02/);
});

test('is whatever was asked for while the catalogue has products and no stores', async (t) => {
  const hub = await hubWith(t);
  assert.is(await chooseStore({ hub, token: null, wanted: 'SHOP' }), 'SHOP');
  const none = await chooseStore({ hub, token: null, wanted: '' }).catch((error: unknown) => error);
  assert.ok(isKioskError(none, 'TW_UNREACHABLE'));
  assert.match(none.message, /--stores.*--store/);
});
