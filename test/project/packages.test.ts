/** What we depend on: licences a shop can live with, and a lock file that works everywhere. */
import * as assert from 'uvu/assert';
import { suite } from '../harness/suite.ts';
import { readProjectFile } from './tree.ts';

interface LockEntry {
  version?: string;
  resolved?: string;
  license?: string;
  dev?: boolean;
  optional?: boolean;
  optionalDependencies?: Record<string, string>;
}

const test = suite('packages');
const lock = JSON.parse(readProjectFile('package-lock.json')) as { packages: Record<string, LockEntry> };
const entries = Object.entries(lock.packages).filter(([path]) => path !== '');

const ALLOWED = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'MPL-2.0',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'Unlicense',
]);

/** Allowed for these packages only, and why. */
const EXCEPTIONS: readonly { packages: RegExp; license: string; why: string }[] = [
  { packages: /^@fontsource-variable\//, license: 'OFL-1.1', why: 'fonts, served as they are' },
  {
    packages: /^@img\/sharp-/,
    license: 'LGPL-3.0-or-later',
    why: 'libvips, a shared library beside sharp that anybody may replace',
  },
];

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

/** SPDX expressions as they occur: `A`, `(A OR B)`, `A AND B`. */
function isAllowed(name: string, license: string): boolean {
  const plain = license.replaceAll(/[()]/g, '');
  const one = (id: string): boolean =>
    ALLOWED.has(id) || EXCEPTIONS.some((rule) => rule.license === id && rule.packages.test(name));
  return plain.split(' OR ').some((alternative) => alternative.split(' AND ').every(one));
}

test('have allowed licences wherever they reach a shop', () => {
  const production = entries.filter(([, entry]) => entry.dev !== true);
  assert.ok(production.length > 50);
  const others = production
    .filter(([path, entry]) => !isAllowed(nameOf(path), entry.license ?? 'none'))
    .map(([path, entry]) => `${nameOf(path)}: ${entry.license ?? 'none'}`);
  assert.equal(others, []);
});

test('are locked without the address of a registry', () => {
  assert.equal(
    entries.filter(([, entry]) => entry.resolved !== undefined).map(([path]) => path),
    [],
  );
});

test('are locked for every platform, or npm ci refuses', () => {
  const missing = entries.flatMap(([path, entry]) =>
    Object.keys(entry.optionalDependencies ?? {}).filter(
      (name) =>
        lock.packages[`node_modules/${name}`] === undefined &&
        lock.packages[`${path}/node_modules/${name}`] === undefined,
    ),
  );
  assert.equal(missing, []);
  assert.equal(
    entries.filter(([, entry]) => entry.version === undefined).map(([path]) => path),
    [],
  );
});

test('are named with exact versions', () => {
  const manifest = JSON.parse(readProjectFile('package.json')) as Record<string, Record<string, string>>;
  const named = ['dependencies', 'optionalDependencies', 'devDependencies'].flatMap((group) =>
    Object.entries(manifest[group] ?? {}),
  );
  assert.equal(
    named.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version)).map(([name]) => name),
    [],
  );
});

test('have their fonts named in NOTICE, as the font licence asks', () => {
  const notice = readProjectFile('NOTICE');
  const fonts = entries.map(([path]) => nameOf(path)).filter((name) => name.startsWith('@fontsource'));
  assert.ok(fonts.length > 0);
  assert.equal(
    fonts.filter((name) => !notice.includes(name)),
    [],
  );
});
