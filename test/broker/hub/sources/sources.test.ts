import { mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { Sources } from '../../../../broker/hub/sources/sources.ts';
import { suite, type TestContext } from '../../../harness/suite.ts';
import { QuietLogger } from '../../../support/quiet-logger.ts';
import { SeededRandom } from '../../../support/seeded-random.ts';
import { VirtualClock } from '../../../support/virtual-clock.ts';
import { smallKind, type Seen } from './support/small-kinds.ts';

const test = suite('Sources: in force');

function bench(t: TestContext): {
  sources: Sources;
  seen: Seen;
  write: (name: string, value: object) => void;
  dir: string;
} {
  const dir = mkdtempSync(join(tmpdir(), 'tapwall-sources-'));
  const seen: Seen = { made: [], stopped: [] };
  const sources = new Sources({
    sourcesDir: dir,
    dataDir: join(dir, 'hub'),
    kinds: [smallKind(seen)],
    clock: new VirtualClock(),
    random: new SeededRandom(3),
    logger: new QuietLogger(),
  });
  t.after(() => rmSync(dir, { recursive: true }));
  t.after(() => sources.stop());
  return {
    sources,
    seen,
    dir,
    write: (name, value) => writeFileSync(join(dir, name), JSON.stringify(value)),
  };
}

test('answers with the port of the source that gives a part, and with nothing when none does', async (t) => {
  const { sources, write, seen, dir } = bench(t);
  write('shop.json', { kind: 'small', every: 60, options: { gives: ['people', 'stock'] } });
  await sources.start();
  assert.is(sources.people()?.card.name, 'shop');
  assert.equal([sources.wishlist(), sources.orders()], [undefined, undefined]);
  const [context] = seen.made;
  assert.equal(
    [context?.base, context?.folder, context?.every, context?.parts],
    [dir, join(dir, 'hub', 'sources', 'shop'), 60, ['people', 'stock']],
  );
});

test('asks no source that is paused', async (t) => {
  const { sources, write } = bench(t);
  write('shop.json', { kind: 'small', paused: true, options: { gives: ['people'] } });
  await sources.start();
  assert.is(sources.people(), undefined);
});

test('makes a source anew when its file changes, ends it when the file goes, and leaves the others alone', async (t) => {
  const { sources, write, seen, dir } = bench(t);
  write('a.json', { kind: 'small', options: { gives: ['people'] } });
  write('b.json', { kind: 'small', options: { gives: ['stock'] } });
  await sources.start();
  write('a.json', { kind: 'small', options: { gives: ['people'], pages: 3 } });
  await sources.look();
  assert.equal([seen.made.map(({ name }) => name), seen.stopped], [['a', 'b', 'a'], ['a']]);
  unlinkSync(join(dir, 'a.json'));
  await sources.look();
  assert.equal([sources.people(), seen.stopped], [undefined, ['a', 'a']]);
  await sources.stop();
  assert.equal(seen.stopped, ['a', 'a', 'b']);
});
