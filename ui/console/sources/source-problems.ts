/** What of the sources belongs on the first page: something that does not mend itself. */
import type { SourcesAnswer, SourceSummary } from '../../../broker/contract/sources.ts';
import type { FleetProblem } from '../data/fleet.ts';
import { sourcesTexts } from './sources-texts.ts';

const { problem: texts } = sourcesTexts;

export function sourceProblems(answer: SourcesAnswer | null): FleetProblem[] {
  return (answer?.sources ?? []).flatMap(problemsOf);
}

function problemsOf({ name, state, problem, live }: SourceSummary): FleetProblem[] {
  const key = `source ${name}`;
  if (state === 'invalid') return [{ key, text: texts.invalid(name), remedy: problem ?? '' }];
  if (state === 'failing') return [{ key, text: texts.failing(name), remedy: texts.failingRemedy }];
  if (state === 'held') return [{ key, text: texts.held(name), remedy: texts.heldRemedy }];
  const trouble = live?.trouble ?? null;
  return trouble === null ? [] : [{ key, text: texts.trouble(name), remedy: texts.troubleRemedy }];
}
