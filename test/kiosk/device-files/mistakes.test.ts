import * as assert from 'uvu/assert';
import { checkFile } from '../../../kiosk/device-files/check-file.ts';
import { suite } from '../../harness/suite.ts';
import { AROUND, RADAR } from './kit.ts';

const test = suite('A mistake in a device file');

async function said(content: unknown): Promise<string> {
  const text = typeof content === 'string' ? content : JSON.stringify(content, null, 2);
  const checked = await checkFile('a.json', { ok: true, text }, AROUND);
  return checked.ok ? 'fine' : checked.message;
}

test('is none when everything is right, one device or a list', async () => {
  assert.is(await said(RADAR), 'fine');
  assert.is(await said([RADAR, { ...RADAR, id: 'radar-2' }]), 'fine');
  assert.is(await said([]), 'fine');
});

test('fills in the defaults of the driver’s options', async () => {
  const checked = await checkFile('a.json', { ok: true, text: JSON.stringify(RADAR) }, AROUND);
  assert.ok(checked.ok);
  assert.equal(checked.devices[0]?.entry.options, { maxDistanceCm: 150, mode: 'near' });
});

test('of the syntax is told with line and column', async () => {
  assert.is(
    await said('{\n  "id": "a",\n}'),
    'a.json, line 3, column 1: a name in double quotes is expected, but there is "}".',
  );
});

test('of a value is told with line, field, value and what is allowed', async () => {
  const options = (value: object): object => ({ ...RADAR, options: value });
  assert.is(
    await said(options({ maxDistanceCm: 5 })),
    'a.json, line 8: options.maxDistanceCm is 5, but must be a whole number from 20 to 600.',
  );
  assert.is(
    await said(options({ mode: 'close' })),
    'a.json, line 8: options.mode is "close", but must be one of "near", "far".',
  );
  assert.is(
    await said(options({ distance: 5 })),
    'a.json, line 8: options.distance is not known here; known: maxDistanceCm, mode.',
  );
  assert.is(
    await said({ ...RADAR, id: 'Radar 1' }),
    'a.json, line 2: id is "Radar 1", but must be a name in quotes of up to 64 small letters, digits, "_" and "-".',
  );
  assert.is(await said({ driver: 'radar', match: {} }), 'a.json, line 1: the device lacks "id".');
  assert.is(await said('7'), 'a.json, line 1: the device is 7, but must be an object in braces.');
  assert.match(await said([RADAR, { ...RADAR, id: 5 }]), /line 10: \[1\].id is 5, but must be a name/);
});

test('of the driver is told with the drivers there are', async () => {
  assert.is(
    await said({ ...RADAR, driver: 'sonar' }),
    'a.json, line 3: driver is "sonar", but must be one of "curtain", "radar".',
  );
});

test('of the way to the device is told with the ways of its driver', async () => {
  const match = (value: object): Promise<string> => said({ ...RADAR, match: value });
  assert.match(
    await match({}),
    /line 4: match says no way to the device; radar is found by one of "port", "usb", "tcp"/,
  );
  assert.match(await match({ port: '/dev/a', tcp: 'h:1' }), /match\.tcp is one way too many beside port/);
  assert.match(await match({ topic: 'a/b' }), /match\.topic does not lead to this device/);
  assert.match(
    await match({ tcp: 'h:1', baudRate: 9600 }),
    /match\.baudRate means nothing beside tcp; it goes with "port", "usb"/,
  );
  assert.match(await match({ usb: { vendorId: '10c4' } }), /line 5: match\.usb lacks "productId"/);
  const bridge = { vendorId: '10C4', productId: 'ea60' };
  assert.match(await match({ usb: bridge }), /match\.usb is a bridge that many devices have/);
  assert.is(await match({ usb: { ...bridge, serialNumber: '0001' } }), 'fine');
  assert.is(await match({ usb: { vendorId: '0c2e', productId: '0206' } }), 'fine');
  assert.match(await match({ url: 'http://user:secret@host/' }), /match\.url is .* must be an address/);
});

test('of an address that can never answer is told before anything is opened', async () => {
  const at = (match: object, driver = 'radar'): Promise<string> => said({ ...RADAR, driver, match });
  for (const port of [0, 65_536, 99_999])
    assert.is(
      await at({ tcp: `192.0.2.40:${port}` }),
      `a.json, line 5: match.tcp is "192.0.2.40:${port}", but must be host:port with a port from 1 to 65535.`,
    );
  assert.is(await at({ tcp: '[2001:db8::1]:65535' }), 'fine');
  for (const broker of ['mqtt://192.0.2.1:99999', 'mqtt://[', 'mqtts://:1883'])
    assert.match(
      await at({ topic: 'a/b', broker }, 'curtain'),
      /line 6: match\.broker is "mqtts?:.+", but must be an address with a host/,
    );
  assert.is(await at({ topic: 'a/b', broker: 'mqtt://broker.example' }, 'curtain'), 'fine');
  assert.match(
    await at({ topic: 'a/#' }, 'curtain'),
    /is "a\/#", but must be a topic in quotes, without the wildcards/,
  );
});

test('of a display is told with the displays that there are', async () => {
  const means = (value: object): Promise<string> => said({ ...RADAR, means: value });
  assert.is(
    await means({ display: 'wal' }),
    'a.json, line 8: means.display is "wal", but must be one of the displays "wall", "room", "room-2".',
  );
  assert.is(
    await means({ antennas: { '3': { room: 'wall' } } }),
    'a.json, line 10: means.antennas.3.room is "wall", but must be one of the fitting rooms "room", "room-2".',
  );
  assert.match(
    await means({ antennas: { x: { room: 'room' } } }),
    /means\.antennas\.x is not a name that is allowed here/,
  );
  assert.match(
    await means({ units: { '4': { product: 'TOTE' } } }),
    /means\.units\.4 has no display to be shown on/,
  );
  assert.match(await means({ buttons: { '1': 'self_destruct' } }), /must be "call_associate"/);
  assert.is(await means({ display: 'wall', units: { '4': { product: 'TOTE' } } }), 'fine');
});

test('of an id that a list has twice is told with both lines', async () => {
  assert.match(await said([RADAR, RADAR]), /line 10: \[1\]\.id is "radar-1", but line 3 has that id already/);
});

test('never shows more of a value than fits a line', async () => {
  assert.ok((await said({ ...RADAR, id: 'x'.repeat(5000) })).length < 250);
});
