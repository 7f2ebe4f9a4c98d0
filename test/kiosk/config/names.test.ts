import * as assert from 'uvu/assert';
import { SETTING_NAMES } from '../../../kiosk/config/load.ts';
import { flagOf, SETTINGS, variableOf } from '../../../kiosk/config/settings.ts';
import { suite } from '../../harness/suite.ts';

const test = suite('Names of settings');

test('are flags in kebab case', () => {
  assert.is(flagOf('kioskPort'), 'kiosk-port');
  assert.is(flagOf('brokerPasswordFile'), 'broker-password-file');
  assert.is(flagOf('data'), 'data');
});

test('are environment variables with a prefix', () => {
  assert.is(variableOf('kioskPort'), 'TAPWALL_KIOSK_PORT');
  assert.is(variableOf('data'), 'TAPWALL_DATA');
});

test('never meet as flags or variables', () => {
  assert.is(new Set(SETTING_NAMES.map(flagOf)).size, SETTING_NAMES.length);
  assert.is(new Set(SETTING_NAMES.map(variableOf)).size, SETTING_NAMES.length);
});

test('have a description and a default each', () => {
  for (const name of SETTING_NAMES) {
    const { description, default: fallback } = SETTINGS[name] as { description?: string; default?: unknown };
    assert.ok(description, `${name} needs a description`);
    assert.ok(fallback !== undefined, `${name} needs a default`);
  }
});
