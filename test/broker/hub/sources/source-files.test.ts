import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { readSources } from '../../../../broker/hub/sources/read-sources.ts';
import { checkSource } from '../../../../broker/hub/sources/source-file.ts';
import { suite, type TestContext } from '../../../harness/suite.ts';
import { smallKind } from './support/small-kinds.ts';

const test = suite('Sources: their files');
const KINDS = [smallKind()];

function mistake(value: unknown, file = 'shop.json'): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 1);
  const checked = checkSource(file, { ok: true, text }, KINDS);
  return checked.ok ? 'none' : checked.message;
}

function folder(t: TestContext, files: Record<string, unknown>): string {
  const dir = mkdtempSync(join(tmpdir(), 'tapwall-sources-'));
  t.after(() => rmSync(dir, { recursive: true }));
  for (const [name, value] of Object.entries(files)) writeFileSync(join(dir, name), JSON.stringify(value));
  return dir;
}

test('takes a file with its defaults, and all that its kind can give', () => {
  const text = JSON.stringify({ kind: 'small', options: { gives: ['stock', 'people'] } });
  const checked = checkSource('shop.json', { ok: true, text }, KINDS);
  const source = checked.ok ? checked.source : undefined;
  assert.equal(
    [source?.name, source?.every, source?.paused, source?.parts],
    ['shop', 600, false, ['stock', 'people']],
  );
  assert.equal(source?.options, { gives: ['stock', 'people'], pages: 2 });
});

test('names the file, the line, the key, what stands there and what is allowed', () => {
  const options = { gives: ['stock'] };
  assert.is(mistake('{\n "kind": }'), 'shop.json, line 2, column 10: a value is expected, but there is "}".');
  assert.is(mistake([]), 'shop.json, line 1: the source is [], but must be an object in braces.');
  assert.is(mistake({ options }), 'shop.json, line 1: the source lacks "kind".');
  assert.is(
    mistake({ kind: 'large', options }),
    'shop.json, line 2: kind is "large", but must be one of "small".',
  );
  assert.is(
    mistake({ kind: 'small', evry: 5 }),
    'shop.json, line 3: evry is not known here; known: kind, every, parts, paused, options.',
  );
  assert.is(
    mistake({ kind: 'small', every: -5, options }),
    'shop.json, line 3: every is -5, but must be a whole number from 0 to 604800.',
  );
  assert.is(
    mistake({ kind: 'small', options: { gives: ['stock'], pages: 10 } }),
    'shop.json, line 7: options.pages is 10, but must be a whole number from 1 to 9.',
  );
  assert.is(
    mistake({ kind: 'small', parts: ['reviews'], options }),
    'shop.json, line 4: parts.0 is "reviews", but must be one of stock, which is what it can give.',
  );
  assert.is(mistake({ kind: 'small', options: { gives: [] } }), 'shop.json, line 3: options gives nothing.');
  assert.is(
    mistake({ kind: 'small', options }, 'My Shop.json'),
    'My Shop.json is not a name for a source: use 1 to 32 of a-z, 0-9, _ and -, then .json.',
  );
});

test('lets each part come from one source, and says which counts when two give it', async (t) => {
  const dir = folder(t, {
    'a.json': { kind: 'small', options: { gives: ['products', 'stock'] } },
    'b.json': { kind: 'small', options: { gives: ['stock', 'people'] } },
    'c.json': { kind: 'small', parts: ['people'], options: { gives: ['stock', 'people'] } },
  });
  const { sources, problems } = await readSources(dir, KINDS);
  assert.equal(
    sources.map(({ name, parts }) => [name, ...parts]),
    [
      ['a', 'products', 'stock'],
      ['c', 'people'],
    ],
  );
  assert.equal(problems, [
    {
      name: 'b',
      message:
        'b.json gives stock, and so does a.json, which counts. Leave stock out of "parts" in one of the two.',
    },
  ]);
});

test('keeps one bad file from the others, and takes a folder that is not there for an empty one', async (t) => {
  const dir = folder(t, { 'a.json': { kind: 'small', options: { gives: ['stock'] } }, 'b.json': 7 });
  mkdirSync(join(dir, 'c.json'));
  const { sources, problems } = await readSources(dir, KINDS);
  assert.equal([sources.map(({ name }) => name), problems.map(({ name }) => name)], [['a'], ['b', 'c']]);
  assert.equal(await readSources(join(dir, 'none'), KINDS), { sources: [], problems: [] });
});
