import * as assert from 'uvu/assert';
import type { EpcReading, Reading, TagReading } from '../../../device/ports.ts';
import type { Means } from '../../../kiosk/device-files/device-file.ts';
import { TapTraces } from '../../../kiosk/displays/tap-trace.ts';
import { MeansBook } from '../../../kiosk/hardware/means-book.ts';
import { ReadingRouter } from '../../../kiosk/host/reading-router.ts';
import { suite } from '../../harness/suite.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';
import { DisplayKit } from '../displays/kit.ts';

const test = suite('Reading router');
const UID = '04A1B2C3D4E580';
const AT = '2026-11-22T10:00:00Z';
/** SGTIN-96 of the GTIN below, serial number 6789. */
const EPC = '3074257BF7194E4000001A85';
const GTIN = '80614141123458';

function kit(files: Record<string, Means> = {}) {
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
    skuOfGtin: (gtin: string) => (gtin === GTIN ? 'COAT-M' : undefined),
    skuOfBinding: (uid: string) => (uid === UID ? 'TOTE-NATURAL' : undefined),
  };
  const seen: EpcReading[] = [];
  const book = new MeansBook(() => [wall.config, room.config]);
  for (const [device, means] of Object.entries(files)) book.set(device, means);
  const router = new ReadingRouter({
    displays,
    catalogue,
    outside: { seen: (identified) => identified },
    skuOf: (product) => (product === 'SCARF' ? 'SCARF-RED' : undefined),
    meansOf: (device) => book.of(device),
    seen: (reading) => void seen.push(reading),
    traces,
    newId: () => 'tap-1',
    clock: room.clock,
    logger,
  });
  const last = (display: DisplayKit, name: string): unknown =>
    display.events.findLast((event) => event.name === name)?.data;
  return { wall, room, logger, traces, router, seen, last };
}

function tag(source: string, uid = UID): TagReading {
  return { kind: 'tag', source, uid, tech: 'type2', ndef: [], at: AT };
}

const presence = (source: string, present: boolean, unit?: number): Reading => ({
  kind: 'presence',
  source,
  present,
  distanceCm: null,
  ...(unit === undefined ? {} : { unit }),
  at: AT,
});

const piece = (place: string, present: boolean, epc = EPC): Reading => ({
  kind: 'item',
  source: 'uhf',
  place,
  epc,
  present,
  at: AT,
});

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

test('takes presence to the room of its sensor, and a lost sensor as "nobody can tell"', () => {
  const { router, room } = kit();
  router.route(presence('radar-1', true));
  assert.ok(room.eventNames.includes('room_entered'));
  assert.is(room.clock.pending, 0, 'no idle time runs while somebody is seen');
  router.lost('radar-1');
  assert.is(room.clock.pending, 1);
  router.route(presence('radar-9', true));
});

test('takes each sensor of a controller to the room of its unit', () => {
  const { router, room, last } = kit({ shelf: { display: 'wall', units: { '5': { display: 'room' } } } });
  router.route(presence('shelf', true, 4));
  assert.equal(room.eventNames, []);
  router.route(presence('shelf', true, 5));
  assert.equal(last(room, 'room_entered'), { display: 'room', device: 'shelf/5' });
});

test('lets a tag be lifted without a change', () => {
  const { router, wall } = kit();
  router.route(tag('reader-1'));
  const count = wall.events.length;
  router.route({ kind: 'tag_removed', source: 'reader-1', uid: UID, at: AT });
  assert.is(wall.events.length, count);
  assert.is(wall.runner.screenName, 'product');
});

test('ends a visit when the door of the room opens', () => {
  const { router, room } = kit({ curtain: { display: 'room' } });
  router.route(presence('radar-1', true));
  router.route({ kind: 'contact', source: 'curtain', open: true, at: AT });
  assert.is(room.eventNames.at(-1), 'session_ended');
});

test('shows the product that was lifted off its place, and nothing when it is put back', () => {
  const { router, wall, last } = kit({ shelf: { display: 'wall', units: { '4': { product: 'SCARF' } } } });
  const pickup = (unit: number, lifted: boolean): void =>
    router.route({ kind: 'pickup', source: 'shelf', unit, tag: null, lifted, at: AT });
  pickup(3, true);
  pickup(4, false);
  assert.equal(wall.events, []);
  pickup(4, true);
  assert.equal(last(wall, 'tag_tapped'), {
    display: 'wall',
    device: 'shelf',
    tag: 'product',
    sku: 'SCARF-RED',
  });
});

