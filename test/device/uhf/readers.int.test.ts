/** The drivers of UHF readers on real serial ports: pairs of pseudo-terminals, a simulated reader at the other end. */
import * as assert from 'uvu/assert';
import type { StreamDriver } from '../../../device/driver.ts';
import { parseDriverOptions } from '../../../device/driver-options.ts';
import { STREAM_DRIVERS } from '../../../device/drivers.ts';
import { SimulatedM100 } from '../../../device/m100/simulated-m100.ts';
import { SerialPortTransport } from '../../../device/serial/serialport-transport.ts';
import { StreamDevice } from '../../../device/stream-device.ts';
import { SimulatedThingMagic } from '../../../device/thingmagic/simulated-thingmagic.ts';
import { SimulatedField } from '../../../device/uhf/epc-field.ts';
import type { SimulatedReader, SimulatedReaderOptions } from '../../../device/uhf/simulated-reader.ts';
import { SimulatedUhf18 } from '../../../device/uhfreader18/simulated-uhfreader18.ts';
import { systemClock } from '../../../kiosk/system/clock.ts';
import { suite, type TestContext } from '../../harness/suite.ts';
import { SeededRandom } from '../../support/seeded-random.ts';
import { createSerialPair } from '../../support/serial-pair.ts';
import { until } from '../../support/until.ts';
import { Recorder, recordingLogger } from '../recorder.ts';
import { JEANS, SHIRT } from './bench.ts';

const test = suite('UHF readers on a serial port');
const WAIT_MS = 20_000;
const limit = { timeout: 60_000 };
const seeded = new SeededRandom(3);
const random = (): number => seeded.unit();

interface Case {
  title: string;
  driver: string;
  options?: object;
  make: (options: SimulatedReaderOptions) => SimulatedReader;
}

const cases: readonly Case[] = [
  { title: 'M100 (BB)', driver: 'm100', make: (options) => new SimulatedM100(options) },
  { title: 'R200 (AA)', driver: 'm100', make: (options) => new SimulatedM100({ ...options, dialect: 'aa' }) },
  {
    title: 'UHFReader18',
    driver: 'uhfreader18',
    make: (options) => new SimulatedUhf18({ ...options, variant: 'uhfreader18' }),
  },
  {
    title: 'UHFReader288',
    driver: 'uhfreader18',
    options: { antennas: [1, 2] },
    make: (options) => new SimulatedUhf18(options),
  },
  {
    title: 'ThingMagic',
    driver: 'thingmagic',
    make: (options) => new SimulatedThingMagic({ ...options, boots: true }),
  },
];

/** A reader at its end of the pair until the test ends, or until it is switched off. */
async function readerAt(
  t: TestContext,
  setup: { path: string; baudRate: number; field: SimulatedField; make: Case['make'] },
): Promise<{ reader: SimulatedReader; off: () => Promise<void> }> {
  const port = new SerialPortTransport({ path: setup.path, baudRate: setup.baudRate });
  const reader = setup.make({
    clock: systemClock,
    random,
    field: setup.field,
    write: (bytes) => void port.write(bytes).catch(() => undefined),
    disconnect: () => undefined,
  });
  await port.open({ data: (chunk) => reader.receive(chunk), lost: () => reader.powerOff() });
  const off = async (): Promise<void> => {
    reader.powerOff();
    await port.close();
  };
  t.after(off);
  return { reader, off };
}

async function driverOf(name: string): Promise<StreamDriver> {
  const entry = STREAM_DRIVERS[name];
  assert.ok(entry, `${name} is a driver`);
  return entry.load();
}

for (const { title, driver: name, options = {}, make } of cases) {
  test(
    `${title}: reads tags, notices that the port is gone, finds it again and sets the reader anew`,
    async (t) => {
      const driver = await driverOf(name);
      const pair = await createSerialPair();
      t.after(() => pair.dispose());
      const field = new SimulatedField({ random });
      const { baudRate } = driver;
      const device = new StreamDevice({
        id: 'uhf',
        driver,
        options: parseDriverOptions(driver, options),
        transport: new SerialPortTransport({ path: pair.kiosk, baudRate }),
        clock: systemClock,
        logger: recordingLogger(),
      });
      const seen = new Recorder();
      device.subscribe(seen);
      t.after(() => device.stop());
      const hasRead = (epc: string): boolean =>
        seen.readings.some((reading) => reading.kind === 'epc' && reading.epc === epc);

      const before = await readerAt(t, { path: pair.sensor, baudRate, field, make });
      field.put(SHIRT, 1, -50);
      await device.start();
      await until(() => hasRead(SHIRT), WAIT_MS);
      assert.is(device.health().status, 'connected');

      await before.off();
      await pair.unplug();
      await until(() => device.health().status === 'searching', WAIT_MS);
      await until(() => device.health().code === 'TW_SERIAL_NOT_FOUND', WAIT_MS);

      field.clear();
      field.put(JEANS, 1, -50);
      await pair.plug();
      await readerAt(t, { path: pair.sensor, baudRate, field, make });
      await until(() => hasRead(JEANS), WAIT_MS);
      assert.is(device.health().status, 'connected');
      assert.is(device.counters.discardedBytes, 0);
    },
    limit,
  );
}

for (const { title, driver: name, make } of cases) {
  if (name === 'uhfreader18') continue;
  test(
    `${title}: is told to stop before the port closes`,
    async (t) => {
      const driver = await driverOf(name);
      const pair = await createSerialPair();
      t.after(() => pair.dispose());
      const { baudRate } = driver;
      const field = new SimulatedField({ random });
      field.put(SHIRT, 1, -50);
      const device = new StreamDevice({
        id: 'uhf',
        driver,
        options: parseDriverOptions(driver, {}),
        transport: new SerialPortTransport({ path: pair.kiosk, baudRate }),
        clock: systemClock,
        logger: recordingLogger(),
      });
      t.after(() => device.stop());
      const { reader } = await readerAt(t, { path: pair.sensor, baudRate, field, make });
      const isReading = (): boolean =>
        (reader instanceof SimulatedM100 || reader instanceof SimulatedThingMagic) && reader.isReading;
      await device.start();
      await until(isReading, WAIT_MS);
      await device.stop();
      await until(() => !isReading(), WAIT_MS);
    },
    limit,
  );
}
