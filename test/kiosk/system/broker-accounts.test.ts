import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { isKioskError } from '../../../kiosk/errors.ts';
import { brokerAccounts } from '../../../kiosk/system/broker-accounts.ts';
import { suite, type TestContext } from '../../harness/suite.ts';
import { temporaryFolder } from '../../support/sample-replica.ts';

const test = suite('Accounts of the embedded broker');
const FLEET = { root: 'tapwall', tenant: 'demo' };
const LOGIN = { username: 'bi', password: 'sixteen-characters' };

function read(t: TestContext, accounts: unknown) {
  const path = join(temporaryFolder(t), 'accounts.json');
  writeFileSync(path, typeof accounts === 'string' ? accounts : JSON.stringify(accounts));
  try {
    return brokerAccounts(path, FLEET);
  } catch (error) {
    return isKioskError(error) ? error.code : String(error);
  }
}

test('are none without a file', () => {
  assert.equal(brokerAccounts('', FLEET), []);
});

test('bind that of a kiosk to its place and its client id', (t) => {
  const account = { ...LOGIN, role: 'kiosk', store: 'MIL-01', kiosk: 'kiosk-1' };
  const kiosk = { ...FLEET, store: 'mil-01', kiosk: 'kiosk-1' };
  assert.equal(read(t, [account, { ...LOGIN, role: 'reader' }]), [
    { ...LOGIN, role: { kiosk, clientId: 'tapwall-demo-mil-01-kiosk-1' } },
    { ...LOGIN, role: 'reader' },
  ]);
});

test('are refused with short passwords, unknown roles, or when they are no list', (t) => {
  const wrong = [
    [{ ...LOGIN, password: 'short', role: 'hub' }],
    [{ ...LOGIN, role: 'root' }],
    [{ ...LOGIN, role: 'kiosk' }],
    { ...LOGIN, role: 'hub' },
    '{',
  ];
  for (const accounts of wrong) assert.is(read(t, accounts), 'TW_CONFIG_INVALID');
});
