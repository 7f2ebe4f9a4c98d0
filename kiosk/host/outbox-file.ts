/**
 * One outbox file per address. A platform takes events of a kiosk's own address only, so events that wait when the
 * address changes stay where they are until the kiosk goes by that address again.
 */
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { KioskAddress } from '../../broker/contract/topics.ts';
import type { Logger } from '../../broker/ports.ts';
import { openDatabase, type SqliteDatabase } from '../../broker/sqlite/open.ts';

/** Events that wait in the outbox of another address. */
export interface OtherOutbox {
  /** Name of the file. */
  file: string;
  /** `/{tenant}/{store}/{kiosk}` */
  source: string;
  events: number;
}

const OUTBOX = /^outbox\..+\.sqlite$/;
/** File systems allow 255 bytes, and SQLite and a repair append to the name. */
const LONGEST_NAME = 180;

export function outboxPath(dir: string, { root, tenant, store, kiosk }: KioskAddress): string {
  const name = [root, tenant, store, kiosk].join('.');
  // No level of an address begins with a tilde.
  const short = name.length <= LONGEST_NAME ? name : `~${createHash('sha256').update(name).digest('hex')}`;
  return join(dir, `outbox.${short}.sqlite`);
}

/** The outboxes beside `own` in which events wait. Reads only. */
export function otherOutboxes(own: string, logger: Logger): OtherOutbox[] {
  const dir = dirname(own);
  return readdirSync(dir)
    .filter((name) => OUTBOX.test(name) && name !== basename(own))
    .flatMap((file) => waitingIn({ dir, file }, logger));
}

function waitingIn({ dir, file }: { dir: string; file: string }, logger: Logger): OtherOutbox[] {
  let database: SqliteDatabase | undefined;
  try {
    database = openDatabase(join(dir, file), { readonly: true });
    const events = Number(database.prepare('SELECT count(*) FROM events').pluck().get());
    const body = database.prepare('SELECT body FROM events ORDER BY sequence LIMIT 1').pluck().get();
    if (events === 0) return [];
    const { source } = JSON.parse(String(body)) as { source: string };
    return [{ file, source, events }];
  } catch (error) {
    logger.warn({ file, err: error }, 'the outbox of another address cannot be read');
    return [];
  } finally {
    database?.close();
  }
}
