import * as assert from 'uvu/assert';
import type { TagJobView } from '../../../broker/contract/http.ts';
import type { TagPort } from '../../../kiosk/http/tag-routes.ts';
import { suite, type TestContext } from '../../harness/suite.ts';
import { codeOf, HOST, httpKit } from './kit.ts';

const test = suite('Routes for making tags');
const VIEW: TagJobView = {
  job: 'job-1',
  kind: 'write',
  reader: 'reader-1',
  virtual: false,
  state: 'waiting',
  revision: 1,
  expiresAt: '2026-11-22T10:00:30.000Z',
  hint: null,
  tag: null,
  error: null,
};
const WRITE = { kind: 'write', gtin: '09506000134352' };

async function kit(t: TestContext) {
  const asked: unknown[] = [];
  const tags: TagPort = {
    start: (request) => (asked.push(request), VIEW),
    later: async (job, revision) => (asked.push([job, revision]), VIEW),
    cancel: (job) => (asked.push(job), VIEW),
    stop: () => void asked.push('stop'),
  };
  const { server } = await httpKit(t, { tags });
  const ask = (method: 'GET' | 'POST' | 'DELETE', url: string, more: object = {}) =>
    server.inject({ method, url, headers: { host: HOST, origin: `http://${HOST}` }, ...more });
  return { ask, asked, server };
}

test('take an order, tell how it stands, and call it off', async (t) => {
  const { ask, asked, server } = await kit(t);
  const started = await ask('POST', '/api/tags/jobs', { payload: WRITE });
  assert.equal([started.statusCode, started.json<TagJobView>()], [201, VIEW]);
  assert.equal((await ask('GET', '/api/tags/jobs/job-1?after=3')).json<TagJobView>(), VIEW);
  assert.equal((await ask('DELETE', '/api/tags/jobs/job-1')).json<TagJobView>(), VIEW);
  await server.close();
  assert.equal(asked, [WRITE, ['job-1', 3], 'job-1', 'stop']);
});

test('refuse other machines, also where the kiosk listens to them', async (t) => {
  const { ask, asked } = await kit(t);
  for (const remoteAddress of ['192.168.1.20', '10.0.0.5', '2001:db8::1', '::ffff:192.168.1.20']) {
    for (const [method, url] of [
      ['POST', '/api/tags/jobs'],
      ['GET', '/api/tags/jobs/job-1'],
      ['DELETE', '/api/tags/jobs/job-1'],
    ] as const) {
      const answer = await ask(method, url, {
        remoteAddress,
        ...(method === 'POST' ? { payload: WRITE } : {}),
      });
      assert.equal([answer.statusCode, codeOf(answer)], [403, 'TW_REQUEST_REFUSED'], remoteAddress);
    }
  }
  for (const remoteAddress of ['127.0.0.1', '::1', '::ffff:127.0.0.1'])
    assert.is((await ask('POST', '/api/tags/jobs', { remoteAddress, payload: WRITE })).statusCode, 201);
  assert.is(asked.length, 3);
});

test('refuse pages of other sites', async (t) => {
  const { ask, asked } = await kit(t);
  const headers = { host: HOST, origin: 'https://example.com' };
  assert.is((await ask('POST', '/api/tags/jobs', { payload: WRITE, headers })).statusCode, 403);
  assert.is(
    (await ask('POST', '/api/tags/jobs', { payload: WRITE, headers: { host: 'evil.example' } })).statusCode,
    403,
  );
  assert.equal(asked, []);
});

test('refuse a revision that is no number', async (t) => {
  const { ask } = await kit(t);
  for (const after of ['x', '-1', '1&after=2', '99999999'])
    assert.is((await ask('GET', `/api/tags/jobs/job-1?after=${after}`)).statusCode, 400);
});
