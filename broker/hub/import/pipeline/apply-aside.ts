/**
 * Writes many differences without keeping anybody waiting: the whole new catalogue onto the side that nobody reads, in short
 * transactions with pauses, and then one that turns the views. A kill before that leaves what there was.
 */
import { setTimeout } from 'node:timers/promises';
import type { SqliteDatabase } from '../../../sqlite/open.ts';
import { otherSide, sideTables, sideViews, type Side } from '../../store/catalogue-tables.ts';
import { readState, type CatalogueState, type DocumentWrite } from '../../store/catalogue-write.ts';
import { keysOf } from '../../store/document-keys.ts';
import { SetHash } from '../../store/set-hash.ts';
import { logVersion } from '../../store/version-log.ts';
import { sayImported, type ApplyOptions } from './apply-options.ts';

/** Rows in one transaction: some 20 ms. */
const CHUNK = 2_000;
/** Long enough for somebody who waits for the lock to get it. */
const PAUSE_MS = 4;
/** The new revision, and the numbers of new rows, lie beyond all that live stock can write meanwhile. */
const LEAP = 1_000_000_000;
/** Beyond all rows and keys. An end that may be missing (`:last IS NULL OR …`) would have each chunk read to the end of the table. */
const LAST_ROW = Number.MAX_SAFE_INTEGER;
const LAST_KEY = '\u{10FFFF}';

export async function applyAside(options: ApplyOptions): Promise<CatalogueState> {
  const { database } = options;
  const { side, revision } = readState(database);
  const last = database
    .prepare(`SELECT coalesce(max(row), 0) FROM documents_${side}`)
    .pluck()
    .get() as number;
  const aside: Aside = {
    ...options,
    from: side,
    to: otherSide(side),
    revision: revision + LEAP,
    newRows: last + LEAP,
  };
  database.pragma('cache_size = -32000');
  await clear(database, aside.to);
  await copyKept(aside);
  await writeChanges(aside);
  await writeGone(aside);
  await copyKeys(aside);
  const state = database.transaction(() => turn(aside)).immediate();
  await clear(database, aside.from);
  return state;
}

interface Aside extends ApplyOptions {
  from: Side;
  to: Side;
  revision: number;
  /** Rows of new documents come after this one; the others keep theirs, and with it the order of the stores. */
  newRows: number;
}

const INDEXES = ['id', 'revision', 'parent', 'gone'] as const;

/**
 * Also what a killed import left. A large table that is dropped at once holds the lock for seconds, so its indexes go one by
 * one, and then its rows a chunk at a time, which cost little without indexes.
 */
async function clear(database: SqliteDatabase, side: Side): Promise<void> {
  if (isClear(database, side)) return;
  for (const index of INDEXES) {
    database.transaction(() => database.exec(`DROP INDEX IF EXISTS documents_${side}_${index}`)).immediate();
    await setTimeout(PAUSE_MS);
  }
  const end = database
    .prepare(`SELECT row FROM documents_${side} ORDER BY row LIMIT 1 OFFSET ${CHUNK - 1}`)
    .pluck();
  const remove = database.prepare(`DELETE FROM documents_${side} WHERE row <= coalesce(?, row)`);
  await inChunks(database, true, () => {
    const last = end.get() as number | undefined;
    remove.run(last ?? null);
    return last === undefined ? undefined : true;
  });
  database
    .transaction(() =>
      database.exec(`DROP TABLE documents_${side}; DROP TABLE keys_${side}; ${sideTables(side)}`),
    )
    .immediate();
}

function isClear(database: SqliteDatabase, side: Side): boolean {
  const indexes = database
    .prepare("SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL")
    .pluck();
  return (
    indexes.get(`documents_${side}`) === INDEXES.length &&
    database.prepare(`SELECT 1 FROM documents_${side} LIMIT 1`).get() === undefined &&
    database.prepare(`SELECT 1 FROM keys_${side} LIMIT 1`).get() === undefined
  );
}

/** Runs `step` from chunk to chunk until it answers undefined. */
async function inChunks<T>(
  database: SqliteDatabase,
  first: T,
  step: (after: T) => T | undefined,
): Promise<void> {
  for (let after: T | undefined = first; after !== undefined;) {
    const before: T = after;
    after = database.transaction(() => step(before)).immediate();
    await setTimeout(PAUSE_MS);
  }
}

const IN_STAGE = `EXISTS (SELECT 1 FROM stage.changes AS c WHERE c.kind = d.kind AND c.id = d.id)
  OR EXISTS (SELECT 1 FROM stage.gone AS g WHERE g.kind = d.kind AND g.id = d.id)`;

async function copyKept({ database, from, to }: Aside): Promise<void> {
  const end = database
    .prepare(`SELECT row FROM documents_${from} WHERE row > ? ORDER BY row LIMIT 1 OFFSET ${CHUNK - 1}`)
    .pluck();
  const copy = database.prepare(
    `INSERT INTO documents_${to} SELECT * FROM documents_${from} AS d
     WHERE d.row > :after AND d.row <= :last AND NOT (${IN_STAGE})`,
  );
  await inChunks(database, 0, (after) => {
    const last = end.get(after) as number | undefined;
    copy.run({ after, last: last ?? LAST_ROW });
    return last;
  });
}

