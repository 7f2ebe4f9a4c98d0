import * as assert from 'uvu/assert';
import { suite, type TestContext } from '../../harness/suite.ts';
import { FeedFolder, products, row } from './support/feed-folder.ts';
import { startHub, type HubBench } from './support/hub-bench.ts';

const test = suite('Hub: orders for tags');
const READER = 'reader-1';
const WRITE = { action: 'write', reader: READER, sku: 'B' };

async function hub(t: TestContext): Promise<HubBench> {
  const feeds = new FeedFolder(t);
  feeds.write('products.tsv', products(row('A'), row('B', { gtin: '9506000134352' })));
  await feeds.import();
  const bench = await startHub(t, { dataDir: feeds.dataDir });
  await bench.say('state/presence', { online: true, boot: 'boot-1', storeCode: 'MIL-01', version: '1.2.3' });
  const device = {
    id: READER,
    driver: 'pcsc',
    status: 'connected',
    virtual: false,
    since: '2026-11-22T10:00:00Z',
  };
  await bench.say('state/devices', { at: '2026-11-22T10:00:00Z', devices: [device] });
  return bench;
}

const order = (bench: HubBench, payload: object, id = 'mil-01.k1') =>
  bench.app.inject({
    method: 'POST',
    url: `/api/console/kiosks/${id}/tags`,
    headers: { host: 'localhost' },
    payload,
  });

test('has a kiosk write a tag with the GTIN of the catalogue, and hands its answer back', async (t) => {
  const bench = await hub(t);
  const pending = order(bench, { ...WRITE, domain: 'https://id.example.com', lock: true });
  await bench.settle();
  const [command] = bench.heard('cmd/encode');
  const { id, expiresAt, ...rest } = command ?? {};
  assert.equal(rest, {
    action: 'write',
    reader: READER,
    sku: 'B',
    domain: 'https://id.example.com',
    lock: true,
    gtin: '09506000134352',
  });
  assert.ok(Date.parse(String(expiresAt)) > bench.clock.now());
  const tag = {
    uid: '04D0D0D0D0D0D0',
    link: 'https://id.example.com/01/09506000134352/21/1',
    verified: true,
    locked: true,
  };
  await bench.say('res/encode', { id, ok: true, tag });
  assert.equal((await pending).json(), { ok: true, tag });
});

test('hands back what went wrong at the reader, in its words', async (t) => {
  const bench = await hub(t);
  const pending = order(bench, WRITE);
  await bench.settle();
  const message = 'This is the card or the phone of a person.';
  await bench.say('res/encode', {
    id: bench.heard('cmd/encode')[0]?.['id'],
    ok: false,
    code: 'TW_TAGS_PERSONAL',
    message,
  });
  assert.equal((await pending).json(), { ok: false, code: 'TW_TAGS_PERSONAL', message });
});

test('waits as long as the kiosk waits for a tag, and a little more', async (t) => {
  const bench = await hub(t);
  let answered = false;
  const pending = order(bench, { ...WRITE, seconds: 20 }).then((answer) => {
    answered = true;
    return answer;
  });
  await bench.settle();
  await bench.advance(50_000);
  assert.not(answered);
  await bench.advance(6_000);
  assert.is((await pending).statusCode, 504);
});

test('calls an order off, without naming a product', async (t) => {
  const bench = await hub(t);
  const pending = order(bench, { action: 'cancel', reader: READER });
  await bench.settle();
  await bench.say('res/encode', { id: bench.heard('cmd/encode')[0]?.['id'], ok: true });
  assert.equal((await pending).json(), { ok: true });
});

for (const [what, payload, status, code] of [
  ['an unknown variant', { ...WRITE, sku: 'C' }, 404, 'TW_SKU_UNKNOWN'],
  ['a variant without a GTIN', { ...WRITE, sku: 'A' }, 404, 'TW_SKU_UNKNOWN'],
  ['an unknown reader', { ...WRITE, reader: 'reader-9' }, 404, 'TW_READER_UNKNOWN'],
  ['no variant', { action: 'learn', reader: READER }, 404, 'TW_SKU_UNKNOWN'],
  ['a UID', { ...WRITE, uid: '04D0D0D0D0D0D0' }, 400, 'TW_REQUEST_INVALID'],
  ['something else', { action: 'erase', reader: READER }, 400, 'TW_REQUEST_INVALID'],
] as const) {
  test(`refuses an order for ${what}`, async (t) => {
    const bench = await hub(t);
    const answer = await order(bench, payload);
    assert.equal([answer.statusCode, answer.json<{ error: { code: string } }>().error.code], [status, code]);
    assert.equal(bench.heard('cmd/encode'), []);
  });
}

test('learns the tag of a variant without a GTIN', async (t) => {
  const bench = await hub(t);
  const pending = order(bench, { action: 'learn', reader: READER, sku: 'A' });
  await bench.settle();
  await bench.say('res/encode', {
    id: bench.heard('cmd/encode')[0]?.['id'],
    ok: true,
    tag: { uid: '04D0D0D0D0D0D0', sku: 'A' },
  });
  assert.ok((await pending).json<{ ok: boolean }>().ok);
});

test('refuses a kiosk that is unknown or offline', async (t) => {
  const bench = await hub(t);
  assert.is((await order(bench, WRITE, 'mil-01.k9')).statusCode, 404);
  await bench.say('state/presence', { online: false, boot: 'boot-1' });
  assert.is((await order(bench, WRITE)).statusCode, 504);
});
