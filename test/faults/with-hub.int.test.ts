/** The faults that try a hub's account of what came, with the hub itself at the other end. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { Hub } from '../../broker/hub/hub.ts';
import type { KioskSummary } from '../../broker/contract/http.ts';
import { MqttJsLink } from '../../broker/link/mqtt-js-link.ts';
import { systemClock, systemRandom } from '../../kiosk/system/clock.ts';
import { ADDRESS } from '../broker/uplink/kit.ts';
import { fileTimeout, suite, type TestContext } from '../harness/suite.ts';
import { dropEvery, PACKET } from '../support/fault-proxy.ts';
import { QuietLogger } from '../support/quiet-logger.ts';
import { until } from '../support/until.ts';
import { buildStage, type Stage } from './stage.ts';

fileTimeout(400_000);
const test = suite('A hub behind faults');
const LIMIT = { timeout: 120_000 };

async function startHub(t: TestContext, stage: Stage): Promise<Hub> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tapwall-hub-'));
  t.after(() => rmSync(dataDir, { recursive: true, force: true }));
  const common = { clock: systemClock, random: systemRandom, logger: new QuietLogger() };
  const url = `mqtt://127.0.0.1:${stage.brokerPort}`;
  const hub = new Hub({
    ...common,
    dataDir,
    link: new MqttJsLink({ ...common, url, clientId: 'hub' }),
    root: ADDRESS.root,
    tenant: ADDRESS.tenant,
    http: { host: '127.0.0.1', port: 0 },
    uiDir: null,
    loyaltyKey: Buffer.alloc(32, 7),
    version: '0.0.0',
  });
  // The stage's own receiver only counts from here on.
  stage.receiver.isSilent = true;
  await hub.start();
  t.after(() => hub.stop());
  return hub;
}

async function accountOf(hub: Hub) {
  const response = await hub.app?.inject({ url: '/api/console/kiosks', headers: { host: '127.0.0.1' } });
  const kiosks = response?.json<KioskSummary[]>() ?? [];
  return kiosks.find(({ kiosk }) => kiosk === ADDRESS.kiosk)?.events;
}

async function tryFault(
  t: TestContext,
  fault: (stage: Stage, hub: Hub) => void | Promise<void>,
): Promise<void> {
  const stage = await buildStage(t, { pubackMs: 3_000, ackTimeoutMs: 1_000 });
  const hub = await startHub(t, stage);
  stage.append(2_000);
  await fault(stage, hub);
  for (let round = 0; round < 60; round += 1) {
    stage.append(10);
    const began = performance.now();
    await until(() => performance.now() - began > 80, 1_000);
  }
  stage.proxy.heal();
  await until(() => stage.outbox.depth() === 0, 60_000);
  const events = await accountOf(hub);
  const all = stage.outbox.lastSequence();
  assert.is(events?.received, all, JSON.stringify(events));
  assert.is(events?.sequence, all);
  assert.equal([events?.gaps, events?.missing, events?.evicted], [0, 0, 0]);
}

test(
  'has every event once, without a gap, when every third batch was dropped',
  (t) => tryFault(t, ({ proxy }) => void (proxy.up = { passes: dropEvery(3, PACKET.publish) })),
  LIMIT,
);

test(
  'has every event once, without a gap, when every third packet was dropped both ways',
  (t) =>
    tryFault(t, ({ proxy }) => {
      proxy.up = { passes: dropEvery(3) };
      proxy.down = { passes: dropEvery(3) };
    }),
  LIMIT,
);

test(
  'has every event once, without a gap, when bits were turned on the way',
  (t) =>
    tryFault(t, ({ proxy }) => {
      proxy.up = { garbleEvery: 5 };
      proxy.down = { garbleEvery: 5 };
    }),
  LIMIT,
);
