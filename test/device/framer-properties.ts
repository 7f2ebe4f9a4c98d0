/**
 * What every framer must hold to, whatever the protocol: checked with valid frames, garbage, flipped bits and noise.
 *
 * A driver's framer test calls `testFramer` once and adds the vectors of its manual.
 */
import * as fc from 'fast-check';
import * as assert from 'uvu/assert';
import { concat } from '../../device/bytes.ts';
import type { Framer } from '../../device/framer.ts';
import type { TestFunction } from '../harness/suite.ts';

/** A frame as it comes over the line, and what the framer makes of it. */
export interface ValidFrame<Frame> {
  bytes: Uint8Array;
  frame: Frame;
}

export interface FramerCase<Frame> {
  /** Goes into the titles of the tests. */
  name: string;
  create(): Framer<Frame>;
  /** Valid frames, of every kind the protocol has, whose bytes may follow each other in any order. */
  valid: fc.Arbitrary<ValidFrame<Frame>>;
  /** Bytes that a frame had on the line. */
  size(frame: Frame): number;
  /** The most that may ever be held back (bytes). */
  maxPending: number;
  /** Beginnings of frames that never end well, e.g. a header with the longest length: mixed into the garbage. */
  falseStarts: readonly Uint8Array[];
  /** Bytes of frames that came after the frame had been handed out, e.g. the LF of a CRLF; default none. */
  late?(framer: Framer<Frame>): number;
  /** Whatever becomes of a frame: must not throw for any that the framer lets through. */
  use?(frame: Frame): unknown;
}

interface Outcome<Frame> {
  frames: Frame[];
  discarded: number;
}

const SEED = 20_261_125;
const MAX_GARBAGE = 300;
const FLOOD = 65_536;

/** Declares the property tests of a framer. */
export function testFramer<Frame>(test: TestFunction, of: FramerCase<Frame>): void {
  const { name, valid } = of;
  const streams = fc.array(valid, { minLength: 1, maxLength: 6 });
  const noise = garbage(of.falseStarts);
  const flips = fc.record({ position: fc.nat(), mask: fc.integer({ min: 1, max: 255 }) });
  const options = { seed: SEED, numRuns: 200 };

  test(`${name}: finds the same frames wherever a stream is split`, () => {
    fc.assert(
      fc.property(streams, (frames) => {
        const stream = joined(frames);
        const expected = { frames: frames.map(({ frame }) => frame), discarded: 0 };
        for (let at = 0; at <= stream.length; at += 1)
          assert.equal(run(of, [stream.slice(0, at), stream.slice(at)]), expected, `split at ${at}`);
        assert.equal(run(of, bytewise(stream)), expected, 'byte by byte');
      }),
      { ...options, numRuns: 40 },
    );
  });

  test(`${name}: makes the same of noise, whole or byte by byte`, () => {
    fc.assert(
      fc.property(noise, streams, (bytes, frames) => {
        const stream = concat(bytes, joined(frames), bytes);
        assert.equal(run(of, bytewise(stream)), run(of, [stream]));
      }),
      options,
    );
  });

  test(`${name}: accounts for every byte of whatever comes, and never throws`, () => {
    const pieces = fc.array(
      fc.oneof(
        noise,
        valid.map(({ bytes }) => bytes),
        fc.constant(new Uint8Array()),
      ),
      {
        maxLength: 12,
      },
    );
    fc.assert(
      fc.property(pieces, fc.boolean(), (chunks, isSlow) => void run(of, chunks, isSlow)),
      { ...options, numRuns: 500 },
    );
  });

  test(`${name}: reads the next good frame after garbage and silence`, () => {
    fc.assert(
      fc.property(noise, valid, (bytes, { bytes: good, frame }) => {
        const framer = of.create();
        framer.push(Uint8Array.from(bytes));
        framer.flush();
        const found = [...framer.push(Uint8Array.from(good)).frames, ...framer.flush().frames];
        assert.equal(found.at(-1), frame);
      }),
      options,
    );
  });

  test(`${name}: comes back to the frames behind garbage without any silence`, () => {
    fc.assert(
      fc.property(noise, valid, (bytes, good) => {
        const stream = [Uint8Array.from(bytes), ...enough(of, good)];
        assert.equal(run(of, stream).frames.at(-1), good.frame);
      }),
      { ...options, numRuns: 100 },
    );
  });

  test(`${name}: comes back to the frames behind flipped bits`, () => {
    fc.assert(
      fc.property(streams, fc.tuple(valid, flips), (frames, [good, { position, mask }]) => {
        const stream = joined(frames);
        const at = position % stream.length;
        const bent = stream.map((byte, index) => (index === at ? byte ^ mask : byte));
        assert.equal(run(of, [bent, ...enough(of, good)]).frames.at(-1), good.frame);
      }),
      options,
    );
  });

  test(`${name}: waits for the rest of a frame that comes slowly`, () => {
    fc.assert(
      fc.property(valid, fc.nat(), ({ bytes, frame }, position) => {
        const framer = of.create();
        if (framer.settle === undefined) return;
        const at = position % bytes.length;
        const found = [bytes.slice(0, at), bytes.slice(at)].flatMap((part) => [
          ...framer.push(part).frames,
          ...(framer.settle?.().frames ?? []),
        ]);
        assert.equal([...found, ...framer.flush().frames], [frame]);
      }),
      options,
    );
  });

  test(`${name}: forgets what is pending when told to, and says how much it was`, () => {
    fc.assert(
      fc.property(noise, valid, (bytes, { bytes: good, frame }) => {
        const framer = of.create();
        framer.push(Uint8Array.from(bytes));
        const { pendingBytes } = framer;
        assert.is(framer.reset(), pendingBytes);
        assert.is(framer.pendingBytes, 0);
        const found = [...framer.push(Uint8Array.from(good)).frames, ...framer.flush().frames];
        assert.equal(found, [frame]);
      }),
      options,
    );
  });

  test(`${name}: takes a flood of beginnings without end in its stride`, () => {
    for (const start of [...of.falseStarts, Uint8Array.of(0), Uint8Array.of(0xff)]) {
      const flood = Uint8Array.from({ length: FLOOD }, (_, index) => start[index % start.length] ?? 0);
      run(of, [flood]);
      run(of, bytewise(flood.subarray(0, FLOOD / 16)));
    }
  });
}

