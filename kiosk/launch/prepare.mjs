/** Everything between a fresh checkout and a program that runs: shared by `npm start`, `npm run dev` and `npm test`. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuilt, staleParts } from './build.mjs';
import { ensureInstalled, installState } from './install.mjs';
import { installPackages, missingPackages } from './packages.mjs';
import { say } from './progress.mjs';
import { withLock } from './lock.mjs';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/**
 * @param {{ build: boolean, packages?: string[], why?: string }} options
 *   `packages`: Debian packages needed on top of the toolchain, `why` they are needed
 */
export async function prepare({ build, packages = [], why = '' }) {
  const isReady = () =>
    installState(ROOT) === 'fresh' &&
    (!build || staleParts(ROOT).length === 0) &&
    missingPackages(packages).length === 0;
  if (isReady()) return;
  await withLock(join(ROOT, '.tapwall', 'launch.lock'), {
    waiting: (pid) => say(`… waiting for process ${pid}, which is installing or building`),
    work: async () => {
      await installPackages(missingPackages(packages), { root: ROOT, why });
      await ensureInstalled(ROOT);
      if (build) await ensureBuilt(ROOT);
    },
  });
}
