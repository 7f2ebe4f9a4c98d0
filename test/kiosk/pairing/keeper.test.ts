/** Keeping an identity, in virtual time: renewed in time, tried before it counts, and given up only when the hub says so twice. */
import * as assert from 'uvu/assert';
import type { LinkCredentials } from '../../../broker/link/mqtt-link.ts';
import type { AskFailed, Granted, RenewalHub, StandingAnswer } from '../../../kiosk/pairing/hub-port.ts';
import type { KioskIdentity } from '../../../kiosk/pairing/identity.ts';
import { IdentityKeeper } from '../../../kiosk/pairing/identity-keeper.ts';
import { IdentityStore } from '../../../kiosk/pairing/identity-store.ts';
import type { CertifiedLink } from '../../../kiosk/pairing/keeper-ports.ts';
import { makeKeyRequest } from '../../../kiosk/pairing/key-request.ts';
import { suite, type TestContext } from '../../harness/suite.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';
import { temporaryFolder } from '../../support/sample-replica.ts';
import { SeededRandom } from '../../support/seeded-random.ts';
import { until } from '../../support/until.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';
import { failure, grantFor } from './fake-pairing-hub.ts';
import { TestAuthority } from './test-authority.ts';

const test = suite('Keeping an identity');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const LIFE = 90 * DAY;
const authority = TestAuthority.create();

/** Connects at once with what it takes for good. */
class FakeLink implements CertifiedLink {
  connected = true;
  readonly renewals: LinkCredentials[] = [];
  accepts: (credentials: LinkCredentials) => boolean = () => true;
  readonly #listeners = new Set<(connected: boolean) => void>();

