import * as fc from 'fast-check';
import * as assert from 'uvu/assert';
import type { EpcReading } from '../../../device/ports.ts';
import { impinj } from '../../../device/network/impinj.ts';
import { SimulatedImpinj } from '../../../device/network/simulated-impinj.ts';
import { SimulatedZebra } from '../../../device/network/simulated-zebra.ts';
import { zebra } from '../../../device/network/zebra.ts';
import { suite } from '../../harness/suite.ts';
import { AT, decode, driverKit } from './kit.ts';

const test = suite('Readers that send JSON');

const EPC = '7EDA9038051002710002C0AE';
const IMPINJ = {
  timestamp: '2026-11-22T10:00:01.944189383Z',
  hostname: 'impinj-01-23-45',
  eventType: 'tagInventory',
  tagInventoryEvent: {
    epc: 'ftqQOAUQAnEAAsCu',
    epcHex: EPC,
    tid: '4oARcCAAFM2bWgjs',
    tidHex: 'E2801170200014CD9B5A08EC',
    pc: 'NAA=',
    antennaPort: 1,
    peakRssiCdbm: -7000,
  },
};

test('of Impinj: an event is a read, in dBm and milliseconds', () => {
  const { readings, verdict, discardedBytes } = decode(impinj, JSON.stringify(IMPINJ));
  assert.equal(readings, [
    {
      kind: 'epc',
      source: 'device-1',
      epc: EPC,
      antenna: 1,
      rssiDbm: -70,
      pc: '3400',
      tid: 'E2801170200014CD9B5A08EC',
      at: '2026-11-22T10:00:01.944Z',
    },
  ]);
  assert.equal(verdict, { state: 'alive' });
  assert.is(discardedBytes, 0);
});

test('of Impinj: both alphabets of base64 are read, in old events without a type', () => {
  const bytes = Buffer.from('FBFFBE3030303030FBEFBEFF', 'hex');
  for (const alphabet of ['base64', 'base64url'] as const) {
    const event = { tagInventoryEvent: { epc: bytes.toString(alphabet) } };
    const [reading] = decode(impinj, JSON.stringify(event)).readings;
    assert.is((reading as EpcReading).epc, 'FBFFBE3030303030FBEFBEFF', alphabet);
    assert.is((reading as EpcReading).rssiDbm, null);
    assert.is((reading as EpcReading).antenna, 1);
  }
});

test('of Impinj: a webhook’s list is as many reads, and what is odd in it is left out', () => {
  const odd = [
    { tagInventoryEvent: { epcHex: 'ABC' } },
    { tagInventoryEvent: { epcHex: 'AB'.repeat(63) } },
    { tagInventoryEvent: { epc: 'not base64!' } },
    { tagInventoryEvent: { epc: 'AAAAA' } },
    { tagInventoryEvent: { epcHex: 5 } },
    { tagInventoryEvent: [] },
    7,
    null,
  ];
  const list = [
    IMPINJ,
    ...odd,
    { tagInventoryEvent: { epcHex: 'aabb', antennaPort: -3, peakRssiCdbm: 1e9 } },
  ];
  const { readings } = decode(impinj, JSON.stringify(list));
  assert.equal(
    (readings as EpcReading[]).map(({ epc, antenna, rssiDbm }) => [epc, antenna, rssiDbm]),
    [
      [EPC, 1, -70],
      ['AABB', 1, null],
    ],
  );
});

test('of Impinj: the reader’s time counts only while it can be right', () => {
  const at = (timestamp: unknown): string => {
    const [reading] = decode(impinj, JSON.stringify({ ...IMPINJ, timestamp })).readings;
    return reading?.at ?? '';
  };
  assert.is(at('2025-05-17T16:03:13.944189383Z'), AT);
  assert.is(at('tomorrow'), AT);
  assert.is(at(undefined), AT);
  assert.is(at('2026-11-22T11:00:02+0100'), '2026-11-22T10:00:02.000Z');
});

test('of Impinj: a door contact at an input is a contact', () => {
  const event = (transition: string, gpi = 2): string =>
    JSON.stringify({ gpiTransitionEvent: { gpi, transition } });
  const options = { doorInput: 2 };
  const open = (text: string): unknown[] =>
    decode(impinj, text, { options }).readings.map((reading) => reading.kind === 'contact' && reading.open);
  assert.equal(open(event('low-to-high')), [true]);
  assert.equal(open(event('high-to-low')), [false]);
  assert.equal(open(event('low-to-high', 1)), []);
  assert.equal(open(event('sideways')), []);
});

test('of Impinj: an idle inventory and a missing antenna are trouble until they are over', async (t) => {
  const { clock, publish, recorder } = await driverKit(t, impinj, { topic: 'reader' });
  const reader = new SimulatedImpinj({ clock, publish, topic: 'reader' });
  reader.read({ epc: EPC });
  reader.inventory('idle');
  reader.inventory('running');
  reader.antenna(3, false);
  reader.antenna(2, false);
  reader.antenna(3, true);
  reader.read({ epc: EPC, antenna: 2 });
  assert.equal(recorder.story, [
    'starting',
    'connected',
    'failed TW_READER_IDLE',
    'connected',
    'failed TW_READER_ANTENNA',
    'connected',
  ]);
  assert.match(recorder.healths[4]?.message ?? '', /Port 3\./);
});

