/** What every service says of itself. */
import type { Clock } from '../ports.ts';
import type { Figure } from './figures.ts';

export function serviceFigures({ version, clock }: { version: string; clock: Clock }): Figure[] {
  return [
    {
      name: 'tapwall_build_info',
      type: 'gauge',
      help: 'Always 1; the version is the label.',
      labels: ['version'],
      read: () => [{ labels: { version }, value: 1 }],
    },
    {
      name: 'tapwall_clock_timestamp_seconds',
      type: 'gauge',
      help: 'The clock of this machine, seconds since 1970; compare it with the time of the scrape.',
      read: () => clock.now() / 1000,
    },
  ];
}