test('knows a lifted product by its tag before its place, with or without leading zeros', () => {
  const files = {
    shelf: { display: 'wall', units: { '1': { product: 'OTHER' } }, tags: { '7': { product: 'SCARF' } } },
  };
  for (const name of ['7', '007']) {
    const { router, last, wall } = kit(files);
    router.route({ kind: 'pickup', source: 'shelf', unit: 1, tag: name, lifted: true, at: AT });
    assert.is((last(wall, 'tag_tapped') as { sku?: string } | undefined)?.sku, 'SCARF-RED', name);
  }
  const { router, wall, logger } = kit(files);
  router.route({ kind: 'pickup', source: 'shelf', unit: 1, tag: '8', lifted: true, at: AT });
  assert.equal(wall.events, [], 'the product of the place is not in the catalogue');
  assert.is(logger.at('warn').length, 0);
});

test('shows what was scanned as if it had been tapped', () => {
  const { router, last, wall, logger } = kit({ gun: { display: 'wall' } });
  router.route({ kind: 'code', source: 'gun', text: `01${GTIN}`, symbology: ']C1', at: AT });
  assert.equal(last(wall, 'tag_tapped'), {
    display: 'wall',
    device: 'gun',
    tag: 'product',
    sku: 'COAT-M',
    gtin: GTIN,
  });
  router.route({ kind: 'code', source: 'gun', text: 'https://evil.example/', at: AT });
  assert.is(wall.runner.screenName, 'notice');
  router.route({ kind: 'code', source: 'nowhere', text: 'x', at: AT });
  assert.is(logger.at('warn').length, 1);
});

test('calls an associate at the press of a button', () => {
  const files = {
    knob: { display: 'room', buttons: { '2': 'call_associate' as const } },
    panel: { display: 'wall', units: { '3': { buttons: { '1': 'call_associate' as const } } } },
  };
  const { router, room, wall } = kit(files);
  const press = (source: string, unit: number, pressed: number[]): void =>
    router.route({ kind: 'button', source, unit, pressed, at: AT });
  press('knob', 1, [1]);
  press('panel', 2, [1]);
  assert.equal([...room.events, ...wall.events], []);
  press('knob', 1, [1, 2]);
  press('knob', 1, []);
  press('panel', 3, [1]);
  assert.ok(room.eventNames.includes('associate_called'));
  assert.ok(wall.eventNames.includes('associate_called'));
});

test('gives single reads of radio tags to the filter, and its conclusions to the room', () => {
  const { router, seen, room, last } = kit({ uhf: { antennas: { '3': { room: 'room' } } } });
  const read: EpcReading = { kind: 'epc', source: 'uhf', epc: EPC, antenna: 3, rssiDbm: -50, at: AT };
  router.route(read);
  assert.equal(seen, [read]);
  assert.equal(room.events, []);
  router.route(piece('room', true));
  assert.equal(last(room, 'garment_entered'), {
    display: 'room',
    items: [{ item_id: 'COAT-M', item_group_id: 'COAT' }],
  });
  router.route(piece('room', false));
  assert.is(room.eventNames.at(-1), 'garment_left');
});

test('ignores radio tags that name no product here, with a line that nobody reads on a good day', () => {
  const { router, room, wall, logger } = kit();
  for (const epc of ['E28011700001', 'zz', '3074257BF7194E4000001A']) {
    router.route(piece('room', true, epc));
    router.route(piece('room', false, epc));
    router.route(piece('wall', true, epc));
  }
  assert.equal([...room.events, ...wall.events], []);
  assert.equal([...logger.at('info'), ...logger.at('warn')], []);
  assert.is(logger.at('debug').length, 6);
});

test('shows a product that a wall’s radio reader found, as a tap would', () => {
  const { router, wall } = kit();
  router.route(piece('wall', true));
  assert.is(wall.runner.screenName, 'product');
  const count = wall.events.length;
  router.route(piece('wall', false));
  assert.is(wall.events.length, count);
});

test('lets go what comes faster than anybody can look at it, and goes on when it slows down', async () => {
  const { router, wall, room } = kit({ scanner: { display: 'wall' } });
  const scan = (count: number): void => {
    for (let index = 0; index < count; index += 1)
      router.route({ kind: 'code', source: 'scanner', text: `01${GTIN}`, symbology: ']C1', at: AT });
  };
  const taps = (): number => wall.eventNames.filter((name) => name === 'tag_tapped').length;
  scan(1_000);
  const atOnce = taps();
  assert.ok(atOnce > 10 && atOnce < 100, `${atOnce} of a thousand at once`);
  await room.clock.advance(1_000);
  scan(1_000);
  assert.ok(taps() > atOnce && taps() <= atOnce + 20, `${taps() - atOnce} a second later`);
});
