/**
 * Children that start a thousand times are bundled into one file of JavaScript each: from the sources through a loader
 * a start takes 1.6 s, from the bundle a fifth of a second.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../kiosk/system/paths.ts';

export interface Bundle {
  /** Path of a bundled entry. */
  file: (name: string) => string;
  remove: () => void;
}

/** Compiled or with files of their own beside them: they stay where they are. */
const EXTERNAL = ['better-sqlite3', 'sharp', 'fastify', '@fastify/static', '@fastify/websocket', 'pg'];

/** @param entries Name to TypeScript file, relative to the project. Inside the project, so that packages are found. */
export async function bundle(entries: Readonly<Record<string, string>>): Promise<Bundle> {
  const { build } = await import('vite');
  const root = projectRoot();
  const cache = join(root, '.tapwall');
  mkdirSync(cache, { recursive: true });
  const outDir = mkdtempSync(join(cache, 'bundle-'));
  await build({
    configFile: false,
    logLevel: 'error',
    root,
    build: {
      ssr: true,
      outDir,
      target: 'node20',
      minify: false,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(entries).map(([name, file]) => [name, join(root, file)])),
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
    ssr: { noExternal: true, external: EXTERNAL },
  });
  return {
    file: (name) => join(outDir, `${name}.js`),
    remove: () => rmSync(outDir, { recursive: true, force: true }),
  };
}
