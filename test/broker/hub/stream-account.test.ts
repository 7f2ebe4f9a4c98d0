import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { StreamAccount } from '../../../broker/hub/ingest/stream-account.ts';
import { suite } from '../../harness/suite.ts';

const test = suite('Hub: the account of a stream');
const MOST = 30;
const ZERO = {
  watermark: 0,
  highest: 0,
  received: 0,
  refused: 0,
  duplicates: 0,
  missing: 0,
  evicted: 0,
  withdrawn: 0,
};

const number = fc.integer({ min: 1, max: MOST });
const range = fc.tuple(number, fc.integer({ min: 0, max: 5 }));
const step = fc.oneof(
  fc.record({ what: fc.constant('arrive' as const), number }),
  fc.record({ what: fc.constant('evict' as const), range }),
  fc.record({ what: fc.constant('withdraw' as const), range }),
  fc.record({ what: fc.constant('raise' as const), number }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

function account(): StreamAccount {
  return new StreamAccount(ZERO, { ahead: [], missing: [], withdrawn: [] });
}

/** Applies a step to the account, and to a plain set of the numbers that are accounted for. */
function apply(
  stream: StreamAccount,
  known: Set<number>,
  { step: each, seen }: { step: Step; seen: Set<number> },
) {
  const cover = (first: number, last: number): void => {
    for (let at = first; at <= last; at += 1) known.add(at);
  };
  if (each.what === 'arrive') {
    stream.arrived(each.number, !seen.has(each.number));
    seen.add(each.number);
    cover(each.number, each.number);
  } else if (each.what === 'raise') {
    stream.raiseTo(each.number);
    cover(1, each.number - 1);
  } else {
    const [first, length] = each.range;
    if (each.what === 'evict') stream.evicted(first, first + length, 0);
    else stream.withdraw(first, first + length);
    cover(first, first + length);
  }
}

test('accounts for every number once: nothing is lost and nothing is counted twice', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const stream = account();
      const known = new Set<number>();
      const seen = new Set<number>();
      let before = 0;
      for (const each of steps) {
        apply(stream, known, { step: each, seen });
        const { watermark, highest, missing } = stream.counts;
        assert.ok(watermark >= before, 'a watermark never goes down');
        before = watermark;
        for (let at = 1; at <= MOST + 6; at += 1) assert.is(stream.knows(at), known.has(at), `number ${at}`);
        assert.is(watermark + stream.ahead.count, known.size);
        assert.ok(highest >= watermark && !known.has(watermark + 1));
        assert.is(missing, stream.missing.count);
        assert.ok(stream.missing.list.every(([first, last]) => first >= 1 && last <= watermark));
        assert.ok(
          [...seen].every((at) => !stream.missing.has(at)),
          'what has come is not missing',
        );
      }
    }),
  );
});

test('notes a thousand runs that came early, and leaves the others to come again', () => {
  const stream = account();
  for (let index = 0; index < 1_500; index += 1) stream.arrived(2 + index * 2, true);
  assert.is(stream.ahead.list.length, 1_000);
  assert.is(stream.counts.highest, 2_000);
  assert.not.ok(stream.knows(2_002));
  stream.arrived(1, true);
  stream.arrived(2_002, false);
  assert.ok(stream.knows(2_002));
});

test('remembers of all that was withdrawn what may still be on its way', () => {
  const stream = account();
  for (let index = 0; index < 2_500; index += 1) stream.withdraw(index * 2 + 1, index * 2 + 1);
  assert.is(stream.withdrawn.list.length, 2_000);
  assert.ok(stream.withdrawn.has(4_999));
});

test('keeps few runs of a kiosk that disclaims every other number, and counts those alone', () => {
  const stream = account();
  for (let number = 2; number <= 20_000; number += 2) stream.withdraw(number, number);
  for (let number = 30_000; number <= 50_000; number += 2) stream.evicted(number, number, 0);
  assert.is(stream.ahead.list.length, 2_000);
  assert.equal(stream.ahead.list[0], [2, 2]);
  assert.is(stream.counts.withdrawn, 2_000);
  assert.is(stream.counts.evicted, 0);
  stream.raiseTo(60_000);
  assert.is(stream.counts.watermark, 59_999);
});
