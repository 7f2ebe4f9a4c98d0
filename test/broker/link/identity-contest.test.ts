import * as assert from 'uvu/assert';
import { CONTEST, IdentityContest } from '../../../broker/link/identity-contest.ts';
import { suite } from '../../harness/suite.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';
import { SeededRandom } from '../../support/seeded-random.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const test = suite('A contested identity');

function kit() {
  const clock = new VirtualClock();
  const contest = new IdentityContest({
    limits: CONTEST,
    clock,
    random: new SeededRandom(8),
    logger: new QuietLogger(),
  });
  const said: boolean[] = [];
  contest.onContested((contested) => said.push(contested));
  const session = async (seconds: number, byBroker = true): Promise<void> => {
    contest.established();
    await clock.advance(seconds * 1_000);
    contest.ended(byBroker);
  };
  return { clock, contest, said, session };
}

test('is found by connections that the broker ends soon, one after the other, and said once', async () => {
  const { contest, said, session } = kit();
  for (let round = 0; round < 4; round += 1) await session(5);
  assert.equal(said, []);
  for (let round = 0; round < 5; round += 1) await session(5);
  assert.equal(said, [true]);
  assert.ok(contest.contested);
});

test('is none while the line is bad, the broker restarts or connections last', async () => {
  const { contest, said, session } = kit();
  for (let round = 0; round < 20; round += 1) await session(5, false);
  for (let round = 0; round < 20; round += 1) {
    await session(5);
    contest.unreachable();
  }
  for (let round = 0; round < 20; round += 1) {
    await session(5);
    await session(5);
    await session(181);
  }
  assert.equal(said, []);
});

test('lets minutes pass between tries, spread', async () => {
  const { contest } = kit();
  const waits = Array.from({ length: 200 }, () => contest.waitMs());
  assert.ok(Math.min(...waits) >= 60_000 && Math.max(...waits) <= 300_000);
  assert.ok(Math.max(...waits) - Math.min(...waits) > 180_000);
});

test('goes on while both take turns, and is over, said once, when a connection stood for ten minutes', async () => {
  const { contest, clock, said, session } = kit();
  for (let round = 0; round < 5; round += 1) await session(5);
  for (let round = 0; round < 5; round += 1) await session(299);
  contest.unreachable();
  assert.ok(contest.contested);
  contest.established();
  await clock.advance(600_000);
  assert.not.ok(contest.contested);
  assert.equal(said, [true, false]);
  contest.ended(true);
  assert.is(clock.pending, 0);
});
