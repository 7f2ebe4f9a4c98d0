/** The radars and the scanner on real serial ports: their simulators play into one end of a pair of pseudo-terminals. */
import * as assert from 'uvu/assert';
import { encodeCode } from '../../device/barcode/code.ts';
import { barcode } from '../../device/barcode/driver.ts';
import type { BarcodeFrame } from '../../device/barcode/framer.ts';
import type { BarcodeOptions } from '../../device/barcode/options.ts';
import { SimulatedScanner } from '../../device/barcode/simulated-scanner.ts';
import { parseDriverOptions } from '../../device/driver-options.ts';
import type { StreamDriver } from '../../device/driver.ts';
import { isDeviceError } from '../../device/errors.ts';
import { ld2410 } from '../../device/ld2410/driver.ts';
import { SimulatedRadar } from '../../device/ld2410/simulated-radar.ts';
import { ld2450 } from '../../device/ld2450/driver.ts';
import { encodeTargets } from '../../device/ld2450/report.ts';
import { SimulatedLd2450 } from '../../device/ld2450/simulated-ld2450.ts';
import { SerialPortTransport } from '../../device/serial/serialport-transport.ts';
import { StreamDevice } from '../../device/stream-device.ts';
import { systemClock } from '../../kiosk/system/clock.ts';
import { suite, type TestContext } from '../harness/suite.ts';
import { createSerialPair, type SerialPair } from '../support/serial-pair.ts';
import { until } from '../support/until.ts';
import { Recorder, recordingLogger } from './recorder.ts';

const test = suite('drivers on serial ports');
const WAIT_MS = 15_000;
const limit = { timeout: 60_000 };

const EAN = { text: '4006381333931', symbology: ']E0' };
const TARGET = { xMm: -300, yMm: 400, speedCmPerS: -16, resolutionMm: 320 };

/** The far end of the cable. */
interface FarEnd {
  port: SerialPortTransport;
  write: (bytes: Uint8Array) => void;
  close: () => Promise<void>;
}

async function portPair(t: TestContext): Promise<SerialPair> {
  const pair = await createSerialPair();
  t.after(() => pair.dispose());
  return pair;
}

async function farEnd(
  t: TestContext,
  pair: SerialPair,
  hear: (bytes: Uint8Array) => void = () => undefined,
): Promise<FarEnd> {
  const port = new SerialPortTransport({ path: pair.sensor, baudRate: 115_200 });
  await port.open({ data: hear, lost: () => undefined });
  t.after(() => port.close());
  return {
    port,
    write: (bytes) => void port.write(bytes).catch(() => undefined),
    close: () => port.close(),
  };
}

interface Running<Options extends object, Frame> {
  device: StreamDevice<Options, Frame>;
  seen: Recorder;
}

async function run<Options extends object, Frame>(
  t: TestContext,
  pair: SerialPair,
  setup: { driver: StreamDriver<Options, Frame>; options?: Partial<Options> },
): Promise<Running<Options, Frame>> {
  const { driver, options = {} } = setup;
  const device = new StreamDevice({
    id: driver.name,
    driver,
    options: parseDriverOptions(driver, options) as Options,
    transport: new SerialPortTransport({ path: pair.kiosk, baudRate: driver.baudRate }),
    clock: systemClock,
    logger: recordingLogger(),
  });
  const seen = new Recorder();
  device.subscribe(seen);
  t.after(() => device.stop());
  await device.start();
  return { device, seen };
}

const FRAMES = {
  ld2410: Buffer.from('f4f3f2f10d0002aa0251000000003b00005500f8f7f6f5', 'hex'),
  ld2450: Buffer.from(encodeTargets([TARGET])),
  barcode: Buffer.from(encodeCode(EAN, parseDriverOptions(barcode, {}) as BarcodeOptions)),
};
const DRIVERS = { ld2410, ld2450, barcode } as unknown as Record<keyof typeof FRAMES, StreamDriver>;

