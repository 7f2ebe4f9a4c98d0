import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import type { OpenedTag, TagVerifier } from '../../../broker/hub/tags/tag-verifier.ts';
import { migrateFleet } from '../../../broker/hub/fleet-db/migrate.ts';
import { fleetMigrations } from '../../../broker/hub/fleet-db/migrations.ts';
import { openFleet } from '../../../broker/hub/fleet-db/open.ts';
import type { FleetTables } from '../../../broker/hub/fleet-db/tables.ts';
import { FLEET_FILE } from '../../../broker/hub/parts.ts';
import { TagCounterStore } from '../../../broker/hub/store/tag-counter-store.ts';
import { suite, type TestContext } from '../../harness/suite.ts';
import { FeedFolder } from './support/feed-folder.ts';
import { openFleetOf, startHub, temporaryFolder, type HubBench } from './support/hub-bench.ts';

const test = suite('Hub: signed tags');
const UID = '04A1B27C5E6180';
const TAG = 'https://id.example/01/09506000134352?picc_data=AA&cmac=BB';

/** `…#purpose:uid:counter` is a message that the key made; anything else with `cmac=` is not. */
const tagVerifier: TagVerifier = {
  open(url): OpenedTag {
    const [, purpose, uid = '', counter] = /#(product|card):(\w+):(\d+)$/.exec(url) ?? [];
    if (purpose === undefined) return { kind: url.includes('cmac=') ? 'forged' : 'foreign' };
    return { kind: 'signed', purpose: purpose as 'product' | 'card', uid, counter: Number(counter) };
  },
};

async function ask(bench: HubBench, body: object): Promise<Record<string, unknown> | undefined> {
  const deadline = new Date(bench.clock.now() + 2_000).toISOString();
  await bench.say('req/recognise', { id: 'request-1', deadline, ...body });
  return bench.heard('rsp/recognise').at(-1);
}

function signed(bench: HubBench, purpose: 'product' | 'card', counter: number): Promise<unknown> {
  return ask(bench, { sun: `${TAG}#${purpose}:${UID}:${counter}` });
}

function answer(result: string, purpose?: string): object {
  return { id: 'request-1', ok: true, tag: { result, ...(purpose === undefined ? {} : { purpose }) } };
}

test('know a tag from a copy of what it said, also out of order', async (t) => {
  const bench = await startHub(t, { tagVerifier });
  assert.equal(await signed(bench, 'product', 7), answer('genuine', 'product'));
  assert.equal(await signed(bench, 'product', 7), answer('replayed', 'product'));
  assert.equal(await signed(bench, 'product', 6), answer('replayed', 'product'));
  assert.equal(await signed(bench, 'product', 9), answer('genuine', 'product'));
});

test('know a copy after the hub has started again', async (t) => {
  const dataDir = temporaryFolder(t);
  const first = await startHub(t, { tagVerifier, dataDir });
  await signed(first, 'product', 7);
  await first.hub.stop();
  const second = await startHub(t, { tagVerifier, dataDir });
  assert.equal(await signed(second, 'product', 7), answer('replayed', 'product'));
  assert.equal(await signed(second, 'product', 8), answer('genuine', 'product'));
});

test('let only one of two hubs on the same database accept a message', async (t) => {
  const path = join(temporaryFolder(t), FLEET_FILE);
  const fleets = [0, 1].map(() => openFleet<FleetTables>({ engine: 'sqlite', path }));
  for (const fleet of fleets) t.after(() => fleet.close());
  const passed: boolean[] = [];
  for (const fleet of fleets) {
    await migrateFleet(fleet, fleetMigrations('sqlite'));
    passed.push(await new TagCounterStore(fleet).advance('t', 5, '2026-01-01T00:00:00Z'));
  }
  assert.equal(passed, [true, false]);
});

test('count apart for every tag', async (t) => {
  const bench = await startHub(t, { tagVerifier });
  await signed(bench, 'product', 7);
  assert.equal(await ask(bench, { sun: `${TAG}#product:04FFFFFFFFFFFF:7` }), answer('genuine', 'product'));
});

test('say what is not genuine, and what they have no keys for', async (t) => {
  const bench = await startHub(t, { tagVerifier });
  assert.equal(await ask(bench, { sun: TAG }), answer('not_genuine'));
  assert.is((await ask(bench, { sun: 'https://elsewhere.example/' }))?.['code'], 'TW_TAG_UNKNOWN');
  const without = await startHub(t);
  assert.is((await ask(without, { sun: TAG }))?.['code'], 'TW_TAG_UNKNOWN');
});

async function hubWithMarta(t: TestContext): Promise<HubBench> {
  const feeds = new FeedFolder(t);
  const marta = { ref: 'c-1', displayName: 'Marta', tier: 'Gold', locale: 'it', cardUid: UID, wishlist: [] };
  feeds.write('customers.json', JSON.stringify([marta]));
  await feeds.import({ customers: 'customers.json' });
  return startHub(t, { dataDir: feeds.dataDir, tagVerifier });
}

test('know the customer of a card once per message, and nobody by the tag of a product', async (t) => {
  const bench = await hubWithMarta(t);
  const { customer, tag } = (await signed(bench, 'card', 1)) as {
    customer: { displayName: string };
    tag: object;
  };
  assert.equal([customer.displayName, tag], ['Marta', { result: 'genuine', purpose: 'card' }]);
  assert.equal(await signed(bench, 'card', 1), answer('replayed', 'card'));
  assert.equal(await signed(bench, 'product', 2), answer('genuine', 'product'));
  assert.equal(await ask(bench, { sun: `${TAG}#card:04FFFFFFFFFFFF:1` }), answer('genuine', 'card'));
});

test('refuse questions about both, about neither, and about what no tag says', async (t) => {
  const bench = await startHub(t, { tagVerifier });
  for (const body of [
    {},
    { card: 'f'.repeat(64), sun: TAG },
    { sun: '' },
    { sun: `${TAG}${'x'.repeat(1024)}` },
    { sun: `${TAG}\u0001` },
    { sun: 7 },
  ])
    assert.is((await ask(bench, body))?.['code'], 'TW_MESSAGE_INVALID', JSON.stringify(body).slice(0, 60));
});

/** Everything on disk, where it is on this disk. */
function filesOf({ dataDir }: HubBench): Buffer[] {
  return readdirSync(dataDir)
    .filter((name) => name.startsWith(FLEET_FILE))
    .map((name) => readFileSync(join(dataDir, name)));
}

test('keep no UID on disk and none in the log', async (t) => {
  const bench = await startHub(t, { tagVerifier });
  await signed(bench, 'product', 7);
  await signed(bench, 'card', 8);
  await ask(bench, { sun: `${TAG}${UID}\u0001` });
  const rows = await openFleetOf(t, bench).db.selectFrom('tag_counters').selectAll().execute();
  assert.is(rows.length, 1);
  const stored = [Buffer.from(JSON.stringify(rows)), ...filesOf(bench)];
  for (const secret of [UID, UID.toLowerCase(), Buffer.from(UID, 'hex')])
    for (const bytes of stored) assert.not(bytes.includes(secret));
  assert.not.ok(JSON.stringify(bench.logger.lines).includes(UID));
});
