import * as fc from 'fast-check';
import * as assert from 'uvu/assert';
import { esphome } from '../../../device/network/esphome.ts';
import { SimulatedEsphome } from '../../../device/network/simulated-esphome.ts';
import { SimulatedZigbee } from '../../../device/network/simulated-zigbee2mqtt.ts';
import { zigbee2mqtt } from '../../../device/network/zigbee2mqtt.ts';
import type { Reading } from '../../../device/ports.ts';
import { suite, type TestContext } from '../../harness/suite.ts';
import { decode, driverKit, type DriverKit } from './kit.ts';

const test = suite('Sensors over MQTT');
const TOPIC = 'zigbee2mqtt/curtain-1';

async function zigbee(
  t: TestContext,
  options: object = {},
): Promise<DriverKit & { sensor: SimulatedZigbee }> {
  const kit = await driverKit(t, zigbee2mqtt, { topic: TOPIC, options });
  return { ...kit, sensor: new SimulatedZigbee({ publish: kit.publish, name: 'curtain-1' }) };
}

const said = (readings: readonly Reading[]): string[] =>
  readings.map((reading) => {
    if (reading.kind === 'presence') return reading.present ? 'present' : 'vacant';
    if (reading.kind === 'contact') return reading.open ? 'open' : 'closed';
    return reading.kind === 'button' ? `button ${reading.pressed.join('+')}` : reading.kind;
  });

test('of Zigbee: presence and contact are told on change only', async (t) => {
  const { sensor, recorder } = await zigbee(t);
  for (const occupied of [true, true, false, false, true]) sensor.occupied(occupied);
  for (const open of [false, false, true]) sensor.door(open);
  assert.equal(said(recorder.readings), ['present', 'vacant', 'present', 'closed', 'open']);
});

test('of Zigbee: a sensor that never says vacant is vacant after a while', async (t) => {
  const { sensor, recorder, clock } = await zigbee(t, { vacantAfterSeconds: 30 });
  sensor.occupied(true);
  await clock.advance(20_000);
  sensor.occupied(true);
  await clock.advance(29_000);
  assert.equal(said(recorder.readings), ['present']);
  await clock.advance(1_000);
  assert.equal(said(recorder.readings), ['present', 'vacant']);
});

test('of Zigbee: an action is a press, a release and an empty action are none', async (t) => {
  const { sensor, recorder } = await zigbee(t);
  for (const action of [
    'single',
    '2_double',
    'button_3_hold',
    'button_3_release',
    '',
    'x'.repeat(99),
    '99_single',
  ])
    sensor.press(action);
  assert.equal(said(recorder.readings), [
    'button 1',
    'button ',
    'button 2',
    'button ',
    'button 3',
    'button ',
  ]);
});

test('of Zigbee: named actions are the only ones when there are any', async (t) => {
  const { sensor, recorder } = await zigbee(t, { actions: { double: 4 } });
  for (const action of ['single', 'double', 'constructor']) sensor.press(action);
  assert.equal(said(recorder.readings), ['button 4', 'button ']);
});

test('of Zigbee: what the broker kept is a state, but no press', async (t) => {
  const { source, recorder } = await zigbee(t);
  source.feed(TOPIC, '{"action":"single","contact":false}', true);
  assert.equal(said(recorder.readings), ['open']);
});

test('of Zigbee: availability and bridge say whether it is there, as JSON or plain text', async (t) => {
  const { sensor, source, recorder } = await zigbee(t);
  sensor.bridge(true);
  assert.equal(recorder.story, ['starting'], 'the bridge does not speak for a device that nobody heard');
  sensor.available(true);
  sensor.available(false);
  sensor.available(true);
  source.feed(`${TOPIC}/availability`, 'offline');
  sensor.bridge(false);
  sensor.available(true);
  sensor.bridge(true);
  assert.equal(recorder.story, [
    'starting',
    'connected',
    'searching TW_NETWORK_OFFLINE',
    'connected',
    'searching TW_NETWORK_OFFLINE',
    'searching TW_NETWORK_BRIDGE_OFFLINE',
    'connected',
  ]);
});

