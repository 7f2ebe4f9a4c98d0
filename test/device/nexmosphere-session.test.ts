/** What is said to a controller: elements asked for, settings before lights, everything again after a loss. */
import * as assert from 'uvu/assert';
import { latin1 } from '../../device/bytes.ts';
import { parseDriverOptions } from '../../device/driver-options.ts';
import { isDeviceError } from '../../device/errors.ts';
import { parseCommand } from '../../device/nexmosphere/command.ts';
import { nexmosphere } from '../../device/nexmosphere/driver.ts';
import type { Light } from '../../device/nexmosphere/options.ts';
import { page } from '../../device/nexmosphere/page.ts';
import { typeRequest } from '../../device/nexmosphere/requests.ts';
import {
  SimulatedNexmosphereDevice,
  type SimulatedNexmosphereOptions,
} from '../../device/nexmosphere/simulated-nexmosphere.ts';
import { suite } from '../harness/suite.ts';
import { VirtualClock } from '../support/virtual-clock.ts';
import { recordingLogger } from './recorder.ts';

const test = suite('Nexmosphere session');
const SETTLED_MS = 8_000;

interface Bench {
  clock: VirtualClock;
  device: SimulatedNexmosphereDevice;
  controller: SimulatedNexmosphereDevice['controller'];
  log: ReturnType<typeof recordingLogger>;
}

async function bench(more: Partial<SimulatedNexmosphereOptions> = {}): Promise<Bench> {
  const clock = new VirtualClock();
  const log = recordingLogger();
  const device = new SimulatedNexmosphereDevice({ id: 'shelf', clock, logger: log, ...more });
  await device.start();
  return { clock, device, controller: device.controller, log };
}

const LIT = {
  units: [
    { unit: 1, settings: { 4: 5, 6: 6 } },
    { unit: 3, light: { leds: ['on', 'slow', 'fast', 'off'] } },
    { unit: 5, light: { colour: 'FF8800', intensity: 50, rampMs: 1_500 } },
  ],
};

test('asks for elements, then sets them, then lights them, then asks the silent and the antennas once more', async () => {
  const { clock, controller } = await bench({ options: LIT });
  await clock.advance(SETTLED_MS);
  const types = [1, 2, 3, 4, 5, 6, 7, 8].map((unit) => `D00${unit}B[TYPE]`);
  assert.equal(controller.heard, [
    ...types,
    'X001S[4:5]',
    'X001S[6:6]',
    'X003A[27]',
    'X005B[1FFF8800]',
    'X005B[250F15]',
    ...types.slice(5),
    'X001B[]',
    'X002B[]',
  ]);
  assert.equal(controller.missed, []);
  await clock.advance(3_600_000);
  assert.is(controller.heard.length, types.length + 5 + 3 + 2);
});

test('leaves a pause between commands, however many are asked for at once', async () => {
  const { clock, controller, device } = await bench({ options: { paceMs: 75 } });
  await clock.advance(SETTLED_MS);
  for (let round = 0; round < 40; round += 1) {
    device.setLight(3, { leds: ['on'] });
    device.setLight(5, { animation: '250105' });
    device.setLight(5, { animation: round % 2 === 0 ? '299105' : '399C1801020C180018' });
    await clock.advance(10);
  }
  await clock.advance(1_000);
  assert.equal(controller.missed, []);
  assert.is(controller.element(5)?.shown.at(-1), '399C1801020C180018');
  assert.ok((controller.element(5)?.shown.length ?? 0) < 10);
});

test('sets and lights again after a cut cable', async () => {
  const { clock, controller, device } = await bench({ options: LIT });
  await clock.advance(SETTLED_MS);
  device.setLight(3, { leds: ['fast', 'fast', 'fast', 'fast'] });
  await clock.advance(1_000);
  device.transport.unplug();
  controller.powerOff();
  device.setLight(5, { colour: '00FF00' });
  await clock.advance(5_000);
  assert.equal(controller.element(5)?.shown, []);
  controller.powerOn();
  device.transport.plug();
  await clock.advance(20_000);
  assert.equal(controller.element(3)?.shown, ['85']);
  assert.equal(controller.element(5)?.shown, ['1F00FF00', '299F05']);
  assert.equal(
    [...(controller.element(1)?.settings ?? [])],
    [
      [4, 5],
      [6, 6],
    ],
  );
});

test('sets and lights a controller whose power came after its port', async () => {
  const { clock, controller, device } = await bench({ options: LIT });
  controller.powerOff();
  await clock.advance(30_000);
  assert.is(device.health().code, 'TW_NEXMOSPHERE_SILENT');
  controller.powerOn();
  await clock.advance(20_000);
  assert.is(device.health().status, 'connected');
  assert.equal(controller.element(3)?.shown.at(-1), '27');
  assert.is(controller.element(1)?.settings.get(6), 6);
});

