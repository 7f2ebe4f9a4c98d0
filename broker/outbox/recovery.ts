/** Opens the outbox's file, and when it is damaged sets it aside and says what could be saved. */
import { Compile } from 'typebox/compile';
import { CloudEvent } from '../contract/events.ts';
import { isBrokerError } from '../errors.ts';
import { isDamage } from '../sqlite/open.ts';
import { salvageRows, setAside } from '../sqlite/salvage.ts';
import type { Clock, Logger } from '../ports.ts';
import { createEmptyStore, Store, type OpenDatabase } from './store.ts';

export interface Found {
  /** Undefined when the file was set aside: a new one has to be created. */
  store?: Store;
  /** Events that were read from a damaged file, in order, with the ids they always had. */
  saved: CloudEvent[];
}

export interface RecoveryOptions {
  path: string;
  clock: Clock;
  logger: Logger;
  open?: OpenDatabase;
}

/** Never fails because of damage: the service starts, if need be with an empty outbox. */
export function openOrRecover(options: RecoveryOptions): Found {
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

/** Sets the file aside and reads what can be read. */
export function recover(options: RecoveryOptions, cause: unknown): Found {
  const damaged = setAside(options.path, options.clock.now());
  const saved = readEvents(damaged);
  options.logger.error(
    { code: 'TW_DATABASE_DAMAGED', damaged, saved: saved.length, err: cause },
    'the outbox was damaged; it was set aside and what could be read was saved',
  );
  return { saved };
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
