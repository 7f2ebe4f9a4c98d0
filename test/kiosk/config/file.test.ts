import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { suite } from '../../harness/suite.ts';
import { temporaryFolder } from '../../support/sample-replica.ts';
import { configFile, load, refusal } from './kit.ts';

const test = suite('Configuration file');

test('refuses a file that was asked for and is not there', () => {
  const file = { path: '/nonexistent/mine.json', required: true };
  assert.match(
    refusal(() => load({ file }), 'TW_CONFIG_UNREADABLE'),
    /\/nonexistent\/mine\.json.*ENOENT/,
  );
});

for (const text of ['', '{', '{"kioskPort":7300,}', 'kioskPort: 7300', '\u0000\u0001']) {
  test(`refuses ${JSON.stringify(text)}, which is no JSON`, (t) => {
    const file = configFile(t, text);
    assert.ok(refusal(() => load({ file }), 'TW_CONFIG_UNREADABLE').includes(file.path));
  });
}

for (const text of ['[]', 'null', '7300', '"kioskPort"']) {
  test(`refuses ${text}, which is no object`, (t) => {
    const message = refusal(() => load({ file: configFile(t, text) }), 'TW_CONFIG_UNREADABLE');
    assert.match(message, /does not hold a JSON object/);
  });
}

test('refuses a folder in the place of the file, also of the default one', (t) => {
  const path = join(temporaryFolder(t), 'tapwall.json');
  mkdirSync(path);
  refusal(() => load({ file: { path, required: false } }), 'TW_CONFIG_UNREADABLE');
});

for (const key of ['kioskport', 'constructor', '__proto__x', 'idleSeconds']) {
  test(`refuses the unknown key ${key} and says which are known`, (t) => {
    const message = refusal(() => load({ file: configFile(t, { [key]: 1 }) }));
    assert.match(message, new RegExp(`^${key} in the file .* is not a setting\\. Known: data, store`));
  });
}
