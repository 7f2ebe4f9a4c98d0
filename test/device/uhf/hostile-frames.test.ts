/** Sessions against readers that answer anything: no unexpected error, no end of the conversation, nothing left behind. */
import * as fc from 'fast-check';
import * as assert from 'uvu/assert';
import type { StreamDriver } from '../../../device/driver.ts';
import { parseDriverOptions } from '../../../device/driver-options.ts';
import { STREAM_DRIVERS } from '../../../device/drivers.ts';
import { encodeM100, M100Type } from '../../../device/m100/frame.ts';
import { StreamDevice } from '../../../device/stream-device.ts';
import { encodeThingMagic } from '../../../device/thingmagic/frame.ts';
import { DuplexTransport } from '../../../device/uhf/duplex-transport.ts';
import { encodeUhf18 } from '../../../device/uhfreader18/frame.ts';
import { suite } from '../../harness/suite.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';
import { Recorder, recordingLogger } from '../recorder.ts';

const test = suite('UHF sessions against nonsense');

const params = fc.uint8Array({ maxLength: 40 });
const byte = fc.integer({ min: 0, max: 255 });

/** Frames that the framer lets through, with any content, each with the command that the host has just sent. */
const answers: Record<string, (command: number) => fc.Arbitrary<Uint8Array>> = {
  m100: (command) =>
    fc
      .tuple(fc.constantFrom(M100Type.answer, M100Type.notice), fc.constantFrom(command, 0xff, 0x22), params)
      .map(([type, code, bytes]) => encodeM100({ dialect: 'bb', type, command: code, params: bytes })),
  uhfreader18: (command) =>
    fc
      .tuple(fc.constantFrom(0, 1, 3, 0xf8, 0xfb, 0xfd, 0xff), fc.constantFrom(command, 0x00, 0xee), params)
      .map(([status, code, data]) => encodeUhf18({ address: 0, command: code, status, data })),
  thingmagic: (command) =>
    fc
      .tuple(fc.constantFrom(0, 0x0400, 0x0504, 0x0105), fc.constantFrom(command, 0x22), params)
      .map(([status, opcode, data]) => encodeThingMagic({ opcode, status, data })),
};
const scripts = fc.array(fc.tuple(byte, byte, fc.integer({ min: 0, max: 4_000 })), {
  minLength: 1,
  maxLength: 40,
});

async function converse(driver: StreamDriver, script: readonly [number, number, number][]): Promise<void> {
  const clock = new VirtualClock();
  const logger = recordingLogger();
  const transport = new DuplexTransport('nonsense');
  const device = new StreamDevice({
    id: 'uhf',
    driver,
    options: parseDriverOptions(driver, {}),
    transport,
    clock,
    logger,
  });
  device.subscribe(new Recorder());
  let step = 0;
  transport.connect({
    receive: (bytes) => {
      const [seed, kind, ms] = script[step % script.length] ?? [0, 0, 0];
      step += 1;
      if (kind < 64) return;
      const command = bytes[2] ?? 0;
      const answer = fc.sample(answers[driver.name]?.(command) ?? fc.constant(bytes), {
        seed,
        numRuns: 1,
      })[0];
      clock.setTimer(ms % 300, () => transport.feed(answer ?? bytes));
    },
    powerOff: () => undefined,
  });
  await device.start();
  for (const [, , ms] of script) await clock.advance(ms);
  assert.ok(step > 0, 'the session spoke');
  await device.stop();
  await clock.advance(1_000);
  assert.is(clock.pending, 0);
  assert.equal(
    logger.lines.filter(({ message }) => message.includes('unexpectedly')),
    [],
  );
}

for (const name of ['m100', 'uhfreader18', 'thingmagic']) {
  test(`${name} keeps its countenance`, async () => {
    const driver = await STREAM_DRIVERS[name]?.load();
    assert.ok(driver);
    await fc.assert(
      fc.asyncProperty(scripts, (script) => converse(driver, script)),
      { seed: 21, numRuns: 40 },
    );
  });

  test(`${name} has a page whose example is valid, and says of every option what it is`, async () => {
    const entry = STREAM_DRIVERS[name];
    assert.ok(entry);
    const [driver, page] = await Promise.all([entry.load(), entry.page()]);
    const example = page.example as { driver: string; options: object };
    assert.is(example.driver, name);
    assert.equal(parseDriverOptions(driver, example.options), {
      ...parseDriverOptions(driver, {}),
      ...example.options,
    });
    const { properties } = driver.options as unknown as {
      properties: Record<string, { description?: string; default?: unknown }>;
    };
    for (const [option, schema] of Object.entries(properties)) {
      assert.ok(schema.description?.endsWith('.'), option);
      assert.is.not(schema.default, undefined, option);
    }
  });
}
