import * as assert from 'uvu/assert';
import { matches, MemoryBroker } from '../../../broker/link/memory-broker.ts';
import { MemoryLink } from '../../../broker/link/memory-link.ts';
import { suite } from '../../harness/suite.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const test = suite('MemoryBroker');

test('matches filters as MQTT 3.1.1 section 4.7 says', () => {
  const cases: [string, string, boolean][] = [
    ['a/b', 'a/b', true],
    ['a/+', 'a/b', true],
    ['a/+', 'a/b/c', false],
    ['a/#', 'a/b/c', true],
    ['a/#', 'a', true],
    ['+', 'a/b', false],
    ['a/b/c', 'a/b', false],
  ];
  for (const [filter, topic, expected] of cases)
    assert.is(matches(filter, topic), expected, `${filter} ${topic}`);
});

test('delivers retained messages, sends wills on a loss only, and lets links come back', async (t) => {
  const logger = new QuietLogger();
  const clock = new VirtualClock();
  const broker = new MemoryBroker();
  broker.publish('s/one', 'kept', { retain: true });
  const will = { topic: 's/will', payload: 'dead', retain: false };
  const link = new MemoryLink({ broker, clientId: 'a', will, logger });
  const received: string[] = [];
  link.onMessage((topic, payload) => received.push(`${topic} ${Buffer.from(payload).toString('utf8')}`));
  t.after(() => link.stop());
  await link.subscribe(['s/+']);
  await link.start();
  await clock.advance(0);
  assert.equal(received, ['s/one kept']);
  broker.cut('a');
  await clock.advance(0);
  assert.ok(link.connected);
  const wills: string[] = [];
  broker.observe('s/will', ({ payload }) => wills.push(payload));
  await link.stop();
  assert.equal(wills, []);
  await link.start();
  link.sever();
  assert.equal(wills, ['dead']);
});
