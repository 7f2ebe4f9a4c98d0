import * as assert from 'uvu/assert';
import { HarnessError } from '../../harness/errors.ts';
import { suite } from '../../harness/suite.ts';
import { DisplayKit } from './kit.ts';

const test = suite('Browsers of a display');

test('are told the present screen when they come, all the same one', () => {
  const kit = new DisplayKit();
  kit.tap();
  const [one, two] = [kit.browser(), kit.browser()];
  assert.equal(one.messages, two.messages);
  assert.is(one.messages.length, 1);
  assert.is(kit.runner.viewers, 2);
});

test('hear nothing more once they are gone', () => {
  const kit = new DisplayKit();
  const { messages, detach } = kit.browser();
  detach();
  detach();
  kit.tap();
  assert.is(messages.length, 1);
  assert.is(kit.runner.viewers, 0);
  assert.is(kit.story.filter((step) => step === 'changed').length, 3, 'came, went, product');
});

test('are not counted when the screen could not be made for them', () => {
  const kit = new DisplayKit('wall', {
    view: () => {
      throw new HarnessError('a view that fails');
    },
  });
  assert.throws(() => kit.browser());
  assert.is(kit.runner.viewers, 0);
});

test('are told again when something outside the session changed', () => {
  const kit = new DisplayKit();
  const { messages } = kit.browser();
  kit.runner.refresh();
  kit.runner.dispatch({ type: 'settings_changed' });
  assert.equal(
    messages.map((message) => (message.type === 'screen' ? message.revision : 0)),
    [1, 2, 3],
  );
});

test('are told of a changed catalogue when it changes what they show, and only then', () => {
  const kit = new DisplayKit();
  const { messages } = kit.browser();
  kit.runner.dispatch({ type: 'catalogue_changed' });
  kit.settings = { ...kit.settings, attractMessage: 'stands for a word of the catalogue' };
  kit.runner.dispatch({ type: 'catalogue_changed' });
  kit.runner.dispatch({ type: 'catalogue_changed' });
  assert.equal(
    messages.map((message) => (message.type === 'screen' ? message.revision : 0)),
    [1, 2],
  );
});
