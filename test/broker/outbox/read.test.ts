import * as assert from 'uvu/assert';
import { suite } from '../../harness/suite.ts';
import { numbered, outboxKit } from './kit.ts';

const test = suite('Outbox read');

test('reads as many events as fit the bytes, and one in any case', (t) => {
  const outbox = outboxKit(t).open();
  outbox.appendAll([1, 2, 3, 4, 5].map(numbered));
  const one = JSON.stringify(outbox.read(0, 1)).length;
  assert.equal(
    outbox.read(0, 1).map((event) => event.sequence),
    [1],
  );
  const three = outbox.read(1, one * 3 + 10);
  assert.equal(
    three.map((event) => event.sequence),
    [2, 3, 4],
  );
  assert.ok(Buffer.byteLength(JSON.stringify(three)) <= one * 3 + 10);
  assert.equal(outbox.read(5, 60_000), []);
  assert.is(outbox.read(0, 60_000, 2).length, 2);
});

test('counts bytes and not characters', (t) => {
  const outbox = outboxKit(t).open();
  const wide = {
    name: 'search',
    data: { display: 'wall', search_term: '漢'.repeat(100), results: 1 },
  } as const;
  outbox.appendAll([wide, wide, wide]);
  const limit = Buffer.byteLength(JSON.stringify(outbox.read(0, 1))) * 2;
  const batch = outbox.read(0, limit);
  assert.ok(Buffer.byteLength(JSON.stringify(batch)) <= limit);
  assert.is(batch.length, 2);
});
