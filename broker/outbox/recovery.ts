/**
 * Opens the outbox's file, and when it is damaged puts a new one with what can be read in its place.
 *
 * A power cut may come at any moment of it. So the damaged file stays where it is until the new one, `{path}.new`, is
 * whole and on the disk: from then on every start goes on with the new one, before that every start reads the old one
 * again.
 */
import { existsSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { Compile } from 'typebox/compile';
import { CloudEvent } from '../contract/events.ts';
import { isBrokerError } from '../errors.ts';
import { isDamage } from '../sqlite/open.ts';
import { removeDatabase, salvageRows, setAside, syncFolder } from '../sqlite/salvage.ts';
import type { Clock, Logger } from '../ports.ts';
import { createEmptyStore, Store, type OpenDatabase } from './store.ts';

export interface Found {
  /** Undefined when the file is damaged: it has to be replaced. */
  store?: Store;
  /** Events that were read from a damaged file, in order, with the ids they always had. */
  saved: CloudEvent[];
  /** How the file turned out to be damaged. */
  damage?: unknown;
}

export interface RecoveryOptions {
  path: string;
  clock: Clock;
  logger: Logger;
  open?: OpenDatabase;
}

/** Never fails because of damage: the service starts, if need be with an empty outbox. */
export function openOrRecover(options: RecoveryOptions): Found {
  finishReplacement(options);
  try {
    return { store: Store.open(options.path, options.open), saved: [] };
  } catch (error) {
    if (!isDamaged(error)) throw error;
    return recover(options, error);
  }
}

/** True for damage, whether SQLite or our own check found it. */
export function isDamaged(error: unknown): boolean {
  return isDamage(error) || isBrokerError(error, 'TW_DATABASE_DAMAGED');
}

/** Reads what can be read; the file stays as it is. */
export function recover({ path }: RecoveryOptions, damage: unknown): Found {
  return { saved: readEvents(path), damage };
}

/** Puts a new file with the saved events in the place of the damaged one. @param fill Begins an epoch with them. */
export function replace(
  options: RecoveryOptions,
  { saved, damage }: Found,
  fill: (store: Store) => void,
): Store {
  const fresh = freshOf(options);
  removeDatabase(fresh);
  const store = Store.open(fresh, options.open);
  try {
    fill(store);
  } finally {
    store.close();
  }
  report(options, { damaged: moveIntoPlace(options), saved: saved.length, damage });
  return Store.open(options.path, options.open);
}

/** When the disk has no room for a new file: the damaged one goes out of the way, what was saved is in memory only. */
export function giveWay(options: RecoveryOptions, { saved, damage }: Found): void {
  removeDatabase(freshOf(options));
  report(options, { damaged: setAside(options.path, options.clock.now()), saved: saved.length, damage });
}

/** What a power cut interrupted. A new file is whole when its epoch is there, because that is committed with the events. */
function finishReplacement(options: RecoveryOptions): void {
  const fresh = freshOf(options);
  if (!existsSync(fresh)) return;
  const events = eventsOfWhole(fresh, options);
  if (events === undefined) removeDatabase(fresh);
  else report(options, { damaged: moveIntoPlace(options), saved: events, damage: undefined });
}

function eventsOfWhole(fresh: string, { open }: RecoveryOptions): number | undefined {
  let store: Store | undefined;
  try {
    store = Store.open(fresh, open);
    return store.epoch === '' ? undefined : store.rows;
  } catch (error) {
    if (!isDamaged(error)) throw error;
    return undefined;
  } finally {
    store?.close();
  }
}

/** In steps that a power cut cannot mix: SQLite must never find the new file beside the log of the old one. */
function moveIntoPlace(options: RecoveryOptions): string {
  const { path, clock } = options;
  syncFolder(dirname(path));
  const damaged = setAside(path, clock.now());
  syncFolder(dirname(path));
  renameSync(freshOf(options), path);
  syncFolder(dirname(path));
  return damaged;
}

function freshOf({ path }: RecoveryOptions): string {
  return `${path}.new`;
}

function report(
  { logger }: RecoveryOptions,
  { damaged, saved, damage }: { damaged: string; saved: number; damage: unknown },
): void {
  logger.error(
    { code: 'TW_DATABASE_DAMAGED', damaged, saved, err: damage },
    'the outbox was damaged; it was set aside and what could be read was saved',
  );
}

function readEvents(path: string): CloudEvent[] {
  const validator = Compile(CloudEvent);
  const rows = salvageRows({ path, table: 'events', key: 'sequence', createEmpty: createEmptyStore });
  const ids = new Set<string>();
  return rows.flatMap((row) => {
    const event = parse(row['body']);
    if (!validator.Check(event) || ids.has(event.id)) return [];
    ids.add(event.id);
    return [event];
  });
}

function parse(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    // A row that a bad page cut short is as lost as one that cannot be read.
    return undefined;
  }
}
