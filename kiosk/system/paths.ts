/** Where things lie, whether the program runs compiled (`dist/kiosk/…`) or from its sources (`kiosk/…`). */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = findRoot(here);

/** The built screens, or null when they were never built. */
export function findUiDir(): string | null {
  const dir = join(root, 'dist', 'ui');
  return existsSync(dir) ? dir : null;
}

/** The feeds of the demo catalogue. */
export function demoFeedsDir(): string {
  return join(root, 'broker', 'hub', 'demo', 'feeds');
}

export function projectRoot(): string {
  return root;
}

function findRoot(from: string): string {
  let dir = from;
  while (!existsSync(join(dir, 'package.json')) && dirname(dir) !== dir) dir = dirname(dir);
  return dir;
}
