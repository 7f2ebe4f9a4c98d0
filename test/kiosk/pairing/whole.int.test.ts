/** A real kiosk and a real hub: paired by a code, online by mutual TLS, removed, and back in its place. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import type { PairingView } from '../../../broker/contract/pairing-screen.ts';
import type { ScreenMessage } from '../../../broker/contract/screen.ts';
import { IdentityStore } from '../../../kiosk/pairing/identity-store.ts';
import { fileTimeout, suite, type TestContext } from '../../harness/suite.ts';
import { temporaryFolder } from '../../support/sample-replica.ts';
import type { Running } from '../cli/kit.ts';
import { browse } from '../http/kit.ts';
import { soon, startFleet, startKiosk } from './fleet.ts';

const test = suite('A kiosk that is paired');
fileTimeout(600_000);

const GREETING_MS = 2_000;

interface Health {
  status: string;
  catalogue: string;
}

async function health(kiosk: Running): Promise<Health> {
  return (await (await fetch(`${kiosk.ready['kiosk']}/api/health`)).json()) as Health;
}

/** The last screen a browser that opens now is shown. */
async function screenOf(t: TestContext, kiosk: Running): Promise<ScreenMessage['screen']> {
  const browser = await browse(t, Number(new URL(kiosk.ready['kiosk'] ?? '').port));
  // A kiosk that changes between pairing and its work closes what is just being opened.
  const message = await soon(async () => browser.messages.find((one) => one.type === 'screen'), GREETING_MS);
  browser.socket.terminate();
  return message.screen;
}

/** A shopper's touch, of which the platform hears. */
async function touch(t: TestContext, kiosk: Running): Promise<void> {
  const browser = await browse(t, Number(new URL(kiosk.ready['kiosk'] ?? '').port));
  browser.socket.send(JSON.stringify({ type: 'touch', touch: { action: 'show_search' } }));
  await soon(async () =>
    browser.messages.some((one) => one.type === 'screen' && one.screen.name === 'search'),
  );
}

function codeOn(t: TestContext, kiosk: Running): Promise<PairingView> {
  return soon(async () => {
    const screen = await screenOf(t, kiosk);
    return screen.name === 'pairing' && screen.pairing.step === 'code' && screen.pairing;
  });
}

test(
  'gets its place by a code, comes online by mutual TLS, is removed, and takes its place again',
  async (t) => {
    const data = temporaryFolder(t);
    const fleet = await startFleet(t);
    const kiosk = await startKiosk(t, fleet, { data });

    const view = await codeOn(t, kiosk);
    assert.is(view.storeName, 'Milano');
    assert.match(kiosk.output.stderr, view.userCode);
    const request = await fleet.waiting(view.userCode);
    assert.is(request.check, view.check, 'kiosk and console show the same number');
    assert.is(request.claimedStoreCode, 'MIL-01');

    await fleet.decide(view.userCode, { approve: true, storeCode: 'PAR-02', kiosk: 'left', replace: false });
    const summary = await fleet.online('left');
    assert.is(summary.storeName, 'Paris', 'the manager decides, not the claim');
    await soon(async () => (await health(kiosk)).catalogue !== '');
    assert.not.equal((await screenOf(t, kiosk)).name, 'pairing');
    const identityFile = join(data, 'kiosk', 'identity', 'identity.json');
    assert.is(statSync(identityFile).mode & 0o777, 0o600);
    await touch(t, kiosk);
    const before = await soon(async () => (await fleet.kiosks()).find((one) => one.events.received > 0));

    const [identity] = (await fleet.desk()).identities;
    assert.is(identity?.kioskId, 'par-02.left');
    await fleet.revoke(identity?.serial ?? '');
    const again = await codeOn(t, kiosk);
    assert.is(again.ended, 'removed');
    assert.is(new IdentityStore(join(data, 'kiosk')).current(), null, 'key and token are gone');
    await soon(async () => (await fleet.kiosks()).some((one) => one.kiosk === 'left' && !one.online));

    await fleet.waiting(again.userCode);
    await fleet.decide(again.userCode, { approve: true, storeCode: 'PAR-02', kiosk: 'left', replace: true });
    const back = await fleet.online('left');
    assert.is(back.events.epoch, before.events.epoch, 'it goes on with its own outbox');
    assert.is(back.events.gaps, 0);
    assert.is((await fleet.kiosks()).length, 1, 'it kept its place');
    assert.is(await kiosk.end(), 0);
  },
  { timeout: 280_000 },
);

test(
  'shows a fresh code when a manager refuses, keeps the code over a restart, and starts without asking once it is paired',
  async (t) => {
    const data = temporaryFolder(t);
    const fleet = await startFleet(t);
    const first = await startKiosk(t, fleet, { data });
    const refused = await codeOn(t, first);
    await fleet.waiting(refused.userCode);
    await fleet.decide(refused.userCode, { approve: false });
    const fresh = await soon(async () => {
      const view = await codeOn(t, first);
      return view.userCode !== refused.userCode && view;
    });
    assert.is(fresh.ended, 'denied');
    await first.end('SIGKILL');

    const second = await startKiosk(t, fleet, { data });
    assert.is((await codeOn(t, second)).userCode, fresh.userCode);
    await fleet.waiting(fresh.userCode);
    await fleet.decide(fresh.userCode, {
      approve: true,
      storeCode: 'MIL-01',
      kiosk: 'wall-1',
      replace: false,
    });
    await fleet.online('wall-1');
    await second.end();

    const third = await startKiosk(t, fleet, { data });
    await fleet.online('wall-1');
    assert.not.match(third.output.stderr, 'waits to be paired');
    await third.end();

    const anew = await startKiosk(t, fleet, { data, flags: ['--pair'] });
    assert.is((await codeOn(t, anew)).ended, 'none');
  },
  { timeout: 280_000 },
);
