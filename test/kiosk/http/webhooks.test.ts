import { connect } from 'node:net';
import * as assert from 'uvu/assert';
import { MAX_MESSAGE_BYTES } from '../../../device/network/json-messages.ts';
import { Webhooks } from '../../../kiosk/hardware/webhooks.ts';
import { listen } from '../../../kiosk/http/server.ts';
import { suite, type TestContext } from '../../harness/suite.ts';
import { codeOf, HOST, httpKit, type HttpKit } from './kit.ts';

const test = suite('Webhooks of devices');
const SECRET = 'correct horse battery staple';
const BEARER = `Bearer ${SECRET.replaceAll(' ', '-')}`;

interface Door extends HttpKit {
  got: string[];
  post: (options?: { url?: string; headers?: Record<string, string>; payload?: string | Buffer }) => Promise<{
    statusCode: number;
    code: string | undefined;
  }>;
}

async function door(t: TestContext): Promise<Door> {
  const webhooks = new Webhooks();
  const got: string[] = [];
  await webhooks.source('rooms', SECRET.replaceAll(' ', '-')).open({
    opened: () => undefined,
    message: ({ payload }) => void got.push(Buffer.from(payload).toString()),
    alive: () => void got.push('alive'),
    down: () => undefined,
  });
  const kit = await httpKit(t, { webhooks });
  const post: Door['post'] = async ({
    url = '/api/devices/rooms/events',
    headers = {},
    payload = '[]',
  } = {}) => {
    const answer = await kit.server.inject({
      method: 'POST',
      url,
      headers: { host: HOST, ...headers },
      payload,
    });
    return { statusCode: answer.statusCode, code: answer.body === '' ? undefined : codeOf(answer) };
  };
  return { ...kit, got, post };
}

test('take what comes with the secret, as bearer token or as password', async (t) => {
  const { post, got } = await door(t);
  const basic = `Basic ${Buffer.from(`reader:${BEARER.slice(7)}`).toString('base64')}`;
  const types = ['application/json', 'application/json; charset=utf-8', 'text/plain', 'application/x-ndjson'];
  for (const authorization of [BEARER, basic, BEARER.replace('Bearer', 'bearer')])
    for (const type of types)
      assert.is(
        (await post({ headers: { authorization, 'content-type': type }, payload: '[{"a":1}]' })).statusCode,
        204,
      );
  assert.equal(
    got,
    Array.from({ length: 12 }, () => '[{"a":1}]'),
  );
});

test('take an empty request as a sign of life', async (t) => {
  const { post, got } = await door(t);
  assert.is((await post({ headers: { authorization: BEARER }, payload: '' })).statusCode, 204);
  assert.equal(got, ['alive']);
});

test('refuse every other secret and every other device alike', async (t) => {
  const { post, got } = await door(t);
  const wrong = [
    '',
    'Bearer',
    'Bearer ',
    'Bearer x',
    `${BEARER}x`,
    BEARER.slice(0, -1),
    BEARER.slice(7),
    `Digest ${BEARER.slice(7)}`,
    'Basic !',
    `Bearer ${'x'.repeat(5_000)}`,
  ];
  const answers = [];
  for (const authorization of wrong) answers.push(await post({ headers: { authorization } }));
  answers.push(await post());
  for (const id of ['other', '__proto__', 'constructor', 'a%2Fb', 'x'.repeat(90)])
    answers.push(await post({ url: `/api/devices/${id}/events`, headers: { authorization: BEARER } }));
  for (const answer of answers) assert.equal(answer, { statusCode: 401, code: 'TW_WEBHOOK_REFUSED' });
  assert.equal(got, []);
});

test('refuse more than a message may hold', async (t) => {
  const { post, got } = await door(t);
  const payload = Buffer.alloc(MAX_MESSAGE_BYTES + 1, ' ');
  const answer = await post({
    headers: { authorization: BEARER, 'content-type': 'application/json' },
    payload,
  });
  assert.is(answer.statusCode, 413);
  assert.equal(got, []);
});

test('refuse pages of other sites even with the secret', async (t) => {
  const { post } = await door(t);
  const headers = { authorization: BEARER, origin: 'http://evil.example' };
  assert.is((await post({ headers })).statusCode, 403);
});

test('read nothing of a request whose secret is wrong', async (t) => {
  const { server } = await door(t);
  const url = await listen(server, { host: '127.0.0.1', port: 0 });
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  t.after(() => socket.destroy());
  const head = 'POST /api/devices/rooms/events HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer no\r\n';
  // The body is announced and never sent: an answer that waited for it would not come.
  socket.write(`${head}Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n`);
  const answer = await new Promise<string>((resolve) => {
    socket.once('data', (data: Buffer) => resolve(data.toString()));
  });
  assert.match(answer, /^HTTP\/1\.1 401 /);
});

test('are closed with their device, and taken over by the next of that id', async () => {
  const webhooks = new Webhooks();
  const quiet = {
    opened: () => undefined,
    message: () => undefined,
    alive: () => undefined,
    down: () => undefined,
  };
  const [first, second] = [
    webhooks.source('a', 'first-secret-0000'),
    webhooks.source('a', 'second-secret-000'),
  ];
  assert.not.ok(webhooks.admits('a', 'first-secret-0000'), 'before it is open');
  await first.open(quiet);
  assert.ok(webhooks.admits('a', 'first-secret-0000'));
  await second.open(quiet);
  await first.close();
  assert.not.ok(webhooks.admits('a', 'first-secret-0000'));
  assert.ok(webhooks.admits('a', 'second-secret-000'));
  await second.close();
  assert.not.ok(webhooks.admits('a', 'second-secret-000'));
  assert.not.ok(webhooks.admits('a', ''));
});

test('wait for no body for ever', async (t) => {
  const { server } = await door(t);
  const { requestTimeout, headersTimeout } = server.server;
  assert.ok(requestTimeout > 0 && headersTimeout <= requestTimeout, 'else Node.js waits a minute and more');
});
