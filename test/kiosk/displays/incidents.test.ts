import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import type { NewEvent } from '../../../broker/contract/events.ts';
import { Incidents } from '../../../kiosk/displays/incidents.ts';
import { LeftOpen } from '../../../kiosk/displays/left-open.ts';
import { suite, type TestContext } from '../../harness/suite.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';
import { temporaryFolder } from '../../support/sample-replica.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const test = suite('Incidents');

function kit() {
  const clock = new VirtualClock();
  const logger = new QuietLogger();
  const events: NewEvent[] = [];
  let ids = 0;
  const newId = (): string => `incident-${(ids += 1)}`;
  const incidents = new Incidents({ clock, logger, newId, append: (event) => void events.push(event) });
  return { clock, logger, events, incidents };
}

test('open once per cause: repeats are absorbed in log and events', () => {
  const { incidents, events, logger } = kit();
  for (let count = 0; count < 5; count += 1) incidents.open('reader-1', 'TW_NFC_UNPLUGGED', 'gone');
  incidents.open('reader-2', 'TW_NFC_UNPLUGGED', 'gone');
  assert.is(events.length, 2);
  assert.is(logger.at('warn').length, 2);
  assert.equal(Object.keys(incidents.current()), ['reader-1', 'reader-2']);
});

test('close once, with the id they were opened with and how long it took', async () => {
  const { incidents, events, clock } = kit();
  incidents.open('platform', 'TW_LINK_DOWN', 'away');
  await clock.advance(90_400);
  incidents.close('platform', 'back');
  incidents.close('platform', 'back');
  assert.equal(events.slice(1), [
    {
      name: 'incident_closed',
      data: { incident: 'incident-1', code: 'TW_LINK_DOWN', message: 'back', seconds: 90 },
    },
  ]);
  assert.equal(incidents.current(), {});
});

test('open anew after they were closed', () => {
  const { incidents, events } = kit();
  incidents.open('platform', 'TW_LINK_DOWN', 'away');
  incidents.close('platform', 'back');
  incidents.open('platform', 'TW_LINK_DOWN', 'away');
  assert.equal(
    events.map(({ name }) => name),
    ['incident_opened', 'incident_closed', 'incident_opened'],
  );
});

test('do not close what never opened', () => {
  const { incidents, events } = kit();
  incidents.close('reader-1', 'works');
  assert.equal(events, []);
});

test('cut a message to what the contract allows', () => {
  const { incidents, events } = kit();
  incidents.open('radar-1', 'TW_SERIAL', 'x'.repeat(2_000));
  const message = events[0]?.name === 'incident_opened' ? events[0].data.message : '';
  assert.is(message.length, 500);
});

/** One service after the other on the same disk. */
function services(t: TestContext) {
  const path = join(temporaryFolder(t), 'open.json');
  const events: NewEvent[] = [];
  let ids = 0;
  const start = (): Incidents =>
    new Incidents({
      clock: new VirtualClock(),
      logger: new QuietLogger(),
      newId: () => `incident-${(ids += 1)}`,
      append: (event) => void events.push(event),
      leftOpen: new LeftOpen({ path, logger: new QuietLogger() }),
    });
  const told = (): string[] =>
    events.map(({ name, data }) => `${name} ${'incident' in data ? data.incident : ''}`);
  return { path, start, told };
}

test('that a power cut left open are closed once at the next start, those of this start are not', (t) => {
  const { start, told } = services(t);
  const first = start();
  first.recover();
  first.open('reader-1', 'TW_NFC_UNPLUGGED', 'gone');
  first.open('reader-2', 'TW_NFC_UNPLUGGED', 'gone');
  first.close('reader-2', 'back');
  const second = start();
  second.open('outbox', 'TW_DISK', 'before anybody looked');
  second.recover();
  assert.equal(told().slice(3), ['incident_opened incident-3', 'incident_closed incident-1']);
  start().recover();
  assert.equal(told().slice(5), ['incident_closed incident-3']);
  start().recover();
  assert.is(told().length, 6);
});

test('are opened although nothing can be kept of them, and what is kept badly is no reason to stop', (t) => {
  const { path, start, told } = services(t);
  writeFileSync(path, '[{"id":7},');
  start().recover();
  assert.equal(told(), []);
  mkdirSync(`${path}.new`);
  start().open('reader-1', 'TW_NFC_UNPLUGGED', 'gone');
  assert.equal(told(), ['incident_opened incident-1']);
});
