/** The reference pages and the source say the same. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { suite } from '../harness/suite.ts';
import { CONTRACT_PAGES } from './docs/contract-pages.ts';
import { loadErrors } from './docs/errors-page.ts';
import { PAGES } from './docs/pages.ts';
import { projectFiles, readProjectFile, ROOMS, ROOT } from './tree.ts';

const test = suite('reference pages');

for (const [name, write] of Object.entries(PAGES))
  test(
    `have ${name} as the source has them (npm run docs writes them anew)`,
    async () => {
      const { file, text } = await write();
      const path = `docs/reference/${file}`;
      assert.ok(existsSync(join(ROOT, path)), `${path} is missing: npm run docs`);
      assert.fixture(readProjectFile(path), text, `${path} is old: npm run docs`);
    },
    { timeout: 50_000 },
  );

test('hold no file of the contract that the source has not', () => {
  const written = new Set(Object.values(CONTRACT_PAGES).map((write) => `docs/reference/${write().file}`));
  const there = projectFiles().filter((file) => file.startsWith('docs/reference/contract/'));
  assert.equal(
    there.filter((file) => !written.has(file)),
    [],
  );
});

test('know every error code that the source names', async () => {
  const known = new Set((await loadErrors()).map((entry) => entry.code));
  assert.ok(known.size > 20);
  const sources = projectFiles().filter(
    (file) => /\.(ts|mjs)$/.test(file) && ROOMS.some((room) => file.startsWith(`${room}/`)),
  );
  const unknown = sources.flatMap((file) =>
    [...readProjectFile(file).matchAll(/['"`](TW_[A-Z0-9_]+)['"`]/g)]
      .map((match) => match[1] ?? '')
      .filter((code) => !known.has(code))
      .map((code) => `${file}: ${code}`),
  );
  assert.equal([...new Set(unknown)], []);
});

test('give a code that two rooms share one meaning', async () => {
  const meanings = new Map<string, string>();
  const torn: string[] = [];
  for (const { code, message } of await loadErrors()) {
    if ((meanings.get(code) ?? message) !== message) torn.push(code);
    meanings.set(code, message);
  }
  assert.equal(torn, []);
});
