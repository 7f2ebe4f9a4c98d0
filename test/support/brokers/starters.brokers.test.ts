import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectAsync } from 'mqtt';
import * as assert from 'uvu/assert';
import { suite } from '../../harness/suite.ts';
import type { BrokerOptions, BrokerProcess } from './broker-process.ts';
import { startMosquitto } from './mosquitto.ts';
import { startNats } from './nats.ts';
import { startRabbitmq } from './rabbitmq.ts';

const test = suite('Brokers of the distribution');

const BROKERS: Record<string, (options: BrokerOptions) => Promise<BrokerProcess>> = {
  mosquitto: startMosquitto,
  nats: startNats,
  rabbitmq: startRabbitmq,
};

for (const [name, start] of Object.entries(BROKERS)) {
  test(
    `${name} starts, is killed, and comes back on the same port`,
    async (t) => {
      const dir = mkdtempSync(join(tmpdir(), `tapwall-${name}-`));
      t.after(() => rmSync(dir, { recursive: true, force: true }));
      const broker = await start({ dir });
      t.after(() => broker.stop());
      const client = await connectAsync(broker.url, { clientId: 'a', reconnectPeriod: 0 });
      client.on('error', () => undefined);
      await client.publishAsync('a/b', 'x', { qos: 1 });
      const pid = broker.pid;
      await broker.kill();
      client.end(true);
      assert.is(broker.pid, 0);
      await broker.restart();
      assert.is.not(broker.pid, pid);
      const second = await connectAsync(broker.url, { clientId: 'b', reconnectPeriod: 0 });
      await second.publishAsync('a/b', 'x', { qos: 1 });
      await second.endAsync();
      await broker.restart();
      await broker.stop();
    },
    { timeout: 120_000 },
  );
}
