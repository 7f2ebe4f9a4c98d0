/** Where a key may be sent. */
import * as assert from 'uvu/assert';
import { isBrokerError } from '../../../../../broker/errors.ts';
import { SERVER_ADDRESS, serverAddress } from '../../../../../broker/hub/sources/graphql/server-address.ts';
import { suite } from '../../../../harness/suite.ts';

const test = suite('addresses for keys');
const pattern = new RegExp(SERVER_ADDRESS);

test('are those with TLS, and those of this machine', () => {
  assert.is(serverAddress('https://shop.example/admin-api').host, 'shop.example');
  for (const good of [
    'https://shop.example',
    'https://shop.example:8443/admin-api?x=1',
    'http://localhost/',
    'http://127.0.0.1:3000/admin-api',
    'http://[::1]:3000/admin-api',
  ]) {
    assert.match(good, pattern);
    assert.ok(serverAddress(good));
  }
});

test('are no others', () => {
  for (const bad of [
    'http://shop.example/',
    'ftp://127.0.0.1/',
    'shop.example',
    'http://127.0.0.1.example/',
    'http://localhost@shop.example/',
    '',
  ]) {
    assert.not.match(bad, pattern);
    assert.throws(
      () => serverAddress(bad),
      (error: unknown) => isBrokerError(error, 'TW_SETTING_INVALID'),
    );
  }
});
