import * as fc from 'fast-check';
import * as assert from 'uvu/assert';
import { toHex } from '../../../device/bytes.ts';
import { isDeviceError } from '../../../device/errors.ts';
import { epcLength } from '../../../device/epc/crc16.ts';
import { SimulatedField } from '../../../device/uhf/epc-field.ts';
import { suite } from '../../harness/suite.ts';
import { SeededRandom } from '../../support/seeded-random.ts';
import { JEANS, LONG, SHIRT } from './bench.ts';

const test = suite('Simulated field of tags');

function field(options: { readProbability?: number; rssiNoiseDb?: number } = {}): SimulatedField {
  const seeded = new SeededRandom(5);
  return new SimulatedField({ random: () => seeded.unit(), ...options });
}

test('shows a tag at every antenna it was put before, with its own strength there', () => {
  const tags = field({ readProbability: 1, rssiNoiseDb: 0 });
  tags.put(SHIRT.toLowerCase(), 1, -45);
  tags.put(SHIRT, 2, -70);
  tags.put(JEANS, 2, -50);
  const seen = [1, 2, 3].map((antenna) =>
    tags.read(antenna).map(({ epc, rssiDbm }) => `${toHex(epc)} ${rssiDbm}`),
  );
  assert.equal(seen, [[`${SHIRT} -45`], [`${SHIRT} -70`, `${JEANS} -50`], []]);
  tags.take(SHIRT, 2);
  assert.is(tags.read(2).length, 1);
  tags.take(SHIRT.toLowerCase());
  assert.equal(tags.epcs, [JEANS]);
});

test('tells the PC that belongs to the length of the EPC', () => {
  const tags = field({ readProbability: 1 });
  for (const epc of [SHIRT, LONG, 'ABCD']) {
    tags.clear();
    tags.put(epc, 1, -50);
    const [read] = tags.read(1);
    assert.is(epcLength(read?.pc ?? 0), epc.length / 2);
  }
});

test('grows weaker with the power, and silent at last', () => {
  const tags = field({ readProbability: 1, rssiNoiseDb: 0 });
  tags.put(SHIRT, 1, -70);
  assert.equal(
    [26, 20, 12, 9].map((powerDbm) => tags.read(1, powerDbm).map(({ rssiDbm }) => rssiDbm)),
    [[-64], [-70], [-78], []],
  );
});

test('reads about as often as it is told, within the noise it is told', () => {
  const tags = field({ readProbability: 0.7, rssiNoiseDb: 3 });
  tags.put(SHIRT, 1, -50);
  const reads = Array.from({ length: 1_000 }, () => tags.read(1)).flat();
  assert.ok(reads.length > 650 && reads.length < 750, `${reads.length} of 1000`);
  assert.ok(reads.every(({ rssiDbm }) => rssiDbm >= -53 && rssiDbm <= -47));
  assert.ok(new Set(reads.map(({ rssiDbm }) => rssiDbm)).size > 3);
});

test('refuses what is no EPC with an error of its own', () => {
  for (const wrong of ['', 'ABC', 'ABCDEF', 'xyz', 'A'.repeat(128)])
    assert.throws(
      () => field().put(wrong, 1, -50),
      (error: unknown) => isDeviceError(error, 'TW_UHF_EPC_INVALID'),
    );
  fc.assert(
    fc.property(fc.string(), (text) => {
      try {
        field().put(text, 1, -50);
        assert.match(text, /^[0-9a-f\s:]+$/i);
      } catch (error) {
        assert.ok(isDeviceError(error, 'TW_UHF_EPC_INVALID'));
      }
    }),
    { seed: 14, numRuns: 300 },
  );
});
