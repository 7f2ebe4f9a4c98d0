/** Every event of an outbox's file that can be read, in order, as it would go to the platform. */
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDamaged } from '../recovery.ts';
import { salvageRows } from '../../sqlite/salvage.ts';
import { Runs, type Run } from '../../runs.ts';
import { createEmptyStore } from '../store.ts';
import { OutboxReader } from './reader.ts';

export interface Exported {
  /** Events that were handed on. */
  events: number;
  /** Rows that are there and no event any more. */
  broken: number[];
  /** Numbers from the first to the last event that could not be read; in a sound file there are none. */
  unread: readonly Run[];
  /** True when the file is damaged: what could be read was. */
  damaged: boolean;
}

/**
 * Hands on some hundred events at a time, each as JSON in one line.
 * @throws what opening a file throws that is no damage
 */
export async function exportOutbox(
  path: string,
  take: (lines: string[]) => Promise<void>,
): Promise<Exported> {
  const done: Exported = { events: 0, broken: [], unread: [], damaged: false };
  let last = 0;
  try {
    const reader = OutboxReader.open(path);
    try {
      for (const rows of reader.rows()) {
        await take(linesOf(rows, done));
        last = rows.at(-1)?.sequence ?? last;
      }
      return done;
    } finally {
      reader.close();
    }
  } catch (error) {
    if (!isUnreadable(error)) throw error;
  }
  done.damaged = true;
  await exportDamaged(path, { take, done, after: last });
  return done;
}

interface Damaged {
  take: (lines: string[]) => Promise<void>;
  done: Exported;
  /** What was handed on before the damage showed. */
  after: number;
}

/** From a copy, because salvage writes beside what it reads. */
async function exportDamaged(path: string, { take, done, after }: Damaged): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tapwall-export-'));
  try {
    const copy = join(folder, 'outbox.sqlite');
    for (const part of ['', '-wal']) if (existsSync(path + part)) copyFileSync(path + part, copy + part);
    const rows = salvageRows({ path: copy, table: 'events', key: 'sequence', createEmpty: createEmptyStore });
    const stored = rows.map((row) => ({ sequence: Number(row['sequence']), body: String(row['body']) }));
    await take(
      linesOf(
        stored.filter(({ sequence }) => sequence > after),
        done,
      ),
    );
    done.unread = gapsIn(stored);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface ReadRow {
  sequence: number;
  body: string;
}

function linesOf(rows: readonly ReadRow[], done: Exported): string[] {
  return rows.flatMap(({ sequence, body }) => {
    if (!isJson(body)) {
      done.broken.push(sequence);
      return [];
    }
    done.events += 1;
    return [body];
  });
}

/** Numbers between the first and the last row that are neither there nor named by a tombstone. */
function gapsIn(rows: readonly ReadRow[]): Run[] {
  const known = Runs.ofNumbers(rows.map(({ sequence }) => sequence));
  for (const [first, last] of rows.flatMap(namedBy)) known.add(first, last);
  return known.gaps(rows[0]?.sequence ?? 0, rows.at(-1)?.sequence ?? -1);
}

function namedBy({ body }: ReadRow): Run[] {
  if (!body.includes('events_evicted') || !isJson(body)) return [];
  const { data } = JSON.parse(body) as { data?: { ranges?: Run[] } };
  return data?.ranges ?? [];
}

function isJson(body: string): boolean {
  try {
    JSON.parse(body);
    return true;
  } catch {
    return false;
  }
}

/** Damage, or tables that damage hides. */
function isUnreadable(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return isDamaged(error) || code === 'SQLITE_ERROR';
}
