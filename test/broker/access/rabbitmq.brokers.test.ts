import * as assert from 'uvu/assert';
import { rabbitmqFiles } from '../../../broker/identity/access-files/rabbitmq.ts';
import { suite } from '../../harness/suite.ts';
import { startGuarded, type GuardedKind } from '../../support/broker-access.ts';
import { startRabbitmq } from '../../support/brokers/rabbitmq.ts';
import {
  assertHearsNothingOfOthers,
  assertPublishesNothingForOthers,
  assertTheyTalk,
  isRefused,
} from './guarded-checks.ts';

const test = suite('RabbitMQ with the files of tapwall access');
const LONG = { timeout: 60_000 };
const KIND: GuardedKind = { files: rabbitmqFiles, main: 'rabbitmq.conf', start: startRabbitmq };

test(
  'lets the hub and a kiosk speak to each other',
  async (t) => {
    await assertTheyTalk(await startGuarded(t, KIND));
  },
  LONG,
);

test(
  'lets nobody in without a certificate of the fleet, or without being in the list',
  async (t) => {
    const { open, unlisted } = await startGuarded(t, KIND);
    assert.ok(await isRefused(open({ clientId: 'nobody' })));
    assert.ok(await isRefused(open(unlisted)));
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
