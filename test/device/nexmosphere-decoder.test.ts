/** X-talk lines to readings: the pairs of RFID pick-ups, and what numbers mean by the element that sends them. */
import * as fc from 'fast-check';
import * as assert from 'uvu/assert';
import { parseDriverOptions } from '../../device/driver-options.ts';
import { parseCommand } from '../../device/nexmosphere/command.ts';
import { NexmosphereDecoder } from '../../device/nexmosphere/decoder.ts';
import { nexmosphere } from '../../device/nexmosphere/driver.ts';
import type { Reading } from '../../device/ports.ts';
import { suite } from '../harness/suite.ts';

const test = suite('Nexmosphere decoder');
const START = Date.UTC(2026, 10, 25, 10);

type Line = string | { ms: number; line: string };

class Bench {
  readonly decoder: NexmosphereDecoder;
  #now = START;

  constructor(options: object = {}) {
    this.decoder = new NexmosphereDecoder('shelf', parseDriverOptions(nexmosphere, options));
  }

  /** Decodes lines; a number before one is the time since the one before. */
  read(...lines: Line[]): Reading[] {
    return lines.flatMap((entry) => {
      const { ms, line } = typeof entry === 'string' ? { ms: 0, line: entry } : entry;
      this.#now += ms;
      const command = parseCommand(line);
      assert.ok(command, line);
      return this.decoder.decode({ command, bytes: line.length }, new Date(this.#now).toISOString());
    });
  }

  /** The same, short: `lift 3 tag 4`, `button 1 [1]`. */
  story(...lines: Line[]): string[] {
    return this.read(...lines).map(tell);
  }
}

function tell(reading: Reading): string {
  if (reading.kind === 'pickup') {
    return `${reading.lifted ? 'lift' : 'place'} ${reading.unit} tag ${reading.tag ?? '?'}`;
  }
  if (reading.kind === 'button') return `button ${reading.unit} [${reading.pressed.join(' ')}]`;
  if (reading.kind === 'presence') return `presence ${reading.unit ?? 0} ${reading.present}`;
  if (reading.kind === 'contact') return `contact ${reading.unit ?? 0} ${reading.open ? 'open' : 'shut'}`;
  if (reading.kind === 'dial') return `dial ${reading.unit} ${reading.position}`;
  return reading.kind;
}

const later = (ms: number, line: string): Line => ({ ms, line });
const antennas = (...units: number[]): object => ({
  units: units.map((unit) => ({ unit, element: 'rfid' })),
});

test('joins the two lines of a pick-up and of a place-back', () => {
  const bench = new Bench();
  assert.equal(bench.read('XR[PU004]', later(20, 'X001A[1]')), [
    {
      kind: 'pickup',
      source: 'shelf',
      unit: 1,
      tag: '4',
      lifted: true,
      at: '2026-11-25T10:00:00.000Z',
    },
  ]);
  assert.equal(bench.story('XR[PB012]', later(499, 'X002A[0]')), ['place 2 tag 12']);
});

test('joins them where several antennas interleave', () => {
  const bench = new Bench(antennas(1, 2, 3));
  assert.equal(bench.story('XR[PB001]', 'XR[PB002]', 'X001A[0]', 'X002A[0]'), [
    'place 1 tag 1',
    'place 2 tag 2',
  ]);
  // A tag can leave only the antenna on which it lies, whatever the order of the second lines.
  assert.equal(bench.story('XR[PU001]', 'XR[PU002]', 'X002A[1]', 'X001A[1]'), [
    'lift 2 tag 2',
    'lift 1 tag 1',
  ]);
  // A lift and a place-back never make a pair.
  assert.equal(bench.story('XR[PU007]', 'XR[PB001]', 'X003A[0]', 'X001A[1]'), [
    'place 3 tag 1',
    'lift 1 tag 7',
  ]);
});

test('never takes a button for the antenna of a pick-up', () => {
  const bench = new Bench({
    units: [
      { unit: 1, element: 'rfid' },
      { unit: 2, element: 'button' },
    ],
  });
  assert.equal(bench.story('XR[PB004]', 'X002A[0]', 'X001A[0]'), ['button 2 []', 'place 1 tag 4']);
});

test('takes the number behind a place-back for a release where a button is seen to be down', () => {
  const bench = new Bench();
  assert.equal(bench.story('X001A[3]', 'XR[PB004]', 'X001A[0]', 'X002A[0]'), [
    'button 1 [1]',
    'button 1 []',
    'place 2 tag 4',
  ]);
});

test('believes the options more than the controller', () => {
  const bench = new Bench(antennas(1));
  assert.equal(bench.story('D001B[TYPE=XTB4N6 ]', 'X001A[1]'), ['lift 1 tag ?']);
});

test('loses no pick-up whose second line is missing: it is told where the tag lay', () => {
  const bench = new Bench(antennas(1, 2));
  bench.read('XR[PB004]', 'X002A[0]');
  assert.equal(bench.story(later(1_000, 'XR[PU004]')), []);
  assert.equal(bench.story(later(501, 'D001B[TYPE=XRDR1 ]')), ['lift 2 tag 4']);
  assert.equal(bench.story('XR[PU099]'), []);
  const [told] = bench.read(later(60_000, 'XR[PU004]'));
  assert.equal([told?.kind === 'pickup' && told.unit, told?.at], [0, '2026-11-25T10:00:01.501Z']);
});

test('loses no pick-up whose first line is missing: it has a tag when a single one lay there', () => {
  const bench = new Bench(antennas(1, 2));
  bench.read('XR[PB004]', 'X001A[0]');
  assert.equal(bench.story(later(1_000, 'X001A[1]')), ['lift 1 tag 4']);
  assert.equal(bench.story(later(1_000, 'X002A[1]')), ['lift 2 tag ?']);
  assert.equal(bench.story(later(1_000, 'X002A[0]')), ['place 2 tag ?']);
});

test('names the tag once the first line comes right behind the second', () => {
  const bench = new Bench(antennas(1, 2));
  assert.equal(bench.story('X001A[0]', 'XR[PB004]'), ['place 1 tag ?', 'place 1 tag 4']);
  assert.equal(bench.story(later(900, 'X001A[1]'), 'XR[PU004]'), ['lift 1 tag 4']);
  assert.equal(bench.story(later(900, 'X002A[1]'), later(101, 'XR[PU009]'), 'X001A[1]'), [
    'lift 2 tag ?',
    'lift 1 tag 9',
  ]);
});

test('keeps no more than a handful of first lines, and tells what it gives up', () => {
  const bench = new Bench(antennas(1));
  const tags = Array.from({ length: 250 }, (_, index) => String(index + 1));
  const told = bench.story(...tags.map((tag) => `XR[PU${tag.padStart(3, '0')}]`));
  assert.equal(
    told,
    tags.slice(0, told.length).map((tag) => `lift 1 tag ${tag}`),
  );
  assert.ok(tags.length - told.length <= 17);
});

test('drops a first line with the line it came on, and finds by the next status what was lifted', () => {
  const bench = new Bench(antennas(1));
  assert.equal(bench.story('X001B[ d001 d002 d000 d000]'), []);
  bench.read('XR[PU001]');
  bench.decoder.reset();
  assert.equal(bench.story('X001B[ d002 d009 d000 d000]'), ['lift 1 tag 1', 'place 1 tag 9']);
  assert.equal(bench.story('X001B[ d002 d009 d000 d000]'), []);
  assert.equal(bench.story(later(600, 'G001A[0]')), []);
});

test('reads buttons bit by bit', () => {
  const bench = new Bench();
  assert.equal(bench.story('X001A[3]', 'X001A[5]', 'X001A[9]', 'X001A[17]', 'X001A[7]', 'X001A[0]'), [
    'button 1 [1]',
    'button 1 [2]',
    'button 1 [3]',
    'button 1 [4]',
    'button 1 [1 2]',
    'button 1 []',
  ]);
});

test('reads numbers by the kind of element that the options name', () => {
  const bench = new Bench({
    units: [
      { unit: 1, element: 'pickup' },
      { unit: 2, element: 'pickup', placedValue: 1 },
      { unit: 3, element: 'presence' },
      { unit: 4, element: 'presence', farthestZone: 3 },
      { unit: 5, element: 'io' },
      { unit: 6, element: 'io', invert: true },
      { unit: 7, element: 'rotary' },
      { unit: 8, element: 'light' },
      { unit: 9, element: 'button' },
    ],
  });
  assert.equal(bench.story('X001A[0]', 'X001A[3]', 'X002A[0]', 'X002A[1]'), [
    'lift 1 tag ?',
    'place 1 tag ?',
    'lift 2 tag ?',
    'place 2 tag ?',
  ]);
  assert.equal(bench.story('X003A[7]', 'X003A[0]', 'X004A[3]', 'X004A[4]'), [
    'presence 3 true',
    'presence 3 false',
    'presence 4 true',
    'presence 4 false',
  ]);
  assert.equal(bench.story('X005A[0]', 'X005A[1]', 'X006A[0]', 'X006A[1]'), [
    'contact 5 open',
    'contact 5 shut',
    'contact 6 shut',
    'contact 6 open',
  ]);
  assert.equal(bench.story('X007A[12]', 'X008A[255]', 'X009A[1]', 'X009A[0]'), [
    'dial 7 12',
    'button 9 [1]',
    'button 9 []',
  ]);
});

test('reads numbers by the model that the controller names, padded or not', () => {
  const bench = new Bench();
  assert.equal(bench.story('X001A[0]', 'X002A[1]'), ['button 1 []', 'button 2 [1]']);
  bench.read('D001B[TYPE=XSWX36 ]', 'D002B[TYPE=XY-146 ]', 'D003B[TYPE=XRDR1]');
  assert.equal(bench.story('X001A[0]', 'X002A[1]', 'X003A[1]'), [
    'lift 1 tag ?',
    'presence 2 true',
    'lift 3 tag ?',
  ]);
  bench.read('D002B[TYPE=FFFFFF]');
  assert.equal(bench.story('X002A[3]'), ['button 2 [1]']);
});

test('reads the texts of elements that say what they are', () => {
  const bench = new Bench({ units: [{ unit: 5, farthestZone: 4 }] });
  assert.equal(bench.story('X001B[TD=UID:04A2B3C4D5E6F7]', 'X001B[TR=UID:04A2B3C4D5E6F7]'), [
    'place 1 tag 04A2B3C4D5E6F7',
    'lift 1 tag 04A2B3C4D5E6F7',
  ]);
  assert.equal(bench.story('X001B[TD=TNR:00042]', 'X001B[TR=]'), ['place 1 tag 42', 'lift 1 tag 42']);
  assert.equal(bench.story('X001B[TR=]'), ['lift 1 tag ?']);
  assert.equal(bench.story('X004B[Bs=FAR]', 'X004B[Bs=NEAR]', 'X004B[Bs=IDLE]'), [
    'button 4 [2]',
    'button 4 [1]',
    'button 4 []',
  ]);
  assert.equal(bench.story('X005B[Dz=04]', 'X005B[Dz=05]', 'X005B[Dz=AB]', 'X005B[Dz=XX]'), [
    'presence 5 true',
    'presence 5 false',
    'presence 5 true',
    'button 5 [1]',
    'presence 5 false',
    'button 5 []',
  ]);
  assert.equal(bench.story('X002B[Dr=20]', 'X006B[1FH3LC]', 'X006B[0UX0XU]'), [
    'dial 2 20',
    'presence 6 true',
    'presence 6 false',
  ]);
});

test('says nothing of answers, settings, gestures and what it does not know', () => {
  const bench = new Bench();
  const silent = [
    'D001B[SERIAL=32132_18-101-24 ]',
    'X001S[4:3]',
    'X001A[]',
    'X001B[]',
    'X001B[Gs=RIGHT]',
    'X001A[2]',
    'S001A[1]',
    'G001A[3]',
    'XR[XX]',
  ];
  assert.equal(bench.story(...silent), []);
});

test('tells every tag that moved, and no other, whatever the interleaving', () => {
  const moves = fc.uniqueArray(
    fc.record({ tag: fc.integer({ min: 1, max: 250 }), unit: fc.integer({ min: 1, max: 8 }) }),
    {
      selector: ({ tag }) => tag,
      minLength: 1,
      maxLength: 8,
    },
  );
  fc.assert(
    fc.property(moves, fc.boolean(), (all, isTogether) => {
      const bench = new Bench(antennas(1, 2, 3, 4, 5, 6, 7, 8));
      const first = all.map(({ tag }) => `XR[PU${String(tag).padStart(3, '0')}]`);
      const second = all.map(({ unit }) => `X00${unit}A[1]`);
      const lines = isTogether
        ? [...first, ...second]
        : first.flatMap((line, index) => [line, second[index] ?? '']);
      const told = bench.story(...lines);
      assert.equal(
        told,
        all.map(({ tag, unit }) => `lift ${unit} tag ${tag}`),
      );
    }),
    { seed: 5, numRuns: 200 },
  );
});

test('loses no lifted tag to lost lines, and never throws', () => {
  const move = fc.record({
    tag: fc.integer({ min: 1, max: 20 }),
    unit: fc.integer({ min: 1, max: 3 }),
    lifted: fc.boolean(),
    gap: fc.integer({ min: 0, max: 2_000 }),
    isFirst: fc.boolean(),
    isSecond: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(move, { maxLength: 30 }), (moves) => {
      const bench = new Bench(antennas(1, 2, 3));
      const told: Reading[] = [];
      for (const { tag, unit, lifted, gap, isFirst, isSecond } of moves) {
        const [first, second] = [
          `XR[P${lifted ? 'U' : 'B'}${String(tag).padStart(3, '0')}]`,
          `X00${unit}A[${lifted ? 1 : 0}]`,
        ];
        if (isFirst) told.push(...bench.read({ ms: gap, line: first }));
        if (isSecond) told.push(...bench.read({ ms: isFirst ? 0 : gap, line: second }));
      }
      told.push(...bench.read({ ms: 10_000, line: 'G001A[0]' }));
      const names = told.flatMap((one) => (one.kind === 'pickup' && one.lifted ? [one.tag] : []));
      const heard = moves.filter(({ isFirst, lifted }) => isFirst && lifted).map(({ tag }) => String(tag));
      assert.equal(
        heard.filter((tag) => !names.includes(tag)),
        [],
      );
    }),
    { seed: 6, numRuns: 300 },
  );
});
