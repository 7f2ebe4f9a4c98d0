import * as assert from 'uvu/assert';
import { FolderWatch } from '../../../broker/config-files/folder-watch.ts';
import { suite, type TestContext } from '../../harness/suite.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const test = suite('Watch over a folder');

function kit(t: TestContext) {
  const clock = new VirtualClock();
  const logger = new QuietLogger();
  const listeners = new Map<string, () => void>();
  let notify: () => void = () => undefined;
  let isBroken = false;
  let watches = 0;
  let changes = 0;
  const watch = new FolderWatch({
    dir: '/somewhere',
    clock,
    logger,
    changed: () => (changes += 1),
    watch: (_, listener) => {
      watches += 1;
      if (isBroken) throw Object.assign(new TypeError('no watches left'), { code: 'ENOSPC' });
      notify = listener;
      return {
        close: () => undefined,
        on: ((event: string, tell: () => void) => void listeners.set(event, tell)) as never,
      };
    },
  });
  t.after(() => watch.stop());
  return {
    clock,
    logger,
    watch,
    notify: () => notify(),
    lose: (event: 'error' | 'close') => listeners.get(event)?.(),
    breakSystem: (broken: boolean) => (isBroken = broken),
    counts: () => ({ watches, changes }),
  };
}

test('tells many changes in a row once, when they are over', async (t) => {
  const { watch, notify, clock, counts } = kit(t);
  watch.start();
  for (let count = 0; count < 10; count += 1) {
    notify();
    await clock.advance(100);
  }
  assert.is(counts().changes, 0);
  await clock.advance(200);
  assert.is(counts().changes, 1);
});

test('looks every few seconds where the system cannot watch, and says so once', async (t) => {
  const { watch, breakSystem, clock, counts, logger } = kit(t);
  breakSystem(true);
  watch.start();
  await clock.advance(20_000);
  assert.equal(counts(), { watches: 5, changes: 4 });
  assert.is(logger.at('info').length, 1);
  breakSystem(false);
  await clock.advance(10_000);
  assert.equal(counts(), { watches: 6, changes: 5 });
});

for (const event of ['error', 'close'] as const)
  test(`watches anew after the folder was taken away (${event})`, async (t) => {
    const { watch, lose, clock, counts } = kit(t);
    watch.start();
    lose(event);
    await clock.advance(5_000);
    assert.equal(counts(), { watches: 2, changes: 1 });
  });

test('says nothing and leaves no timer once it is stopped', async (t) => {
  const { watch, notify, lose, clock, counts } = kit(t);
  watch.start();
  notify();
  watch.stop();
  notify();
  lose('error');
  assert.is(clock.pending, 0);
  await clock.advance(60_000);
  assert.equal(counts(), { watches: 1, changes: 0 });
});
