import * as assert from 'uvu/assert';
import { MemoryBroker, type MemoryMessage } from '../../../broker/link/memory-broker.ts';
import { MemoryLink } from '../../../broker/link/memory-link.ts';
import { KioskDownlink } from '../../../broker/uplink/kiosk-downlink.ts';
import { suite, type TestContext } from '../../harness/suite.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';
import { SeededRandom } from '../../support/seeded-random.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';
import { ADDRESS, SUBTREE } from './kit.ts';

const test = suite('KioskDownlink over reconnects and clocks that jump');

const YEAR_MS = 365 * 24 * 3_600_000;
const DESIRED = { version: 4, hash: 'h4', displays: {} };

async function kit(t: TestContext) {
  const timers = new VirtualClock();
  let shift = 0;
  const clock = {
    now: () => timers.now() + shift,
    setTimer: (ms: number, run: () => void) => timers.setTimer(ms, run),
  };
  const broker = new MemoryBroker();
  const sent: MemoryMessage[] = [];
  broker.observe(`${SUBTREE}#`, (message) => sent.push(message));
  const logger = new QuietLogger();
  const link = new MemoryLink({ broker, clientId: 'kiosk-1', logger });
  let floor = 1;
  const downlink = new KioskDownlink({
    link,
    address: ADDRESS,
    clock,
    random: new SeededRandom(4),
    logger,
    presenceNow: () => ({ outbox: { epoch: 'epoch-0001', floor } }),
  });
  const desired: number[] = [];
  downlink.onDesired(({ version }) => desired.push(version));
  await downlink.start();
  await link.start();
  t.after(() => link.stop());
  t.after(() => downlink.stop());
  const of = (name: string): Record<string, unknown>[] =>
    sent
      .filter(({ topic }) => topic === SUBTREE + name)
      .map(({ payload }) => JSON.parse(payload) as Record<string, unknown>);
  const tell = async (name: string, payload: object): Promise<void> => {
    broker.publish(SUBTREE + name, JSON.stringify(payload));
    await timers.advance(0);
  };
  return {
    broker,
    timers,
    downlink,
    desired,
    of,
    tell,
    jump: (ms: number) => (shift += ms),
    setFloor: (to: number) => (floor = to),
  };
}

test('asks on every connect which settings are desired, with the ones in force, and takes the answer', async (t) => {
  const { broker, timers, downlink, desired, of, tell } = await kit(t);
  await timers.advance(0);
  const [first] = of('req/config');
  assert.is(first?.['version'], 0);
  await tell('rsp/config', { id: first?.['id'], ok: true, desired: DESIRED });
  assert.equal(desired, [4]);
  downlink.publishReported({ version: 4, hash: 'h4', displays: {}, problems: [] });
  broker.cut('kiosk-1');
  await timers.advance(0);
  const again = of('req/config')[1];
  assert.equal([again?.['version'], again?.['hash']], [4, 'h4']);
  await tell('rsp/config', { id: again?.['id'], ok: true });
  await timers.advance(120_000);
  assert.is(of('req/config').length, 2, 'it has its answer');
});

test('asks again for a while when the platform is later back than its broker', async (t) => {
  const { timers, desired, of, tell } = await kit(t);
  await timers.advance(9_000);
  const asked = of('req/config');
  assert.is(asked.length, 2);
  await tell('rsp/config', { id: asked[1]?.['id'], ok: true, desired: DESIRED });
  assert.equal(desired, [4]);
  await timers.advance(600_000);
  assert.is(of('req/config').length, 2);
});

test('does not ask a platform that never answers for ever', async (t) => {
  const { timers, of } = await kit(t);
  await timers.advance(3_600_000);
  assert.is(of('req/config').length, 8);
});

test('says at every heartbeat what the outbox can still send at that moment', async (t) => {
  const { timers, downlink, of, setFloor } = await kit(t);
  downlink.publishState('presence', { online: true, boot: 'boot-0001' });
  await timers.advance(0);
  setFloor(42);
  await timers.advance(10_000);
  assert.equal(
    of('state/presence').map(({ outbox }) => outbox),
    [
      { epoch: 'epoch-0001', floor: 1 },
      { epoch: 'epoch-0001', floor: 42 },
    ],
  );
});

test('carries a command out once although its answer was lost with the connection', async (t) => {
  const { broker, timers, downlink, of, tell } = await kit(t);
  let finish = (): void => undefined;
  let begun = 0;
  downlink.onCommand(async () => {
    begun += 1;
    await new Promise<void>((resolve) => (finish = resolve));
    return { ok: true };
  });
  const command = { id: 'command-1', expiresAt: new Date(timers.now() + 60_000).toISOString() };
  await tell('cmd/reload', command);
  broker.stop();
  finish();
  await timers.advance(0);
  broker.start();
  await timers.advance(0);
  await tell('cmd/reload', command);
  assert.is(begun, 1);
  assert.equal(of('res/reload'), [{ id: 'command-1', ok: true }]);
});

test('answers a question by its timer and not by the clock, and refuses commands that its clock finds expired', async (t) => {
  const { timers, downlink, of, tell, jump } = await kit(t);
  const answer = downlink.request('wishlist', { token: 'token' }, 3_000);
  jump(YEAR_MS);
  await timers.advance(1_000);
  jump(-2 * YEAR_MS);
  await timers.advance(1_000);
  await tell('rsp/wishlist', { id: of('req/wishlist')[0]?.['id'], ok: true, items: [] });
  assert.ok((await answer).ok);
  downlink.onCommand(async () => ({ ok: true }));
  const soon = new Date(timers.now() + 60_000).toISOString();
  jump(2 * YEAR_MS);
  await tell('cmd/sync', { id: 'command-2', expiresAt: soon });
  jump(-YEAR_MS);
  await tell('cmd/sync', { id: 'command-2', expiresAt: soon });
  await tell('cmd/sync', { id: 'command-3', expiresAt: soon });
  assert.equal(of('res/sync'), [
    { id: 'command-2', ok: false, code: 'TW_COMMAND_EXPIRED' },
    { id: 'command-2', ok: false, code: 'TW_COMMAND_EXPIRED' },
    { id: 'command-3', ok: true },
  ]);
});
