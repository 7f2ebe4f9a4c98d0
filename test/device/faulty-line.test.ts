import * as assert from 'uvu/assert';
import { DELAY_MS, FaultyLine } from '../../device/faulty-line.ts';
import { isMisbehaviour, MISBEHAVIOURS, type Misbehaviour } from '../../device/misbehaviour.ts';
import { suite } from '../harness/suite.ts';
import { StepClock } from '../support/step-clock.ts';

const test = suite('A faulty line');

function bench(every = 1) {
  const clock = new StepClock();
  const sent: string[] = [];
  let pulled = 0;
  const line = new FaultyLine({
    clock,
    every,
    random: () => 0.5,
    write: (bytes) => sent.push(Buffer.from(bytes).toString('latin1')),
    disconnect: () => (pulled += 1),
  });
  const send = (...frames: string[]): void =>
    frames.forEach((frame) => line.send(Buffer.from(frame, 'latin1')));
  return { clock, line, sent, send, pulled: () => pulled };
}

const EXPECTED: Record<Misbehaviour, string[]> = {
  none: ['abcd', 'efgh', 'ijkl'],
  drop: ['abd', 'efh', 'ijl'],
  delay: ['ab', 'cd', 'efgh', 'ijkl'],
  garble: ['ab6d', 'ef2h', 'ij>l'],
  swap: ['abcd', 'efgh'],
  stuck: ['abcd', 'abcd', 'abcd'],
  silent: [],
  disconnect: ['ab', 'efgh', 'ijkl'],
};

for (const fault of MISBEHAVIOURS)
  test(`can ${fault}`, () => {
    const { clock, line, sent, send, pulled } = bench();
    line.misbehave(fault);
    send('abcd', 'efgh', 'ijkl');
    clock.advance(DELAY_MS);
    assert.equal(sent, EXPECTED[fault]);
    assert.is(pulled(), fault === 'disconnect' ? 1 : 0);
    assert.is(clock.pending, 0);
  });

test('harms every third frame unless told otherwise', () => {
  const { line, sent, send } = bench(3);
  line.misbehave('garble');
  send('abcd', 'abcd', 'abcd', 'abcd');
  assert.equal(sent, ['abcd', 'abcd', 'ab6d', 'abcd']);
});

test('sends nothing that waits once the power is gone', () => {
  const { clock, line, sent, send } = bench();
  line.misbehave('delay');
  send('abcd', 'efgh');
  line.stop();
  clock.advance(1_000);
  assert.equal(sent, ['ab']);
});

test('knows its own vocabulary', () => {
  assert.ok(MISBEHAVIOURS.every((name) => isMisbehaviour(name)));
  assert.not.ok(isMisbehaviour('ghost'));
});
