import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { loadSunKeys } from '../../../kiosk/sun/key-file.ts';
import { labTagKeys, makeLabKeys } from '../../../kiosk/sun/lab-keys.ts';
import { suite } from '../../harness/suite.ts';
import { temporaryFolder } from '../../support/sample-replica.ts';
import { SeededRandom } from '../../support/seeded-random.ts';

const test = suite('Keys of the lab’s signed tags');

test('are made once, for this machine alone', (t) => {
  const data = temporaryFolder(t);
  const path = join(data, 'sun-keys.json');
  assert.is(labTagKeys(data), null);
  makeLabKeys(data, new SeededRandom(1));
  assert.is(statSync(path).mode & 0o777, 0o600);
  const text = readFileSync(path, 'utf8');
  makeLabKeys(data, new SeededRandom(2));
  assert.is(readFileSync(path, 'utf8'), text);
  const sets = loadSunKeys(path);
  assert.equal(
    sets.map(({ id, purpose, hosts }) => [id, purpose, ...hosts]),
    [
      ['lab', 'product', 'id.example.com'],
      ['lab-cards', 'card', 'id.example.com'],
    ],
  );
  const [product, card] = sets.map(({ keys }) => ({ metaKey: keys[0]?.metaKey, fileKey: keys[0]?.fileKey }));
  assert.equal(labTagKeys(data), { product, card });
  assert.is.not(
    Buffer.from(product?.metaKey ?? []).toString('hex'),
    Buffer.from(card?.metaKey ?? []).toString('hex'),
  );
});

test('are none where the hub has other sets or a broken file', (t) => {
  const data = temporaryFolder(t);
  const path = join(data, 'sun-keys.json');
  const set = { id: 'shop', purpose: 'product', issuerKey: '0'.repeat(32) };
  const others = [
    JSON.stringify({ keySets: [set] }),
    JSON.stringify({ keySets: [{ ...set, id: 'lab' }] }),
    '{',
  ];
  for (const text of others) {
    writeFileSync(path, text, { mode: 0o600 });
    assert.is(labTagKeys(data), null, text);
    makeLabKeys(data, new SeededRandom(1));
    assert.is(readFileSync(path, 'utf8'), text, 'it is left as it is');
  }
});
