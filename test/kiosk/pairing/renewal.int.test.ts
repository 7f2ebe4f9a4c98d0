/** A certificate that is renewed at a real hub, tried at its real broker, and then used by the kiosk. */
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { MqttJsLink } from '../../../broker/link/mqtt-js-link.ts';
import type { Clock } from '../../../broker/ports.ts';
import { HttpHub } from '../../../kiosk/pairing/http-hub.ts';
import { IdentityKeeper } from '../../../kiosk/pairing/identity-keeper.ts';
import { IdentityStore } from '../../../kiosk/pairing/identity-store.ts';
import { credentialsOf } from '../../../kiosk/pairing/keeper-ports.ts';
import { makeKeyRequest } from '../../../kiosk/pairing/key-request.ts';
import { systemClock, systemRandom } from '../../../kiosk/system/clock.ts';
import { fileTimeout, suite } from '../../harness/suite.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';
import { temporaryFolder } from '../../support/sample-replica.ts';
import { soon, startFleet, startKiosk } from './fleet.ts';

const test = suite('Renewing at a real hub');
fileTimeout(400_000);

/** Two thirds of ninety days are over. */
const LATER: Clock = {
  now: () => Date.now() + 70 * 86_400_000,
  setTimer: (ms, run) => systemClock.setTimer(ms, run),
};

test(
  'gets in with the renewed certificate, and the hub has no other of this kiosk',
  async (t) => {
    const data = temporaryFolder(t);
    const fleet = await startFleet(t);
    const kiosk = await startKiosk(t, fleet, { data });
    const [waiting] = await soon(async () => {
      const desk = await fleet.desk();
      return desk.waiting.length > 0 && desk.waiting;
    });
    const userCode = waiting?.userCode ?? '';
    await fleet.waiting(userCode);
    await fleet.decide(userCode, { approve: true, storeCode: 'MIL-01', kiosk: 'wall-1', replace: false });
    await fleet.online('wall-1');
    await kiosk.end();

    const store = new IdentityStore(join(data, 'kiosk'));
    const before = await soon(async () => store.current() ?? undefined);
    const logger = new QuietLogger();
    const link = new MqttJsLink({
      ...credentialsOf(before),
      url: before.grant.broker,
      clientId: before.grant.clientId,
      clock: systemClock,
      random: systemRandom,
      logger,
    });
    const keeper = new IdentityKeeper({
      identity: before,
      store,
      hub: new HttpHub(fleet.url, systemClock),
      link,
      makeKey: makeKeyRequest,
      incidents: { open: () => undefined, close: () => undefined },
      clock: LATER,
      random: systemRandom,
      logger,
      removed: () => undefined,
    });
    await link.start();
    t.after(() => link.stop());
    await soon(async () => link.connected);
    keeper.start();
    t.after(() => keeper.stop());
    const after = await soon(async () => {
      const current = store.current();
      return current !== null && current.grant.serial !== before.grant.serial && current;
    });
    assert.is.not(after.key, before.key);
    assert.is(after.grant.token, before.grant.token);
    keeper.stop();
    await link.stop();

    await startKiosk(t, fleet, { data });
    await fleet.online('wall-1');
    const { identities } = await fleet.desk();
    const inForce = identities.filter(({ revokedAt }) => revokedAt === null);
    assert.equal(
      inForce.map(({ serial }) => serial),
      [after.grant.serial],
    );
  },
  { timeout: 280_000 },
);
