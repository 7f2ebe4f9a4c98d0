/** Node and SQLite. */
import { openDatabase } from '../../broker/sqlite/open.ts';
import type { Settings } from '../config/settings.ts';
import type { MachineFacts } from './facts.ts';
import type { Finding } from './finding.ts';

/** The oldest that runs Tapwall (package.json), and the releases that are tested. */
const NEEDED = [20, 19] as const;
const TESTED = [20, 22, 24];

export function checkNode(
  _settings: Settings,
  { nodeVersion }: Pick<MachineFacts, 'nodeVersion'>,
): Finding[] {
  const [major = 0, minor = 0] = nodeVersion.replace(/^v/, '').split('.').map(Number);
  const what = 'Node';
  if (major < NEEDED[0] || (major === NEEDED[0] && minor < NEEDED[1]))
    return [
      {
        level: 'bad',
        what,
        finding: `${nodeVersion} is older than ${NEEDED.join('.')}`,
        remedy: `Install Node.js ${TESTED.join(', ')}, then npm ci.`,
      },
    ];
  if (!TESTED.includes(major))
    return [
      {
        level: 'note',
        what,
        finding: `${nodeVersion} is none of the releases that Tapwall is tested on`,
        remedy: `Prefer Node.js ${TESTED.join(', ')}.`,
      },
    ];
  return [{ level: 'good', what, finding: nodeVersion }];
}

export function checkSqlite(): Finding[] {
  try {
    const database = openDatabase(':memory:');
    const version = String(database.prepare('SELECT sqlite_version()').pluck().get());
    database.close();
    return [{ level: 'good', what: 'SQLite', finding: version }];
  } catch (error) {
    const finding = error instanceof Error ? error.message : String(error);
    return [{ level: 'bad', what: 'SQLite', finding, remedy: 'Run npm install again.' }];
  }
}
