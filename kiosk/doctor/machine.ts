/** Node, SQLite, and what it costs to make an event durable on this disk. */
import { closeSync, fsyncSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openDatabase } from '../../broker/sqlite/open.ts';
import type { Settings } from '../config/settings.ts';
import { makeFolder } from '../system/make-folder.ts';
import type { Finding } from './finding.ts';

const SAMPLES = 20;
const PAYLOAD = Buffer.alloc(400, 1);
/** A tap must be on disk before the screen reacts (design: p99 of an append is 5 ms). */
const SLOW_FSYNC_MS = 20;
const LITTLE_BYTES = 200 * 1024 * 1024;

export function checkNode(): Finding[] {
  return [{ level: 'good', what: 'Node', finding: process.version }];
}

export function checkSqlite(): Finding[] {
  try {
    const database = openDatabase(':memory:');
    const version = String(database.prepare('SELECT sqlite_version()').pluck().get());
    database.close();
    return [{ level: 'good', what: 'SQLite', finding: version }];
  } catch (error) {
    const finding = error instanceof Error ? error.message : String(error);
    return [{ level: 'bad', what: 'SQLite', finding, remedy: 'Run npm install again.' }];
  }
}

export function checkDisk(settings: Settings): Finding[] {
  try {
    makeFolder(resolve(settings.data));
    const milliseconds = fsyncMedian(settings.data);
    const { bavail, bsize } = statfsSync(settings.data);
    return [fsyncFinding(settings.data, milliseconds), spaceFinding(settings.data, bavail * bsize)];
  } catch (error) {
    const finding = error instanceof Error ? error.message : String(error);
    return [
      {
        level: 'bad',
        what: 'Data folder',
        finding,
        remedy: `Make ${settings.data} writable for this user, or choose another with --data.`,
      },
    ];
  }
}

function fsyncFinding(data: string, milliseconds: number): Finding {
  const finding = `${data}: making one event durable takes ${milliseconds.toFixed(2)} ms (median of ${SAMPLES})`;
  if (milliseconds <= SLOW_FSYNC_MS) return { level: 'good', what: 'Disk', finding };
  return {
    level: 'bad',
    what: 'Disk',
    finding,
    remedy: 'Put the data folder on an SSD or an industrial SD card; a tap waits for the disk.',
  };
}

function spaceFinding(data: string, bytes: number): Finding {
  const finding = `${data}: ${Math.round(bytes / 1024 / 1024)} MiB free`;
  if (bytes > LITTLE_BYTES) return { level: 'good', what: 'Space', finding };
  return {
    level: 'bad',
    what: 'Space',
    finding,
    remedy: 'Free some space: pictures and waiting events need 200 MiB at the least.',
  };
}

function fsyncMedian(dir: string): number {
  const path = join(dir, '.doctor');
  const file = openSync(path, 'w');
  const times: number[] = [];
  try {
    for (let index = 0; index < SAMPLES; index += 1) {
      const start = performance.now();
      writeSync(file, PAYLOAD);
      fsyncSync(file);
      times.push(performance.now() - start);
    }
  } finally {
    closeSync(file);
    rmSync(path, { force: true });
  }
  return times.toSorted((a, b) => a - b)[SAMPLES / 2] ?? 0;
}