  onConnection(listener: (connected: boolean) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async renew(credentials: LinkCredentials): Promise<void> {
    this.renewals.push(credentials);
    this.set(false);
    if (this.accepts(credentials)) this.set(true);
  }

  set(connected: boolean): void {
    this.connected = connected;
    for (const listener of this.#listeners) listener(connected);
  }
}

class FakeHub implements RenewalHub {
  renewed = 0;
  asked = 0;
  renewal: 'grant' | AskFailed | { kind: 'revoked' } = 'grant';
  stands: StandingAnswer = { kind: 'in_force' };
  /** Of the hub's own clock. */
  now: () => number;

  constructor(clock: VirtualClock) {
    this.now = () => clock.now();
  }

  async renew(_identity: KioskIdentity, csr: string): Promise<Granted | { kind: 'revoked' } | AskFailed> {
    this.renewed += 1;
    if (this.renewal !== 'grant') return this.renewal;
    const from = this.now();
    return { kind: 'granted', grant: await grantFor(await authority, csr, { from, to: from + LIFE }) };
  }

  async standing(): Promise<StandingAnswer> {
    this.asked += 1;
    return this.stands;
  }
}

interface Kit {
  clock: VirtualClock;
  hub: FakeHub;
  link: FakeLink;
  store: IdentityStore;
  identity: KioskIdentity;
  incidents: Map<string, string>;
  logger: QuietLogger;
  removed: () => number;
  keeper: IdentityKeeper;
}

async function keep(t: TestContext, prepare: (kit: Kit) => void = () => undefined): Promise<Kit> {
  const clock = new VirtualClock();
  const { key, csr } = makeKeyRequest();
  const life = { from: clock.now(), to: clock.now() + LIFE };
  const identity = { grant: await grantFor(await authority, csr, life), key };
  const store = new IdentityStore(temporaryFolder(t));
  store.adopt(identity);
  const [hub, link, logger] = [new FakeHub(clock), new FakeLink(), new QuietLogger()];
  const incidents = new Map<string, string>();
  let removals = 0;
  const keeper = new IdentityKeeper({
    identity,
    store,
    hub,
    link,
    clock,
    logger,
    random: new SeededRandom(3),
    makeKey: makeKeyRequest,
    incidents: {
      open: (cause, code) => void incidents.set(cause, code),
      close: (cause) => void incidents.delete(cause),
    },
    removed: () => (removals += 1),
  });
  const kit: Kit = {
    clock,
    hub,
    link,
    store,
    identity,
    incidents,
    logger,
    keeper,
    removed: () => removals,
  };
  prepare(kit);
  keeper.start();
  t.after(() => keeper.stop());
  return kit;
}

/** Until it is asked for another certificate: they are made beside the event loop, while virtual time would run on. */
async function untilAsked(kit: Kit, times = 1): Promise<void> {
  for (let hours = 0; hours < 70 * 24 && kit.hub.renewed < times; hours += 1) await kit.clock.advance(HOUR);
}

const renewedIn = (kit: Kit): Promise<boolean> =>
  until(() => kit.store.current()?.key !== kit.identity.key, 5_000);

test('renews at two thirds of the life, over a new key, and not before', async (t) => {
  const kit = await keep(t);
  await kit.clock.advance(59 * DAY);
  assert.is(kit.hub.renewed, 0);
  await untilAsked(kit);
  await renewedIn(kit);
  assert.ok(kit.clock.now() < Date.parse(kit.identity.grant.notAfter) - 26 * DAY);
  assert.is(kit.hub.renewed, 1);
  assert.is(kit.link.renewals.length, 1);
  assert.is(kit.link.renewals[0]?.key, kit.store.current()?.key);
  assert.is(kit.store.next(), null);
  await kit.clock.advance(50 * DAY);
  assert.is(kit.hub.renewed, 1);
});

test('goes back to the old certificate when the new one does not connect, and asks for another after three times', async (t) => {
  const kit = await keep(t, ({ link, identity }) => {
    link.accepts = ({ key }) => key === identity.key;
  });
  await untilAsked(kit);
  await until(() => kit.link.renewals.length > 0, 5_000);
  await kit.clock.advance(200_000);
  assert.is(kit.link.renewals.at(-1)?.key, kit.identity.key, 'the old one is in force again');
  assert.is(kit.store.current()?.key, kit.identity.key);
  assert.is.not(kit.store.next(), null);
  await kit.clock.advance(HOUR);
  assert.is(kit.store.next(), null);
  assert.is(kit.link.renewals.filter(({ key }) => key !== kit.identity.key).length, 3);
  kit.link.accepts = () => true;
  await untilAsked(kit, 2);
  await renewedIn(kit);
  assert.is(kit.hub.renewed, 2);
});

test('goes on with a renewal that a power cut interrupted', async (t) => {
  const { key, csr } = makeKeyRequest();
  const kit = await keep(t);
  kit.keeper.stop();
  const life = { from: kit.clock.now(), to: kit.clock.now() + LIFE };
  kit.store.keepNext({ grant: await grantFor(await authority, csr, life), key });
  const again = new IdentityKeeper({
    ...kit,
    random: new SeededRandom(3),
    makeKey: makeKeyRequest,
    incidents: { open: () => undefined, close: () => undefined },
    removed: () => undefined,
  });
  again.start();
  t.after(() => again.stop());
  assert.is(kit.store.current()?.key, key);
  assert.is(kit.hub.renewed, 0);
});

test('tries again while the hub is away, and opens one incident when it gets late', async (t) => {
  const kit = await keep(t, ({ hub }) => {
    hub.renewal = failure('silent');
  });
  await kit.clock.advance(64 * DAY);
  assert.ok(kit.hub.renewed > 1);
  assert.is(kit.incidents.size, 0);
  await kit.clock.advance(12 * DAY);
  assert.is(kit.incidents.get('certificate'), 'TW_CERTIFICATE_EXPIRES');
  assert.is(kit.logger.at('warn').length, 1, 'said once');
  kit.hub.renewal = 'grant';
  await kit.clock.advance(HOUR * 2);
  await renewedIn(kit);
  assert.is(kit.incidents.size, 0);
});

test('renews nothing while its clock is before its own certificate', async (t) => {
  const kit = await keep(t);
  kit.clock.jump(-365 * DAY);
  await kit.clock.advance(7 * HOUR);
  assert.is(kit.incidents.get('clock'), 'TW_CLOCK_WRONG');
  assert.is(kit.hub.renewed, 0);
  kit.clock.jump(365 * DAY);
  await kit.clock.advance(HOUR);
  assert.is(kit.incidents.size, 0);
});

test('renews once, and not without end, when its clock jumps ahead by a year', async (t) => {
  const kit = await keep(t);
  const hubClock = kit.clock.now();
  kit.hub.now = () => hubClock;
  kit.clock.jump(80 * DAY);
  await kit.clock.advance(7 * HOUR);
  await renewedIn(kit);
  await kit.clock.advance(3 * DAY);
  assert.is(kit.hub.renewed, 1);
  assert.is(kit.incidents.get('clock'), 'TW_CLOCK_WRONG');
  kit.clock.jump(-80 * DAY);
  await kit.clock.advance(HOUR);
  assert.is(kit.incidents.size, 0);
});

test('gives itself up when the hub says twice that it was removed, and only then', async (t) => {
  const kit = await keep(t);
  kit.hub.stands = { kind: 'revoked' };
  kit.link.set(false);
  await kit.clock.advance(8_000);
  assert.is(kit.hub.asked, 1);
  assert.is(kit.removed(), 0);
  await kit.clock.advance(6_000);
  assert.is(kit.removed(), 1);
  await kit.clock.advance(HOUR);
  assert.is(kit.removed(), 1);
});

for (const [what, answer] of [
  ['says that it is in force', { kind: 'in_force' }],
  ['does not answer', failure('silent')],
] as const)
  test(`stays what it is while there is no broker and the hub ${what}`, async (t) => {
    const kit = await keep(t);
    kit.hub.stands = answer;
    kit.link.set(false);
    await kit.clock.advance(DAY);
    assert.is(kit.removed(), 0);
    assert.ok(kit.hub.asked < 300, 'it does not ask without end');
    assert.equal(kit.store.current(), kit.identity);
  });

test('asks how it stands when its renewal is refused', async (t) => {
  const kit = await keep(t, ({ hub }) => {
    hub.renewal = { kind: 'revoked' };
    hub.stands = { kind: 'revoked' };
  });
  await kit.clock.advance(64 * DAY);
  assert.is(kit.removed(), 1);
});

test('leaves no timer behind when it stops', async (t) => {
  const kit = await keep(t);
  kit.link.set(false);
  kit.keeper.stop();
  assert.is(kit.clock.pending, 0);
});
