import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { demoFeedsDir } from '../../kiosk/system/paths.ts';
import { fileTimeout, suite, type TestContext } from '../harness/suite.ts';
import { failure, READY_MS, run, type Ended } from '../kiosk/cli/kit.ts';
import { temporaryFolder } from '../support/sample-replica.ts';

const test = suite('Feeds with bad rows');
const SLOW = { timeout: READY_MS };
fileTimeout(240_000);

const head = (name: string, lines: number): string[] =>
  readFileSync(join(demoFeedsDir(), name), 'utf8').split('\n').slice(0, lines);

interface Feeds {
  products: string[];
  local: string[];
  reviews: string;
}

/** The first five rows of the demo feeds, without their pictures. */
function feeds(): Feeds {
  const products = head('products.tsv', 6).map((row, index) => {
    const cells = row.split('\t');
    if (index > 0) cells.splice(4, 2, '', '');
    return cells.join('\t');
  });
  return {
    products,
    local: head('local_inventory.tsv', 6),
    reviews: '<feed><version>2.4</version><reviews/></feed>',
  };
}

async function importing(t: TestContext, { products, local, reviews }: Feeds): Promise<Ended> {
  const folder = temporaryFolder(t);
  const path = (name: string): string => join(folder, name);
  writeFileSync(path('products.tsv'), products.join('\n'));
  writeFileSync(path('local.tsv'), local.join('\n'));
  writeFileSync(path('reviews.xml'), reviews);
  const files = [
    '--products',
    path('products.tsv'),
    '--local',
    path('local.tsv'),
    '--reviews',
    path('reviews.xml'),
  ];
  return run(['import', '--data', path('data'), '--stores', join(demoFeedsDir(), 'stores.json'), ...files]);
}

function counts({ stdout }: Ended): Record<string, unknown> {
  assert.is(stdout.trimEnd().split('\n').length, 1, 'one line on standard output');
  return JSON.parse(stdout) as Record<string, unknown>;
}

test(
  'are taken over without them, and each is named with its line',
  async (t) => {
    const good = feeds();
    const [header = '', row = ''] = good.products;
    const broken = [
      '',
      'only-an-id',
      row.replace(/\t189\.00 EUR\t/, '\tcheap\t').replace(/^[^\t]+/, 'NO-PRICE'),
    ];
    const ended = await importing(t, {
      ...good,
      products: [header, ...broken, ...good.products.slice(1)],
      local: [...good.local, 'MOON-01\tVR-ALDER-CHESTNUT-40\t2\tin stock\t\tbuy\tnext day\t'],
    });
    assert.is(ended.code, 0);
    const { event, variants, rejected } = counts(ended);
    assert.equal([event, variants], ['imported', 5]);
    assert.ok(Number(rejected) >= 3);
    assert.match(ended.stderr, /rejected .*products\.tsv:\d+ NO-PRICE TW_ROW_PRICE/);
    assert.match(ended.stderr, /rejected .*local\.tsv:\d+ .*TW_ROW_STORE_UNKNOWN/);
  },
  SLOW,
);

const UNFIT: [string, (good: Feeds) => Feeds, string][] = [
  ['no usable product', (good) => ({ ...good, products: good.products.slice(0, 1) }), 'TW_FEED_EMPTY'],
  ['no column of ids', (good) => ({ ...good, products: ['title\tprice', 'A\t1 EUR'] }), 'TW_FEED_COLUMNS'],
  ['reviews that are no XML', (good) => ({ ...good, reviews: '<feed><reviews>' }), 'TW_FEED_MARKUP'],
  [
    'reviews that define entities',
    (good) => ({ ...good, reviews: '<!DOCTYPE feed [<!ENTITY a "x">]><feed><reviews>&a;</reviews></feed>' }),
    'TW_FEED_MARKUP',
  ],
];

for (const [what, spoil, code] of UNFIT) {
  test(
    `are refused as a whole when there are ${what}`,
    async (t) => {
      const ended = await importing(t, spoil(feeds()));
      const last = ended.stderr.trimEnd().split('\n').at(-1) ?? '';
      assert.equal([ended.code, ended.stdout, failure({ ...ended, stderr: last }).code], [2, '', code]);
    },
    SLOW,
  );
}
