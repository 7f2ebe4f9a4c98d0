import * as assert from 'uvu/assert';
import type { LineSession, SessionContext, StreamDriver } from '../../device/driver.ts';
import type { Reading } from '../../device/ports.ts';
import { ScanningFramer } from '../../device/scanning-framer.ts';
import { MemoryTransport } from '../../device/serial/memory-transport.ts';
import { StreamDevice } from '../../device/stream-device.ts';
import { Type } from 'typebox';
import { suite, type TestContext } from '../harness/suite.ts';
import { VirtualClock } from '../support/virtual-clock.ts';
import { Recorder, recordingLogger } from './recorder.ts';

const test = suite('stream device');

/** A protocol for the test: `<c>` is a frame; the character is its content. */
interface Letter {
  letter: string;
}

const OPEN = 0x3c;
const CLOSE = 0x3e;
const FRAME_BYTES = 3;

function createFramer(): ScanningFramer<Letter> {
  return new ScanningFramer((bytes, at) => {
    if (bytes[at] !== OPEN) return 'none';
    if (bytes.length < at + FRAME_BYTES) return 'incomplete';
    const letter = String.fromCodePoint(bytes[at + 1] ?? 0);
    return bytes[at + 2] === CLOSE ? { frame: { letter }, length: FRAME_BYTES } : 'none';
  }, FRAME_BYTES);
}

interface Log {
  calls: string[];
  session: SessionContext<object> | undefined;
}

/** Upper-case letters are codes, `!` troubles the session, `.` ends the trouble; everything else says nothing. */
function driverOf(log: Log, given: Partial<StreamDriver<object, Letter>> = {}): StreamDriver<object, Letter> {
  return {
    name: 'letters',
    options: Type.Object({}),
    baudRate: 9_600,
    silenceMs: 5_000,
    silentCode: 'TW_LD2410_SILENT',
    gapMs: 50,
    createFramer,
    createDecoder: (source) => ({
      decode: ({ letter }, at): Reading[] =>
        /[A-Z]/.test(letter) ? [{ kind: 'code', source, text: letter, at }] : [],
      reset: () => void log.calls.push('decoder reset'),
    }),
    createSession: (context): LineSession<Letter> => {
      log.session = context;
      return {
        opened: () => void log.calls.push('opened'),
        closed: () => void log.calls.push('closed'),
        frame: ({ letter }) => {
          log.calls.push(`frame ${letter}`);
          if (letter === '!') context.trouble('TW_DEVICE_NO_ANSWER', 'It is a test.');
          if (letter === '.') context.trouble(undefined);
        },
      };
    },
    ...given,
  };
}

interface Bench extends Log {
  clock: VirtualClock;
  transport: MemoryTransport;
  device: StreamDevice<object, Letter>;
  seen: Recorder;
  feed: (text: string) => void;
}

async function bench(t: TestContext, given: Partial<StreamDriver<object, Letter>> = {}): Promise<Bench> {
  const clock = new VirtualClock();
  const log: Log = { calls: [], session: undefined };
  const transport = new MemoryTransport();
  const device = new StreamDevice({
    id: 'letters-1',
    driver: driverOf(log, given),
    options: {},
    transport,
    clock,
    logger: recordingLogger(),
  });
  const seen = new Recorder();
  device.subscribe(seen);
  t.after(async () => {
    await device.stop();
    assert.equal([clock.pending, transport.isOpen], [0, false]);
  });
  await device.start();
  const feed = (text: string): void => transport.feed(new Uint8Array(Buffer.from(text, 'latin1')));
  return Object.assign(log, { clock, transport, device, seen, feed });
}

const texts = ({ readings }: Recorder): string[] =>
  readings.flatMap((reading) => (reading.kind === 'code' ? [reading.text] : []));

test('is connected once a device that speaks by itself has spoken', async (t) => {
  const { device, feed, seen } = await bench(t);
  assert.is(device.health().status, 'starting');
  feed('xx');
  assert.is(device.health().status, 'starting');
  feed('<a>');
  assert.is(device.health().status, 'connected');
  assert.equal(seen.readings, []);
});

test('is connected with the port when the device is silent by nature', async (t) => {
  const { device, clock } = await bench(t, { silenceMs: null });
  assert.is(device.health().status, 'connected');
  await clock.advance(3_600_000);
  assert.is(device.health().status, 'connected');
});

test('tells readings with the time of their frame, and counts what comes', async (t) => {
  const { device, feed, clock, seen } = await bench(t);
  await clock.advance(1_000);
  feed('x<A><b>yz<C');
  assert.equal(seen.readings, [
    { kind: 'code', source: 'letters-1', text: 'A', at: '2026-11-22T10:00:01.000Z' },
  ]);
  assert.equal(device.counters, { frames: 2, discardedBytes: 3 });
  feed('>');
  assert.equal(texts(seen), ['A', 'C']);
});

test('brings a frame out from behind a false start when the line falls silent', async (t) => {
  const { device, feed, clock, seen } = await bench(t, {
    createFramer: () => new ScanningFramer(longOrShort, LONG_BYTES),
  });
  feed('[<A>');
  await clock.advance(49);
  assert.equal(texts(seen), []);
  await clock.advance(1);
  assert.equal(texts(seen), ['A']);
  assert.equal(device.counters, { frames: 1, discardedBytes: 1 });
});

