/** The sources of a hub, with what they work on. */
import { join } from 'node:path';
import type { HubOptions } from '../hub.ts';
import { SOURCE_KINDS } from './kinds.ts';
import { inThread } from './run/import-thread.ts';
import { Sources, type SourcesOptions } from './sources.ts';

const SOURCES_FOLDER = 'sources.d';

export function createSources(
  options: HubOptions,
  parts: Pick<SourcesOptions, 'held' | 'applyOffers'>,
): Sources {
  const { dataDir, sourcesDir = join(dataDir, SOURCES_FOLDER), sourceKinds = SOURCE_KINDS } = options;
  return new Sources({ ...options, ...parts, sourcesDir, kinds: sourceKinds, carryOut: inThread });
}
