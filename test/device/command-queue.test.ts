import * as assert from 'uvu/assert';
import { DeviceError, isDeviceError } from '../../device/errors.ts';
import { CommandQueue, type Command, type CommandQueueOptions } from '../../device/serial/command-queue.ts';
import { suite } from '../harness/suite.ts';
import { VirtualClock } from '../support/virtual-clock.ts';

const test = suite('command queue');

const PACE_MS = 50;
const ANSWER_MS = 500;

interface Bench {
  clock: VirtualClock;
  queue: CommandQueue<string>;
  /** What was written, with the millisecond it was written at. */
  written: string[];
}

function bench(given: Partial<CommandQueueOptions> = {}): Bench {
  const clock = new VirtualClock(0);
  const written: string[] = [];
  const queue = new CommandQueue<string>({
    clock,
    paceMs: PACE_MS,
    answerMs: ANSWER_MS,
    write: async (bytes) => void written.push(`${clock.now()} ${Buffer.from(bytes).toString()}`),
    ...given,
  });
  return { clock, queue, written };
}

const say = (text: string): Command<string> => ({ bytes: Buffer.from(text) });
const ask = (text: string, attempts?: number): Command<string> => ({
  bytes: Buffer.from(text),
  isAnswer: (frame) => frame === text.toUpperCase(),
  ...(attempts === undefined ? {} : { attempts }),
});

const outcome = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    (value) => value,
    (error: unknown) => (isDeviceError(error) ? error.code : error),
  );

test('sends one command after the other, with a pause between', async () => {
  const { clock, queue, written } = bench();
  const done = Promise.all([queue.send(say('a')), queue.send(say('b')), queue.send(say('c'))]);
  assert.is(queue.size, 3);
  await clock.advance(1_000);
  assert.equal(await done, [undefined, undefined, undefined]);
  assert.equal(written, ['0 a', '50 b', '100 c']);
  assert.equal([queue.size, clock.pending], [0, 0]);
});

test('waits for the answer before the next command, and gives it', async () => {
  const { clock, queue, written } = bench();
  const first = queue.send(ask('a'));
  const second = queue.send(say('b'));
  await clock.advance(200);
  assert.is(queue.frame('other'), false);
  assert.is(queue.frame('A'), true);
  assert.is(queue.frame('A'), false);
  await clock.advance(100);
  assert.is(await first, 'A');
  await second;
  assert.equal(written, ['0 a', '250 b']);
});

test('takes an answer that comes before the write is said to be done', async () => {
  const { clock, queue } = bench({ write: async () => void queue.frame('A') });
  const answer = queue.send(ask('a'));
  await clock.advance(100);
  assert.is(await answer, 'A');
  assert.is(clock.pending, 0);
});

test('asks three times, then gives the command up and goes on', async () => {
  const { clock, queue, written } = bench();
  const first = outcome(queue.send(ask('a')));
  const second = queue.send(say('b'));
  await clock.advance(5_000);
  assert.is(await first, 'TW_DEVICE_NO_ANSWER');
  await second;
  assert.equal(written, ['0 a', '500 a', '1000 a', '1550 b']);
});

test('asks as often as the command says', async () => {
  const { clock, queue, written } = bench();
  const only = outcome(queue.send(ask('a', 1)));
  await clock.advance(5_000);
  assert.is(await only, 'TW_DEVICE_NO_ANSWER');
  assert.equal(written, ['0 a']);
});

test('refuses everything that waits when the line goes away, and works again', async () => {
  const { clock, queue, written } = bench();
  const lost = [outcome(queue.send(ask('a'))), outcome(queue.send(say('b')))];
  await clock.advance(10);
  queue.clear();
  assert.equal(await Promise.all(lost), ['TW_SERIAL_LOST', 'TW_SERIAL_LOST']);
  assert.equal([queue.size, clock.pending], [0, 0]);
  assert.is(queue.frame('A'), false);
  await queue.send(say('c'));
  assert.equal(written, ['0 a', '10 c']);
});

test('does not take the end of a write before the loss for one behind it', async () => {
  const ends: (() => void)[] = [];
  const { clock, queue } = bench({ write: () => new Promise((resolve) => void ends.push(resolve)) });
  const before = outcome(queue.send(say('a')));
  await clock.advance(0);
  queue.clear();
  let isDone = false;
  const after = queue.send(say('b')).then(() => {
    isDone = true;
  });
  ends[0]?.();
  await clock.advance(0);
  assert.is(isDone, false);
  ends[1]?.();
  await after;
  assert.is(await before, 'TW_SERIAL_LOST');
});

test('says why a command could not be written, and goes on with the next', async () => {
  let times = 0;
  const { clock, queue } = bench({
    write: async () => {
      times += 1;
      if (times === 1) throw new DeviceError('TW_SERIAL_LOST');
    },
  });
  const first = outcome(queue.send(ask('a')));
  const second = outcome(queue.send(say('b')));
  await clock.advance(1_000);
  assert.equal(await Promise.all([first, second]), ['TW_SERIAL_LOST', undefined]);
});

test('gives a write up that does not end', async () => {
  const { clock, queue } = bench({ write: () => new Promise(() => undefined) });
  const first = outcome(queue.send(say('a')));
  const second = outcome(queue.send(say('b')));
  await clock.advance(5_000);
  assert.equal(await Promise.all([first, second]), ['TW_DEVICE_NO_ANSWER', 'TW_DEVICE_NO_ANSWER']);
  assert.is(queue.size, 0);
});

test('refuses more commands than may wait', async () => {
  const { clock, queue } = bench({ limit: 2 });
  const sent = [queue.send(say('a')), queue.send(say('b')), queue.send(say('c'))].map(outcome);
  await clock.advance(1_000);
  assert.equal(await Promise.all(sent), [undefined, undefined, 'TW_DEVICE_BUSY']);
});
