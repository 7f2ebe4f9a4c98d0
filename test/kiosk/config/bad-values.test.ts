import * as assert from 'uvu/assert';
import type { SettingName } from '../../../kiosk/config/settings.ts';
import { suite } from '../../harness/suite.ts';
import { configFile, load, refusal } from './kit.ts';

const test = suite('Bad values of settings');

/** Setting, value as text, what the refusal must say is allowed. */
const BAD: readonly [SettingName, string, RegExp][] = [
  ['kioskPort', '70000', /whole number from 0 to 65535/],
  ['kioskPort', '-1', /whole number from 0 to 65535/],
  ['kioskPort', 'http', /whole number from 0 to 65535/],
  ['kioskPort', '', /whole number from 0 to 65535/],
  ['hubPort', '7.5', /whole number from 0 to 65535/],
  ['mqttPort', '99999999999999999999', /whole number from 0 to 65535/],
  ['kiosk', 'Kiosk 1', /match \^\[a-z0-9_-\]/],
  ['tenant', 'a/b', /match/],
  ['root', '+', /match/],
  ['data', '', /fewer than 1/],
  ['store', 'x'.repeat(65), /more than 64/],
  ['broker', 'http://broker', /match \^\$\|\^\(mqtt/],
  ['broker', 'mqtt://', /URL with a host/],
  ['broker', 'mqtt://bro ker', /URL with a host/],
  ['hub', 'ftp://hub', /match \^https\?/],
  ['hub', 'http://', /URL with a host/],
  ['ack', 'maybe', /one of "watermark", "puback"/],
  ['virtualHardware', 'yes', /one of "auto", "on", "off"/],
  ['logLevel', 'loud', /one of "debug", "info", "warn", "error", "silent"/],
  ['displays', 'wall', /array/],
  ['displays', '[]', /fewer than 1/],
];

for (const [name, text, allowed] of BAD) {
  test(`names ${name}, ${JSON.stringify(text.slice(0, 20))}, what is allowed and the flag`, () => {
    const message = refusal(() => load({ flags: { [name]: text } }));
    assert.match(message, new RegExp(`^${name} is `));
    assert.ok(
      message.includes(/^-?\d+$/.test(text) ? String(Number(text)) : JSON.stringify(text).slice(1, -1)),
    );
    assert.match(message, allowed);
    assert.match(message, /from the flag --/);
  });
}

test('takes no login in an address, and does not repeat it', () => {
  for (const [name, text, file] of [
    ['broker', 'mqtts://wall:s3cret@broker.example', 'brokerPasswordFile'],
    ['hub', 'https://wall:s3cret@hub.example', 'hubTokenFile'],
  ] as const) {
    const message = refusal(() => load({ flags: { [name]: text } }));
    assert.ok(message.includes(file));
    assert.not.ok(message.includes('s3cret'));
  }
});

test('names the environment variable a bad value came from', () => {
  const message = refusal(() => load({ environment: { TAPWALL_KIOSK_PORT: 'x' } }));
  assert.match(message, /\(from the environment variable TAPWALL_KIOSK_PORT\)/);
});

test('names the file a bad value came from', (t) => {
  const file = configFile(t, { kioskPort: '7300' });
  const message = refusal(() => load({ file }));
  assert.ok(message.includes(`from the file ${file.path}`));
  assert.match(message, /kioskPort is "7300"/);
});

test('points into a list and shows only the value that is wrong', (t) => {
  const wall = { id: 'wall', kind: 'wall', name: 'Wall', readers: [], radars: [] };
  const file = configFile(t, { displays: [wall, { ...wall, id: 'two', kind: 'ceiling' }] });
  assert.match(
    refusal(() => load({ file })),
    /^displays\.1\.kind is "ceiling"/,
  );
});

test('refuses a setting of a display that is out of range', (t) => {
  const display = { id: 'wall', kind: 'wall', name: 'Wall', readers: [], radars: [] };
  const file = configFile(t, { displays: [{ ...display, settings: { idleSeconds: 1 } }] });
  assert.match(
    refusal(() => load({ file })),
    /^displays\.0\.settings\.idleSeconds is 1/,
  );
});

for (const name of ['displays', 'readers', 'radars'] as const) {
  test(`refuses ${name} where two have the same id`, (t) => {
    const entry = { id: 'same', kind: 'wall', name: 'Wall', readers: [], radars: [] };
    const of = {
      displays: entry,
      readers: { id: 'same', match: '' },
      radars: { id: 'same', path: '/dev/x' },
    };
    const file = configFile(t, { [name]: [of[name], of[name]] });
    assert.match(
      refusal(() => load({ file })),
      new RegExp(`${name} has the id "same" twice`),
    );
  });
}
