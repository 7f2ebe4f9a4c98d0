import { createServer } from 'node:http';
import * as assert from 'uvu/assert';
import { fetchBytes } from '../../../../broker/hub/fetch/fetch-bytes.ts';
import { readSecretHeaders, type HostSecrets } from '../../../../broker/hub/fetch/secret-headers.ts';
import { suite } from '../../../harness/suite.ts';
import { badServer, reply } from './support/bad-server.ts';
import { fetchKit, refusal } from './support/fetch-kit.ts';

const test = suite('Fetch: where it goes');

test('refuses a name that leads inside, before it connects', async (t) => {
  const server = await badServer(t, reply('secret'));
  for (const address of ['127.0.0.1', '169.254.169.254', '10.0.0.1', '::1', '::ffff:127.0.0.1']) {
    const { get } = fetchKit(t, {
      rules: { hosts: ['feeds.example'], internalHosts: [] },
      resolve: async () => [
        { address: '2606:4700::1111', family: 6 },
        { address, family: address.includes(':') ? 6 : 4 },
      ],
    });
    assert.is(
      (await refusal(get(`http://feeds.example:${server.port}/a`))).code,
      'TW_FETCH_REFUSED',
      address,
    );
  }
  assert.is(server.connections, 0);
});

test('looks a name up once and connects to what was checked, also when the name moves (DNS rebinding)', async (t) => {
  const server = await badServer(t, reply('here'));
  let asked = 0;
  const { get } = fetchKit(t, {
    rules: { hosts: [], internalHosts: ['moves.example'] },
    resolve: async () => {
      asked += 1;
      return [{ address: asked === 1 ? '127.0.0.1' : '127.0.0.2', family: 4 }];
    },
  });
  await get(`http://moves.example:${server.port}/a`);
  assert.equal([asked, server.connections], [1, 1]);
  assert.is(server.asked[0]?.headers['host'], `moves.example:${server.port}`);
});

test('refuses a redirect to a metadata service, to a host that is not listed, and to another scheme', async (t) => {
  const server = await badServer(t);
  const { get } = fetchKit(t);
  for (const location of [
    'http://169.254.169.254/latest/',
    'http://127.0.0.2/',
    'https://other.example/',
    'file:///etc/passwd',
  ]) {
    server.says = [reply('', { status: 302, headers: { location } })];
    assert.is((await refusal(get(`${server.url}/a`))).code, 'TW_FETCH_REFUSED', location);
  }
});

test('follows redirects within the list, and not more than five', async (t) => {
  const server = await badServer(
    t,
    reply('', { status: 307, headers: { location: '/b?x=1' } }),
    reply('content'),
  );
  const { get } = fetchKit(t);
  assert.is((await get(`${server.url}/a`)).bytes, 7);
  assert.equal(
    server.asked.map(({ path }) => path),
    ['/a', '/b?x=1'],
  );
  server.says = [reply('', { status: 301, headers: { location: '/a' } })];
  server.asked.length = 0;
  assert.is((await refusal(get(`${server.url}/a`))).code, 'TW_FETCH_FAILED');
  assert.is(server.asked.length, 6);
});

/** For one host. */
function only(of: string, authorization: string): HostSecrets {
  return ({ host }) => (host === new URL(of).host ? { authorization } : {});
}

test('sends a secret to the host it belongs to and to no other', async (t) => {
  const other = await badServer(t, reply('content'));
  const server = await badServer(t, reply('', { status: 302, headers: { location: `${other.url}/b` } }));
  const { get } = fetchKit(t);
  await get(`${server.url}/a`, { secrets: only(server.url, 'Bearer s3cret') });
  assert.is(server.asked[0]?.headers['authorization'], 'Bearer s3cret');
  assert.is(other.asked[0]?.headers['authorization'], undefined);
});

test('sends no secret without TLS but to an internal host, and names it in no message', async (t) => {
  const { get } = fetchKit(t, {
    rules: { hosts: ['feeds.example'], internalHosts: [] },
    resolve: async () => [{ address: '2606:4700::1111', family: 6 }],
  });
  const { code, message } = await refusal(
    get('http://feeds.example/a?key=k3y', { secrets: only('http://feeds.example', 's3cret') }),
  );
  assert.is(code, 'TW_FETCH_REFUSED');
  assert.not.match(message, /s3cret|k3y/);
});

test('reads secrets from a file or the environment, and says what is missing without showing any', async () => {
  const header = { host: 'Feeds.example:81', name: 'X-Api-Key', variable: 'TAPWALL_TEST_SECRET' };
  assert.match((await refusal(readSecretHeaders([header], '/'))).message, /TAPWALL_TEST_SECRET is not set/);
  process.env['TAPWALL_TEST_SECRET'] = ' k3y ';
  const secrets = await readSecretHeaders([{ ...header, prefix: 'Token ' }], '/');
  assert.equal(secrets(new URL('https://feeds.example:81/a')), { 'x-api-key': 'Token k3y' });
  assert.equal(secrets(new URL('https://feeds.example/a')), {});
  process.env['TAPWALL_TEST_SECRET'] = 'a\r\nhost: evil';
  const { code, message } = await refusal(readSecretHeaders([header], '/'));
  assert.is(code, 'TW_SECRET_MISSING');
  assert.not.match(message, /evil/);
  assert.is(
    (await refusal(readSecretHeaders([{ host: 'a', name: 'a', file: 'none' }], '/no-such'))).code,
    'TW_SECRET_MISSING',
  );
});

test('keeps a connection for the next request to the same host', async (t) => {
  let connections = 0;
  const server = createServer((_, answer) => answer.end('picture')).on(
    'connection',
    () => (connections += 1),
  );
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { http } = fetchKit(t);
  t.after(() => new Promise((resolve) => void server.close(resolve)));
  t.after(() => http.stop());
  const { port } = server.address() as { port: number };
  for (const path of ['a', 'b', 'c'])
    assert.is(
      (await fetchBytes(http, { url: `http://127.0.0.1:${port}/${path}`, most: 10 }))?.bytes.length,
      7,
    );
  assert.is(connections, 1);
});