async function writeChanges({ database, from, to, revision, newRows }: Aside): Promise<void> {
  const known = `FROM documents_${from} AS d WHERE d.kind = c.kind AND d.id = c.id`;
  const insert = database.prepare(
    `INSERT INTO documents_${to} (row, kind, id, parent, body, revision, created, hash, notes)
     SELECT coalesce((SELECT d.row ${known}), :newRows + c.entry), c.kind, c.id, c.parent, c.body, :revision,
       coalesce((SELECT d.created ${known} AND d.body IS NOT NULL AND d.parent = c.parent), :revision), c.hash, c.notes
     FROM stage.changes AS c WHERE c.entry > :after AND c.entry <= :last`,
  );
  const select = database.prepare(
    `SELECT kind, id, body, notes FROM stage.changes
     WHERE entry > ? AND entry <= ? AND kind IN ('variant', 'review')`,
  );
  const addKey = database.prepare(`INSERT OR IGNORE INTO keys_${to} VALUES (?, ?)`);
  const most = database.prepare('SELECT max(entry) FROM stage.changes').pluck().get() as number | null;
  await inChunks(database, 0, (after) => {
    const last = after + CHUNK;
    insert.run({ revision, newRows, after, last });
    for (const { kind, id, body, notes } of select.all(after, last) as DocumentWrite[])
      for (const key of keysOf(kind, body, notes)) addKey.run(key, id);
    return last < (most ?? 0) ? last : undefined;
  });
}

async function writeGone({ database, from, to, revision }: Aside): Promise<void> {
  const page = database.prepare(
    `SELECT kind, id FROM stage.gone WHERE (kind, id) > (?, ?) ORDER BY kind, id LIMIT ${CHUNK}`,
  );
  const bury = database.prepare(
    `INSERT INTO documents_${to} (row, kind, id, parent, body, revision, created, hash, notes)
     SELECT row, kind, id, parent, NULL, ?, created, x'', notes FROM documents_${from} WHERE kind = ? AND id = ?`,
  );
  await inChunks(database, ['', ''], ([kind = '', id = '']) => {
    const rows = page.all(kind, id) as { kind: string; id: string }[];
    for (const row of rows) bury.run(revision, row.kind, row.id);
    const last = rows.length < CHUNK ? undefined : rows.at(-1);
    return last && [last.kind, last.id];
  });
}

/** Of what was copied as it is: the others have their own already. */
async function copyKeys({ database, from, to }: Aside): Promise<void> {
  const end = database.prepare(
    `SELECT key, id FROM keys_${from} WHERE (key, id) > (?, ?) ORDER BY key, id LIMIT 1 OFFSET ${CHUNK - 1}`,
  );
  const copy = database.prepare(
    `INSERT OR IGNORE INTO keys_${to} SELECT k.key, k.id FROM keys_${from} AS k
     WHERE (k.key, k.id) > (:key, :id) AND (k.key, k.id) <= (:lastKey, :lastId)
       AND NOT EXISTS (SELECT 1 FROM (SELECT iif(k.key >= 'r', 'review', 'variant') AS kind, k.id AS id) AS d WHERE ${IN_STAGE})`,
  );
  await inChunks(database, { key: '', id: '' }, ({ key, id }) => {
    const last = end.get(key, id) as { key: string; id: string } | undefined;
    copy.run({ key, id, lastKey: last?.key ?? LAST_KEY, lastId: last?.id ?? LAST_KEY });
    return last;
  });
}

interface Overtaken {
  id: string;
  /** Of what the import found; null when there was nothing. */
  old: Buffer | null;
  /** Of what the import wanted to write. */
  hash: Buffer | null;
  gone: 0 | 1;
}

/** One short transaction: what live stock did meanwhile, the version, the views. */
function turn(aside: Aside): CatalogueState {
  const { database, differences, to, revision, now } = aside;
  const { added, removed } = differences;
  const sum = new SetHash(readState(database).version);
  sum.addAll(differences.sum);
  let offers = added.offer - removed.offer;
  for (const { old, hash, gone } of keepOvertaken(aside)) {
    if (hash) sum.remove(hash);
    if (old) sum.add(old);
    if (hash && !old) offers -= 1;
    offers += gone;
  }
  const state: CatalogueState = { version: sum.toString(), revision, side: to };
  database.exec(sideViews(to));
  database
    .prepare(
      `UPDATE catalogue SET version = :version, revision = :revision, side = :side, products = products + :products,
         variants = variants + :variants, offers = offers + :offers, reviews = reviews + :reviews`,
    )
    .run({
      ...state,
      products: added.product - removed.product,
      variants: added.variant - removed.variant,
      offers,
      reviews: added.review - removed.review,
    });
  logVersion(database, { ...state, now });
  return sayImported(database, { ...aside, state });
}

/** Offers that live stock wrote since the import began stay as they are now. */
function keepOvertaken({ database, base, from, to }: Aside): Overtaken[] {
  const overtaken = database
    .prepare(
      `SELECT d.id, coalesce(c.old, g.old) AS old, c.hash, g.id IS NOT NULL AS gone FROM documents_${from} AS d
       LEFT JOIN stage.changes AS c ON c.kind = 'offer' AND c.id = d.id
       LEFT JOIN stage.gone AS g ON g.kind = 'offer' AND g.id = d.id
       WHERE d.kind = 'offer' AND d.revision > ?`,
    )
    .all(base) as Overtaken[];
  const drop = database.prepare(`DELETE FROM documents_${to} WHERE kind = 'offer' AND id = ?`);
  const keep = database.prepare(
    `INSERT INTO documents_${to} SELECT * FROM documents_${from} WHERE kind = 'offer' AND id = ?`,
  );
  for (const { id } of overtaken) {
    drop.run(id);
    keep.run(id);
  }
  return overtaken;
}
