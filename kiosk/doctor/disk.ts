/** What it costs to make an event durable on this disk, and how much room is left. */
import { closeSync, fsyncSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Settings } from '../config/settings.ts';
import { makeFolder } from '../system/make-folder.ts';
import type { Finding } from './finding.ts';

const SAMPLES = 50;
const PAYLOAD = Buffer.alloc(400, 1);
const LITTLE_BYTES = 200 * 1024 * 1024;

/** Milliseconds of an fsync. */
export interface FsyncTimes {
  median: number;
  /** 99 of 100 take no longer. */
  p99: number;
}

/**
 * A tap must be on disk before the screen reacts. Goal of an append is 5 ms in 99 of 100; from 20 ms on the wait is a
 * frame of the screen or more at every tap, and a rare 100 ms is seen as a stutter.
 */
const GOOD: FsyncTimes = { median: 5, p99: 20 };
const BEARABLE: FsyncTimes = { median: 20, p99: 100 };

export function checkDisk(settings: Settings): Finding[] {
  try {
    makeFolder(resolve(settings.data));
    const { bavail, bsize } = statfsSync(settings.data);
    return [
      judgeFsync(settings.data, measureFsync(settings.data)),
      judgeSpace(settings.data, bavail * bsize),
    ];
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

export function judgeFsync(data: string, { median, p99 }: FsyncTimes): Finding {
  const what = 'Disk';
  const times = `median ${median.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms of ${SAMPLES}`;
  const finding = `${data}: making one event durable takes ${times}`;
  if (median <= GOOD.median && p99 <= GOOD.p99) return { level: 'good', what, finding: `${finding}: quick` };
  const remedy = 'Put the data folder on an SSD or an industrial SD card; a tap waits for the disk.';
  if (median <= BEARABLE.median && p99 <= BEARABLE.p99)
    return { level: 'note', what, finding: `${finding}: bearable`, remedy };
  return { level: 'bad', what, finding: `${finding}: too slow`, remedy };
}

export function judgeSpace(data: string, bytes: number): Finding {
  const finding = `${data}: ${Math.round(bytes / 1024 / 1024)} MiB free`;
  if (bytes > LITTLE_BYTES) return { level: 'good', what: 'Space', finding };
  return {
    level: 'bad',
    what: 'Space',
    finding,
    remedy: 'Free some space: pictures and waiting events need 200 MiB at the least.',
  };
}

function measureFsync(dir: string): FsyncTimes {
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
  const sorted = times.toSorted((a, b) => a - b);
  return { median: sorted[SAMPLES / 2] ?? 0, p99: sorted[Math.ceil(SAMPLES * 0.99) - 1] ?? 0 };
}