test('of Zigbee: a kept state of a sensor that is away is not told', async (t) => {
  const { sensor, source, recorder } = await zigbee(t);
  sensor.available(false);
  source.feed(TOPIC, '{"occupancy":true}', true);
  assert.equal(said(recorder.readings), []);
  sensor.available(true);
  sensor.occupied(true);
  assert.equal(said(recorder.readings), ['present']);
});

test('of Zigbee: one that has been silent for a day and an hour is away', async (t) => {
  const { sensor, recorder, clock } = await zigbee(t);
  sensor.occupied(false);
  await clock.advance(25 * 3_600_000);
  assert.is(recorder.story.at(-1), 'searching TW_NETWORK_SILENT');
  sensor.occupied(false);
  assert.is(recorder.story.at(-1), 'connected');
});

test('of Zigbee: loss of the broker is a loss, and what is said after it is told anew', async (t) => {
  const { sensor, source, recorder, clock } = await zigbee(t);
  sensor.occupied(true);
  sensor.door(false);
  source.drop();
  assert.is(recorder.story.at(-1), 'searching TW_NETWORK_LOST');
  await clock.advance(20_000);
  source.restore();
  sensor.occupied(true);
  sensor.door(false);
  assert.equal(said(recorder.readings), ['present', 'closed', 'closed'], 'whoever was there still is');
  source.drop();
  await clock.advance(30_000);
  source.restore();
  sensor.occupied(true);
  assert.equal(said(recorder.readings).slice(3), ['vacant', 'present']);
});

test('of Zigbee: a sensor that speaks once an hour is back with its broker, one that was silent or away is not', async (t) => {
  const { sensor, source, recorder, clock } = await zigbee(t);
  source.drop('TW_NETWORK_UNREACHABLE');
  source.restore();
  assert.is(recorder.story.at(-1), 'starting', 'the broker is there, and nobody heard the sensor');
  sensor.door(false);
  source.drop();
  source.restore();
  assert.is(recorder.story.at(-1), 'connected');
  await clock.advance(25 * 3_600_000);
  source.drop();
  source.restore();
  assert.is(recorder.story.at(-1), 'searching TW_NETWORK_SILENT', 'a broker that is back ends no silence');
  sensor.available(false);
  source.drop();
  source.restore();
  assert.is(recorder.story.at(-1), 'starting', 'what was away may be away still');
});

test('of Zigbee: of a sensor gone mad the latest counts, a little later', async (t) => {
  const { sensor, recorder, clock } = await zigbee(t);
  for (let count = 0; count < 5_000; count += 1) {
    sensor.occupied(count % 2 === 0);
    sensor.door(count % 2 === 1);
    sensor.press('single');
  }
  sensor.occupied(true);
  sensor.door(true);
  assert.ok(recorder.readings.length < 60, `${recorder.readings.length} of 15,000 were told`);
  await clock.advance(2_000);
  const states = said(recorder.readings);
  assert.is(
    states.findLast((one) => one === 'present' || one === 'vacant'),
    'present',
  );
  assert.is(
    states.findLast((one) => one === 'open' || one === 'closed'),
    'open',
  );
  await clock.advance(10_000);
  sensor.door(false);
  assert.is(said(recorder.readings).at(-1), 'closed', 'at once when it is quiet again');
});

test('of Zigbee: distance comes with presence where a radar measures it', () => {
  const { readings } = decode(zigbee2mqtt, '{"presence":true,"target_distance":1.25}', { topic: TOPIC });
  assert.is(readings[0]?.kind === 'presence' && readings[0].distanceCm, 125);
});

test('of Zigbee: faults of the sender cost messages, nothing else', async (t) => {
  const { sensor, recorder, device, clock } = await zigbee(t);
  for (const fault of ['garble', 'cut', 'silent', 'twice'] as const) {
    sensor.misbehave(fault);
    for (let count = 0; count < 60; count += 1) sensor.occupied(count % 2 === 0);
  }
  await clock.advance(10_000);
  sensor.misbehave('none');
  sensor.occupied(true);
  assert.is(said(recorder.readings).at(-1), 'present');
  assert.ok(device.counters.discardedBytes > 0);
});

