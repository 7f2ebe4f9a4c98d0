/** The state machine of pairing, in virtual time, with a hub that answers what the test says. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { X509Certificate } from 'node:crypto';
import * as assert from 'uvu/assert';
import type { PairingView } from '../../../broker/contract/pairing-screen.ts';
import { checkNumber, commitmentOf } from '../../../broker/identity/check-number.ts';
import type { KioskIdentity } from '../../../kiosk/pairing/identity.ts';
import { IdentityStore } from '../../../kiosk/pairing/identity-store.ts';
import { makeKeyRequest, type KeyRequest } from '../../../kiosk/pairing/key-request.ts';
import { Pairing } from '../../../kiosk/pairing/pairing.ts';
import { suite, type TestContext } from '../../harness/suite.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';
import { temporaryFolder } from '../../support/sample-replica.ts';
import { SeededRandom } from '../../support/seeded-random.ts';
import { until } from '../../support/until.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';
import { failure, FakePairingHub } from './fake-pairing-hub.ts';
import { TestAuthority } from './test-authority.ts';

const test = suite('Pairing');
const DAY = 86_400_000;
const authority = TestAuthority.create();

interface Kit {
  clock: VirtualClock;
  hub: FakePairingHub;
  store: IdentityStore;
  folder: string;
  logger: QuietLogger;
  keys: KeyRequest[];
  views: PairingView[];
  pairing: Pairing;
  outcome: Promise<KioskIdentity | null>;
  view: () => PairingView;
}

async function begin(
  t: TestContext,
  prepare: (hub: FakePairingHub) => void = () => undefined,
  earlier?: Kit,
): Promise<Kit> {
  const clock = earlier?.clock ?? new VirtualClock();
  const life = { from: clock.now(), to: clock.now() + 90 * DAY };
  const hub = earlier?.hub ?? new FakePairingHub(await authority, life);
  prepare(hub);
  const folder = earlier?.folder ?? temporaryFolder(t);
  const [store, logger] = [new IdentityStore(folder), new QuietLogger()];
  const [keys, views]: [KeyRequest[], PairingView[]] = [[], []];
  const pairing = new Pairing({
    hub,
    store,
    claim: { storeCode: 'MIL-01', kiosk: '', version: '0.2.0' },
    makeKey: () => {
      const key = makeKeyRequest();
      keys.push(key);
      return key;
    },
    clock,
    random: new SeededRandom(7),
    logger,
    changed: (view) => views.push(view),
  });
  const outcome = pairing.run();
  t.after(() => pairing.stop());
  await clock.advance(0);
  return { clock, hub, store, folder, logger, keys, views, pairing, outcome, view: () => pairing.view() };
}

test('shows code, address, store and check number, and says the code once on standard error', async (t) => {
  const { clock, hub, keys, logger, view } = await begin(t);
  const { step, userCode, check, address, storeCode, storeName, secondsLeft } = view();
  assert.equal(
    { step, userCode, address, storeCode, storeName, secondsLeft },
    {
      step: 'code',
      userCode: 'WDJB-MJHT',
      address: 'https://hub.example/console',
      storeCode: 'MIL-01',
      storeName: 'Milano Brera',
      secondsLeft: 600,
    },
  );
  await clock.advance(20_000);
  const { verifier = '', begun } = hub.polled[0] ?? {};
  assert.is(hub.begun[0]?.commitment, commitmentOf(verifier));
  const parts = {
    ca: new X509Certificate((await authority).ca).raw,
    deviceCode: begun?.deviceCode ?? '',
    publicKey: keys[0]?.publicKey ?? Buffer.alloc(0),
    verifier,
  };
  assert.is(check, checkNumber(parts));
  assert.is(logger.at('warn').length, 1);
  assert.match(logger.at('warn')[0]?.message ?? '', 'WDJB-MJHT');
});

test('polls at the interval, and slower for good when it is told to slow down', async (t) => {
  const { clock, hub } = await begin(t, (hub) => hub.nextPoll.push({ kind: 'slow_down' }));
  await clock.advance(500);
  assert.is(hub.polled.length, 1, 'once at once, for the number on the console');
  await clock.advance(9_500);
  assert.is(hub.polled.length, 1);
  await clock.advance(1_000);
  assert.is(hub.polled.length, 2);
  await clock.advance(10_000);
  assert.is(hub.polled.length, 3);
});

test('keeps the identity that is granted, readable for its owner alone', async (t) => {
  const kit = await begin(t, (hub) => hub.nextPoll.push({ kind: 'pending' }, 'grant'));
  await kit.clock.advance(10_100);
  const identity = await kit.outcome;
  assert.is(identity?.grant.kiosk, 'kiosk-2');
  assert.is(identity?.key, kit.keys[0]?.key);
  assert.is(kit.view().step, 'paired');
  assert.equal(kit.store.current(), identity);
  assert.is(kit.store.pending(), null);
  assert.is(statSync(join(kit.folder, 'identity', 'identity.json')).mode & 0o777, 0o600);
  assert.is(statSync(join(kit.folder, 'identity')).mode & 0o777, 0o700);
  assert.is(kit.clock.pending, 0);
});

for (const ended of ['denied', 'expired'] as const)
  test(`gets a fresh code by itself and a fresh key when the code is ${ended}`, async (t) => {
    const kit = await begin(t, (hub) => hub.nextPoll.push({ kind: ended }));
    await kit.clock.advance(5_100);
    assert.is(kit.view().userCode, 'BCDF-GHJK');
    assert.is(kit.view().ended, ended);
    assert.is.not(kit.keys[0]?.key, kit.keys[1]?.key);
  });

test('keeps the code on the screen while the hub is away, and says so until it is back', async (t) => {
  const kit = await begin(t, (hub) => hub.nextPoll.push(failure('network'), failure('network')));
  await kit.clock.advance(5_100);
  assert.is(kit.view().userCode, 'WDJB-MJHT');
  assert.is(kit.view().problem, 'network');
  await kit.clock.advance(60_000);
  assert.is(kit.view().problem, null);
  assert.is(kit.logger.at('warn').length, 2, 'the code, and the outage once');
});

test('asks for another code when the old one ran out while the hub was away', async (t) => {
  const kit = await begin(t, (hub) => {
    for (let count = 0; count < 300; count += 1) hub.nextPoll.push(failure('silent'));
  });
  await kit.clock.advance(640_000);
  assert.is(kit.view().ended, 'expired');
  assert.is(kit.view().userCode, 'BCDF-GHJK');
});

for (const problem of ['network', 'silent', 'untrusted', 'no_pairing', 'busy', 'clock'] as const)
  test(`says that there is no code because of ${problem}, and asks again until there is one`, async (t) => {
    const kit = await begin(t, (hub) => hub.nextBegin.push(failure(problem), failure(problem)));
    assert.is(kit.view().step, 'away');
    assert.is(kit.view().problem, problem);
    assert.is(kit.view().userCode, '');
    await kit.clock.advance(40_000);
    assert.is(kit.view().step, 'code');
    assert.is(kit.logger.at('warn').length, 2, 'the outage once, and the code');
  });

test('goes on with the same code after a restart, with the time that is left', async (t) => {
  const before = await begin(t);
  await before.clock.advance(61_000);
  before.pairing.stop();
  assert.is(await before.outcome, null);
  const { view, hub, clock, outcome } = await begin(t, (hub) => hub.nextPoll.push('grant'), before);
  assert.is(hub.begun.length, 1);
  assert.is(view().userCode, 'WDJB-MJHT');
  assert.ok(view().secondsLeft <= 540);
  await clock.advance(5_100);
  assert.is((await outcome)?.grant.storeCode, 'MIL-01');
});

test('asks for another code after a restart when the old one is unknown to the hub', async (t) => {
  const before = await begin(t);
  before.pairing.stop();
  const { view, clock } = await begin(t, (hub) => hub.nextPoll.push({ kind: 'expired' }), before);
  await clock.advance(5_100);
  assert.is(view().userCode, 'BCDF-GHJK');
});

test('uses no grant that would send the kiosk into the clear, and asks again a little later', async (t) => {
  const kit = await begin(t, (hub) => hub.nextPoll.push('wrong grant'));
  await kit.clock.advance(5_100);
  // Certificates are made beside the event loop.
  await until(() => kit.view().ended === 'invalid', 5_000);
  assert.is(kit.store.current(), null);
  assert.is(kit.logger.at('error').length, 1);
  await kit.clock.advance(31_000);
  assert.is(kit.view().userCode, 'BCDF-GHJK');
});

test('counts down by its timers, whatever the clock is set to', async (t) => {
  const kit = await begin(t);
  await kit.clock.advance(59_999);
  kit.clock.jump(365 * DAY);
  await kit.clock.advance(10_000);
  assert.is(kit.view().userCode, 'WDJB-MJHT');
  assert.ok(Math.abs(kit.view().secondsLeft - 530) <= 5, String(kit.view().secondsLeft));
});

test('says on the screen that the display was removed from the fleet', async (t) => {
  const folder = temporaryFolder(t);
  new IdentityStore(folder).forget('removed');
  const seed = await begin(t);
  seed.pairing.stop();
  const kit = await begin(t, undefined, { ...seed, folder });
  assert.is(kit.view().ended, 'removed');
});
