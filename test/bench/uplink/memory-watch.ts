/** Resident memory of processes while something goes on, by how far it is. */
import { readFileSync } from 'node:fs';

export interface Resident {
  start: number;
  tenth: number;
  most: number;
  end: number;
}

const KB_IN_MB = 1024;

export class Memory {
  readonly #pids: Readonly<Record<string, number>>;
  readonly #seen = new Map<string, Resident>();

  constructor(pids: Readonly<Record<string, number>>) {
    this.#pids = pids;
    for (const [name, pid] of Object.entries(pids)) {
      const mb = residentMb(pid);
      this.#seen.set(name, { start: mb, tenth: 0, most: mb, end: mb });
    }
  }

  /** @param done 0 at the start, 1 at the end. */
  look(done: number): void {
    for (const [name, pid] of Object.entries(this.#pids)) {
      const seen = this.#seen.get(name);
      const mb = residentMb(pid);
      if (seen === undefined || mb === 0) continue;
      if (done >= 0.1 && seen.tenth === 0) seen.tenth = mb;
      seen.most = Math.max(seen.most, mb);
      seen.end = mb;
    }
  }

  of(name: string): Resident {
    return this.#seen.get(name) ?? { start: 0, tenth: 0, most: 0, end: 0 };
  }
}

/** 0 when the process is gone. */
function residentMb(pid: number): number {
  try {
    const text = readFileSync(`/proc/${pid}/status`, 'utf8');
    const kb = Number(/^VmRSS:\s+(\d+)/m.exec(text)?.[1] ?? 0);
    return Number((kb / KB_IN_MB).toFixed(1));
  } catch {
    return 0;
  }
}
