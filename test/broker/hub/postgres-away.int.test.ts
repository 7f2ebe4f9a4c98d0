import * as assert from 'uvu/assert';
import type { KioskSummary } from '../../../broker/contract/http.ts';
import { suite } from '../../harness/suite.ts';
import { startPostgres } from '../../support/postgres.ts';
import { until } from '../../support/until.ts';
import { EPOCH, event } from './support/events.ts';
import { startHub, type HubBench } from './support/hub-bench.ts';

const test = suite('Hub: a PostgreSQL server that is away');
const TIMEOUT = { timeout: 90_000 };
/** One more than the attempts and the heartbeats of a hub are apart. */
const ATTEMPT_MS = 4_001;

const HEADERS = { host: '127.0.0.1' };

/** Turns the hands until it has come true; the server's answers come in real time. */
async function eventually(bench: HubBench, condition: () => Promise<boolean>): Promise<void> {
  let holds = false;
  let asking: Promise<void> | undefined;
  const ask = async (): Promise<void> => {
    await bench.advance(ATTEMPT_MS);
    holds = await condition();
    asking = undefined;
  };
  await until(() => {
    if (!holds) asking ??= ask();
    return holds;
  }, 30_000);
  await asking;
}

const works = async ({ app }: HubBench): Promise<boolean> =>
  (await app.inject({ url: '/health', headers: HEADERS })).json<{ ok: boolean }>().ok;

function faults({ logger }: HubBench): unknown[] {
  return logger.at('error').map(({ fields }) => fields['code']);
}

test(
  'does not keep the hub from starting: it says so once, acknowledges nothing, and begins when the server is there',
  async (t) => {
    const server = await startPostgres(t);
    await server.kill();
    const bench = await startHub(t, { fleetDatabase: server.url });
    assert.equal(faults(bench), ['TW_FLEET_UNAVAILABLE']);
    await bench.say('evt/batch', [event(1), event(2)]);
    await bench.advance(3 * ATTEMPT_MS);
    assert.equal(bench.heard('ack/events'), []);
    assert.equal(faults(bench), ['TW_FLEET_UNAVAILABLE'], 'said once');
    const answer = await bench.app.inject({ url: '/api/console/kiosks', headers: HEADERS });
    assert.is(answer.statusCode, 503);
    await server.start();
    await eventually(bench, () => works(bench));
    await bench.say('evt/batch', [event(1), event(2)]);
    assert.equal(bench.heard('ack/events'), [{ epoch: EPOCH, sequence: 2 }]);
  },
  TIMEOUT,
);

test(
  'and comes back loses nothing that was acknowledged, and the hub goes on by itself',
  async (t) => {
    const server = await startPostgres(t);
    const bench = await startHub(t, { fleetDatabase: server.url });
    await bench.say('state/presence', { online: true, boot: 'b' });
    await bench.say('evt/batch', [event(1), event(2)]);
    await server.kill();
    await bench.say('evt/batch', [event(3)]);
    await bench.say('evt/batch', [event(3), event(4)]);
    assert.equal(bench.heard('ack/events'), [{ epoch: EPOCH, sequence: 2 }]);
    assert.equal(faults(bench), ['TW_FLEET_UNAVAILABLE']);
    await server.start();
    await eventually(bench, () => works(bench));
    await bench.say('evt/batch', [event(3), event(4)]);
    assert.equal(bench.heard('ack/events').at(-1), { epoch: EPOCH, sequence: 4 });
    const [kiosk] = await bench.get<KioskSummary[]>('/api/console/kiosks');
    assert.equal([kiosk?.events.received, kiosk?.events.gaps], [4, 0]);
    assert.ok(bench.logger.at('info').some(({ message }) => message.includes('again')));
  },
  TIMEOUT,
);

test(
  'is never named with its password',
  async (t) => {
    const server = await startPostgres(t);
    await server.kill();
    const url = new URL(server.url);
    url.password = 'not-for-logs';
    const bench = await startHub(t, { fleetDatabase: url.href });
    const told = bench.logger.lines.map(({ fields }) => String((fields['err'] as Error | undefined)?.stack));
    const causes = bench.logger.lines.map(({ fields }) =>
      JSON.stringify((fields['err'] as Error)?.cause ?? {}),
    );
    assert.not.ok([...told, ...causes].join().includes('not-for-logs'));
  },
  TIMEOUT,
);
