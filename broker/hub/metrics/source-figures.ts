/** Figures of the sources that a hub reads. */
import type { SourceIncident, SourceSummary } from '../../contract/sources.ts';
import { secondsOf, type Figure, type Sample } from '../../metrics/figures.ts';
import type { Clock } from '../../ports.ts';

/** The parts of a SourceSummary that are measured. */
export type MeasuredSource = Pick<SourceSummary, 'name' | 'state' | 'lastGood' | 'rejections' | 'live'>;

export interface SourceFiguresOptions {
  sources: () => readonly MeasuredSource[];
  /** Those that are open. */
  sourceIncidents: () => readonly Pick<SourceIncident, 'source' | 'code'>[];
  clock: Clock;
}

export function sourceFigures({ sources, sourceIncidents, clock }: SourceFiguresOptions): Figure[] {
  const labels = ['source'];
  const each = (value: (source: MeasuredSource) => number | null) => (): Sample[] =>
    sources().flatMap((source) => {
      const found = value(source);
      return found === null ? [] : [{ labels: { source: source.name }, value: found }];
    });
  return [
    {
      name: 'tapwall_hub_source_last_success_age_seconds',
      type: 'gauge',
      help: 'Time since a source was read well, whether or not something had changed.',
      labels,
      read: each(({ lastGood }) => ageOf(lastGood?.endedAt ?? null, clock)),
    },
    {
      name: 'tapwall_hub_source_failing',
      type: 'gauge',
      help: '1 while a source cannot be read, its file has a mistake, or its changes of stock do not come.',
      labels,
      read: each(({ state, live }) =>
        state === 'failing' || state === 'invalid' || (live?.trouble ?? null) !== null ? 1 : 0,
      ),
    },
    {
      name: 'tapwall_hub_source_held',
      type: 'gauge',
      help: '1 while an import waits for somebody to say that what it would remove is meant.',
      labels,
      read: each(({ state }) => (state === 'held' ? 1 : 0)),
    },
    {
      name: 'tapwall_hub_source_incident',
      type: 'gauge',
      help: '1 while an incident of a source is open, by its code; the console names it.',
      labels: ['source', 'code'],
      read: () => sourceIncidents().map(({ source, code }) => ({ labels: { source, code }, value: 1 })),
    },
    {
      name: 'tapwall_hub_source_rejected_rows',
      type: 'gauge',
      help: 'Rows and pictures that the last reading of a source left out.',
      labels,
      read: each(({ rejections }) => rejections),
    },
    {
      name: 'tapwall_hub_source_documents',
      type: 'gauge',
      help: 'What the catalogue had after the last reading that looked at it, by kind.',
      labels: ['source', 'kind'],
      read: () => sources().flatMap(documentsOf),
    },
  ];
}

function documentsOf({ name, lastGood }: MeasuredSource): Sample[] {
  const counts = lastGood?.counts ?? null;
  if (counts === null) return [];
  return (['products', 'variants', 'offers', 'reviews'] as const).map((kind) => ({
    labels: { source: name, kind },
    value: counts[kind],
  }));
}

function ageOf(at: string | null, clock: Clock): number | null {
  const seconds = secondsOf(at);
  return seconds === null || Number.isNaN(seconds) ? null : Math.max(0, clock.now() / 1_000 - seconds);
}