const ESP = { presence: 'has_target', contact: 'door', buttons: { call: 2, lamp: 1 }, distance: 'distance' };

async function board(t: TestContext): Promise<DriverKit & { esp: SimulatedEsphome }> {
  const kit = await driverKit(t, esphome, { topic: 'room-1', options: ESP });
  return { ...kit, esp: new SimulatedEsphome({ publish: kit.publish, prefix: 'room-1' }) };
}

test('of ESPHome: binary sensors are what the file says', async (t) => {
  const { esp, recorder } = await board(t);
  esp.online(true);
  esp.number('distance', 84.6);
  for (const isOn of [true, true, false]) esp.binary('has_target', isOn);
  for (const isOn of [true, false]) esp.binary('door', isOn);
  esp.binary('call', true);
  esp.binary('lamp', true);
  esp.binary('call', false);
  esp.binary('stranger', true);
  assert.equal(said(recorder.readings), [
    'present',
    'vacant',
    'open',
    'closed',
    'button 2',
    'button 1+2',
    'button 1',
  ]);
  const [first] = recorder.presences;
  assert.is(first?.distanceCm, 85);
});

test('of ESPHome: birth and last will say whether the board is there', async (t) => {
  const { esp, recorder, source } = await board(t);
  esp.online(true);
  esp.online(false);
  source.feed('room-1/binary_sensor/has_target/state', 'ON', true);
  esp.online(true);
  assert.equal(recorder.story, ['starting', 'connected', 'searching TW_NETWORK_OFFLINE', 'connected']);
});

test('of ESPHome: a board that nobody heard is not said to be there', async (t) => {
  const { esp, recorder, source } = await board(t);
  source.drop();
  source.restore();
  assert.equal(recorder.story, ['starting', 'searching TW_NETWORK_LOST', 'starting']);
  esp.binary('door', false);
  source.drop();
  source.restore();
  assert.equal(recorder.story.slice(3), ['connected', 'searching TW_NETWORK_LOST', 'connected']);
});

test('of ESPHome: only the topics of the file are listened to', () => {
  const options = { distanceUnit: 'cm', vacantAfterSeconds: 0, presence: 'has_target' } as const;
  assert.equal(esphome.filters('room-1', options), [
    'room-1/status',
    'room-1/binary_sensor/has_target/state',
  ]);
});

test('never make a driver throw', () => {
  const topics = fc.constantFrom(
    TOPIC,
    `${TOPIC}/availability`,
    'zigbee2mqtt/bridge/state',
    'room-1/status',
    'room-1/binary_sensor/has_target/state',
    'room-1/sensor/distance/state',
    '',
  );
  const payloads = fc.oneof(
    fc.uint8Array({ maxLength: 80 }),
    fc.json({ maxDepth: 3 }).map((text) => new TextEncoder().encode(text)),
    fc.constantFrom('ON', 'OFF', 'online', '-1', '1e9', 'NaN').map((text) => new TextEncoder().encode(text)),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(topics, payloads, fc.boolean()), { maxLength: 10 }), (messages) => {
      const context = { source: 'device-1', topic: TOPIC };
      const options = { base: 'zigbee2mqtt', vacantAfterSeconds: 0, silenceHours: 1 };
      const decoders = [
        zigbee2mqtt.createDecoder({ ...context, options }),
        esphome.createDecoder({
          ...context,
          topic: 'room-1',
          options: { ...ESP, distanceUnit: 'cm', vacantAfterSeconds: 0 },
        }),
      ];
      for (const [topic, payload, retained] of messages)
        for (const decoder of decoders) decoder.take({ topic, payload, retained }, '2026-11-22T10:00:00Z');
    }),
    { seed: 20261125, numRuns: 2_000 },
  );
});
