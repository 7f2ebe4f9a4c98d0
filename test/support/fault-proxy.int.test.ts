import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import * as assert from 'uvu/assert';
import { suite, type TestContext } from '../harness/suite.ts';
import { dropEvery, faultProxy, PACKET, type FaultProxy } from './fault-proxy.ts';
import { until } from './until.ts';

const test = suite('The fault proxy');

/** A PUBLISH with this payload, as far as a proxy looks. */
function publish(payload: string): Buffer {
  return Buffer.concat([Buffer.from([PACKET.publish << 4, payload.length]), Buffer.from(payload)]);
}

async function stand(
  t: TestContext,
): Promise<{ proxy: FaultProxy; client: Socket; got: Buffer[]; ends: string[] }> {
  const got: Buffer[] = [];
  const ends: string[] = [];
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on('data', (data: Buffer) => got.push(data));
    socket.on('close', () => ends.push('broker'));
    socket.on('error', () => undefined);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  const proxy = await faultProxy(t, typeof address === 'object' && address ? address.port : 0);
  const client = connect(Number(new URL(proxy.url).port), '127.0.0.1');
  client.on('close', () => ends.push('client'));
  client.on('error', () => undefined);
  t.after(() => client.destroy());
  await until(() => sockets.length === 1, 2_000);
  return { proxy, client, got, ends };
}

const text = (got: readonly Buffer[]): string => Buffer.concat([...got]).toString('latin1');

test('passes everything without a fault, cut as it may be', async (t) => {
  const { client, got } = await stand(t);
  for (const byte of publish('hello')) client.write(Buffer.from([byte]));
  await until(() => text(got).includes('hello'), 2_000);
});

test('drops every third packet and no other', async (t) => {
  const { proxy, client, got } = await stand(t);
  proxy.up = { passes: dropEvery(3) };
  for (const letter of 'abcdefg') client.write(publish(letter));
  await until(() => text(got).includes('g'), 2_000);
  assert.is(text(got).replaceAll(/[^a-g]/g, ''), 'abdeg');
});

test('turns a bit, keeps a rate, and delays', async (t) => {
  const { proxy, client, got } = await stand(t);
  proxy.up = { garbleEvery: 1 };
  client.write(publish('aaaa'));
  await until(() => got.length > 0, 2_000);
  assert.not.match(text(got), 'aaaa');
  proxy.up = { bytesPerSecond: 400 };
  const began = performance.now();
  client.write(publish('b'.repeat(100)));
  client.write(publish('end'));
  await until(() => text(got).includes('end'), 2_000);
  assert.ok(performance.now() - began >= 200);
  proxy.up = { delayMs: 150 };
  const again = performance.now();
  client.write(publish('late'));
  await until(() => text(got).includes('late'), 2_000);
  assert.ok(performance.now() - again >= 140);
});

test('tells neither side when a connection is frozen, and both when it is cut', async (t) => {
  const { proxy, client, got, ends } = await stand(t);
  proxy.freeze();
  client.write(publish('unheard'));
  const other = connect(Number(new URL(proxy.url).port), '127.0.0.1');
  t.after(() => other.destroy());
  other.write(publish('heard'));
  await until(() => text(got).includes('heard'), 2_000);
  assert.is(text(got).includes('unheard'), false);
  assert.equal(ends, []);
  proxy.cut();
  await until(() => ends.includes('client') && ends.includes('broker'), 2_000);
});
