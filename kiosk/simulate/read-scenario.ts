/** A scenario by its name, or from a file that somebody wrote. */
import { open } from 'node:fs/promises';
import { KioskError } from '../errors.ts';
import { checkScenario, type Scenario } from './scenario.ts';
import { SCENARIOS } from './scenarios.ts';

/** A thousand steps fit ten times. */
const MOST_BYTES = 1_048_576;

/** @throws KioskError TW_USAGE, TW_SCENARIO_INVALID, TW_INPUT_NOT_FOUND */
export async function readScenario(name: string): Promise<Scenario> {
  if (Object.hasOwn(SCENARIOS, name) && SCENARIOS[name] !== undefined) return SCENARIOS[name];
  if (!/[./\\]/.test(name)) {
    const known = Object.keys(SCENARIOS).join(', ');
    throw new KioskError(
      'TW_USAGE',
      `${JSON.stringify(name)} is not a scenario. Known: ${known}, or a file like ./my-day.json.`,
    );
  }
  return checkScenario(parse(await readText(name), name), name);
}

function parse(text: string, name: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new KioskError('TW_SCENARIO_INVALID', `${name} is not JSON: ${String(cause)}.`, { cause });
  }
}

async function readText(name: string): Promise<string> {
  const handle = await open(name, 'r').catch((cause: unknown) => {
    throw new KioskError('TW_INPUT_NOT_FOUND', `${name} is not there or cannot be read.`, { cause });
  });
  try {
    const stat = await handle.stat();
    if (!stat.isFile() || stat.size > MOST_BYTES)
      throw new KioskError('TW_SCENARIO_INVALID', `${name} is no file of at most ${MOST_BYTES} bytes.`);
    return await handle.readFile('utf8');
  } finally {
    await handle.close();
  }
}
