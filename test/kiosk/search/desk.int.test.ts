import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import * as assert from 'uvu/assert';
import { isKioskError } from '../../../kiosk/errors.ts';
import { Replica } from '../../../kiosk/replica/replica.ts';
import { NO_FILTERS } from '../../../kiosk/search/query/engine.ts';
import { SearchDesk, type DeskQuery } from '../../../kiosk/search/search-desk.ts';
import { spawnThread } from '../../../kiosk/search/worker/spawn.ts';
import { systemClock } from '../../../kiosk/system/clock.ts';
import { suite, type TestContext } from '../../harness/suite.ts';
import { demoLines } from '../../support/demo-catalogue.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';
import { sampleLines, stream } from '../../support/sample-catalogue.ts';
import { temporaryFolder } from '../../support/sample-replica.ts';
import { until } from '../../support/until.ts';

const test = suite('The kiosk’s search in its thread');
const LIMIT = { timeout: 60_000 };

interface Kit {
  desk: SearchDesk;
  replica: Replica;
  indexPath: string;
  threads: Worker[];
  logger: QuietLogger;
}

async function kit(
  context: TestContext,
  prepare: (indexPath: string) => void = () => undefined,
): Promise<Kit> {
  const folder = temporaryFolder(context);
  const [cataloguePath, indexPath] = [join(folder, 'replica.sqlite'), join(folder, 'search.index')];
  const [clock, logger] = [systemClock, new QuietLogger()];
  const threads: Worker[] = [];
  const replica = new Replica({ path: cataloguePath, clock, logger });
  replica.start();
  context.after(() => replica.stop());
  await replica.load(stream(demoLines()));
  prepare(indexPath);
  const spawn: typeof spawnThread = (kind, data) => {
    const thread = spawnThread(kind, data);
    if (kind === 'search') threads.push(thread);
    return thread;
  };
  const desk = new SearchDesk({ replica, cataloguePath, indexPath, clock, logger, spawn });
  desk.start();
  context.after(() => desk.stop());
  return { desk, replica, indexPath, threads, logger };
}

const query = (text: string, more: Partial<DeskQuery> = {}): DeskQuery => ({
  query: text,
  filters: NO_FILTERS,
  offset: 0,
  limit: 10,
  wantsFacets: true,
  screen: 'wall',
  ...more,
});

async function indexed({ desk }: Kit): Promise<void> {
  await comesTrue(async () => (await desk.search(query('boots', { screen: 'other' }))).page.isIndexed);
}

/** Asks again and again; one question at a time. */
async function comesTrue(look: () => Promise<boolean>): Promise<void> {
  let [isTrue, isAsking] = [false, false];
  await until(() => {
    if (!isAsking && !isTrue) {
      isAsking = true;
      void look().then((answer) => ([isTrue, isAsking] = [answer, false]));
    }
    return isTrue;
  }, 40_000);
}

test(
  'answers simply while the index is built, then with all it knows, and looks up numbers that are typed',
  async (context) => {
    const parts = await kit(context);
    const { desk, indexPath } = parts;
    const first = (await desk.search(query('bruma'))).page;
    assert.is(first.isIndexed, false);
    assert.is(first.cards[0]?.productId, 'VR-BRUMA');
    await indexed(parts);
    assert.ok(existsSync(indexPath));
    const { page, stamp } = await desk.search(query('gummistifel'));
    assert.is(page.corrected, 'gummistiefel');
    assert.is(page.cards[0]?.productId, 'VR-BRUMA');
    assert.ok((page.facets?.sizes.length ?? 0) > 3);
    assert.is(page.currency, 'EUR');
    assert.is((await desk.search(query('gummistifel'))).stamp, stamp);
    for (const typed of ['9521000110021', ' 9521000 110021', 'VR-ALDER-CHESTNUT-41', 'vr-alder-chestnut-41'])
      assert.is((await desk.search(query(typed))).page.cards[0]?.sku, 'VR-ALDER-CHESTNUT-41', typed);
    const related = (await desk.related('VR-SOLVEIG')).page;
    assert.ok(related.similar.some(({ productId }) => productId === 'VR-KVIST'));
    assert.ok(related.look.length >= 3);
    assert.not.ok(related.look.some(({ productId }) => productId === 'VR-SOLVEIG'));
  },
  LIMIT,
);

test(
  'drops the older of two questions of one display that wait, and keeps those of another',
  async (context) => {
    const parts = await kit(context);
    await indexed(parts);
    const { desk } = parts;
    const asked = ['b', 'bo', 'boo', 'boots'].map((text) => desk.search(query(text)));
    const other = desk.search(query('coat', { screen: 'room' }));
    const settled = await Promise.allSettled(asked);
    assert.equal(
      settled.map(({ status }) => status),
      ['fulfilled', 'rejected', 'rejected', 'fulfilled'],
    );
    for (const one of settled)
      if (one.status === 'rejected') assert.ok(isKioskError(one.reason, 'TW_SEARCH_DROPPED'));
    assert.ok((await other).page.cards.some(({ productId }) => productId === 'VR-LUNE'));
  },
  LIMIT,
);

test(
  'follows the replica to another catalogue',
  async (context) => {
    const parts = await kit(context);
    await indexed(parts);
    const { desk, replica } = parts;
    const { stamp } = await desk.search(query('jacket'));
    await replica.load(stream(sampleLines()));
    await comesTrue(async () => (await desk.search(query('josie'))).page.cards[0]?.productId === 'JOSIE');
    assert.is.not((await desk.search(query('jacket'))).stamp, stamp);
  },
  LIMIT,
);

test(
  'sets a damaged index aside, builds it anew, and gets a new thread for one that crashed',
  async (context) => {
    const parts = await kit(context, (indexPath) =>
      writeFileSync(indexPath, 'no index at all, but long enough'),
    );
    await indexed(parts);
    const { desk, indexPath, threads, logger } = parts;
    assert.ok(existsSync(`${indexPath}.damaged`));
    assert.is(logger.at('error').length, 1);
    await threads[0]?.terminate();
    // Without a thread the replica answers.
    assert.is((await desk.search(query('bruma'))).page.cards[0]?.productId, 'VR-BRUMA');
    await indexed(parts);
    assert.is(threads.length, 2);
  },
  LIMIT,
);
