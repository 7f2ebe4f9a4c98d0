import { Gauge, Registry } from 'prom-client';
import * as assert from 'uvu/assert';
import { suite } from '../../harness/suite.ts';
import { HOST, httpKit } from './kit.ts';

const test = suite('The figures of a kiosk over HTTP');
const TOKEN = 'a-token-that-is-long-enough-0123456789';
const PROMETHEUS = '10.1.2.3';

function registry(): Registry {
  const own = new Registry();
  new Gauge({ name: 'tapwall_test', help: 'One.', registers: [own] }).set(1);
  return own;
}

test('are there for the machine of the kiosk', async (t) => {
  const { server } = await httpKit(t, { metrics: { registry: registry(), token: null } });
  const answer = await server.inject({ url: '/metrics', headers: { host: HOST } });
  assert.is(answer.statusCode, 200);
  assert.is(answer.headers['content-type'], 'text/plain; version=0.0.4; charset=utf-8');
  assert.match(answer.body, 'tapwall_test 1\n');
});

test('are refused to every other machine, also through a proxy on this one', async (t) => {
  const { server } = await httpKit(t, { metrics: { registry: registry(), token: null } });
  const remote = { url: '/metrics', headers: { host: HOST }, remoteAddress: PROMETHEUS };
  assert.is((await server.inject(remote)).statusCode, 403);
  const bearer = { ...remote, headers: { host: HOST, authorization: 'Bearer ' } };
  assert.is((await server.inject(bearer)).statusCode, 403);
  const proxied = { url: '/metrics', headers: { host: HOST, 'x-forwarded-for': PROMETHEUS } };
  assert.is((await server.inject(proxied)).statusCode, 403);
});

test('are there for whoever has the token, and for that alone', async (t) => {
  const { server } = await httpKit(t, { metrics: { registry: registry(), token: TOKEN } });
  const asking = (token: string) =>
    server.inject({
      url: '/metrics',
      headers: { host: HOST, authorization: `Bearer ${token}` },
      remoteAddress: PROMETHEUS,
    });
  assert.is((await asking(TOKEN)).statusCode, 200);
  const wrong = await asking(`${TOKEN}0`);
  assert.is(wrong.statusCode, 403);
  assert.not.match(wrong.body, TOKEN);
});
