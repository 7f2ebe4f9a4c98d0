import * as assert from 'uvu/assert';
import { suite } from '../../harness/suite.ts';
import { codeOf, get, HOST, httpKit } from './kit.ts';

const test = suite('Guard of the kiosk’s web server');

for (const host of ['evil.example', 'evil.example:7300', 'kiosk.local:7300', '127.0.0.1.evil.example']) {
  test(`refuses the name ${JSON.stringify(host)}, which anyone could point here`, async (t) => {
    const { server } = await httpKit(t);
    for (const url of ['/', '/wall', '/api/health', '/api/lab', '/nothing']) {
      const answer = await get(server, url, { host });
      assert.is(answer.statusCode, 403, url);
      assert.is(codeOf(answer), 'TW_REQUEST_REFUSED');
    }
  });
}

for (const host of [
  '127.0.0.1:7300',
  '127.0.0.1',
  'localhost:7300',
  '[::1]:7300',
  '[::1]',
  '192.168.1.20:80',
]) {
  test(`answers to ${host}`, async (t) => {
    const { server } = await httpKit(t);
    assert.is((await get(server, '/api/health', { host })).statusCode, 200);
  });
}

for (const origin of [
  'http://evil.example',
  'null',
  'http://127.0.0.1:7301',
  'http://localhost:7300',
  'file://',
]) {
  test(`refuses requests from pages of ${origin}`, async (t) => {
    const { server, lab } = await httpKit(t);
    const headers = { host: HOST, origin, 'content-type': 'application/json' };
    const options = { method: 'POST', url: '/api/lab/network', headers } as const;
    const answer = await server.inject({ ...options, payload: '{"up":false}' });
    assert.is(answer.statusCode, 403);
    assert.equal(lab.asked, []);
    assert.is((await get(server, '/api/health', { origin })).statusCode, 403);
  });
}

test('takes requests of its own pages and of programs without an origin', async (t) => {
  const { server } = await httpKit(t);
  assert.is((await get(server, '/api/health', { origin: `http://${HOST}` })).statusCode, 200);
  assert.is((await get(server, '/api/health', { 'sec-fetch-site': 'same-origin' })).statusCode, 200);
  assert.is((await get(server, '/api/health')).statusCode, 200);
});

test('lets a link from another site open a page, and nothing but open it', async (t) => {
  const { server } = await httpKit(t);
  const visit = {
    'sec-fetch-site': 'cross-site',
    'sec-fetch-mode': 'navigate',
    'sec-fetch-dest': 'document',
  };
  assert.is((await get(server, '/lab', visit)).statusCode, 200);
  assert.is((await get(server, '/lab', { ...visit, 'sec-fetch-dest': 'iframe' })).statusCode, 403);
  const picture = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' };
  assert.is((await get(server, '/api/health', picture)).statusCode, 403);
});

const ADDRESSES = [
  '/wall',
  '/api/health',
  '/api/search',
  '/nothing',
  '/media/x',
  '/assets/none.js',
  '/%E0%A4%A',
];

for (const url of ADDRESSES) {
  test(`puts its policy on the answer to ${url}`, async (t) => {
    const { server } = await httpKit(t);
    const { headers } = await get(server, url);
    const policy = String(headers['content-security-policy']);
    assert.match(policy, /default-src 'self'.*script-src 'self'.*frame-ancestors 'self'.*object-src 'none'/);
    assert.not.match(policy, /unsafe|\*/);
    assert.is(headers['x-content-type-options'], 'nosniff');
    assert.is(headers['referrer-policy'], 'no-referrer');
    assert.is(headers['cross-origin-resource-policy'], 'same-origin');
  });
}

test('puts its policy on refusals too', async (t) => {
  const { server } = await httpKit(t);
  const { headers } = await get(server, '/wall', { host: 'evil.example' });
  assert.ok(headers['content-security-policy']);
});
