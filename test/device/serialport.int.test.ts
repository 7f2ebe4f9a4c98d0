/** The radar driver on a real serial port: a pair of pseudo-terminals. */
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { isDeviceError } from '../../device/errors.ts';
import { LD2410_BAUD_RATE, Ld2410Radar } from '../../device/ld2410/radar.ts';
import { SimulatedRadar } from '../../device/ld2410/simulated-radar.ts';
import { SerialPortTransport } from '../../device/serial/serialport-transport.ts';
import { systemClock } from '../../kiosk/system/clock.ts';
import { suite, type TestContext } from '../harness/suite.ts';
import { createSerialPair, type SerialPair } from '../support/serial-pair.ts';
import { until } from '../support/until.ts';
import { Recorder, recordingLogger } from './recorder.ts';

const test = suite('LD2410 radar on a serial port');
const WAIT_MS = 15_000;
const limit = { timeout: 40_000 };

async function portPair(t: TestContext): Promise<SerialPair> {
  const pair = await createSerialPair();
  t.after(() => pair.dispose());
  return pair;
}

/** A sensor that plays "still" into its end of the pair until the test ends. */
async function sensorOn(t: TestContext, path: string): Promise<SimulatedRadar> {
  const port = new SerialPortTransport({ path, baudRate: LD2410_BAUD_RATE });
  await port.open({ data: () => undefined, lost: () => undefined });
  const radar = new SimulatedRadar({
    clock: systemClock,
    write: (bytes) => void port.write(bytes).catch(() => undefined),
  });
  t.after(async () => {
    radar.stop();
    await port.close();
  });
  radar.play('still');
  radar.start();
  return radar;
}

test(
  'reads reports, notices that the port is gone, and finds it again',
  async (t) => {
    const pair = await portPair(t);
    const log = recordingLogger();
    const transport = new SerialPortTransport({ path: pair.kiosk, baudRate: LD2410_BAUD_RATE });
    const device = new Ld2410Radar({ id: 'radar', clock: systemClock, logger: log, transport });
    const seen = new Recorder();
    device.subscribe(seen);
    t.after(() => device.stop());
    await device.start();
    const before = await sensorOn(t, pair.sensor);
    await until(() => seen.presences[0]?.present, WAIT_MS);
    assert.is(seen.presences[0]?.distanceCm, 80);
    before.stop();
    await pair.unplug();
    await until(() => device.health().status === 'searching', WAIT_MS);
    assert.is(device.health().code, 'TW_SERIAL_LOST');
    await until(() => device.health().code === 'TW_SERIAL_NOT_FOUND', WAIT_MS);
    await pair.plug();
    await sensorOn(t, pair.sensor);
    await until(() => device.health().status === 'connected', WAIT_MS);
    const told = log.lines.filter(({ level }) => level !== 'debug').map(({ message }) => message);
    assert.equal(told, ['device connected', 'device lost', 'device back']);
  },
  limit,
);

test('says which port is missing and which is taken', async (t) => {
  const pair = await portPair(t);
  const open = async (path: string): Promise<unknown> => {
    const port = new SerialPortTransport({ path, baudRate: LD2410_BAUD_RATE });
    t.after(() => port.close());
    return port.open({ data: () => undefined, lost: () => undefined }).catch((error: unknown) => error);
  };
  assert.ok(isDeviceError(await open(join(pair.kiosk, '..', 'none')), 'TW_SERIAL_NOT_FOUND'));
  assert.is(await open(pair.kiosk), undefined);
  assert.ok(isDeviceError(await open(pair.kiosk), 'TW_SERIAL_BUSY'));
});
