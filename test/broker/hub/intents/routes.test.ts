import * as assert from 'uvu/assert';
import type { ConsoleIntent } from '../../../../broker/contract/console-intents.ts';
import type { ClaimedHandover } from '../../../../broker/contract/http.ts';
import { suite, type TestContext } from '../../../harness/suite.ts';
import { FeedFolder, products, row } from '../support/feed-folder.ts';
import { startHub, type HubBench } from '../support/hub-bench.ts';
import { newKey } from './bench.ts';

const test = suite('Hub: requests of shoppers over HTTP');
const GTIN = '09506000134352';
const TOKEN = 'a-token-of-the-hub-that-is-long-enough-0';
const TILL = 'a-token-of-tills-that-is-long-enough-000';

async function hub(t: TestContext): Promise<HubBench> {
  const feeds = new FeedFolder(t);
  feeds.write('products.tsv', products(row('A', { gtin: GTIN })));
  await feeds.import();
  const http = { host: '127.0.0.1', port: 0, token: TOKEN, tillToken: TILL };
  const bench = await startHub(t, { dataDir: feeds.dataDir, http });
  await bench.say('state/presence', { online: true, boot: 'b', storeCode: 'MIL-01' });
  return bench;
}

async function want(bench: HubBench, kind: string): Promise<{ key: string; code: string }> {
  const deadline = new Date(bench.clock.now() + 2_000).toISOString();
  const lines = [{ sku: 'A', quantity: 2 }];
  const question = {
    id: 'question-1',
    deadline,
    action: 'create',
    key: newKey(),
    kind,
    lines,
    display: 'room',
  };
  await bench.say('req/intent', question);
  return bench.heard('rsp/intent').at(-1)?.['intent'] as { key: string; code: string };
}

async function call(
  bench: HubBench,
  url: string,
  { body, token = TOKEN }: { body?: object; token?: string } = {},
): Promise<{ status: number; body: unknown }> {
  const headers = { host: '127.0.0.1', authorization: `Bearer ${token}` };
  const method = body === undefined ? 'GET' : 'POST';
  const answer = await bench.app.inject({ method, url, headers, ...(body && { payload: body }) });
  await bench.settle();
  return { status: answer.statusCode, body: answer.json<unknown>() };
}

const codeOf = ({ body }: { body: unknown }): string =>
  (body as { error?: { code: string } }).error?.code ?? 'none';

test('lists what shoppers want with what the team may do next, and lets it be done', async (t) => {
  const bench = await hub(t);
  await want(bench, 'room');
  const [line] = (await call(bench, '/api/console/intents?store=MIL-01')).body as ConsoleIntent[];
  assert.equal(line?.lines[0], {
    sku: 'A',
    quantity: 2,
    title: 'Chaz Hoodie',
    colour: 'Black',
    size: 'S',
    shelf: '',
  });
  assert.equal([line?.state, line?.next], ['requested', ['accepted', 'unavailable', 'cancelled']]);
  const url = `/api/console/intents/${line?.id ?? ''}`;
  const moved = (await call(bench, url, { body: { to: 'accepted' } })).body as ConsoleIntent;
  assert.equal([moved.state, moved.next[0]], ['accepted', 'picking']);
  assert.is(bench.heard('cmd/intent').length, 2, 'the screen follows');
  const refused = await call(bench, url, { body: { to: 'delivered' } });
  assert.equal([refused.status, codeOf(refused)], [409, 'TW_INTENT_MOVE']);
  assert.is((await call(bench, url, { body: { to: 'nowhere' } })).status, 400);
  const snag = await call(bench, `${url}/snag`, { body: { how: 'settled' } });
  assert.equal([snag.status, codeOf(snag), moved.snag], [409, 'TW_INTENT_MOVE', null]);
  assert.is((await call(bench, `${url}/snag`, { body: { how: 'shrug' } })).status, 400);
  assert.is((await call(bench, '/api/console/intents/none', { body: { to: 'accepted' } })).status, 404);
  assert.equal((await call(bench, '/api/console/intents?store=PAR-02')).body, []);
});

test('gives a till the lines of a code, once, and hears that they were paid', async (t) => {
  const bench = await hub(t);
  const { code } = await want(bench, 'handover');
  const body = { code: `${code.slice(0, 3)} ${code.slice(3).toLowerCase()}`, storeCode: 'MIL-01' };
  const claimed = await call(bench, '/api/handover/claim', { body, token: TILL });
  assert.is(claimed.status, 200);
  const { id, lines } = claimed.body as ClaimedHandover;
  assert.equal(lines, [{ sku: 'A', gtin: GTIN, quantity: 2, title: 'Chaz Hoodie' }]);
  const again = await call(bench, '/api/handover/claim', { body, token: TILL });
  assert.equal([again.status, codeOf(again)], [409, 'TW_HANDOVER_CLAIMED']);
  const paid = { body: { id, storeCode: 'MIL-01' }, token: TILL };
  assert.is((await call(bench, '/api/handover/purchased', paid)).status, 200);
  assert.is((await call(bench, '/api/handover/purchased', paid)).status, 200, 'the same again');
  assert.not.ok(JSON.stringify(bench.logger.lines).includes(code), 'no code is logged');
  const listed = JSON.stringify((await call(bench, '/api/console/intents')).body);
  assert.not.ok(listed.includes(code), 'nor listed');
});

test('gives nothing to another store, after ten minutes, or without a token', async (t) => {
  const bench = await hub(t);
  const { code } = await want(bench, 'handover');
  const claim = (storeCode: string, token = TILL) =>
    call(bench, '/api/handover/claim', { body: { code, storeCode }, token });
  assert.equal(
    [codeOf(await claim('PAR-02')), codeOf(await claim('MIL-01', 'wrong'))],
    ['TW_HANDOVER_UNKNOWN', 'TW_TOKEN_REFUSED'],
  );
  await bench.advance(10 * 60_000 + 1_000);
  const late = await claim('MIL-01');
  assert.equal([late.status, codeOf(late)], [410, 'TW_HANDOVER_EXPIRED']);
});

test('opens nothing else to a till', async (t) => {
  const bench = await hub(t);
  assert.is((await call(bench, '/api/console/intents', { token: TILL })).status, 401);
});

test('counts wrong codes', async (t) => {
  const bench = await hub(t);
  const { code } = await want(bench, 'handover');
  const guess = (typed: string) =>
    call(bench, '/api/handover/claim', { body: { code: typed, storeCode: 'MIL-01' }, token: TILL });
  for (let each = 0; each < 10; each += 1) assert.is((await guess('222222')).status, 404);
  assert.is((await guess(code)).status, 429, 'also the right one has to wait');
  await bench.advance(60_000);
  assert.is((await guess(code)).status, 200);
});
