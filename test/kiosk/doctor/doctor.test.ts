import { readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { load } from '../config/kit.ts';
import type { Settings } from '../../../kiosk/config/settings.ts';
import { CHECKS } from '../../../kiosk/doctor/checks.ts';
import { checkClock } from '../../../kiosk/doctor/clock.ts';
import { checkDisk, judgeFsync, judgeSpace } from '../../../kiosk/doctor/disk.ts';
import { checkNode, checkSqlite } from '../../../kiosk/doctor/machine.ts';
import { machine } from './kit.ts';
import { checkBroker, checkHub } from '../../../kiosk/doctor/network.ts';
import { systemFacts } from '../../../kiosk/doctor/system-facts.ts';
import { suite, type TestContext } from '../../harness/suite.ts';
import { temporaryFolder } from '../../support/sample-replica.ts';

const test = suite('Doctor');

function settings(more: Partial<Settings> = {}): Settings {
  return { ...load().values, hub: 'http://127.0.0.1:1', broker: 'mqtt://127.0.0.1:1', ...more };
}

/** A hub whose clock says what the test wants. */
async function hubAt(t: TestContext, date: Date): Promise<string> {
  const server = createServer((_, response) => {
    response.sendDate = false;
    response.setHeader('date', date.toUTCString()).end('{}');
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  t.after(() => new Promise((resolve) => server.close(resolve).closeAllConnections()));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
}

test('says what to do about everything that is wrong, and never fails itself', async (t) => {
  const data = temporaryFolder(t);
  for (const check of CHECKS) {
    for (const finding of await check(settings({ data, radar: '/dev/none' }), systemFacts)) {
      assert.ok(finding.what !== '' && finding.finding !== '');
      if (finding.level === 'bad') assert.ok(finding.remedy, `${finding.what}: ${finding.finding}`);
    }
  }
});

test('measures the disk and leaves nothing behind', (t) => {
  const data = join(temporaryFolder(t), 'data');
  const [disk, space] = checkDisk(settings({ data }));
  assert.match(disk?.finding ?? '', /making one event durable takes median [\d.]+ ms, p99 [\d.]+ ms of 50/);
  assert.match(space?.finding ?? '', /\d+ MiB free/);
  assert.equal(readdirSync(data), []);
});

test('takes a data folder that cannot be made for wrong', (t) => {
  const file = join(temporaryFolder(t), 'file');
  writeFileSync(file, '');
  assert.equal(
    checkDisk(settings({ data: join(file, 'data') })).map(({ level }) => level),
    ['bad'],
  );
});

for (const [median, p99, level] of [
  [0.2, 3, 'good'],
  [5, 20, 'good'],
  [5.1, 20, 'note'],
  [1, 21, 'note'],
  [20, 100, 'note'],
  [20.1, 30, 'bad'],
  [2, 101, 'bad'],
] as const)
  test(`takes a disk with a median of ${median} ms and a p99 of ${p99} ms for ${level}`, () => {
    const finding = judgeFsync('/data', { median, p99 });
    assert.equal([finding.level, finding.remedy !== undefined], [level, level !== 'good']);
  });

test('asks for 200 MiB', () => {
  assert.equal(
    [200, 201].map((mib) => judgeSpace('/data', mib * 1024 * 1024).level),
    ['bad', 'good'],
  );
});

for (const [nodeVersion, level] of [
  ['v18.20.0', 'bad'],
  ['v20.18.3', 'bad'],
  ['v20.19.0', 'good'],
  ['v23.1.0', 'note'],
  ['v24.9.0', 'good'],
] as const)
  test(`takes Node ${nodeVersion} for ${level}`, () => {
    assert.is(checkNode(settings(), { nodeVersion })[0]?.level, level);
  });

test('finds the SQLite that comes along', () => {
  assert.match(checkSqlite()[0]?.finding ?? '', /^3\.\d+/);
});

test('finds a hub and a right clock', async (t) => {
  const hub = await hubAt(t, new Date());
  assert.is((await checkHub(settings({ hub })))[0]?.level, 'good');
  assert.is((await checkClock(settings({ hub })))[0]?.level, 'good');
  assert.is(
    (await checkBroker(settings({ broker: hub.replace('http', 'mqtt') }), machine()))[0]?.level,
    'good',
  );
});

test('finds a clock that is wrong', async (t) => {
  const [clock] = await checkClock(settings({ hub: await hubAt(t, new Date(Date.now() - 3_600_000)) }));
  assert.is(clock?.level, 'bad');
  assert.match(clock?.finding ?? '', /is 3[56]\d\d s off/);
});

test('notes a hub and a broker that do not answer: a kiosk starts without them', async () => {
  for (const check of [checkHub, checkBroker, checkClock])
    assert.equal(
      (await check(settings(), machine())).map(({ level }) => level),
      ['note'],
    );
});