test('takes silence for the end of a frame where a framer does not settle', async (t) => {
  const { feed, clock, seen } = await bench(t, {
    silenceMs: null,
    createFramer: () => {
      const held: number[] = [];
      return {
        push: (chunk) => {
          held.push(...chunk);
          return { frames: [], discardedBytes: 0 };
        },
        flush: () => ({
          frames: held.splice(0).map((byte) => ({ letter: String.fromCodePoint(byte) })),
          discardedBytes: 0,
        }),
        reset: () => held.splice(0).length,
        get pendingBytes() {
          return held.length;
        },
      };
    },
  });
  feed('A');
  await clock.advance(40);
  feed('B');
  await clock.advance(49);
  assert.equal(texts(seen), []);
  await clock.advance(1);
  assert.equal(texts(seen), ['A', 'B']);
});

test('tells the session when the line opens, of every frame, and when it is gone', async (t) => {
  const { feed, transport, clock, calls } = await bench(t);
  feed('<a><B>');
  transport.unplug();
  transport.plug();
  await clock.advance(1_500);
  feed('<c>');
  assert.equal(calls, ['opened', 'frame a', 'frame B', 'closed', 'decoder reset', 'opened', 'frame c']);
});

test('lets the session write, and refuses it when the line is gone', async (t) => {
  const { transport, session } = await bench(t);
  await session?.write(Uint8Array.of(1, 2));
  assert.equal(transport.written, [Uint8Array.of(1, 2)]);
  transport.unplug();
  const error = await session?.write(Uint8Array.of(3)).catch((cause: unknown) => cause);
  assert.is((error as { code?: string }).code, 'TW_SERIAL_LOST');
});

test('shows what the device says is wrong, although frames come, until it is right again', async (t) => {
  const { device, feed, seen } = await bench(t);
  feed('<a><!><A>');
  assert.is(device.health().status, 'failed');
  assert.is(device.health().code, 'TW_DEVICE_NO_ANSWER');
  assert.match(device.health().message ?? '', /It is a test\.$/);
  assert.equal(texts(seen), ['A']);
  feed('<.>');
  assert.is(device.health().status, 'connected');
});

test('forgets trouble with the line it was told on', async (t) => {
  const { device, feed, transport, clock } = await bench(t);
  feed('<!>');
  transport.unplug();
  assert.is(device.health().status, 'searching');
  transport.plug();
  await clock.advance(1_500);
  feed('<a>');
  assert.is(device.health().status, 'connected');
});

test('gives half a frame up with the line, and counts it', async (t) => {
  const { device, feed, transport, clock, seen } = await bench(t);
  feed('<a><A');
  transport.unplug();
  assert.equal(device.counters, { frames: 1, discardedBytes: 2 });
  transport.plug();
  await clock.advance(1_500);
  feed('><B>');
  assert.equal(texts(seen), ['B']);
  assert.equal(device.counters, { frames: 2, discardedBytes: 3 });
});

test('hears nothing of a line that it has given up', async (t) => {
  const { device, feed, clock, seen } = await bench(t);
  feed('<a>');
  await clock.advance(5_000);
  assert.equal([device.health().status, device.health().code], ['searching', 'TW_LD2410_SILENT']);
  feed('<A>');
  assert.equal(texts(seen), []);
});

test('stops in the middle of a chunk when a listener says so', async (t) => {
  const { device, feed, seen } = await bench(t);
  device.subscribe({ health: () => undefined, reading: () => void device.stop() });
  feed('<A><B>');
  assert.equal(texts(seen), ['A']);
});

test('says to its interpreter whether the line is lost or the device stops', async (t) => {
  const told: string[] = [];
  const { device, feed, transport, clock, seen } = await bench(t, {
    silenceMs: null,
    createInterpreter: (context) => ({
      take: (reading) => {
        if (reading.kind === 'code') context.emit({ ...reading, text: `${reading.text}!` });
      },
      reset: (cause) => void told.push(cause ?? 'none'),
    }),
  });
  feed('<A>');
  assert.equal(texts(seen), ['A!']);
  transport.unplug();
  await clock.advance(20_000);
  assert.equal(told, ['lost']);
  transport.plug();
  await clock.advance(10_000);
  feed('<a>');
  await device.stop();
  assert.equal(told, ['lost', 'stopped']);
});

test('also tells its interpreter that it stops when the line is away', async (t) => {
  const told: (string | undefined)[] = [];
  const { device, transport } = await bench(t, {
    createInterpreter: () => ({ take: () => undefined, reset: (cause) => void told.push(cause) }),
  });
  transport.unplug();
  await device.stop();
  assert.equal(told, ['lost', 'stopped']);
});

test('starts again after it was stopped', async (t) => {
  const { device, feed, seen } = await bench(t);
  await device.stop();
  await device.start();
  feed('<A>');
  assert.equal(texts(seen), ['A']);
  assert.equal(seen.story, ['starting', 'stopped', 'starting', 'connected']);
});

const LONG_BYTES = 12;

/** `[` begins a frame of twelve bytes that ends in `]`, `<` one of three. */
function longOrShort(
  bytes: Uint8Array,
  at: number,
): ReturnType<ConstructorParameters<typeof ScanningFramer<Letter>>[0]> {
  if (bytes[at] === 0x5b) return bytes.length < at + LONG_BYTES ? 'incomplete' : 'none';
  if (bytes[at] !== OPEN) return 'none';
  if (bytes.length < at + FRAME_BYTES) return 'incomplete';
  return { frame: { letter: String.fromCodePoint(bytes[at + 1] ?? 0) }, length: FRAME_BYTES };
}
