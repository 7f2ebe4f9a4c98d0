import * as assert from 'uvu/assert';
import { mosquittoFiles } from '../../../broker/identity/access-files/mosquitto.ts';
import { suite } from '../../harness/suite.ts';
import { startGuarded, type GuardedKind } from '../../support/broker-access.ts';
import { startMosquitto } from '../../support/brokers/mosquitto.ts';
import {
  assertHearsNothingOfOthers,
  assertPublishesNothingForOthers,
  assertTheyTalk,
  isRefused,
} from './guarded-checks.ts';

const test = suite('Mosquitto with the files of tapwall access');
const LONG = { timeout: 60_000 };
const KIND: GuardedKind = { files: mosquittoFiles, main: 'mosquitto.conf', start: startMosquitto };

test(
  'lets the hub and a kiosk speak to each other',
  async (t) => {
    await assertTheyTalk(await startGuarded(t, KIND));
  },
  LONG,
);

test(
  'lets nobody in without a certificate of the fleet, or with one that was revoked',
  async (t) => {
    const { open, revoked } = await startGuarded(t, KIND);
    assert.ok(await isRefused(open({ clientId: 'nobody' })));
    assert.ok(await isRefused(open(revoked)));
  },
  LONG,
);

test(
  'lets a kiosk hear nothing of others',
  async (t) => {
    await assertHearsNothingOfOthers(await startGuarded(t, KIND));
  },
  LONG,
);

test(
  'lets a kiosk publish nothing for others',
  async (t) => {
    await assertPublishesNothingForOthers(await startGuarded(t, KIND));
  },
  LONG,
);

test(
  'gives a kiosk its own client id, whatever it asks for',
  async (t) => {
    const { open, one, two } = await startGuarded(t, KIND);
    const victim = await open(two);
    await open(one, { clientId: two.clientId });
    await victim.publishAsync('tapwall/demo/mil-01/kiosk-2/evt/batch', '[]', { qos: 1 });
    assert.ok(victim.connected);
  },
  LONG,
);
