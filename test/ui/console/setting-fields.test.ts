/** The form's fields from the schema, and where a value comes from. */
import * as assert from 'uvu/assert';
import { suite } from '../../harness/suite.ts';
import { DISPLAY_SETTINGS, DEFAULT_DISPLAY_SETTINGS } from '../../../broker/contract/settings.ts';
import { settingFields, standing, type SettingField } from '../../../ui/console/data/setting-fields.ts';
import { complaint } from '../../../ui/console/data/setting-words.ts';
import { kiosk, overview } from './fixtures.ts';

const test = suite('Console setting fields');

const fields = settingFields(overview().settingsSchema);

function field(key: string): SettingField {
  const found = fields.find((one) => one.key === key);
  if (found === undefined) throw new TypeError(`no field ${key}`);
  return found;
}

test('has a field for every setting of the contract', () => {
  assert.equal(
    fields.map(({ key }) => key),
    Object.keys(DISPLAY_SETTINGS),
  );
});

test('leaves out what it has no control for', () => {
  assert.equal(settingFields({ properties: { odd: { type: 'array', default: [] }, none: null } }), []);
  assert.equal(settingFields({}), []);
});

test('tells a default from what was set here and what was set on the kiosk', () => {
  const [view] = kiosk().settings;
  if (view === undefined) throw new TypeError('the fixture has no settings');
  const idle = field('idleSeconds');
  assert.is(standing(idle, view).origin, 'default');
  assert.is(
    standing(idle, { ...view, reported: { ...DEFAULT_DISPLAY_SETTINGS, idleSeconds: 30 } }).origin,
    'kiosk',
  );
  const wanted = standing(idle, { ...view, desired: { idleSeconds: 60 }, state: 'pending' });
  assert.equal(wanted, { value: 60, inForce: 45, origin: 'here', state: 'pending' });
  assert.is(standing(idle, { ...view, reported: null }).state, 'unknown');
});

test('complains of what the schema does not allow', () => {
  const idle = field('idleSeconds');
  assert.is(complaint(idle, 5), '');
  for (const value of [4, 601, 5.5, '', 'ten', '1e2']) assert.ok(complaint(idle, value), String(value));
  assert.is(complaint(field('attractMessage'), 'x'.repeat(120)), '');
  assert.ok(complaint(field('attractMessage'), 'x'.repeat(121)));
});
