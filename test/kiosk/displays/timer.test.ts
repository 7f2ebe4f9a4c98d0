import * as assert from 'uvu/assert';
import { suite } from '../../harness/suite.ts';
import { DisplayKit } from './kit.ts';

const test = suite('Timer of a display');

test('is none while nobody is there', () => {
  assert.is(new DisplayKit().clock.pending, 0);
});

test('is one, however often the shopper touches the screen', () => {
  const kit = new DisplayKit();
  for (let touch = 0; touch < 20; touch += 1) kit.tap({ kind: 'product', sku: `SKU-${touch}` });
  assert.is(kit.clock.pending, 1);
});

test('asks after the idle time, then ends the session and leaves no timer', async () => {
  const kit = new DisplayKit();
  const { messages } = kit.browser();
  kit.tap();
  await kit.clock.advance(45_000);
  const last = messages.at(-1);
  assert.equal(last?.type === 'screen' && last.idle, { secondsLeft: 20 });
  await kit.clock.advance(20_000);
  assert.is(kit.runner.screenName, 'attract');
  assert.is(kit.eventNames.at(-1), 'session_ended');
  assert.is(kit.clock.pending, 0);
});

test('follows a changed idle time at once', async () => {
  const kit = new DisplayKit();
  kit.tap();
  kit.settings = { ...kit.settings, idleSeconds: 5, warningSeconds: 2 };
  kit.runner.dispatch({ type: 'settings_changed' });
  await kit.clock.advance(7_000);
  assert.is(kit.runner.screenName, 'attract');
});

test('fires at once when what was due is over already', async () => {
  const kit = new DisplayKit();
  kit.tap();
  await kit.clock.advance(20_000);
  kit.settings = { ...kit.settings, idleSeconds: 5 };
  kit.runner.dispatch({ type: 'settings_changed' });
  const { messages } = kit.browser();
  await kit.clock.advance(1);
  const last = messages.at(-1);
  assert.ok(last?.type === 'screen' && last.idle !== null);
});
