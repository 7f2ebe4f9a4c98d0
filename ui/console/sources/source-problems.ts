/** What of the sources belongs on the first page: something that does not mend itself. */
import type { SourcesAnswer, SourceSummary } from '../../../broker/contract/sources.ts';
import type { FleetProblem } from '../data/fleet.ts';
import { sourcesTexts } from './sources-texts.ts';

const { problem: texts } = sourcesTexts;

export function sourceProblems(answer: SourcesAnswer | null): FleetProblem[] {
  const stale = new Set(
    (answer?.incidents ?? []).flatMap(({ source, code, closedAt }) =>
      code === 'TW_SOURCE_STALE' && closedAt === null ? source : [],
    ),
  );
  return (answer?.sources ?? []).flatMap((source) => problemsOf(source, stale.has(source.name)));
}

function problemsOf({ name, state, problem, live }: SourceSummary, isStale: boolean): FleetProblem[] {
  const key = `source ${name}`;
  if (state === 'invalid') return [{ key, text: texts.invalid(name), remedy: problem ?? '' }];
  if (state === 'failing') return [{ key, text: texts.failing(name), remedy: texts.failingRemedy }];
  if (state === 'held') return [{ key, text: texts.held(name), remedy: texts.heldRemedy }];
  const trouble = live?.trouble ?? null;
  if (trouble !== null) return [{ key, text: texts.trouble(name), remedy: texts.troubleRemedy }];
  return isStale ? [{ key, text: texts.stale(name), remedy: texts.staleRemedy }] : [];
}
