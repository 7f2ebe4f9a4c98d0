/** Memory, processor time and event loop of this process, by the names that dashboards for Node.js know. */
import { monitorEventLoopDelay, performance, type IntervalHistogram } from 'node:perf_hooks';
import type { Figure } from './figures.ts';

const NANOSECONDS = 1e9;
const RESOLUTION_MS = 20;

export class ProcessFigures {
  #delay: IntervalHistogram | undefined;

  start(): void {
    this.#delay ??= monitorEventLoopDelay({ resolution: RESOLUTION_MS });
    this.#delay.enable();
  }

  stop(): void {
    this.#delay?.disable();
    this.#delay = undefined;
  }

  figures(): Figure[] {
    return [
      {
        name: 'process_resident_memory_bytes',
        type: 'gauge',
        help: 'Resident memory of the process.',
        read: () => process.memoryUsage.rss(),
      },
      {
        name: 'process_cpu_seconds_total',
        type: 'counter',
        help: 'Processor time of the process, user and system.',
        read: () => {
          const { user, system } = process.cpuUsage();
          return (user + system) / 1e6;
        },
      },
      {
        name: 'process_start_time_seconds',
        type: 'gauge',
        help: 'When the process started, seconds since 1970.',
        read: () => performance.timeOrigin / 1000,
      },
      {
        name: 'nodejs_eventloop_lag_p99_seconds',
        type: 'gauge',
        help: 'How late the event loop was in 99 of 100 cases since the last scrape.',
        read: () => this.#lag(),
      },
    ];
  }

  /** The histogram measures the whole interval of its own timer. */
  #lag(): number | null {
    const delay = this.#delay;
    if (delay === undefined || delay.count === 0) return null;
    const late = delay.percentile(99) / NANOSECONDS - RESOLUTION_MS / 1000;
    delay.reset();
    return Math.max(0, late);
  }
}
