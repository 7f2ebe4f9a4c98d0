/** The folder of sources: what is in force, and what is wrong with the rest. One bad file keeps no other from working. */
import { readFolder } from '../../config-files/read-file.ts';
import { checkSource, type ConfiguredSource } from './source-file.ts';
import type { SourceKind } from './source-kind.ts';

export interface SourceProblem {
  /** Of the source, as far as the file's name gives one. */
  name: string;
  message: string;
}

export interface SourceFiles {
  /** In the order of their names. */
  sources: ConfiguredSource[];
  problems: SourceProblem[];
}

/** A folder that is not there holds no sources. */
export async function readSources(dir: string, kinds: readonly SourceKind[]): Promise<SourceFiles> {
  const found: SourceFiles = { sources: [], problems: [] };
  for (const [file, text] of await filesOf(dir)) {
    const checked = checkSource(file, text, kinds);
    if (checked.ok) addOwner(checked.source, found);
    else found.problems.push(checked);
  }
  return found;
}

async function filesOf(dir: string): ReturnType<typeof readFolder> {
  try {
    return await readFolder(dir);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Map();
    throw error;
  }
}

/** Two authorities for one part would overwrite each other for ever; the first by name is in force. */
function addOwner(source: ConfiguredSource, { sources, problems }: SourceFiles): void {
  const { name } = source;
  for (const part of source.parts) {
    const owner = sources.find(({ parts }) => parts.includes(part));
    if (owner === undefined) continue;
    const message =
      `${name}.json gives ${part}, and so does ${owner.name}.json, which counts. ` +
      `Leave ${part} out of "parts" in one of the two.`;
    problems.push({ name, message });
    return;
  }
  sources.push(source);
}