test('of Impinj: a stream without keep-alive is opened anew', async (t) => {
  const { clock, source, recorder } = await driverKit(t, impinj, { way: 'url' });
  assert.equal(recorder.story, ['starting'], 'connected is who has spoken');
  source.keepAlive();
  for (let second = 0; second < 120; second += 30) {
    await clock.advance(30_000);
    source.keepAlive();
  }
  assert.equal(recorder.story, ['starting', 'connected']);
  await clock.advance(60_000);
  assert.is(recorder.story.at(-1), 'searching TW_NETWORK_SILENT');
  assert.is(source.renewals, 1);
});

test('of Zebra: every shape of a report is read', () => {
  const fixed =
    '{"data":{"format":"epc","idHex":"e28011700001","peakRssi":-56,"antenna":2,"channel":4,"phase":180,"eventNum":1,"reads":3},"timestamp":"2026-11-22T10:00:01.137+0000","type":"SIMPLE"}';
  const sled =
    '{"type":"BALANCED_PERFORMANCE","timestamp":"2026-11-22T10:00:00Z","data":{"tagData":[{"EPCid":"AABB","peakRssi":-52,"seenCount":14,"eventNum":1}]}}';
  const custom = '{"data":{"idHex":"CCDD","TID":"E280","PC":"3000"},"type":"CUSTOM"}';
  const base = { kind: 'epc', source: 'device-1' };
  assert.equal(decode(zebra, fixed + sled + custom).readings, [
    { ...base, epc: 'E28011700001', antenna: 2, rssiDbm: -56, count: 3, at: '2026-11-22T10:00:01.137Z' },
    { ...base, epc: 'AABB', antenna: 1, rssiDbm: -52, count: 14, at: AT },
    {
      ...base,
      epc: 'CCDD',
      antenna: 1,
      rssiDbm: null,
      pc: '3000',
      tid: 'E280',
      at: AT,
    },
  ]);
});

test('of Zebra: epoch times in milliseconds and microseconds are believed when they are near', () => {
  const at = (timestamp: number): string =>
    decode(zebra, JSON.stringify({ data: { idHex: 'AA' }, timestamp })).readings[0]?.at ?? '';
  const ms = Date.parse(AT) + 1_500;
  assert.is(at(ms), '2026-11-22T10:00:01.500Z');
  assert.is(at(ms * 1_000), '2026-11-22T10:00:01.500Z');
  assert.is(at(ms + 60_000), AT);
});

test('of Zebra: a heartbeat keeps a reader alive that is to send some', async (t) => {
  const options = { silenceSeconds: 30 };
  const { clock, publish, recorder } = await driverKit(t, zebra, { topic: 'fx', options });
  const reader = new SimulatedZebra({ clock, publish, topic: 'fx' });
  reader.heartbeat();
  await clock.advance(29_000);
  reader.heartbeat();
  await clock.advance(29_000);
  assert.equal(recorder.story, ['starting', 'connected']);
  await clock.advance(2_000);
  assert.is(recorder.story.at(-1), 'searching TW_NETWORK_SILENT');
  reader.read({ epc: EPC });
  assert.is(recorder.story.at(-1), 'connected');
});

test('are read on through every fault of their simulators', async (t) => {
  const { clock, publish, recorder, device } = await driverKit(t, zebra, { topic: 'fx' });
  const makers = [
    new SimulatedZebra({ clock, publish, topic: 'fx' }),
    new SimulatedZebra({ clock, publish, topic: 'fx', model: 'sled' }),
  ];
  for (const reader of makers) {
    for (const fault of ['garble', 'cut', 'silent'] as const) {
      reader.misbehave(fault);
      for (let count = 0; count < 50; count += 1) reader.read({ epc: EPC }, { epc: 'AABB' });
    }
    reader.misbehave('twice');
    recorder.readings.length = 0;
    reader.read({ epc: EPC });
    assert.is(recorder.readings.length, 2);
  }
  assert.ok(device.counters.discardedBytes > 0);
});

test('never make a driver throw, nor tell a read that is none', () => {
  const value = fc.jsonValue({ maxDepth: 3 });
  const field = fc.constantFrom(
    'epc',
    'epcHex',
    'idHex',
    'EPCid',
    'antenna',
    'antennaPort',
    'peakRssi',
    'peakRssiCdbm',
    'data',
    'tagData',
    'tid',
    'gpi',
  );
  const object = fc.dictionary(field, value);
  const event = fc.record(
    {
      timestamp: value,
      data: fc.oneof(object, fc.array(object), fc.record({ tagData: fc.array(object) }), value),
      tagInventoryEvent: fc.oneof(object, value),
      inventoryStatusEvent: value,
      antennaDisconnectedEvent: fc.oneof(object, value),
      gpiTransitionEvent: fc.oneof(object, value),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.array(event, { maxLength: 4 }), (events) => {
      for (const driver of [impinj, zebra] as const)
        for (const reading of decode(driver as typeof zebra, JSON.stringify(events)).readings) {
          const { epc, antenna, rssiDbm, at } = reading as EpcReading;
          assert.match(epc, /^([0-9A-F]{2}){1,62}$/);
          assert.ok(antenna >= 1 && antenna <= 256);
          assert.ok(rssiDbm === null || (rssiDbm >= -120 && rssiDbm <= 20));
          assert.ok(Math.abs(Date.parse(at) - Date.parse(AT)) <= 5_000);
        }
    }),
    { seed: 20261125, numRuns: 2_000 },
  );
});
