import { join } from 'node:path';
import Database from 'better-sqlite3';
import * as assert from 'uvu/assert';
import type { ActivityLine, KioskSummary, LearnedTag } from '../../../broker/contract/http.ts';
import { moveOldFleet } from '../../../broker/hub/fleet-db/move-old.ts';
import { CATALOGUE_ONLY, openHubDatabase, versionOf } from '../../../broker/hub/store/schema.ts';
import { suite } from '../../harness/suite.ts';
import { event } from './support/events.ts';
import { newFleet, startHub, temporaryFolder } from './support/hub-bench.ts';

const test = suite('Hub: a database of an earlier version');

/** `hub.sqlite` as versions 1 to 3 made it. */
const TABLES = `
  CREATE TABLE kiosks (id TEXT PRIMARY KEY, store TEXT NOT NULL, kiosk TEXT NOT NULL, online INTEGER NOT NULL,
    since TEXT NOT NULL, last_seen TEXT NOT NULL, boot TEXT NOT NULL, version TEXT NOT NULL, store_code TEXT NOT NULL,
    catalogue TEXT NOT NULL, outbox_depth INTEGER NOT NULL, devices TEXT NOT NULL, displays TEXT NOT NULL, reported TEXT) STRICT;
  CREATE TABLE desired (kiosk_id TEXT PRIMARY KEY, version INTEGER NOT NULL, hash TEXT NOT NULL, displays TEXT NOT NULL) STRICT;
  CREATE TABLE streams (id INTEGER PRIMARY KEY, kiosk_id TEXT NOT NULL, epoch TEXT NOT NULL,
    watermark INTEGER NOT NULL DEFAULT 0, highest INTEGER NOT NULL DEFAULT 0, missing INTEGER NOT NULL DEFAULT 0,
    received INTEGER NOT NULL DEFAULT 0, refused INTEGER NOT NULL DEFAULT 0, duplicates INTEGER NOT NULL DEFAULT 0,
    last_at TEXT NOT NULL, UNIQUE (kiosk_id, epoch)) STRICT;
  CREATE TABLE ahead (stream_id INTEGER NOT NULL, sequence INTEGER NOT NULL, PRIMARY KEY (stream_id, sequence)) STRICT, WITHOUT ROWID;
  CREATE TABLE evicted (stream_id INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
    PRIMARY KEY (stream_id, first, last)) STRICT, WITHOUT ROWID;
  CREATE TABLE events (row INTEGER PRIMARY KEY AUTOINCREMENT, kiosk_id TEXT NOT NULL, id TEXT NOT NULL, epoch TEXT NOT NULL,
    sequence INTEGER NOT NULL, type TEXT NOT NULL, time TEXT NOT NULL, received_at TEXT NOT NULL, subject TEXT, session TEXT,
    data TEXT NOT NULL, UNIQUE (kiosk_id, id)) STRICT;
  CREATE TABLE incidents (kiosk_id TEXT NOT NULL, id TEXT NOT NULL, code TEXT NOT NULL, message TEXT NOT NULL,
    opened_at TEXT NOT NULL, closed_at TEXT, PRIMARY KEY (kiosk_id, id)) STRICT, WITHOUT ROWID;
  CREATE TABLE catalogue (only INTEGER PRIMARY KEY CHECK (only = 1), version TEXT NOT NULL, imported_at TEXT NOT NULL,
    products INTEGER NOT NULL, variants INTEGER NOT NULL, offers INTEGER NOT NULL, reviews INTEGER NOT NULL, rejected INTEGER NOT NULL) STRICT;
  CREATE TABLE documents (kind TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, id)) STRICT;
  CREATE TABLE media (sha256 TEXT PRIMARY KEY, width INTEGER NOT NULL, height INTEGER NOT NULL, widths TEXT NOT NULL,
    thumbhash TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE customers (ref TEXT PRIMARY KEY, card TEXT NOT NULL UNIQUE, display_name TEXT NOT NULL, tier TEXT NOT NULL,
    locale TEXT NOT NULL, consents TEXT NOT NULL, wishlist TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;
const LATER = `
  CREATE TABLE tag_counters (tag TEXT PRIMARY KEY, counter INTEGER NOT NULL, seen_at TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE bindings (uid TEXT PRIMARY KEY, sku TEXT NOT NULL, learned_at TEXT NOT NULL, kiosk_id TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE binding_state (only INTEGER PRIMARY KEY CHECK (only = 1), revision INTEGER NOT NULL) STRICT;
  CREATE INDEX variants_by_product ON documents (json_extract(body, '$.productId')) WHERE kind = 'variant';
`;
const ROWS = `
  INSERT INTO kiosks VALUES ('mil-01.k1', 'mil-01', 'k1', 0, '2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z', 'b', '1',
    'MIL-01', 'v', 3, '[]', '[]', NULL);
  INSERT INTO desired VALUES ('mil-01.k1', 4, 'h', '{"wall":{"idleSeconds":60}}');
  INSERT INTO streams VALUES (7, 'mil-01.k1', 'epoch-one', 1, 5, 0, 4, 0, 2, '2026-01-02T00:00:00.000Z');
  INSERT INTO ahead VALUES (7, 3), (7, 4), (7, 5);
  INSERT INTO incidents VALUES ('mil-01.k1', 'i', 'TW_X', 'Unplugged.', '2026-01-01T00:00:00.000Z', NULL);
`;

function makeOld(dataDir: string, version: 1 | 3): string {
  const path = join(dataDir, 'hub.sqlite');
  const old = new Database(path);
  old.exec(version === 1 ? TABLES : TABLES + LATER);
  old.exec(ROWS);
  const insert = old.prepare(
    `INSERT INTO events (kiosk_id, id, epoch, sequence, type, time, received_at, subject, session, data)
     VALUES ('mil-01.k1', :id, :epoch, :sequence, :type, :time, :time, NULL, NULL, '{"display":"wall","product":"P1"}')`,
  );
  for (const { id, epoch, sequence, type, time } of [1, 3, 4, 5].map((number) => event(number)))
    insert.run({ id, epoch, sequence, type, time });
  if (version === 3)
    old.exec(`INSERT INTO binding_state VALUES (1, 9);
      INSERT INTO bindings VALUES ('04D0D0D0D0D0D0', 'A', '2026-01-01T00:00:00.000Z', 'mil-01.k1');
      INSERT INTO tag_counters VALUES ('t', 5, '2026-01-01T00:00:00.000Z');`);
  old.pragma(`user_version = ${version}`);
  old.close();
  return path;
}

for (const version of [1, 3] as const)
  test(`is taken over with all it holds, from version ${version}`, async (t) => {
    const dataDir = temporaryFolder(t);
    makeOld(dataDir, version);
    const bench = await startHub(t, { dataDir });
    const [kiosk] = await bench.get<KioskSummary[]>('/api/console/kiosks');
    assert.equal(
      [kiosk?.id, kiosk?.settings[0]?.desired, kiosk?.incidents.length],
      ['mil-01.k1', { idleSeconds: 60 }, 1],
    );
    const { received, sequence, gaps, duplicates } = kiosk?.events ?? {};
    assert.equal([received, sequence, gaps, duplicates], [4, 1, 1, 2]);
    await bench.say('evt/batch', [event(2), event(3)]);
    assert.is(bench.heard('ack/events').at(-1)?.['sequence'], 5);
    assert.is((await bench.get<ActivityLine[]>('/api/console/activity')).length, 5);
    const { tags } = await bench.get<{ tags: LearnedTag[] }>('/api/console/tags');
    assert.is(tags.length, version === 3 ? 1 : 0);
    await bench.hub.stop();
    const again = await startHub(t, { dataDir });
    assert.is((await again.get<ActivityLine[]>('/api/console/activity')).length, 5);
  });

test('is taken over once, also when the hub was killed between the two halves', async (t) => {
  const dataDir = temporaryFolder(t);
  const path = makeOld(dataDir, 3);
  const fleet = await newFleet(t);
  const killed = openHubDatabase(path);
  // Copied, and not yet taken away.
  const halfWay = new Proxy(killed, {
    get: (target, name) => {
      if (name === 'transaction') throw new TypeError('killed');
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  assert.is(await moveOldFleet(halfWay, fleet).catch((error: unknown) => String(error)), 'TypeError: killed');
  const hub = openHubDatabase(path);
  killed.close();
  t.after(() => hub.close());
  assert.ok(await moveOldFleet(hub, fleet));
  assert.is(versionOf(hub), CATALOGUE_ONLY);
  assert.not.ok(await moveOldFleet(hub, fleet));
  const { events, runs, value } = await fleet.db
    .selectNoFrom((eb) => [
      eb
        .selectFrom('events')
        .select((of) => of.fn.countAll<number>().as('n'))
        .as('events'),
      eb
        .selectFrom('runs')
        .select((of) => of.fn.countAll<number>().as('n'))
        .as('runs'),
      eb.selectFrom('fleet_state').select('value').as('value'),
    ])
    .executeTakeFirstOrThrow();
  assert.equal([events, runs, value], [4, 1, 9]);
});
