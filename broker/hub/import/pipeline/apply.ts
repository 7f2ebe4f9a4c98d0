/**
 * Writes the staged differences: a few in one short transaction, stock alone in several, and many on the other side of the
 * catalogue (apply-aside.ts). Nobody who wants to write, live stock most of all, waits for more than a tenth of a second.
 */
import { setImmediate, setTimeout } from 'node:timers/promises';
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
/** Of stock alone: each offer is right by itself, so nobody minds seeing some a moment before others. */
export const MOST_IN_SLICES = 20_000;
const PAGE = 1_000;
/** Long enough for somebody who waits for the lock to get it. */
const PAUSE_MS = 15;

export async function apply(options: ApplyOptions): Promise<CatalogueState> {
  const { database, differences, mostInPlace = MOST_IN_PLACE } = options;
  if (differences.total === 0) return readState(database);
  const state = await wayOf(differences, mostInPlace)(options);
  while (database.transaction(() => pruneRemovals(database, state.side, PAGE)).immediate())
    await setImmediate();
  return state;
}

function wayOf(
  { total, added, altered, removed }: ApplyOptions['differences'],
  mostInPlace: number,
): (options: ApplyOptions) => CatalogueState | Promise<CatalogueState> {
  if (total <= mostInPlace) return applyInPlace;
  const offers = added.offer + altered.offer + removed.offer;
  return offers === total && total <= MOST_IN_SLICES ? applyInSlices : applyAside;
}

/** What live stock has changed since the import began is newer than what the import read. */
const NOT_OVERTAKEN = `NOT EXISTS (SELECT 1 FROM document_rows AS d
  WHERE d.kind = 'offer' AND c.kind = 'offer' AND d.id = c.id AND d.revision > :base)`;

type Staged = DocumentWrite & { entry: number };

function prepare({ database, base }: ApplyOptions) {
  const changes = database.prepare(
    `SELECT entry, kind, id, parent, body, hash, notes FROM stage.changes AS c
     WHERE entry > :after AND ${NOT_OVERTAKEN} ORDER BY entry LIMIT ${PAGE}`,
  );
  const gone = database.prepare(`SELECT kind, id FROM stage.gone AS c WHERE ${NOT_OVERTAKEN}`);
  return {
    after: (after: number) => changes.all({ after, base }) as Staged[],
    gone: () => gone.all({ base }) as { kind: DocumentKind; id: string }[],
  };
}

function applyInPlace(options: ApplyOptions): CatalogueState {
  const { database, now } = options;
  const staged = prepare(options);
  const write = database.transaction(() => {
    const catalogue = new CatalogueWrite(database);
    for (const { kind, id } of staged.gone()) catalogue.remove(kind, id);
    for (let after = 0; ;) {
      const page = staged.after(after);
      for (const document of page) catalogue.put(document);
      after = page.at(-1)?.entry ?? after;
      if (page.length < PAGE) break;
    }
    return sayImported(database, { ...options, state: catalogue.finish(now) });
  });
  return write.immediate();
}

/** A kill in between leaves some of it written: the next import finds the rest. */
async function applyInSlices(options: ApplyOptions): Promise<CatalogueState> {
  const { database, now } = options;
  const staged = prepare(options);
  // What was removed here is newer than `base`, and so not named again.
  while (writeSlice(options, (catalogue) => removeSome(catalogue, staged.gone()))) await setTimeout(PAUSE_MS);
  for (let after = 0, full = true; full; await setTimeout(PAUSE_MS)) {
    full = writeSlice(options, (catalogue) => {
      const page = staged.after(after);
      for (const document of page) catalogue.put(document);
      after = page.at(-1)?.entry ?? after;
      return page.length === PAGE;
    });
  }
  return database
    .transaction(() => sayImported(database, { ...options, now, state: readState(database) }))
    .immediate();
}

function removeSome(catalogue: CatalogueWrite, gone: readonly { kind: DocumentKind; id: string }[]): boolean {
  for (const { kind, id } of gone.slice(0, PAGE)) catalogue.remove(kind, id);
  return gone.length > PAGE;
}

/** @returns What `write` answers: whether there is more. */
function writeSlice({ database, now }: ApplyOptions, write: (catalogue: CatalogueWrite) => boolean): boolean {
  return database
    .transaction(() => {
      const catalogue = new CatalogueWrite(database);
      const more = write(catalogue);
      catalogue.finish(now);
      return more;
    })
    .immediate();
}
