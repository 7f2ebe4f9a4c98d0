import * as assert from 'uvu/assert';
import type { NewEvent } from '../../../broker/contract/events.ts';
import type { DeviceHealth } from '../../../device/ports.ts';
import { Incidents } from '../../../kiosk/displays/incidents.ts';
import { DeviceWatch, deviceState } from '../../../kiosk/host/device-watch.ts';
import { suite } from '../../harness/suite.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const test = suite('Watch over devices');

function kit(expected: string[] = []) {
  const events: NewEvent[] = [];
  const lost: string[] = [];
  const back: string[] = [];
  const troubled: string[] = [];
  let changes = 0;
  const append = (event: NewEvent): void => void events.push(event);
  const incidents = new Incidents({
    clock: new VirtualClock(),
    logger: new QuietLogger(),
    newId: () => 'id',
    append,
  });
  const watch = new DeviceWatch({
    incidents,
    append,
    changed: () => (changes += 1),
    lost: (device) => void lost.push(device),
    troubled: (device) => void troubled.push(device),
    back: (device) => void back.push(device),
    isExpected: (device) => expected.includes(device),
  });
  const names = (): string[] => events.map(({ name }) => name);
  return { watch, names, events, lost, back, troubled, changes: () => changes };
}

function health(status: DeviceHealth['status'], more: Partial<DeviceHealth> = {}): DeviceHealth {
  return { id: 'reader-1', driver: 'pcsc', status, since: '2026-11-22T10:00:00Z', ...more };
}

test('says once that a device is there', () => {
  const { watch, names } = kit();
  for (const status of ['starting', 'connected', 'connected'] as const) watch.health(health(status));
  assert.equal(names(), ['device_changed']);
});

test('says nothing of a reader that nobody expects and that never was there', () => {
  const { watch, names } = kit();
  watch.health(health('starting'));
  watch.health(health('searching', { code: 'TW_NFC_UNPLUGGED' }));
  assert.equal(names(), []);
});

test('opens an incident for a device that somebody configured and that never was there', () => {
  const { watch, names } = kit(['reader-1']);
  watch.health(health('searching'));
  watch.health(health('searching'));
  assert.equal(names(), ['incident_opened']);
});

test('opens an incident for a driver that cannot work at all, expected or not', () => {
  const { watch, names } = kit();
  watch.health(health('failed', { message: 'no binding' }));
  assert.equal(names(), ['incident_opened']);
});

test('says a loss once and a recovery once, with code and message', () => {
  const { watch, events } = kit();
  watch.health(health('connected'));
  const gone = health('searching', { code: 'TW_NFC_UNPLUGGED', message: 'The reader is not plugged in.' });
  watch.health(gone);
  watch.health({ ...gone, status: 'failed' });
  watch.health(health('connected'));
  watch.health(health('connected'));
  assert.equal(
    events
      .slice(1)
      .map(({ name, data }) => [
        name,
        (data as { code?: string }).code,
        (data as { message?: string }).message,
      ]),
    [
      ['incident_opened', 'TW_NFC_UNPLUGGED', 'reader-1: The reader is not plugged in.'],
      ['incident_closed', 'TW_NFC_UNPLUGGED', 'reader-1 works again.'],
    ],
  );
});

test('closes the problem of a way that is open again, though nothing was heard of the device yet', () => {
  const { watch, names } = kit(['reader-1']);
  watch.health(health('searching', { code: 'TW_NETWORK_UNREACHABLE' }));
  watch.health(health('starting'));
  assert.equal(names(), ['incident_opened', 'incident_closed']);
});

test('takes a device that is being stopped for no loss', () => {
  const { watch, names, lost } = kit();
  watch.health(health('connected'));
  watch.health(health('stopped'));
  assert.equal(names(), ['device_changed']);
  assert.equal(lost, []);
});

test('tells displays of a sensor that went away, and the console of every change', () => {
  const { watch, lost, back, changes } = kit();
  watch.health(health('connected', { id: 'radar-1' }));
  watch.health(health('searching', { id: 'radar-1' }));
  assert.equal(lost, ['radar-1']);
  assert.equal(back, ['radar-1']);
  assert.is(changes(), 2);
});

test('tells a device that cannot be set, but can be heard, from one that went away', () => {
  const { watch, names, lost, troubled } = kit();
  watch.health(health('connected', { id: 'radar-1' }));
  watch.health(health('failed', { id: 'radar-1', code: 'TW_DEVICE_NO_ANSWER' }));
  assert.equal([lost, troubled], [[], ['radar-1']]);
  assert.equal(names(), ['device_changed', 'incident_opened']);
});

test('tells virtual devices by their ids', () => {
  assert.is(deviceState(health('connected', { id: 'virtual-reader-1' })).virtual, true);
  assert.is(deviceState(health('connected', { id: 'virtual-radar-1' })).virtual, true);
  assert.is(deviceState(health('connected')).virtual, false);
});

test('lets a device that is not wanted any more rest, and its problem with it', () => {
  const { watch, names } = kit(['reader-1']);
  watch.health(health('searching'));
  watch.forget('reader-1');
  assert.equal(names(), ['incident_opened', 'incident_closed']);
  watch.health(health('stopped'));
  assert.is(names().length, 2);
});

test('leaves the problem of a device file to the file', () => {
  const { watch, names } = kit();
  watch.health(health('failed', { code: 'TW_DEVICE_FILE_INVALID', driver: 'unknown' }));
  assert.equal(names(), []);
});
