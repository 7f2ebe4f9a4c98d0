/** The version of this release, from package.json. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './paths.ts';

export function readVersion(): string {
  const text = readFileSync(join(projectRoot(), 'package.json'), 'utf8');
  const parsed = JSON.parse(text) as { version?: string };
  return parsed.version ?? '0.0.0';
}
