/**
 * Builds what is stale: the service with the TypeScript compiler, the pages with Vite.
 *
 * A stamp in dist/ holds one fingerprint per part (names, sizes and times of the sources). Looking takes a few
 * milliseconds, so every start looks.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LaunchError } from './errors.mjs';
import { startStep } from './progress.mjs';
import { runProgram } from './run-program.mjs';

const STAMP = 'dist/.stamp.json';
const COMMON = ['tsconfig.base.json', 'package-lock.json'];

/** `sources`: what the part is made of; `output`: a file that exists when it was built; `ends`: file names that matter. */
const PARTS = {
  service: {
    sources: ['kiosk', 'device', 'broker', 'tsconfig.json', ...COMMON],
    ends: ['.ts', '.json'],
    output: 'dist/kiosk/main.js',
    saying: 'compiling the service',
    said: 'compiled the service',
    command: ['node_modules/.bin/tsc', '-b'],
  },
  pages: {
    sources: ['ui', 'broker/contract', ...COMMON],
    ends: [''],
    output: 'dist/ui',
    saying: 'building the pages',
    said: 'built the pages',
    command: ['node_modules/.bin/vite', 'build', 'ui', '--logLevel', 'warn'],
  },
};

/**
 * Names of the parts whose sources changed since they were built.
 * @param {string} root
 * @returns {(keyof typeof PARTS)[]}
 */
export function staleParts(root) {
  const stamp = readStamp(root);
  return Object.keys(PARTS).filter(
    (name) => stamp[name] !== fingerprint(root, PARTS[name]) || !existsSync(join(root, PARTS[name].output)),
  );
}

/** @param {string} root */
export async function ensureBuilt(root) {
  for (const name of staleParts(root)) await buildPart(root, name);
}

async function buildPart(root, name) {
  const part = PARTS[name];
  // Taken before the build: a source that changes meanwhile leaves the part stale.
  const print = fingerprint(root, part);
  // The compiler believes its own notes and would not write a deleted file again.
  if (!existsSync(join(root, part.output))) rmSync(join(root, 'dist', '.tsbuildinfo'), { force: true });
  const step = startStep(part.saying);
  const log = join(root, '.tapwall', 'logs', `build-${name}.log`);
  const result = await runProgram(part.command, { cwd: root, log });
  if (!result.ok || !existsSync(join(root, part.output))) {
    step.failed();
    throw new LaunchError(
      'TW_BUILD_FAILED',
      `The program could not be built. The whole output is in ${log}.`,
      {
        output: result.output,
      },
    );
  }
  step.done(part.said);
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(join(root, STAMP), `${JSON.stringify({ ...readStamp(root), [name]: print })}\n`);
}

function fingerprint(root, { sources, ends }) {
  const hash = createHash('sha256');
  const visit = (path) => {
    const stat = statSync(join(root, path), { throwIfNoEntry: false });
    if (stat === undefined) return;
    if (!stat.isDirectory()) {
      if (ends.some((end) => path.endsWith(end))) hash.update(`${path} ${stat.size} ${stat.mtimeMs}\n`);
      return;
    }
    for (const name of readdirSync(join(root, path)).sort())
      if (!name.startsWith('.')) visit(`${path}/${name}`);
  };
  for (const source of sources) visit(source);
  return hash.digest('hex');
}

function readStamp(root) {
  try {
    return JSON.parse(readFileSync(join(root, STAMP), 'utf8'));
  } catch {
    return {};
  }
}
