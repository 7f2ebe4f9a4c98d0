import * as assert from 'uvu/assert';
import * as fc from 'fast-check';
import { suite, type TestContext } from '../../harness/suite.ts';
import { Uplink } from '../../../broker/uplink/uplink.ts';
import { SeededRandom } from '../../support/seeded-random.ts';
import { numbered, numberOf } from '../outbox/kit.ts';
import { ADDRESS, uplinkKit } from './kit.ts';

const test = suite('Uplink delivery');

const WINDOW = 3;

type Step =
  | { do: 'append'; count: number }
  | { do: 'cut' | 'brokerDown' | 'brokerUp' | 'restart' | 'duplicateAck' | 'releasePubacks' }
  | { do: 'receiver'; mood: 'well' | 'silent' | 'deaf' }
  | { do: 'pubacks'; behaviour: 'send' | 'hold' | 'drop' }
  | { do: 'wait'; ms: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('append' as const), count: fc.integer({ min: 1, max: 8 }) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 0, max: 8_000 }) }),
  },
  fc.record({
    do: fc.constantFrom(
      'cut' as const,
      'brokerDown' as const,
      'brokerUp' as const,
      'restart' as const,
      'duplicateAck' as const,
      'releasePubacks' as const,
    ),
  }),
  fc.record({
    do: fc.constant('receiver' as const),
    mood: fc.constantFrom('well' as const, 'silent' as const, 'deaf' as const),
  }),
  fc.record({
    do: fc.constant('pubacks' as const),
    behaviour: fc.constantFrom('send' as const, 'hold' as const, 'drop' as const),
  }),
);

async function deliver(t: TestContext, steps: readonly Step[]): Promise<void> {
  const options = { window: WINDOW, batchBytes: 900, ackTimeoutMs: 1_000 };
  const kit = await uplinkKit(t, options);
  const { broker, link, receiver, clock, logger } = kit;
  let { outbox, uplink } = kit;
  let appended = 0;
  let watermark = 0;

  const check = (): void => {
    assert.ok(uplink.status().inFlight <= WINDOW, 'the window holds');
    assert.ok(link.outstanding <= WINDOW, 'the wire holds no more than the window');
    assert.ok(outbox.watermark() >= watermark, 'the watermark never goes back');
    watermark = outbox.watermark();
    assert.ok(receiver.watermark(outbox.epoch) >= watermark, 'nothing is trimmed that was not committed');
  };
  const restart = async (): Promise<void> => {
    await uplink.stop();
    outbox.stop();
    outbox = kit.open();
    uplink = new Uplink({
      link,
      outbox,
      address: ADDRESS,
      clock,
      logger,
      random: new SeededRandom(3),
      ...options,
    });
    const latest = uplink;
    t.after(() => latest.stop());
    // A new process comes with a new connection.
    broker.cut('kiosk-1');
    await uplink.start();
  };
  const perform = async (step: Step): Promise<void> => {
    switch (step.do) {
      case 'append':
        for (let n = 0; n < step.count; n += 1) outbox.append(numbered((appended += 1)));
        break;
      case 'cut':
        broker.cut('kiosk-1');
        break;
      case 'brokerDown':
        broker.stop();
        break;
      case 'brokerUp':
        broker.start();
        break;
      case 'restart':
        await restart();
        break;
      case 'duplicateAck':
        receiver.acknowledge(outbox.epoch);
        break;
      case 'releasePubacks':
        broker.releaseAcks();
        break;
      case 'receiver':
        receiver.deaf = step.mood === 'deaf';
        receiver.silent = step.mood === 'silent';
        break;
      case 'pubacks':
        broker.acks = step.behaviour;
        break;
      case 'wait':
        await clock.advance(step.ms);
        break;
      default:
        step satisfies never;
    }
  };

  for (const step of steps) {
    await perform(step);
    check();
  }
  // Then the world heals.
  broker.acks = 'send';
  receiver.deaf = false;
  receiver.silent = false;
  broker.start();
  broker.cut('kiosk-1');
  broker.releaseAcks();
  await clock.advance(60_000);
  check();
  assert.is(outbox.depth(), 0, 'everything is committed');
  const numbers = [...receiver.events.values()].map(numberOf).sort((a, b) => a - b);
  assert.equal(
    numbers,
    Array.from({ length: appended }, (_, index) => index + 1),
  );
  assert.is(receiver.watermark(outbox.epoch), appended, 'gapless');
}

test(
  'brings every event at least once, gapless, whatever happens in between',
  async (t) => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 40 }), async (steps) => {
        const disposers: (() => unknown)[] = [];
        try {
          await deliver({ ...t, after: (dispose) => void disposers.push(dispose) }, steps);
        } finally {
          for (const dispose of disposers.reverse()) await dispose();
        }
      }),
      { seed: 20_261_122, numRuns: 60 },
    );
  },
  { timeout: 60_000 },
);
