/** A short fuzz of everything with a fixed seed; `npm run fuzz -- --minutes N` goes on where it ends. */
import * as assert from 'uvu/assert';
import { STREAM_DRIVERS } from '../../device/drivers.ts';
import { parseDriverOptions } from '../../device/driver-options.ts';
import { MESSAGE_DRIVERS } from '../../device/network/drivers.ts';
import { suite } from '../harness/suite.ts';
import { fuzz } from './run.ts';
import { MESSAGE_SEEDS } from './message-seeds.ts';
import { FRAME_SEEDS } from './seeds.ts';
import { demand, type FuzzTarget } from './target.ts';
import { fuzzTargets } from './targets.ts';

const test = suite('fuzzing');
const NO_LIMIT = Number.POSITIVE_INFINITY;

for (const [name, entry] of Object.entries(STREAM_DRIVERS))
  test(`has seeds for ${name}, each of them a frame`, async () => {
    const driver = await entry.load();
    const seeds = FRAME_SEEDS[name] ?? [];
    assert.ok(seeds.length > 0, `${name} has no seeds`);
    for (const seed of seeds) {
      const framer = driver.createFramer(parseDriverOptions(driver, {}));
      const { frames, discardedBytes } = framer.push(seed);
      const rest = framer.flush();
      assert.is(frames.length + rest.frames.length, 1, Buffer.from(seed).toString('hex'));
      assert.is(discardedBytes + rest.discardedBytes, 0);
    }
  });

test('has seeds for every message driver', () => {
  assert.equal(Object.keys(MESSAGE_SEEDS).sort(), Object.keys(MESSAGE_DRIVERS).sort());
});

test(
  'breaks no rule of any driver or decoder',
  async () => {
    const targets = await fuzzTargets();
    const reports = fuzz(targets, { ms: NO_LIMIT, inputs: targets.length * 4_000, seed: 20_261_125 });
    assert.equal(
      reports.flatMap(({ name, failures }) => failures.map((failure) => ({ name, ...failure }))),
      [],
    );
    assert.ok(reports.every(({ inputs }) => inputs > 0));
  },
  { timeout: 50_000 },
);

test('finds a rule that breaks, and says with which input', () => {
  const target: FuzzTarget = {
    name: 'brittle',
    seeds: [Uint8Array.of(1, 2, 3)],
    run: (input) => demand(input[1] === 2, 'the second byte is 2'),
  };
  const [report] = fuzz([target], { ms: NO_LIMIT, inputs: 500, seed: 1 });
  assert.is(report?.inputs, 500);
  assert.ok((report?.failures.length ?? 0) > 0);
  assert.is(report?.failures[0]?.rule, 'the second byte is 2');
  assert.match(report?.failures[0]?.input ?? '', /^([0-9a-f]{2})*$/);
});
