/** When a kiosk is paired, which settings contradict it, and what the grant overrules. */
import * as assert from 'uvu/assert';
import { loadSettings, type LoadedSettings } from '../../../kiosk/config/load.ts';
import type { SettingName } from '../../../kiosk/config/settings.ts';
import { isKioskError } from '../../../kiosk/errors.ts';
import { makeKeyRequest } from '../../../kiosk/pairing/key-request.ts';
import { takePlace } from '../../../kiosk/pairing/take-place.ts';
import { wantsPairing } from '../../../kiosk/pairing/wanted.ts';
import { suite } from '../../harness/suite.ts';
import { grantFor } from './fake-pairing-hub.ts';
import { TestAuthority } from './test-authority.ts';

const test = suite('Whether a kiosk is paired');

function load(flags: Partial<Record<SettingName, string>>): LoadedSettings {
  return loadSettings({ file: { path: '/nonexistent', required: false }, environment: {}, flags });
}

const refused = (error: Error): boolean => isKioskError(error, 'TW_CONFIG_INVALID');

test('pairs by itself with a remote hub over HTTPS, and with no other', () => {
  assert.is(wantsPairing(load({ hub: 'https://hub.example' })), true);
  assert.is(wantsPairing(load({ hub: 'http://hub.example' })), false);
  assert.is(wantsPairing(load({ hub: 'https://127.0.0.1:7301' })), false);
  assert.is(wantsPairing(load({})), false);
});

test('pairs not by itself where a login is configured, nor when it is switched off', () => {
  const hub = 'https://hub.example';
  for (const name of ['brokerUser', 'brokerPasswordFile', 'hubTokenFile'] as const)
    assert.is(wantsPairing(load({ hub, [name]: 'x' })), false);
  assert.is(wantsPairing(load({ hub, pairing: 'off' })), false);
});

test('pairs with a hub on this machine when it is told to', () => {
  assert.is(wantsPairing(load({ pairing: 'on' })), true);
});

test('names settings that contradict pairing', () => {
  const hub = 'https://hub.example';
  assert.throws(() => wantsPairing(load({ hub, pairing: 'on', brokerUser: 'x' })), refused);
  assert.throws(() => wantsPairing(load({ hub: 'http://hub.example', pairing: 'on' })), refused);
  assert.throws(() => wantsPairing(load({}), true), refused);
});

test('takes place, broker and store from the grant, and says which claims it overrules', async () => {
  const settings = load({ hub: 'https://hub.example', store: 'PAR-02', kiosk: 'left' });
  const { key, csr } = makeKeyRequest();
  const life = { from: Date.now(), to: Date.now() + 1_000 };
  const grant = await grantFor(await TestAuthority.create(), csr, life);
  assert.equal(takePlace(settings, { grant, key }), ['store PAR-02', 'kiosk left']);
  const { store, kiosk, broker, tenant } = settings.values;
  assert.equal(
    { store, kiosk, broker, tenant },
    { store: 'MIL-01', kiosk: 'kiosk-2', broker: grant.broker, tenant: 'demo' },
  );

  const own = load({ hub: 'https://hub.example', broker: 'mqtts://other.example' });
  takePlace(own, { grant, key });
  assert.is(own.values.broker, 'mqtts://other.example');

  const clear = load({ hub: 'https://hub.example', broker: 'mqtt://other.example' });
  assert.throws(() => takePlace(clear, { grant, key }), refused);
});
