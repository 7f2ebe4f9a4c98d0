import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { load } from '../config/kit.ts';
import type { Settings } from '../../../kiosk/config/settings.ts';
import { CHECKS } from '../../../kiosk/doctor/checks.ts';
import { checkRadar } from '../../../kiosk/doctor/hardware.ts';
import { checkDisk, checkSqlite } from '../../../kiosk/doctor/machine.ts';
import { checkBroker, checkClock, checkHub } from '../../../kiosk/doctor/network.ts';
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
    for (const finding of await check(settings({ data, radar: '/dev/none' }))) {
      assert.ok(finding.what !== '' && finding.finding !== '');
      if (finding.level === 'bad') assert.ok(finding.remedy, `${finding.what}: ${finding.finding}`);
    }
  }
});

test('measures the disk and leaves nothing behind', (t) => {
  const data = join(temporaryFolder(t), 'data');
  const [disk, space] = checkDisk(settings({ data }));
  assert.match(disk?.finding ?? '', /making one event durable takes [\d.]+ ms/);
  assert.match(space?.finding ?? '', /\d+ MiB free/);
});

test('takes a data folder that cannot be made for wrong', (t) => {
  const file = join(temporaryFolder(t), 'file');
  writeFileSync(file, '');
  assert.equal(
    checkDisk(settings({ data: join(file, 'data') })).map(({ level }) => level),
    ['bad'],
  );
});

test('finds the SQLite that comes along', () => {
  assert.match(checkSqlite()[0]?.finding ?? '', /^3\.\d+/);
});

test('tells radars that are missing, that change their name and that nobody has', (t) => {
  const path = join(temporaryFolder(t), 'radar');
  writeFileSync(path, '');
  const levels = (radar: string): string[] => checkRadar(settings({ radar })).map(({ level }) => level);
  assert.equal(levels(''), ['note']);
  assert.equal(levels('/dev/serial/by-id/none'), ['bad']);
  assert.equal(levels('/dev/tty'), ['note']);
  assert.equal(levels(path), ['good']);
});

test('finds a hub and a right clock', async (t) => {
  const hub = await hubAt(t, new Date());
  assert.is((await checkHub(settings({ hub })))[0]?.level, 'good');
  assert.is((await checkClock(settings({ hub })))[0]?.level, 'good');
  assert.is((await checkBroker(settings({ broker: hub.replace('http', 'mqtt') })))[0]?.level, 'good');
});

test('finds a clock that is wrong', async (t) => {
  const [clock] = await checkClock(settings({ hub: await hubAt(t, new Date(Date.now() - 3_600_000)) }));
  assert.is(clock?.level, 'bad');
  assert.match(clock?.finding ?? '', /is 3[56]\d\d s off/);
});

test('notes a hub and a broker that do not answer: a kiosk starts without them', async () => {
  for (const check of [checkHub, checkBroker, checkClock])
    assert.equal(
      (await check(settings())).map(({ level }) => level),
      ['note'],
    );
});
