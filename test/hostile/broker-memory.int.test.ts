import { connectAsync, type MqttClient } from 'mqtt';
import * as assert from 'uvu/assert';
import { startEmbeddedBroker } from '../../broker/embedded/embedded-broker.ts';
import { RetainedBounds } from '../../broker/embedded/retained-bounds.ts';
import { suite, type TestContext } from '../harness/suite.ts';
import { QuietLogger } from '../support/quiet-logger.ts';
import { until } from '../support/until.ts';

const test = suite('Memory of the embedded broker');

async function startBroker(t: TestContext): Promise<string> {
  const broker = await startEmbeddedBroker({ host: '127.0.0.1', port: 0, logger: new QuietLogger() });
  t.after(() => broker.stop());
  return broker.url;
}

async function client(t: TestContext, url: string, more: object = {}): Promise<MqttClient> {
  const made = await connectAsync(url, { reconnectPeriod: 0, protocolVersion: 4, ...more });
  t.after(() => void made.end(true));
  return made;
}

test('keeps nothing for a client that is gone', async (t) => {
  const url = await startBroker(t);
  const lasting = { clientId: 'lasting', clean: false };
  const first = await client(t, url, lasting);
  await first.subscribeAsync('a/#', { qos: 1 });
  await first.endAsync(true);
  const writer = await client(t, url);
  await writer.publishAsync('a/b', 'while it is away', { qos: 1 });
  const heard: string[] = [];
  const again = await client(t, url, lasting);
  again.on('message', (topic) => heard.push(topic));
  await again.subscribeAsync('c', { qos: 1 });
  await writer.publishAsync('c', 'now', { qos: 1 });
  await until(() => heard.length > 0, 5_000);
  assert.equal(heard, ['c']);
});

test('retains so many topics, and still delivers what it does not keep', async (t) => {
  const url = await startBroker(t);
  const writer = await client(t, url);
  for (let start = 0; start < 10_000; start += 500) {
    const some = Array.from({ length: 500 }, (_, index) => `junk/${start + index}`);
    await Promise.all(some.map((topic) => writer.publishAsync(topic, 'x', { qos: 1, retain: true })));
  }
  const heard: string[] = [];
  const live = await client(t, url);
  live.on('message', (topic, _, { retain }) => heard.push(`${topic} ${retain}`));
  await live.subscribeAsync('state/+', { qos: 1 });
  await writer.publishAsync('state/one', 'y', { qos: 1, retain: true });
  await until(() => heard.length === 1, 5_000);
  const late = await client(t, url);
  const kept: string[] = [];
  late.on('message', (topic) => kept.push(topic));
  await late.subscribeAsync(['state/+', 'junk/1'], { qos: 1 });
  await until(() => kept.length === 1, 5_000);
  assert.equal(kept, ['junk/1']);
});

test('counts bytes, gives back what is cleared, and always takes what is smaller', () => {
  const bounds = new RetainedBounds();
  const payload = Buffer.alloc(1024 * 1024);
  let kept = 0;
  while (kept < 100 && bounds.admits({ topic: `t/${kept}`, payload })) kept += 1;
  assert.is(kept, 63, 'with the names of topics a little less than 64');
  assert.ok(bounds.admits({ topic: 't/0', payload }), 'the same again');
  assert.ok(bounds.admits({ topic: 't/0', payload: '' }));
  assert.ok(bounds.admits({ topic: 't/new', payload }));
  assert.not.ok(bounds.admits({ topic: 't/newer', payload }));
  assert.ok(bounds.admits({ topic: 't/new', payload: 'small' }));
});
