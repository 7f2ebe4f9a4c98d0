/** Asking a shop's GraphQL server that is busy, away, wrong, too talkative or somewhere else. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Type } from 'typebox';
import * as assert from 'uvu/assert';
import { isBrokerError, type BrokerErrorCode } from '../../../../../broker/errors.ts';
import { GraphqlClient } from '../../../../../broker/hub/sources/graphql/graphql-client.ts';
import { mutation, query } from '../../../../../broker/hub/sources/graphql/operation.ts';
import { suite, type TestContext } from '../../../../harness/suite.ts';
import { SeededRandom } from '../../../../support/seeded-random.ts';

const test = suite('GraphQL client');

const Ask = query(
  'query Ask($id: ID) { thing(id: $id) { name } }',
  Type.Object({ thing: Type.Object({ name: Type.String() }) }),
);
const Change = mutation('mutation Change { change }', Type.Object({ change: Type.Boolean() }));

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

/** Answers in turn; the last one stays. Timers fire at once, and their lengths are kept. */
async function serving(
  t: TestContext,
  answers: Answer[],
  options: { mostBytes?: number; timeoutMs?: number } = {},
): Promise<{
  client: GraphqlClient;
  waits: number[];
  requests: { key: string | undefined; body: string }[];
}> {
  const requests: { key: string | undefined; body: string }[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      requests.push({ key: request.headers['x-key'] as string | undefined, body });
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      answer?.(response, request);
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const waits: number[] = [];
  const limit = options.timeoutMs ?? 10_000;
  const client = new GraphqlClient({
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    headers: async () => ({ 'x-key': 'secret-key' }),
    clock: {
      now: () => 0,
      setTimer: (ms, run) => {
        const isLimit = ms === limit;
        if (!isLimit) waits.push(ms);
        const timer = setTimeout(run, isLimit ? ms : 0);
        return { cancel: () => clearTimeout(timer) };
      },
    },
    random: new SeededRandom(1),
    fetch,
    ...options,
  });
  t.after(() => client.stop());
  return { client, waits, requests };
}

const json =
  (value: unknown, status = 200, headers: Record<string, string> = {}): Answer =>
  (response) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
const good = json({ data: { thing: { name: 'chair' } } });
const cut: Answer = (response) => response.destroy();
const failing = (code: string, more: object = {}): Answer =>
  json({ errors: [{ message: 'about Karina', extensions: { code, ...more } }], data: null });

async function faultOf(asking: Promise<unknown>): Promise<{ code: BrokerErrorCode; message: string }> {
  try {
    await asking;
  } catch (error) {
    if (isBrokerError(error)) return error;
    throw error;
  }
  throw new TypeError('it was answered');
}

test('sends the question, its variables and the key', async (t) => {
  const { client, requests } = await serving(t, [good]);
  assert.equal(await client.ask(Ask, { id: '7' }), { thing: { name: 'chair' } });
  assert.is(requests[0]?.key, 'secret-key');
  const body = JSON.parse(requests[0]?.body ?? '') as Record<string, unknown>;
  assert.equal(body['variables'], { id: '7' });
  assert.is(body['operationName'], 'Ask');
});

test('asks again when the connection breaks or the server is away', async (t) => {
  const { client, requests, waits } = await serving(t, [cut, json({}, 503), good]);
  assert.equal(await client.ask(Ask), { thing: { name: 'chair' } });
  assert.is(requests.length, 3);
  assert.is(waits.length, 2);
});

test('gives up after four attempts', async (t) => {
  const { client, requests } = await serving(t, [json({}, 502)]);
  const fault = await faultOf(client.ask(Ask));
  assert.is(fault.code, 'TW_SOURCE_UNREACHABLE');
  assert.is(requests.length, 4);
});

test('never repeats a change that the server may have seen', async (t) => {
  for (const answer of [cut, json({}, 500)]) {
    const { client, requests } = await serving(t, [answer]);
    assert.is((await faultOf(client.ask(Change))).code, 'TW_SOURCE_UNREACHABLE');
    assert.is(requests.length, 1);
  }
});

test('repeats a change that a busy server put off, when it said', async (t) => {
  const answers = [json({}, 429, { 'retry-after': '3' }), json({ data: { change: true } })];
  const { client, waits } = await serving(t, answers);
  assert.equal(await client.ask(Change), { change: true });
  assert.equal(waits, [3_000]);
});

test('waits by the cost that the answer tells beside its errors, as Shopify does', async (t) => {
  const cost = { requestedQueryCost: 400, throttleStatus: { currentlyAvailable: 100, restoreRate: 50 } };
  const busy: Answer = (response) =>
    void response.end(
      JSON.stringify({
        errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }],
        extensions: { cost },
      }),
    );
  const { client, waits } = await serving(t, [busy, good]);
  await client.ask(Ask);
  assert.equal(waits, [6_000]);
});

