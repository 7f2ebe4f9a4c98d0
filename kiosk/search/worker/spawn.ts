/** Starts a thread of the search, compiled or from its source. */
import { Worker } from 'node:worker_threads';
import type { SearchThreadData } from './messages.ts';

/** Megabytes of objects; the index itself is outside of them. */
const MOST_HEAP = { search: 96, build: 512 };

export type SpawnThread = (kind: 'search' | 'build', data: SearchThreadData) => Worker;

export function spawnThread(kind: 'search' | 'build', data: SearchThreadData): Worker {
  const fromSource = import.meta.url.endsWith('.ts');
  const file = new URL(`./${kind}-thread.${fromSource ? 'ts' : 'js'}`, import.meta.url);
  return new Worker(fromSource ? throughLoader(file) : file, {
    name: `tapwall-${kind}`,
    workerData: data,
    resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP[kind] },
  });
}

/** `--import tsx` does nothing in a worker on Node 20: the loader must be registered from inside the thread. */
function throughLoader(file: URL): URL {
  const loader = JSON.stringify(import.meta.resolve('tsx/esm/api'));
  const code = `import { register } from ${loader}; register(); await import(${JSON.stringify(file.href)});`;
  return new URL(`data:text/javascript,${encodeURIComponent(code)}`);
}
