import * as assert from 'uvu/assert';
import { ConnectionGate } from '../../../broker/embedded/connection-gate.ts';
import { suite } from '../../harness/suite.ts';

const test = suite('ConnectionGate');
const LIMITS = { pendingPerAddress: 2, pending: 3, burst: 5, perSecond: 1 };

test('bounds how many of an address wait for their login, and lets the next in when one is done', () => {
  const gate = new ConnectionGate(LIMITS);
  const first = gate.enter('a', 0);
  assert.ok(first && gate.enter('a', 0));
  assert.is(gate.enter('a', 0), null);
  first?.done();
  first?.done();
  assert.ok(gate.enter('a', 0));
  assert.is(gate.enter('a', 0), null);
});

test('bounds how many wait in all', () => {
  const gate = new ConnectionGate(LIMITS);
  for (const from of ['a', 'b', 'c']) assert.ok(gate.enter(from, 0));
  assert.is(gate.enter('d', 0), null);
});

test('bounds how fast an address comes, and forgives with time', () => {
  const gate = new ConnectionGate(LIMITS);
  for (let index = 0; index < 5; index += 1) gate.enter('a', 0)?.done();
  assert.is(gate.enter('a', 0), null);
  assert.ok(gate.enter('b', 0));
  assert.ok(gate.enter('a', 1_000));
  assert.is(gate.enter('a', 1_000), null);
});