test('says apart that a question is too large, and asks it once', async (t) => {
  const { client, requests } = await serving(t, [failing('MAX_COST_EXCEEDED')]);
  assert.is((await faultOf(client.ask(Ask))).code, 'TW_SOURCE_TOO_MUCH');
  assert.is(requests.length, 1);
});

test('waits until a cost has come back', async (t) => {
  const cost = { requestedQueryCost: 500, throttleStatus: { currentlyAvailable: 100, restoreRate: 50 } };
  const { client, waits } = await serving(t, [failing('THROTTLED', { cost }), good]);
  await client.ask(Ask);
  assert.equal(waits, [8_000]);
});

test('waits a minute at the most, whatever a server asks for', async (t) => {
  const { client, waits } = await serving(t, [json({}, 429, { 'retry-after': '86400' }), good]);
  await client.ask(Ask);
  assert.equal(waits, [60_000]);
});

test('tells a key that is not taken from an answer that is not understood', async (t) => {
  const cases: [Answer, BrokerErrorCode][] = [
    [failing('FORBIDDEN'), 'TW_SOURCE_REFUSED'],
    [failing('ACCESS_DENIED'), 'TW_SOURCE_REFUSED'],
    [json({}, 401), 'TW_SOURCE_REFUSED'],
    [failing('INTERNAL_SERVER_ERROR'), 'TW_SOURCE_ANSWER'],
    [json({ data: { thing: { name: 7 } } }), 'TW_SOURCE_ANSWER'],
    [json({ data: null }), 'TW_SOURCE_ANSWER'],
    [json([]), 'TW_SOURCE_ANSWER'],
    [json({}, 404), 'TW_SOURCE_ANSWER'],
    [(response) => response.end('<html>'), 'TW_SOURCE_ANSWER'],
  ];
  for (const [answer, code] of cases) {
    const { client, requests } = await serving(t, [answer]);
    assert.is((await faultOf(client.ask(Ask))).code, code);
    assert.is(requests.length, 1);
  }
});

test('says neither the key nor what a server says about somebody', async (t) => {
  for (const answer of [failing('FORBIDDEN'), failing('BAD_USER_INPUT'), failing(''), cut]) {
    const { client } = await serving(t, [answer]);
    const fault = await faultOf(client.ask(Ask, { id: 'Karina' }));
    assert.not.match(`${fault.message} ${JSON.stringify(fault)}`, /Karina|secret-key/);
  }
});

test('says what a server says about the question', async (t) => {
  const { client } = await serving(t, [failing('GRAPHQL_VALIDATION_FAILED')]);
  assert.match((await faultOf(client.ask(Ask))).message, /about Karina/);
});

test('stops reading an answer that is too large', async (t) => {
  let sent = 0;
  const endless: Answer = (response) => {
    const more = (): void => {
      while (!response.destroyed && sent < 50_000_000) {
        sent += 65_536;
        if (!response.write(' '.repeat(65_536))) return void response.once('drain', more);
      }
      response.end();
    };
    more();
  };
  const { client } = await serving(t, [endless], { mostBytes: 100_000 });
  assert.match((await faultOf(client.ask(Ask))).message, /larger than 100000 bytes/);
  assert.ok(sent < 40_000_000);
});

test('leaves a server that never answers', async (t) => {
  const { client, requests } = await serving(t, [() => undefined], { timeoutMs: 30 });
  assert.is((await faultOf(client.ask(Ask))).code, 'TW_SOURCE_UNREACHABLE');
  assert.is(requests.length, 4);
});

test('follows nobody to another address', async (t) => {
  const elsewhere = await serving(t, [good]);
  const away: Answer = (response) =>
    response.writeHead(307, { location: `http://127.0.0.1:1/graphql` }).end();
  const { client } = await serving(t, [away]);
  assert.is((await faultOf(client.ask(Ask))).code, 'TW_SOURCE_UNREACHABLE');
  assert.is(elsewhere.requests.length, 0);
});

test('ends at once when it is stopped, or when nobody waits any more', async (t) => {
  const { client } = await serving(t, [() => undefined]);
  const nobody = new AbortController();
  const first = faultOf(client.ask(Ask, {}, nobody.signal));
  nobody.abort();
  assert.is((await first).code, 'TW_SOURCE_UNREACHABLE');
  const second = faultOf(client.ask(Ask));
  client.stop();
  assert.is((await second).code, 'TW_SOURCE_UNREACHABLE');
});
