import * as assert from 'uvu/assert';
import { startEmbeddedBroker } from '../../../broker/embedded/embedded-broker.ts';
import { MqttJsLink } from '../../../broker/link/mqtt-js-link.ts';
import { suite, type TestContext } from '../../harness/suite.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';
import { SeededRandom } from '../../support/seeded-random.ts';
import { until } from '../../support/until.ts';
import { systemClock } from '../../../kiosk/system/clock.ts';
import { mosquitto } from './mosquitto.ts';

const test = suite('Two links with one identity');
const LIMIT = { timeout: 60_000 };

/** As in a fleet, with seconds for minutes. */
const CONTEST = { sessions: 5, briefMs: 3_000, overMs: 6_000, leastMs: 4_000, mostMs: 5_500 };

interface Rival {
  link: MqttJsLink;
  connects: number;
  said: boolean[];
}

async function rival(t: TestContext, url: string, seed: number): Promise<Rival> {
  const link = new MqttJsLink({
    url,
    clientId: 'kiosk-1',
    clock: systemClock,
    random: new SeededRandom(seed),
    logger: new QuietLogger(),
    contest: CONTEST,
  });
  const one: Rival = { link, connects: 0, said: [] };
  link.onConnection((connected) => (one.connects += connected ? 1 : 0));
  link.onContested((contested) => one.said.push(contested));
  t.after(() => link.stop());
  await link.start();
  return one;
}

/** It is enough that one of them sees it: it steps back, and the other one has its peace. */
async function contest(t: TestContext, url: string): Promise<void> {
  const rivals = [await rival(t, url, 1), await rival(t, url, 2)];
  const count = (): number => rivals.reduce((sum, { connects }) => sum + connects, 0);
  await until(() => rivals.some(({ link }) => link.contested), 25_000);
  const connects = count();
  assert.ok(connects <= 16, `${connects} connections until it was seen`);
  const began = performance.now();
  await until(() => performance.now() - began > 8_000, 9_000);
  assert.ok(count() - connects <= 6, `${count() - connects} connections in eight seconds`);
  const losers = rivals.filter(({ link }) => link.contested);
  for (const { said } of losers) assert.equal(said, [true]);
  for (const one of rivals) if (one !== losers[0]) await one.link.stop();
  await until(() => losers[0]?.link.contested === false, 15_000);
  assert.equal(losers[0]?.said, [true, false]);
  assert.ok(losers[0]?.link.connected);
}

test(
  'stop throwing each other out of Mosquitto for ever, and say it once',
  async (t) => {
    const broker = await mosquitto(t);
    await contest(t, broker.url);
  },
  LIMIT,
);

test(
  'stop throwing each other out of the embedded broker for ever, and say it once',
  async (t) => {
    const broker = await startEmbeddedBroker({ host: '127.0.0.1', port: 0, logger: new QuietLogger() });
    t.after(() => broker.stop());
    await contest(t, broker.url);
  },
  LIMIT,
);