/** Pushes chunk by chunk, with a silence after each when slow, flushes at the end; checks what must hold at every moment. */
export function run<Frame>(
  of: FramerCase<Frame>,
  chunks: readonly Uint8Array[],
  isSlow = false,
): Outcome<Frame> {
  const framer = of.create();
  const frames: Frame[] = [];
  let [bytesIn, bytesOut, discarded] = [0, 0, 0];
  const account = (output: { frames: Frame[]; discardedBytes: number }): void => {
    frames.push(...output.frames);
    discarded += output.discardedBytes;
    for (const frame of output.frames) {
      bytesOut += of.size(frame);
      of.use?.(frame);
    }
    const late = of.late?.(framer) ?? 0;
    assert.is(bytesOut + late + discarded + framer.pendingBytes, bytesIn, 'bytes in and out');
    assert.ok(framer.pendingBytes <= of.maxPending, `${framer.pendingBytes} bytes pending`);
  };
  for (const chunk of chunks) {
    // The port uses its buffers again: what a framer keeps must be its own.
    const lent = Uint8Array.from(chunk);
    bytesIn += lent.length;
    const output = framer.push(lent);
    lent.fill(0xa5);
    account(output);
    if (isSlow) account(framer.settle?.() ?? { frames: [], discardedBytes: 0 });
  }
  account(framer.flush());
  assert.is(framer.pendingBytes, 0, 'nothing pending after a flush');
  return { frames, discarded };
}

export function bytewise(bytes: Uint8Array): Uint8Array[] {
  return [...bytes].map((byte) => Uint8Array.of(byte));
}

/** Random bytes, and beginnings of frames among them. */
function garbage(falseStarts: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  const random = fc.uint8Array({ maxLength: MAX_GARBAGE });
  if (falseStarts.length === 0) return random;
  const start = fc.constantFrom(...falseStarts).map((bytes) => Uint8Array.from(bytes));
  return fc.oneof(
    random,
    start,
    fc.tuple(random, start).map(([bytes, begin]) => concat(bytes, begin)),
    fc.tuple(start, random).map(([begin, bytes]) => concat(begin, bytes)),
  );
}

function joined(frames: readonly ValidFrame<unknown>[]): Uint8Array {
  return concat(...frames.map(({ bytes }) => bytes));
}

/** The frame so often that a false start before it has given up all that it may hold back. */
function enough<Frame>(of: FramerCase<Frame>, { bytes }: ValidFrame<Frame>): Uint8Array[] {
  return Array.from({ length: Math.ceil((2 * of.maxPending) / bytes.length) + 2 }, () => bytes);
}