test('begins anew at the first word of a controller that was silent', async () => {
  const { clock, controller, device } = await bench({ options: LIT });
  controller.powerOff();
  await clock.advance(15_000);
  controller.powerOn();
  controller.press(3, [1]);
  await clock.advance(0);
  assert.is(device.health().status, 'connected');
  await clock.advance(SETTLED_MS);
  assert.is(controller.element(1)?.settings.get(4), 5);
});

test('sends everything again every so often, where the options ask for it', async () => {
  const { clock, controller } = await bench({ options: { ...LIT, replayMinutes: 5 } });
  await clock.advance(SETTLED_MS);
  controller.powerOff();
  controller.powerOn();
  await clock.advance(4 * 60_000);
  assert.equal(controller.element(3)?.shown, []);
  await clock.advance(2 * 60_000);
  assert.equal(controller.element(3)?.shown, ['27']);
  await clock.advance(5 * 60_000);
  assert.equal(controller.element(3)?.shown, ['27', '27']);
});

test('asks no channels where the options say so, and takes no silence for trouble', async () => {
  const { clock, controller, device } = await bench({
    options: { channels: 0, units: [{ unit: 3, element: 'button', light: { leds: ['on'] } }] },
  });
  await clock.advance(60_000);
  assert.equal(controller.heard, ['X003A[3]']);
  assert.is(device.health().status, 'connected');
});

test('says in the log what it found, what it does not know and what is another than the options say', async () => {
  const { clock, controller, log } = await bench({
    elements: { 1: 'XRDR1', 2: 'XQL2', 3: 'XTB4N6' },
    options: { units: [{ unit: 3, element: 'rfid' }] },
  });
  await clock.advance(SETTLED_MS);
  const about = log.lines.filter(({ message }) => message.startsWith('element'));
  assert.equal(
    about.map(({ level, message }) => `${level} ${message}`),
    [
      'info element found',
      'warn element unknown, its kind must be named in the options',
      'warn element is another than the options say',
    ],
  );
  assert.equal(controller.missed, []);
});

test('refuses what no output can show, and keeps what was shown', async () => {
  const { clock, controller, device } = await bench();
  await clock.advance(SETTLED_MS);
  const bad: unknown[] = [
    {},
    { leds: [] },
    { leds: ['on', 'dim'] },
    { colour: 'red' },
    { colour: 'FF8800', intensity: 100 },
    { colour: 'FF8800', rampMs: 10_000 },
    { animation: '2501055' },
    { animation: '250105]\r\nX001A[1' },
    { animation: '250105', colours: { G: 'FF8800' } },
    { on: 'yes' },
    null,
  ];
  for (const light of bad) {
    assert.throws(
      () => device.setLight(5, light as Light),
      (error: unknown) => isDeviceError(error, 'TW_NEXMOSPHERE_COMMAND_INVALID'),
      JSON.stringify(light),
    );
  }
  assert.throws(() => device.setLight(1_000, { on: true }));
  await clock.advance(1_000);
  assert.equal(controller.element(5)?.shown, []);
});

test('shows what the manual shows', async () => {
  const { clock, controller, device } = await bench({ elements: { 3: 'XTB4N6', 5: 'XWL56', 6: 'XDWI36' } });
  await clock.advance(SETTLED_MS);
  device.setLight(3, { leds: ['on', 'on', 'on', 'on'] });
  device.setLight(5, { colours: { C: '0000FF' }, animation: '499C1800220C0016' });
  device.setLight(6, { on: true });
  await clock.advance(1_000);
  assert.equal(controller.element(3)?.shown, ['255']);
  assert.equal(controller.element(5)?.shown, ['1C0000FF', '499C1800220C0016']);
  assert.equal(controller.element(6)?.shown, ['1']);
});

test('drops what waits when the port goes in the middle of it, without a stray error', async () => {
  const { clock, controller, device } = await bench({ options: LIT });
  for (let round = 0; round < 12; round += 1) {
    await clock.advance(137);
    device.transport.unplug();
    device.transport.plug();
    await clock.advance(11_000);
  }
  await clock.advance(SETTLED_MS);
  assert.equal([controller.missed, device.health().status], [[], 'connected']);
  assert.is(controller.element(3)?.shown.at(-1), '27');
});

test('takes no late answer of one channel for that of another', () => {
  const answer = (line: string): boolean => {
    const command = parseCommand(line);
    assert.ok(command);
    return typeRequest(2).isAnswer?.({ command, bytes: 0 }) === true;
  };
  assert.equal(['D001B[TYPE=XRDR1 ]', 'D002B[SERIAL=1 ]', 'D002B[TYPE]', 'D002B[TYPE=XRDR1 ]'].map(answer), [
    false,
    false,
    false,
    true,
  ]);
});

test('ends its lines by CR LF', async () => {
  const { clock, device } = await bench();
  await clock.advance(100);
  assert.is(latin1(device.transport.written[0] ?? new Uint8Array()), 'D001B[TYPE]\r\n');
});

test('has an example whose options are right', () => {
  const { options } = page.example as { options: object };
  assert.ok(parseDriverOptions(nexmosphere, options));
});
