/** The Nexmosphere driver on a real serial port: a pair of pseudo-terminals with a simulated controller at the far end. */
import * as assert from 'uvu/assert';
import { parseDriverOptions } from '../../device/driver-options.ts';
import { nexmosphere, nexmosphereSession } from '../../device/nexmosphere/driver.ts';
import type { XTalkFrame } from '../../device/nexmosphere/framer.ts';
import type { NexmosphereOptions } from '../../device/nexmosphere/options.ts';
import { SimulatedController } from '../../device/nexmosphere/simulated-controller.ts';
import { SerialPortTransport } from '../../device/serial/serialport-transport.ts';
import { StreamDevice } from '../../device/stream-device.ts';
import { systemClock } from '../../kiosk/system/clock.ts';
import { suite, type TestContext } from '../harness/suite.ts';
import { createSerialPair } from '../support/serial-pair.ts';
import { until } from '../support/until.ts';
import { Recorder, recordingLogger } from './recorder.ts';

const test = suite('Nexmosphere on a serial port');
const WAIT_MS = 20_000;
const { baudRate } = nexmosphere;

interface Far {
  controller: SimulatedController;
  close(): Promise<void>;
}

/** A controller with power at the sensor's end of the pair. */
async function controllerOn(t: TestContext, path: string): Promise<Far> {
  const port = new SerialPortTransport({ path, baudRate });
  const controller = new SimulatedController({
    clock: systemClock,
    write: (bytes) => void port.write(bytes).catch(() => undefined),
  });
  controller.plug(1, 'XRDR1');
  controller.plug(3, 'XTB4N6');
  controller.plug(5, 'XWL56');
  await port.open({ data: (chunk) => controller.receive(chunk), lost: () => undefined });
  const close = async (): Promise<void> => {
    controller.stop();
    await port.close();
  };
  t.after(close);
  return { controller, close };
}

test(
  'reads pick-ups, notices that the port is gone, and sets and lights again what lost its power with it',
  async (t) => {
    const pair = await createSerialPair();
    t.after(() => pair.dispose());
    const first = await controllerOn(t, pair.sensor);
    const device = new StreamDevice<NexmosphereOptions, XTalkFrame>({
      id: 'shelf',
      clock: systemClock,
      logger: recordingLogger(),
      driver: nexmosphere,
      options: parseDriverOptions(nexmosphere, {
        units: [{ unit: 1, settings: { 6: 6 } }],
      }) as NexmosphereOptions,
      transport: new SerialPortTransport({ path: pair.kiosk, baudRate }),
    });
    const seen = new Recorder();
    device.subscribe(seen);
    t.after(() => device.stop());
    await device.start();
    assert.is(device.health().status, 'connected');

    const session = nexmosphereSession(device);
    session?.setLight(5, { colour: 'FF8800', intensity: 40, rampMs: 200 });
    await until(() => first.controller.element(5)?.shown.includes('240F02'), WAIT_MS);
    assert.is(first.controller.element(1)?.settings.get(6), 6);
    assert.equal(
      [...(session?.models ?? [])],
      [
        [1, 'XRDR1'],
        [3, 'XTB4N6'],
        [5, 'XWL56'],
      ],
    );

    first.controller.place(1, 4);
    const place = await until(() => seen.readings.find(({ kind }) => kind === 'pickup'), WAIT_MS);
    assert.equal(
      [place.kind === 'pickup' && place.tag, place.kind === 'pickup' && place.lifted],
      ['4', false],
    );

    await first.close();
    await pair.unplug();
    await until(() => device.health().code === 'TW_SERIAL_LOST', WAIT_MS);
    session?.setLight(3, { leds: ['slow', 'off', 'off', 'off'] });
    await pair.plug();
    const second = await controllerOn(t, pair.sensor);
    await until(() => second.controller.element(3)?.shown.includes('2'), WAIT_MS);
    await until(() => second.controller.element(5)?.shown.includes('240F02'), WAIT_MS);
    assert.is(second.controller.element(1)?.settings.get(6), 6);
    // The tag that lay there before is gone: it was lifted while nobody listened.
    const lift = await until(
      () => seen.readings.find((reading) => reading.kind === 'pickup' && reading.lifted),
      WAIT_MS,
    );
    assert.is(lift.kind === 'pickup' && lift.tag, '4');
    assert.equal(
      [first.controller.missed, second.controller.missed, device.counters.discardedBytes],
      [[], [], 0],
    );
  },
  { timeout: 60_000 },
);
