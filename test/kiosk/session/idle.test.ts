import * as assert from 'uvu/assert';
import { RESTING } from '../../../kiosk/session/state.ts';
import { suite } from '../../harness/suite.ts';
import { Stage } from './stage.ts';

const test = suite('Idle time');

test('warns, then ends and forgets', () => {
  const stage = new Stage('wall');
  stage.product('A-1');
  stage.wait(44);
  assert.is(stage.state.warnedAt, null);
  stage.wait(1);
  assert.ok(stage.state.warnedAt);
  stage.wait(19);
  assert.is(stage.place, 'product');
  stage.wait(1);
  assert.equal(stage.state, RESTING);
  assert.equal(stage.last('session_ended'), { display: 'wall', reason: 'idle', seconds: 65 });
  assert.equal(stage.effects.at(-2), { type: 'forget' });
  assert.is(stage.timerAt, null);
});

test('may be extended as often as anybody likes', () => {
  const stage = new Stage('wall');
  stage.product('A-1');
  for (let times = 0; times < 30; times += 1) {
    stage.wait(60);
    assert.ok(stage.state.warnedAt, `at ${times}`);
    stage.do('stay');
    assert.is(stage.state.warnedAt, null);
  }
  assert.is(stage.names().filter((name) => name === 'session_ended').length, 0);
});

test('starts again with any touch or tap', () => {
  const stage = new Stage('wall');
  stage.product('A-1');
  stage.wait(50);
  stage.product('A-1');
  assert.is(stage.state.warnedAt, null);
  stage.wait(50);
  stage.tap({ kind: 'unknown', notice: 'phone', reason: 'x' });
  assert.is(stage.state.warnedAt, null);
  stage.wait(44);
  stage.do('activity');
  stage.wait(44);
  assert.is(stage.state.warnedAt, null);
});

test('follows settings that change meanwhile', () => {
  const stage = new Stage('wall');
  stage.product('A-1');
  stage.wait(20);
  stage.settings = { ...stage.settings, idleSeconds: 10, warningSeconds: 5 };
  stage.send({ type: 'settings_changed' });
  stage.wait(0);
  assert.ok(stage.state.warnedAt);
  stage.wait(5);
  assert.equal(stage.state, RESTING);
});

test('warns first even when the machine slept', () => {
  const stage = new Stage('wall');
  stage.product('A-1');
  stage.now += 3_600_000;
  stage.send({ type: 'timer' });
  assert.ok(stage.state.warnedAt);
});

test('asks for the timer again when it came too early', () => {
  const stage = new Stage('wall');
  stage.product('A-1');
  const { timerAt } = stage;
  stage.wait(1);
  assert.equal(stage.send({ type: 'timer' }), [{ type: 'timer', at: timerAt }]);
});
