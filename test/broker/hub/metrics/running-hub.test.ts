/** The figures of a hub that runs: what they count, and who may see them. */
import * as assert from 'uvu/assert';
import type { ConsoleOverview } from '../../../../broker/contract/http.ts';
import type { UplinkState } from '../../../../broker/contract/messages.ts';
import { suite } from '../../../harness/suite.ts';
import { parseExposition, type Family } from '../../../support/exposition.ts';
import { event } from '../support/events.ts';
import { openFleetOf, startHub, type HubBench } from '../support/hub-bench.ts';

const test = suite('Figures of a running hub');
const HOST = { host: '127.0.0.1' };
const TOKEN = 'the-token-of-the-hub-0123456789abcdef';
const READER = 'the-token-of-prometheus-0123456789ab';
const UPLINK: UplinkState = {
  at: '2026-11-22T10:00:00.000Z',
  depth: 312,
  bytes: 180_000,
  maxBytes: 1_000_000,
  oldestAt: '2026-11-22T09:58:00.000Z',
  perSecond: 40,
  commit: { p50: 1, p99: 4 },
  reconnects: 1,
  evicted: 0,
  lastAckAt: null,
};

async function read(bench: HubBench): Promise<Map<string, Family>> {
  const answer = await bench.app.inject({ url: '/metrics', headers: HOST });
  assert.is(answer.statusCode, 200);
  return parseExposition(answer.body);
}

const valueOf = (families: Map<string, Family>, name: string): number | undefined =>
  families.get(name)?.samples[0]?.value;

test('count what came, what came again, what was refused and what waits on kiosks', async (t) => {
  const bench = await startHub(t);
  await bench.say('state/presence', { online: true, boot: 'boot-1', outboxDepth: 1 });
  await bench.say('state/uplink', UPLINK);
  await bench.say('evt/batch', [event(1), event(2), event(2), { ...event(4), type: 'nonsense' }]);
  const families = await read(bench);
  assert.is(valueOf(families, 'tapwall_hub_events_committed_total'), 2);
  assert.is(valueOf(families, 'tapwall_hub_events_repeated_total'), 1);
  assert.is(valueOf(families, 'tapwall_hub_events_refused_total'), 1);
  assert.is(valueOf(families, 'tapwall_hub_batches_total'), 1);
  assert.is(valueOf(families, 'tapwall_hub_events_missing'), 0);
  assert.equal(families.get('tapwall_hub_kiosk_outbox_events')?.samples, [
    { name: 'tapwall_hub_kiosk_outbox_events', labels: { store: 'mil-01', kiosk: 'k1' }, value: 312 },
  ]);
  assert.is(valueOf(families, 'tapwall_hub_kiosk_outbox_used_ratio'), 0.18);
  assert.ok((families.get('tapwall_hub_commit_seconds')?.samples.at(-1)?.value ?? 0) >= 1);
});

test('are what the console shows of the same kiosk', async (t) => {
  const bench = await startHub(t);
  await bench.say('state/presence', { online: true, boot: 'boot-1' });
  await bench.say('state/uplink', UPLINK);
  const { kiosks } = await bench.get<ConsoleOverview>('/api/console/overview');
  assert.equal(kiosks[0]?.uplink, UPLINK);
  await bench.say('state/uplink', { ...UPLINK, depth: -1 });
  const again = await bench.get<ConsoleOverview>('/api/console/overview');
  assert.equal(again.kiosks[0]?.uplink, UPLINK, 'what breaks the contract is not believed');
});

test('cost an idle fleet neither a row nor a message per heartbeat', async (t) => {
  const bench = await startHub(t);
  await bench.say('state/presence', { online: true, boot: 'boot-1' });
  await bench.say('state/uplink', UPLINK);
  await bench.advance(2_000);
  const { db } = openFleetOf(t, bench);
  const stored = async (): Promise<UplinkState> =>
    JSON.parse(
      (await db.selectFrom('kiosks').select('uplink').executeTakeFirst())?.uplink ?? '{}',
    ) as UplinkState;
  await bench.say('state/uplink', { ...UPLINK, at: '2026-11-22T10:00:10.000Z' });
  await bench.advance(2_000);
  assert.is((await stored()).at, UPLINK.at, 'only the time is another');
  const { kiosks } = await bench.get<ConsoleOverview>('/api/console/overview');
  assert.is(kiosks[0]?.uplink?.at, '2026-11-22T10:00:10.000Z', 'whoever asks is told the newest');
  await bench.say('state/uplink', { ...UPLINK, depth: 313 });
  await bench.advance(2_000);
  assert.is((await stored()).depth, 313);
});

test('are for the token of the hub, and for the one that is good for nothing else', async (t) => {
  const bench = await startHub(t, {
    http: { host: '127.0.0.1', port: 0, token: TOKEN, metricsToken: READER },
  });
  const ask = (url: string, token?: string) =>
    bench.app.inject({
      url,
      headers: { ...HOST, ...(token !== undefined && { authorization: `Bearer ${token}` }) },
    });
  assert.is((await ask('/metrics')).statusCode, 401);
  assert.is((await ask('/metrics', TOKEN)).statusCode, 200);
  assert.is((await ask('/metrics', READER)).statusCode, 200);
  assert.is((await ask('/metrics', `${READER}x`)).statusCode, 401);
  assert.is((await ask('/api/console/overview', READER)).statusCode, 401);
});

test('name no shopper, no session and no tag', async (t) => {
  const bench = await startHub(t);
  const secret = 'session-of-somebody-0001';
  await bench.say('evt/batch', [event(1, { sessionid: secret, subject: 'SKU-SECRET' })]);
  const { body } = await bench.app.inject({ url: '/metrics', headers: HOST });
  assert.not.match(body, secret);
  assert.not.match(body, 'SKU-SECRET');
});
