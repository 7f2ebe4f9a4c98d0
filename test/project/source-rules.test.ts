/** Rules of the source that the linter has no words for. */
import * as assert from 'uvu/assert';
import { suite } from '../harness/suite.ts';
import { projectFiles, readProjectFile, ROOMS } from './tree.ts';

const test = suite('source rules');

const TOP_LEVEL = new Set([...ROOMS, 'test', 'docs']);
const CODE = /\.(ts|mjs|cjs|js)$/;
const GENERATED = /^(package-lock\.json|broker\/hub\/demo\/feeds\/)/;
const LONGEST = 400;

const files = projectFiles();
const roomCode = files.filter((file) => CODE.test(file) && ROOMS.some((room) => file.startsWith(`${room}/`)));

/** `file:line` of every line that matches. */
function linesMatching(paths: readonly string[], pattern: RegExp): string[] {
  return paths.flatMap((path) =>
    readProjectFile(path)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}`] : [])),
  );
}

test('has files to look at', () => {
  assert.ok(roomCode.length > 50);
});

test('has no top-level folder but the rooms, test and docs', () => {
  const folders = files.filter((file) => file.includes('/')).map((file) => file.split('/')[0] ?? '');
  const others = [...new Set(folders)].filter((name) => !name.startsWith('.') && !TOP_LEVEL.has(name));
  assert.equal(others, []);
});

test('throws catalogued errors only, never a bare Error', () => {
  assert.equal(linesMatching(roomCode, /\bnew (Error|AggregateError)\(/), []);
});

test('has no file over 400 lines', () => {
  const long = files
    .filter((file) => /\.(ts|mjs|cjs|js|css|html|sh)$/.test(file) && !GENERATED.test(file))
    .filter((file) => readProjectFile(file).split('\n').length - 1 > LONGEST);
  assert.equal(long, []);
});

test('gives a reason with every rule it switches off for a line', () => {
  const code = files.filter((file) => CODE.test(file) && !file.startsWith('test/project/'));
  assert.equal(linesMatching(code, /(oxlint|eslint)-disable(?!.* -- \S)/), []);
});

test('leaves no test switched off', () => {
  const tests = files.filter((file) => file.startsWith('test/') && !file.startsWith('test/project/'));
  assert.equal(linesMatching(tests, /\b(test|suite)\.(skip|only)\b/), []);
});

test('runs tests through the harness only', () => {
  const tests = files.filter((file) => file.endsWith('.test.ts') && !file.startsWith('test/harness/'));
  const others = linesMatching(tests, /from '(uvu|node:test)'/);
  assert.equal(others, []);
});

test('keeps every test under test/, where the runner finds it', () => {
  assert.equal(
    files.filter((file) => file.endsWith('.test.ts') && !file.startsWith('test/')),
    [],
  );
});
