import * as assert from 'uvu/assert';
import { loadSettings } from '../../../kiosk/config/load.ts';
import { isKioskError } from '../../../kiosk/errors.ts';
import { suite } from '../../harness/suite.ts';

const test = suite('Settings that are objects');

function load(garmentFilter?: string) {
  const flags = garmentFilter === undefined ? {} : { garmentFilter };
  const file = { path: '/nonexistent', required: false };
  return loadSettings({ file, environment: {}, flags }).values.garmentFilter;
}

test('may be given in part, as JSON on the command line', () => {
  assert.is(load().levelDbm, -52);
  assert.equal(load('{"levelDbm":-45}'), { levelDbm: -45 });
});

for (const text of ['{"levelDbm":"x"}', '{"levelDbm":-500}', '{"nothing":1}', '[]', 'yes', '{'])
  test(`refuse ${text}`, () => {
    try {
      load(text);
      assert.unreachable(text);
    } catch (error) {
      assert.ok(isKioskError(error, 'TW_CONFIG_INVALID'), String(error));
      assert.match((error as Error).message, /^garmentFilter/);
    }
  });
