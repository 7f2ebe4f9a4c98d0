import * as assert from 'uvu/assert';
import { suite } from '../../harness/suite.ts';
import { DisplayKit } from './kit.ts';

const test = suite('Order of a display');

test('has every event on disk before a browser hears of the change', () => {
  const kit = new DisplayKit();
  kit.browser();
  kit.story.length = 0;
  kit.tap();
  const sent = kit.story.indexOf('send product');
  const appended = kit.story.flatMap((step, index) => (step.startsWith('append') ? [index] : []));
  assert.is(appended.length, 3);
  assert.ok(sent > Math.max(...appended), kit.story.join(', '));
});

test('hands the events of one input over together', () => {
  const batches: string[][] = [];
  const kit = new DisplayKit('wall', {
    append: (events) => {
      batches.push(events.map(({ name }) => name));
      return [];
    },
  });
  kit.tap();
  assert.equal(batches, [['session_started', 'tag_tapped', 'view_item']]);
});

test('asks the platform only once the tap is on disk', () => {
  const kit = new DisplayKit();
  kit.tap({ kind: 'card', uid: '04AABBCCDD', otherwise: 'unknown_card' });
  assert.ok(kit.story.indexOf('ask recognise') > kit.story.indexOf('append tag_tapped'));
});

test('takes an answer that is there at once after the question, and its notice passes by itself', async () => {
  const kit: DisplayKit = new DisplayKit('wall', {
    recognise: (_, answer, requestId) => answer({ type: 'not_recognised', requestId }),
  });
  const { messages } = kit.browser();
  kit.tap({ kind: 'card', uid: '04AABBCCDD', otherwise: 'unknown_card' });
  await kit.clock.advance(0);
  const places = messages.map((message) => (message.type === 'screen' ? message.screen.name : message.type));
  assert.equal(places, ['attract', 'recognising', 'notice:unknown_card']);
  await kit.clock.advance(6_000);
  assert.is(kit.runner.screenName, 'attract');
});

test('counts revisions up by one, and says nothing when nothing changed', () => {
  const kit = new DisplayKit();
  const { messages } = kit.browser();
  kit.tap();
  kit.runner.dispatch({ type: 'touch', touch: { action: 'activity' } });
  kit.tap({ kind: 'product', sku: 'TOTE' });
  assert.equal(
    messages.map((message) => (message.type === 'screen' ? message.revision : 0)),
    [1, 2, 3],
  );
});

test('shows a request as sent once the platform has committed its event, not before', () => {
  const kit = new DisplayKit();
  const { messages } = kit.browser();
  kit.tap();
  kit.runner.dispatch({ type: 'touch', touch: { action: 'call_associate' } });
  const request = (): unknown => (messages.at(-1) as { request: { state: string } }).request.state;
  assert.is(request(), 'sending');
  const [commitment] = kit.commitments;
  assert.is(kit.events[(commitment?.sequence ?? 0) - 1]?.name, 'associate_called');
  commitment?.done();
  assert.is(request(), 'sent');
});

test('reacts and ends the session although no event can be kept', async () => {
  const kit = new DisplayKit('wall', { append: () => [] });
  kit.tap();
  assert.is(kit.runner.screenName, 'product');
  kit.runner.dispatch({ type: 'touch', touch: { action: 'call_associate' } });
  assert.is(kit.commitments.length, 0);
  await kit.clock.advance(65_000);
  assert.is(kit.runner.screenName, 'attract');
});
