/**
 * Writes the staged differences: a few in one short transaction, many on the other side of the catalogue (apply-aside.ts).
 * Nobody who wants to write, live stock most of all, waits for more than a tenth of a second, and nobody ever reads a half.
 */
import { setImmediate } from 'node:timers/promises';
import {
  CatalogueWrite,
  readState,
  type CatalogueState,
  type DocumentWrite,
} from '../../store/catalogue-write.ts';
import type { DocumentKind } from '../../store/catalogue-store.ts';
import { pruneRemovals } from '../../store/version-log.ts';
import { applyAside } from './apply-aside.ts';
import { sayImported, type ApplyOptions } from './apply-options.ts';

/** Some 50 µs each. */
export const MOST_IN_PLACE = 1_500;
const PAGE = 1_000;

export async function apply(options: ApplyOptions): Promise<CatalogueState> {
  const { database, differences, mostInPlace = MOST_IN_PLACE } = options;
  if (differences.total === 0) return readState(database);
  const state = differences.total <= mostInPlace ? applyInPlace(options) : await applyAside(options);
  while (database.transaction(() => pruneRemovals(database, state.side, PAGE)).immediate())
    await setImmediate();
  return state;
}

/** What live stock has changed since the import began is newer than what the import read. */
const NOT_OVERTAKEN = `NOT EXISTS (SELECT 1 FROM document_rows AS d
  WHERE d.kind = 'offer' AND c.kind = 'offer' AND d.id = c.id AND d.revision > :base)`;

function applyInPlace({ database, base, now, rejected }: ApplyOptions): CatalogueState {
  const changes = database.prepare(
    `SELECT entry, kind, id, parent, body, hash, notes FROM stage.changes AS c
     WHERE entry > :after AND ${NOT_OVERTAKEN} ORDER BY entry LIMIT ${PAGE}`,
  );
  const gone = database.prepare(`SELECT kind, id FROM stage.gone AS c WHERE ${NOT_OVERTAKEN}`);
  const write = database.transaction(() => {
    const catalogue = new CatalogueWrite(database);
    for (const { kind, id } of gone.all({ base }) as { kind: DocumentKind; id: string }[])
      catalogue.remove(kind, id);
    for (let after = 0; ;) {
      const page = changes.all({ after, base }) as (DocumentWrite & { entry: number })[];
      for (const document of page) catalogue.put(document);
      after = page.at(-1)?.entry ?? after;
      if (page.length < PAGE) break;
    }
    return sayImported(database, { state: catalogue.finish(now), now, rejected });
  });
  return write.immediate();
}
