import * as assert from 'uvu/assert';
import type { TagReading } from '../../../device/ports.ts';
import { TapTraces } from '../../../kiosk/displays/tap-trace.ts';
import { ReadingRouter } from '../../../kiosk/host/reading-router.ts';
import { suite } from '../../harness/suite.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';
import { DisplayKit } from '../displays/kit.ts';

const test = suite('Reading router');
const UID = '04A1B2C3D4E580';
const AT = '2026-11-22T10:00:00Z';

function kit() {
  const [wall, room] = [new DisplayKit('wall'), new DisplayKit('room')];
  room.config.readers.splice(0, 1, 'reader-2');
  wall.config.radars.length = 0;
  const logger = new QuietLogger();
  const traces = new TapTraces();
  const displays = new Map([
    ['wall', wall.runner],
    ['room', room.runner],
  ]);
  const catalogue = {
    skuOfGtin: () => undefined,
    skuOfBinding: (uid: string) => (uid === UID ? 'TOTE-NATURAL' : undefined),
  };
  const router = new ReadingRouter({ displays, catalogue, traces, newId: () => 'tap-1', logger });
  return { wall, room, logger, traces, router };
}

function tag(source: string, uid = UID): TagReading {
  return { kind: 'tag', source, uid, tech: 'type2', ndef: [], at: AT };
}

test('takes a tag to the display of its reader only', () => {
  const { router, wall, room } = kit();
  router.route(tag('reader-2'));
  assert.is(room.runner.screenName, 'room');
  assert.is(wall.runner.screenName, 'attract');
});

test('says once per tap that a reader belongs to no display, without the UID', () => {
  const { router, logger } = kit();
  router.route(tag('reader-9'));
  assert.equal(
    logger.at('warn').map(({ fields }) => fields),
    [{ device: 'reader-9' }],
  );
  assert.not.ok(JSON.stringify(logger.lines).includes(UID));
});

test('keeps the times of a tap, in order and with nothing of the tag', () => {
  const { router, traces } = kit();
  router.route(tag('reader-1'));
  const [trace] = traces.all();
  assert.ok(trace);
  const { read, identified, reduced, durable, sent } = trace;
  assert.equal(
    [read, identified, reduced, durable, sent].toSorted((a, b) => a - b),
    [read, identified, reduced, durable, sent],
  );
  assert.is(trace.revision, 2);
  assert.not.ok(JSON.stringify(trace).includes(UID));
});

test('takes presence to the display of its sensor, and a lost sensor as "nobody can tell"', () => {
  const { router, room } = kit();
  router.route({ kind: 'presence', source: 'radar-1', present: true, distanceCm: 80, at: AT });
  assert.ok(room.eventNames.includes('room_entered'));
  assert.is(room.clock.pending, 0, 'no idle time runs while somebody is seen');
  router.presenceUnknown('radar-1');
  assert.is(room.clock.pending, 1);
  router.route({ kind: 'presence', source: 'radar-9', present: true, distanceCm: null, at: AT });
});

test('lets a tag be lifted without a change', () => {
  const { router, wall } = kit();
  router.route(tag('reader-1'));
  const count = wall.events.length;
  router.route({ kind: 'tag_removed', source: 'reader-1', uid: UID, at: AT });
  assert.is(wall.events.length, count);
  assert.is(wall.runner.screenName, 'product');
});
