import * as assert from 'uvu/assert';
import { LinePace } from '../../../broker/uplink/line-pace.ts';
import { suite } from '../../harness/suite.ts';
import { StepClock } from '../../support/step-clock.ts';

const test = suite('What may be on the line');

function answeredAfter(line: LinePace, clock: StepClock, ms: number): void {
  const answered = line.sent(60_000);
  clock.advance(ms);
  answered();
}

test('grows with quick answers and halves with slow ones, within bounds', () => {
  const clock = new StepClock();
  const line = new LinePace(clock);
  const first = line.limit;
  answeredAfter(line, clock, 20);
  assert.is(line.limit, first + 60_000);
  for (let n = 0; n < 20; n += 1) answeredAfter(line, clock, 20);
  const most = line.limit;
  assert.ok(most <= 300_000);
  answeredAfter(line, clock, 2_000);
  assert.is(line.limit, most / 2);
  for (let n = 0; n < 20; n += 1) answeredAfter(line, clock, 2_000);
  assert.is(line.limit, 8_192);
  answeredAfter(line, clock, 20);
  assert.ok(line.limit > 60_000, 'and comes back');
});

test('halves once for all that was under way when it got slow', () => {
  const clock = new StepClock();
  const line = new LinePace(clock);
  const limit = line.limit;
  const answers = [line.sent(1_000), line.sent(1_000), line.sent(1_000)];
  clock.advance(3_000);
  for (const answered of answers) answered();
  assert.is(line.limit, limit / 2);
});

test('learns nothing from a clock that was set', () => {
  const clock = new StepClock();
  const line = new LinePace(clock);
  const { limit } = line;
  answeredAfter(line, clock, 365 * 86_400_000);
  assert.is(line.limit, limit);
});
