import * as assert from 'uvu/assert';
import { suite } from '../../harness/suite.ts';
import { DisplayKit } from './kit.ts';

const test = suite('Stopping a display');

test('ends the session, shows the invitation and leaves no timer', () => {
  const kit = new DisplayKit();
  const { messages } = kit.browser();
  kit.tap();
  kit.runner.stop();
  assert.equal(kit.events.at(-1)?.data, { display: 'wall', reason: 'restarted', seconds: 0 });
  const last = messages.at(-1);
  assert.is(last?.type === 'screen' && last.screen.name, 'attract');
  assert.is(kit.clock.pending, 0);
});

test('says nothing when there is no session', () => {
  const kit = new DisplayKit();
  kit.runner.stop();
  assert.equal(kit.events, []);
});

test('takes away a notice that stood without a session', () => {
  const kit = new DisplayKit();
  kit.tap({ kind: 'unknown', notice: 'foreign_tag', reason: 'no_gtin' });
  assert.is(kit.clock.pending, 1);
  kit.runner.stop();
  assert.is(kit.clock.pending, 0);
});

test('takes nothing more: touches, taps and late answers start no session and no timer', async () => {
  const kit = new DisplayKit();
  kit.tap({ kind: 'card', uid: '04AABBCCDD', otherwise: 'unknown_card' });
  kit.runner.stop();
  const count = kit.events.length;
  kit.tap();
  kit.runner.dispatch({ type: 'touch', touch: { action: 'show_search' } });
  const [question] = kit.questions;
  question?.answer({ type: 'recognition_failed', requestId: question.requestId });
  await kit.clock.advance(100_000);
  assert.is(kit.events.length, count);
  assert.is(kit.clock.pending, 0);
  assert.is(kit.runner.screenName, 'attract');
});
