/** The project's own files, as the project tests see them. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export const ROOMS = ['device', 'broker', 'kiosk', 'ui'] as const;

/** Paths relative to the project of every file that git knows or would add, and that exists. */
export function projectFiles(): string[] {
  const list = spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return list.stdout.split('\0').filter((file) => file !== '' && existsSync(join(ROOT, file)));
}

export function readProjectFile(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}
