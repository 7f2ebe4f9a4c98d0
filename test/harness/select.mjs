/**
 * From the words after `npm test --` to checks, test files and the Debian packages they need.
 * Plain JavaScript: it runs before anything is installed.
 */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const SUFFIXES = { integration: '.int.test.ts', browser: '.browser.test.ts', e2e: '.e2e.test.ts' };
const CHROMIUM = ['chromium', 'fonts-liberation'];
const DAEMONS = [
  'pcscd',
  'libpcsclite-dev',
  'vsmartcard-vpcd',
  'mosquitto',
  'mosquitto-clients',
  'postgresql',
  'jq',
  'socat',
  'strace',
];
const PACKAGES = { unit: [], integration: DAEMONS, browser: CHROMIUM, e2e: [...DAEMONS, ...CHROMIUM] };

export const PARTS = ['check', 'unit', 'integration', 'browser', 'e2e'];

/**
 * @typedef {object} Selection
 * @property {boolean} checks
 * @property {string[]} files relative to the project, or a word that names none (the runner counts it as a failure)
 * @property {string[]} packages
 * @property {boolean} build whether the files run what was built
 */

/**
 * @param {string[]} words parts and paths; none means everything
 * @param {string} root
 * @returns {Selection}
 */
export function select(words, root) {
  const asked = words.length === 0 ? PARTS : words;
  const all = testFiles(root, 'test');
  const files = asked.filter((word) => word !== 'check').flatMap((word) => matching(word, all));
  const kinds = new Set(files.map(kindOf));
  return {
    checks: asked.includes('check'),
    files: [...new Set(files)],
    packages: [...new Set([...kinds].flatMap((kind) => PACKAGES[kind]))],
    build: kinds.has('browser') || kinds.has('e2e'),
  };
}

function matching(word, all) {
  const path = word.replace(/^\.\//, '').replace(/\/$/, '');
  const found = PARTS.includes(word)
    ? all.filter((file) => kindOf(file) === word)
    : all.filter((file) => file === path || file.startsWith(`${path}/`));
  return found.length === 0 ? [word] : found;
}

function kindOf(file) {
  const special = Object.entries(SUFFIXES).find(([, suffix]) => file.endsWith(suffix));
  return special?.[0] ?? 'unit';
}

function testFiles(root, folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder))
    .sort()
    .filter((name) => !name.startsWith('.'))
    .flatMap((name) => {
      const path = `${folder}/${name}`;
      if (statSync(join(root, path)).isDirectory()) return testFiles(root, path);
      return name.endsWith('.test.ts') ? [path] : [];
    });
}
