import * as assert from 'uvu/assert';
import { suite } from '../../harness/suite.ts';
import { configFile, load } from './kit.ts';

const test = suite('Precedence of settings');

test('takes the default where nobody says anything', () => {
  const { values, origins } = load();
  assert.is(values.kioskPort, 7300);
  assert.is(values.data, '.tapwall');
  assert.equal(new Set(Object.values(origins)), new Set(['default']));
});

test('lets a command replace a default', () => {
  const { values, origins } = load({ defaults: { virtualHardware: 'off' } });
  assert.is(values.virtualHardware, 'off');
  assert.is(origins.virtualHardware, 'default');
});

test('takes the file over the default, the environment over the file and the flag over the environment', (t) => {
  const file = configFile(t, { kioskPort: 1001, hubPort: 1002, mqttPort: 1003 });
  const environment = { TAPWALL_HUB_PORT: '2002', TAPWALL_MQTT_PORT: '2003' };
  const { values, origins } = load({ file, environment, flags: { mqttPort: '3003' } });
  assert.equal([values.kioskPort, values.hubPort, values.mqttPort], [1001, 2002, 3003]);
  assert.equal([origins.kioskPort, origins.hubPort, origins.mqttPort], ['file', 'environment', 'flag']);
});

test('lets the file win over the default of a command', (t) => {
  const file = configFile(t, { virtualHardware: 'on' });
  assert.is(load({ file, defaults: { virtualHardware: 'off' } }).values.virtualHardware, 'on');
});

test('reads lists as JSON from the environment and from flags', () => {
  const radars = JSON.stringify([{ id: 'radar-9', path: '/dev/ttyUSB9' }]);
  assert.is(load({ environment: { TAPWALL_RADARS: radars } }).values.radars[0]?.id, 'radar-9');
  assert.is(load({ flags: { radars } }).values.radars[0]?.path, '/dev/ttyUSB9');
});

test('hands out defaults of its own each time', () => {
  load().values.displays.pop();
  assert.is(load().values.displays.length, 2);
});

test('does without a file that nobody asked for', () => {
  assert.is(load().values.kiosk, 'kiosk-1');
});
