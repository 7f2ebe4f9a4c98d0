import * as assert from 'uvu/assert';
import { suite } from '../harness/suite.ts';
import { numbered } from '../broker/outbox/kit.ts';
import { SUBTREE, uplinkKit, type UplinkKit } from '../broker/uplink/kit.ts';

const test = suite('Acknowledgements that lie');

async function acknowledge(kit: UplinkKit, sequence: number): Promise<void> {
  kit.broker.publish(`${SUBTREE}ack/events`, JSON.stringify({ epoch: kit.outbox.epoch, sequence }));
  await kit.settle();
}

test('never remove what was not sent', async (t) => {
  const kit = await uplinkKit(t, { window: 1, batchBytes: 1 });
  kit.receiver.silent = true;
  kit.outbox.appendAll([1, 2, 3, 4, 5].map(numbered));
  await kit.settle();
  await acknowledge(kit, 5);
  assert.is(kit.outbox.watermark(), 1, 'one batch of one event was under way');
  assert.is(kit.outbox.depth(), 4);
});

test('remove nothing before anything was sent since the start', async (t) => {
  const kit = await uplinkKit(t);
  await kit.link.stop();
  kit.outbox.appendAll([1, 2, 3].map(numbered));
  await kit.link.start();
  kit.broker.publish(`${SUBTREE}ack/events`, JSON.stringify({ epoch: kit.outbox.epoch, sequence: 3 }));
  await kit.settle();
  assert.is(kit.receiver.events.size, 3, 'the platform has them all');
});

test('do not begin one epoch after the other', async (t) => {
  const kit = await uplinkKit(t);
  kit.outbox.append(numbered(1));
  await kit.settle();
  const epochs = new Set<string>();
  for (let round = 0; round < 20; round += 1) {
    epochs.add(kit.outbox.epoch);
    await acknowledge(kit, Number.MAX_SAFE_INTEGER);
  }
  assert.is(epochs.size, 2);
  await kit.clock.advance(60_000);
  await acknowledge(kit, 1000);
  assert.not.ok(epochs.has(kit.outbox.epoch), 'a disk may be rolled back once more');
});

for (const sequence of ['-1', '1.5', '1e300', '9007199254740992', '"9"', 'null', '[1]', '{}'])
  test(`are not understood: ${sequence}`, async (t) => {
    const kit = await uplinkKit(t);
    kit.receiver.silent = true;
    kit.outbox.append(numbered(1));
    await kit.settle();
    const { epoch } = kit.outbox;
    kit.broker.publish(`${SUBTREE}ack/events`, `{"epoch":"${epoch}","sequence":${sequence}}`);
    await kit.settle();
    assert.is(kit.outbox.epoch, epoch);
    assert.is(kit.outbox.depth(), 1);
    assert.is(kit.logger.at('warn').length, 1);
  });