for (const name of ['ld2410', 'ld2450', 'barcode'] as const) {
  test(
    `reads ${name} in pieces, and again once the cable is back`,
    async (t) => {
      const pair = await portPair(t);
      const { device, seen } = await run(t, pair, {
        driver: DRIVERS[name],
        options: name === 'ld2450' ? { confirmReports: 1 } : {},
      });
      const frame = FRAMES[name];
      const before = await farEnd(t, pair);
      for (const byte of frame) await before.port.write(Uint8Array.of(byte));
      await until(() => seen.readings.length === 1, WAIT_MS);
      assert.equal(device.counters, { frames: 1, discardedBytes: 0 });
      assert.is(device.health().status, 'connected');
      // Half a frame waits when the cable is pulled.
      await before.port.write(frame.subarray(0, 5));
      await before.close();
      await pair.unplug();
      await until(() => device.health().status === 'searching', WAIT_MS);
      assert.ok(device.counters.discardedBytes <= 5);
      await until(() => device.health().code === 'TW_SERIAL_NOT_FOUND', WAIT_MS);
      await pair.plug();
      const after = await farEnd(t, pair);
      await until(() => {
        after.write(frame);
        return device.health().status === 'connected' && device.counters.frames > 1;
      }, WAIT_MS);
    },
    limit,
  );

  test(
    `says that the port of ${name} is taken, and takes it once it is free`,
    async (t) => {
      const pair = await portPair(t);
      const squatter = new SerialPortTransport({ path: pair.kiosk, baudRate: 9_600 });
      await squatter.open({ data: () => undefined, lost: () => undefined });
      t.after(() => squatter.close());
      const { device } = await run(t, pair, { driver: DRIVERS[name] });
      assert.equal([device.health().status, device.health().code], ['searching', 'TW_SERIAL_BUSY']);
      assert.ok(device.health().remedy);
      await squatter.close();
      const end = await farEnd(t, pair);
      await until(() => {
        end.write(FRAMES[name]);
        return device.health().status === 'connected';
      }, WAIT_MS);
    },
    limit,
  );
}

test(
  'sets a radar over the line and goes on hearing it',
  async (t) => {
    const pair = await portPair(t);
    const sensor: { radar?: SimulatedRadar } = {};
    const end = await farEnd(t, pair, (bytes) => sensor.radar?.receive(bytes));
    const radar = new SimulatedRadar({ clock: systemClock, write: end.write });
    sensor.radar = radar;
    const { settings, config } = radar;
    t.after(() => radar.stop());
    radar.play('still');
    radar.start();
    const { device, seen } = await run(t, pair, {
      driver: ld2410,
      options: { maxMovingGate: 3, engineering: true },
    });
    await until(() => settings.engineering && config.isReporting, WAIT_MS);
    assert.is(settings.parameters.maxMovingGate, 3);
    await until(() => seen.presences[0]?.present, WAIT_MS);
    assert.is(device.health().status, 'connected');
  },
  limit,
);

test(
  'follows people of a simulated LD2450 through noise',
  async (t) => {
    const pair = await portPair(t);
    const end = await farEnd(t, pair);
    const radar = new SimulatedLd2450({ clock: systemClock, write: end.write });
    t.after(() => radar.stop());
    radar.misbehave('noise');
    radar.place({ xMm: -300, yMm: 400, speedCmPerS: 0 });
    radar.start();
    const { device, seen } = await run(t, pair, { driver: ld2450, options: { vacantAfterMs: 500 } });
    await until(() => seen.presences[0], WAIT_MS);
    assert.equal(
      [seen.presences[0]?.distanceCm, seen.presences[0]?.targets],
      [50, [{ xMm: -300, yMm: 400, speedCmPerS: 0 }]],
    );
    radar.place();
    await until(() => seen.presences[1]?.present === false, WAIT_MS);
    await until(() => device.counters.discardedBytes > 0, WAIT_MS);
  },
  limit,
);

test(
  'reads a scanner without suffix, and acknowledges to one that waits',
  async (t) => {
    const pair = await portPair(t);
    const options = parseDriverOptions(barcode, {
      suffix: 'none',
      acknowledge: 'honeywell',
    }) as BarcodeOptions;
    const counter: { scanner?: SimulatedScanner } = {};
    const end = await farEnd(t, pair, (bytes) => counter.scanner?.receive(bytes));
    const scanner = new SimulatedScanner({ clock: systemClock, options, write: end.write });
    counter.scanner = scanner;
    t.after(() => scanner.stop());
    const { device, seen } = await run<BarcodeOptions, BarcodeFrame>(t, pair, { driver: barcode, options });
    scanner.scan(EAN);
    await until(() => seen.readings.length === 1, WAIT_MS);
    const [reading] = seen.readings;
    assert.equal(reading, { ...reading, kind: 'code', source: 'barcode', ...EAN });
    await until(() => scanner.acknowledged === 1, WAIT_MS);
    assert.equal(device.counters, { frames: 1, discardedBytes: 0 });
  },
  limit,
);

test('refuses to write to a port that is not open', async (t) => {
  const pair = await portPair(t);
  const port = new SerialPortTransport({ path: pair.kiosk, baudRate: 9_600 });
  const error = await port.write(Uint8Array.of(1)).catch((cause: unknown) => cause);
  assert.ok(isDeviceError(error, 'TW_SERIAL_LOST'));
});
