import * as assert from 'uvu/assert';
import { Prefetch } from '../../../kiosk/media/prefetch.ts';
import { suite } from '../../harness/suite.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const test = suite('Pictures that came with a change');

function kit() {
  const clock = new VirtualClock();
  const fetched: string[] = [];
  const prefetch = new Prefetch({
    clock,
    logger: new QuietLogger(),
    isWanted: (file) => !fetched.includes(file),
    fetch: async (file) => void fetched.push(file),
  });
  return { clock, fetched, prefetch };
}

test('are fetched before what was still to be fetched, which is not forgotten', async () => {
  const { clock, fetched, prefetch } = kit();
  prefetch.replace(['a', 'b', 'c']);
  await clock.advance(100);
  prefetch.add(['new', 'c']);
  await clock.advance(1_000);
  assert.equal(fetched, ['a', 'new', 'c', 'b']);
});

test('are fetched when nothing else was to be', async () => {
  const { clock, fetched, prefetch } = kit();
  prefetch.add(['new']);
  prefetch.add([]);
  await clock.advance(1_000);
  assert.equal(fetched, ['new']);
});
