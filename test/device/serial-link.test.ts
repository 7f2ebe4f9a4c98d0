import * as assert from 'uvu/assert';
import { DeviceError } from '../../device/errors.ts';
import type { ByteTransport, ByteTransportEvents } from '../../device/serial/byte-transport.ts';
import { SerialLink, type SerialLinkOptions } from '../../device/serial/serial-link.ts';
import { suite, type TestContext } from '../harness/suite.ts';
import { VirtualClock } from '../support/virtual-clock.ts';
import { recordingLogger } from './recorder.ts';

const test = suite('serial link');

/** A port that opens when the test says so, can be opened once at a time, and whose node may vanish. */
class SlowPort implements ByteTransport {
  readonly path = '/dev/serial/by-id/test';
  opens = 0;
  present = true;
  /** Set while an attempt waits. */
  waiting: { done: () => void; fail: (error: DeviceError) => void } | undefined;
  isSlow = false;
  isSlowToClose = false;
  closing: (() => void) | undefined;
  #events: ByteTransportEvents | undefined;

  get isOpen(): boolean {
    return this.#events !== undefined;
  }

  async open(events: ByteTransportEvents): Promise<void> {
    if (this.#events !== undefined) throw new DeviceError('TW_SERIAL_BUSY');
    if (!this.present) throw new DeviceError('TW_SERIAL_NOT_FOUND');
    if (this.isSlow)
      await new Promise<void>((resolve, reject) => {
        this.waiting = { done: resolve, fail: reject };
      });
    this.#events = events;
    this.opens += 1;
  }

  async write(): Promise<void> {
    throw new DeviceError('TW_SERIAL_LOST');
  }

  async close(): Promise<void> {
    this.#events = undefined;
    if (!this.isSlowToClose) return;
    await new Promise<void>((resolve) => {
      this.closing = resolve;
    });
  }

  async exists(): Promise<boolean> {
    return this.present;
  }

  lose(): void {
    const events = this.#events;
    this.#events = undefined;
    events?.lost(new DeviceError('TW_SERIAL_LOST'));
  }
}

interface Bench {
  clock: VirtualClock;
  port: SlowPort;
  link: SerialLink;
  told: string[];
}

function bench(t: TestContext, given: Partial<SerialLinkOptions> = {}): Bench {
  const clock = new VirtualClock();
  const port = new SlowPort();
  const told: string[] = [];
  const link = new SerialLink({
    transport: port,
    clock,
    logger: recordingLogger(),
    silenceMs: 5_000,
    silentCode: 'TW_LD2410_SILENT',
    opened: () => void told.push('opened'),
    data: () => undefined,
    down: (code) => void told.push(code),
    ...given,
  });
  t.after(async () => {
    await link.stop();
    assert.equal([clock.pending, port.isOpen], [0, false]);
  });
  return { clock, port, link, told };
}

test('closes a port that opens only after it was stopped', async (t) => {
  const { clock, port, link, told } = bench(t);
  port.isSlow = true;
  const started = link.start();
  const stopped = link.stop();
  port.waiting?.done();
  await Promise.all([started, stopped]);
  await clock.advance(0);
  assert.equal([port.isOpen, told], [false, []]);
});

test('opens once when it is started again while an attempt is under way', async (t) => {
  const { clock, port, link, told } = bench(t);
  port.isSlow = true;
  const first = link.start();
  const stopped = link.stop();
  const second = link.start();
  port.isSlow = false;
  port.waiting?.done();
  await Promise.all([first, stopped, second]);
  await clock.advance(0);
  assert.equal([port.isOpen, told], [true, ['opened']]);
});

test('does not take the end of an earlier connection for one of now', async (t) => {
  const { clock, port, link, told } = bench(t);
  await link.start();
  port.isSlowToClose = true;
  await clock.advance(5_000);
  const closeOfSilence = port.closing;
  port.isSlowToClose = false;
  const stopped = link.stop();
  const started = link.start();
  closeOfSilence?.();
  await Promise.all([stopped, started]);
  await clock.advance(4_000);
  link.alive();
  await clock.advance(4_000);
  assert.equal(told, ['opened', 'opened'], told.join());
  assert.is(port.opens, 2);
});

test('tries again after 1, 2, 4, 8 and then every 10 seconds', async (t) => {
  const { clock, port, link, told } = bench(t);
  port.present = false;
  const times: number[] = [];
  const began = clock.now();
  await link.start();
  for (let second = 1; second <= 40; second += 1) {
    const before = told.length;
    await clock.advance(1_000);
    if (told.length > before) times.push((clock.now() - began) / 1_000);
  }
  assert.equal(times, [1, 3, 7, 15, 25, 35]);
});

test('begins with short pauses again once the device was understood', async (t) => {
  const { clock, port, link } = bench(t);
  port.present = false;
  await link.start();
  await clock.advance(20_000);
  port.present = true;
  await clock.advance(6_000);
  link.alive();
  port.lose();
  await clock.advance(1_000);
  assert.is(port.opens, 2);
});

test('begins with short pauses again once the port of a silent device has stayed for a while', async (t) => {
  const { clock, port, link } = bench(t, { silenceMs: null });
  port.present = false;
  await link.start();
  await clock.advance(20_000);
  port.present = true;
  await clock.advance(20_000);
  port.lose();
  await clock.advance(1_000);
  assert.is(port.opens, 2);
});

test('goes on with long pauses while the port of a silent device comes and goes', async (t) => {
  const { clock, port, link } = bench(t, { silenceMs: null });
  port.present = false;
  await link.start();
  await clock.advance(20_000);
  port.present = true;
  await clock.advance(6_000);
  const opens = port.opens;
  port.lose();
  await clock.advance(5_000);
  assert.is(port.opens, opens);
});

test('notices that the node of a silent device is gone although nobody said so', async (t) => {
  const { clock, port, link, told } = bench(t, { silenceMs: null });
  await link.start();
  await clock.advance(60_000);
  assert.equal(told, ['opened']);
  port.present = false;
  await clock.advance(2_000);
  assert.equal(told, ['opened', 'TW_SERIAL_LOST']);
  port.present = true;
  await clock.advance(2_000);
  assert.equal(told, ['opened', 'TW_SERIAL_LOST', 'opened']);
});
