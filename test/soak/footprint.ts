/** What a process holds: memory after a collection, files, and what keeps its event loop alive. */
import { readdirSync, readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

export interface Footprint {
  /** Resident memory in MB. */
  residentMb: number;
  /** Open files and sockets. */
  files: number;
  /** Live objects in MB; of this process only. */
  heapMb?: number;
  /** Timers, sockets, child processes; of this process only. */
  resources?: number;
}

const MB = 2 ** 20;
const KB = 1024;

/** Of this process, after what is garbage was collected. */
export function footprint(): Footprint {
  collect();
  const { heapUsed } = process.memoryUsage();
  return {
    ...footprintOf(process.pid),
    heapMb: heapUsed / MB,
    resources: process.getActiveResourcesInfo().length,
  };
}

/** Of another process, by what the kernel says. */
export function footprintOf(pid: number): Footprint {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const resident = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? '0';
  return { residentMb: (Number(resident) * KB) / MB, files: readdirSync(`/proc/${pid}/fd`).length };
}

/** Twice: what a finalizer lets go of is garbage only then. */
function collect(): void {
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc') as () => void;
  gc();
  gc();
}
