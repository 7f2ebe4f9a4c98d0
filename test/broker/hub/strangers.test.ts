import * as assert from 'uvu/assert';
import type { ActivityLine, KioskSummary } from '../../../broker/contract/http.ts';
import { suite } from '../../harness/suite.ts';
import { event } from './support/events.ts';
import { openFleetOf, startHub, type HubBench } from './support/hub-bench.ts';

const test = suite('Hub: kiosks that nobody knows');
const FORGOTTEN_MS = 10 * 60_000;

const kiosks = async (bench: HubBench): Promise<string[]> =>
  (await bench.get<KioskSummary[]>('/api/console/kiosks')).map(({ kiosk }) => kiosk);

const at = (kiosk: string): string => `tapwall/demo/mil-01/${kiosk}`;

test('are forgotten when they never say how they are', async (t) => {
  const bench = await startHub(t);
  await bench.say('state/presence', { online: true, boot: 'b' }, at('real'));
  await bench.say('req/catalogue', 'nonsense', at('ghost'));
  await bench.say('state/devices', { at: '2026-11-22T10:00:00Z', devices: [] }, at('late'));
  assert.equal(await kiosks(bench), ['ghost', 'late', 'real']);
  await bench.say('state/presence', { online: true, boot: 'b' }, at('late'));
  await bench.advance(FORGOTTEN_MS + 1_000);
  assert.equal(await kiosks(bench), ['late', 'real']);
  const rows = await openFleetOf(t, bench).db.selectFrom('kiosks').select('kiosk').orderBy('kiosk').execute();
  assert.equal(
    rows.map(({ kiosk }) => kiosk),
    ['late', 'real'],
  );
});

test('are a thousand at the most, said once, and keep no known kiosk out', async (t) => {
  const bench = await startHub(t);
  for (let index = 0; index < 1_100; index += 1)
    bench.broker.publish(`tapwall/demo/mil-01/ghost-${index}/evt/batch`, '[]');
  await bench.settle();
  assert.is((await kiosks(bench)).length, 1_000);
  assert.is(bench.logger.lines.filter(({ message }) => message.startsWith('more unknown kiosks')).length, 1);
  await bench.say('evt/batch', [event(1, { source: '/demo/mil-01/ghost-1099' })], at('ghost-1099'));
  assert.equal(
    await bench.get<ActivityLine[]>('/api/console/activity'),
    [],
    'nothing is taken from a stranger too many',
  );
  await bench.say('state/presence', { online: true, boot: 'b' }, at('real'));
  assert.ok((await kiosks(bench)).includes('real'));
});

test('may not fill the log with nonsense', async (t) => {
  const bench = await startHub(t);
  for (let round = 0; round < 5; round += 1)
    for (let index = 0; index < 200; index += 1)
      bench.broker.publish(`tapwall/demo/mil-01/ghost-${index}/state/presence`, '{"secret":"x"}');
  await bench.settle();
  assert.ok(bench.logger.at('warn').length <= 60);
  const [line] = bench.logger.at('warn');
  assert.is(line?.fields['code'], 'TW_MESSAGE_INVALID');
  assert.not.ok(JSON.stringify(bench.logger.lines).includes('secret'));
});
