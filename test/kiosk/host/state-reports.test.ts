import * as assert from 'uvu/assert';
import { StateReports } from '../../../kiosk/host/state-reports.ts';
import { uplinkState } from '../../../kiosk/metrics/uplink-figures.ts';
import { suite } from '../../harness/suite.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';
import { figures } from '../metrics/kit.ts';

const test = suite('State reports');

function kit() {
  const clock = new VirtualClock();
  const published: string[] = [];
  const reports = new StateReports({
    downlink: {
      publishState: (name) => void published.push(name),
      publishReported: () => void published.push('config'),
    },
    clock,
    presence: () => ({ boot: 'boot', version: '1', storeCode: 'S', catalogue: '', outboxDepth: 0 }),
    devices: () => [],
    displays: () => [],
    reported: () => ({ version: 0, hash: '', displays: {}, problems: [] }),
    uplink: () => uplinkState(figures(), clock),
  });
  return { clock, published, reports };
}

test('say everything at the start', async () => {
  const { clock, published, reports } = kit();
  reports.start();
  await clock.advance(100);
  assert.equal(published.toSorted(), ['config', 'devices', 'display', 'presence', 'uplink']);
});

test('make one message of a burst', async () => {
  const { clock, published, reports } = kit();
  for (let times = 0; times < 50; times += 1) {
    reports.devicesChanged();
    reports.displaysChanged();
    await clock.advance(1);
  }
  await clock.advance(100);
  assert.equal(published, ['devices', 'display']);
});

test('say a change within a tenth of a second however many follow', async () => {
  const { clock, published, reports } = kit();
  for (let ms = 0; ms < 1_000; ms += 50) {
    reports.configChanged();
    await clock.advance(50);
  }
  assert.ok(published.length >= 9, `${published.length} in a second`);
});

test('say how many events wait now and then only', async () => {
  const { clock, published, reports } = kit();
  for (let ms = 0; ms < 10_000; ms += 10) {
    reports.depthChanged();
    await clock.advance(10);
  }
  const presences = published.filter((name) => name === 'presence').length;
  assert.ok(presences >= 4 && presences <= 5, `${presences} in ten seconds`);
});

test('say how the uplink does with every heartbeat, though nothing moves', async () => {
  const { clock, published, reports } = kit();
  reports.start();
  await clock.advance(30_200);
  assert.is(published.filter((name) => name === 'uplink').length, 4);
  reports.stop();
  assert.is(clock.pending, 0);
});

test('say nothing once they stopped, whatever changes', async () => {
  const { clock, published, reports } = kit();
  reports.everything();
  reports.depthChanged();
  reports.stop();
  reports.depthChanged();
  reports.displaysChanged();
  reports.everything();
  await clock.advance(60_000);
  assert.equal(published, []);
  assert.is(clock.pending, 0);
});
