/** The desk on its own: whose readings it keeps, what it says at the reader, and what it forgets. */
import * as assert from 'uvu/assert';
import { DeviceManager } from '../../../device/manager.ts';
import { simulatedPhone } from '../../../device/nfc/simulated-card.ts';
import { SimulatedReader } from '../../../device/nfc/simulated-reader.ts';
import { simulatedTag } from '../../../device/nfc/simulated-tag.ts';
import type { Reading } from '../../../device/ports.ts';
import { TagDesk } from '../../../kiosk/encode/tag-desk.ts';
import type { TagOrder } from '../../../kiosk/encode/tag-order.ts';
import { isKioskError } from '../../../kiosk/errors.ts';
import { suite, type TestContext } from '../../harness/suite.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const test = suite('Desk where tags are made');
const WRITE: TagOrder = {
  kind: 'write',
  link: 'https://id.gs1.org/01/09506000134352/21/1',
  lock: false,
  overwrite: false,
};
const LEARN: TagOrder = { kind: 'learn', sku: 'A' };
const UID = '04A1B2C3D4E580';

async function bench(t: TestContext) {
  const clock = new VirtualClock();
  const logger = new QuietLogger();
  const manager = new DeviceManager({ clock, logger });
  const readers = ['nfc', 'virtual-reader-1'].map((id) => new SimulatedReader({ id, clock, logger }));
  const signals: string[] = [];
  const shown: Reading[] = [];
  let ids = 0;
  const desk = new TagDesk({
    devices: manager,
    isVirtual: (id) => id.startsWith('virtual-'),
    catalogue: { skuOfGtin: () => undefined, skuOfBinding: () => undefined },
    cards: { of: async () => 'nobodys' },
    downlink: { request: async () => ({ id: 'answer-1', ok: true }) as never },
    signal: (reader, signal) => void signals.push(`${reader} ${signal}`),
    clock,
    newId: () => `job-${(ids += 1)}`,
    logger,
  });
  manager.subscribe({
    reading: (reading) => void (desk.take(reading) || shown.push(reading)),
    health: (health) => desk.health(health),
  });
  for (const reader of readers) await manager.add(reader);
  await manager.start();
  t.after(() => manager.stop());
  const [reader, virtual] = readers as [SimulatedReader, SimulatedReader];
  return { clock, desk, reader, virtual, signals, shown };
}

const kinds = (shown: readonly Reading[]): string[] => shown.map(({ kind }) => kind);

test('says that the reader is unplugged while an order waits, and takes it back', async (t) => {
  const { clock, desk, reader } = await bench(t);
  const job = desk.start(WRITE, { reader: 'nfc', waitMs: 5_000 });
  reader.unplug();
  assert.is(job.view.state, 'waiting');
  assert.is(job.view.hint?.code, 'TW_NFC_UNPLUGGED');
  await reader.plug();
  assert.is(job.view.hint, null);
  reader.unplug();
  await clock.advance(5_000);
  assert.is(job.view.state, 'failed');
  assert.is(job.view.error?.code, 'TW_NFC_UNPLUGGED');
  assert.match(job.view.error?.message ?? '', 'Plug the reader in');
});

test('takes the first real reader that is connected, else a virtual one, else none', async (t) => {
  const { desk, reader, virtual } = await bench(t);
  const start = (): string => {
    const job = desk.start(WRITE, { reader: undefined, waitMs: 5_000 });
    desk.cancel(job.reader);
    return job.reader;
  };
  assert.is(start(), 'nfc');
  reader.unplug();
  assert.is(start(), 'virtual-reader-1');
  virtual.unplug();
  try {
    start();
    assert.unreachable('no reader is there');
  } catch (error) {
    assert.ok(isKioskError(error, 'TW_TAGS_READER'), String(error));
  }
});

test('passes readings of other readers on, and the leaving of a tag that a screen knows', async (t) => {
  const { clock, desk, reader, virtual, shown } = await bench(t);
  await reader.insert(simulatedTag({ uid: UID, rawNdef: Uint8Array.of(0xd0, 0, 0) }));
  assert.equal(kinds(shown), ['tag']);
  desk.start(WRITE, { reader: 'virtual-reader-1', waitMs: 60_000 });
  reader.remove();
  await clock.advance(1_000);
  assert.equal(kinds(shown), ['tag', 'tag_removed']);
  await virtual.insert(simulatedPhone());
  virtual.remove();
  await clock.advance(1_000);
  assert.equal(kinds(shown), ['tag', 'tag_removed']);
});

test('signals at the reader what the person should know, once for each try', async (t) => {
  const { clock, desk, reader, signals } = await bench(t);
  const job = desk.start(LEARN, { reader: 'nfc', waitMs: 60_000 });
  await reader.insert(simulatedTag({ uid: UID, faults: { leaveAfter: 1 } }));
  await clock.advance(1_000);
  assert.equal([job.view.state, job.view.hint?.code], ['waiting', 'TW_TAGS_AGAIN']);
  await reader.insert(simulatedTag({ uid: UID }));
  await clock.advance(1_000);
  assert.is(job.view.state, 'done');
  reader.remove();
  await clock.advance(1_000);
  const second = desk.start(LEARN, { reader: 'nfc', waitMs: 60_000 });
  await reader.insert(simulatedPhone());
  await clock.advance(1_000);
  assert.is(second.view.error?.code, 'TW_TAGS_PERSONAL');
  assert.equal(signals, ['nfc failure', 'nfc success', 'nfc failure']);
});

test('shows a written tag once, as any other', async (t) => {
  const { clock, desk, reader, shown } = await bench(t);
  const job = desk.start(WRITE, { reader: 'nfc', waitMs: 60_000 });
  await reader.insert(simulatedTag({ uid: UID }));
  await clock.advance(1_000);
  assert.is(job.view.state, 'done');
  reader.remove();
  await clock.advance(1_000);
  assert.equal(kinds(shown), ['tag', 'tag_removed']);
});

test('remembers what became of an order for a while, and orders without end only so many', async (t) => {
  const { desk } = await bench(t);
  const first = desk.start(WRITE, { reader: 'nfc', waitMs: 5_000 });
  desk.cancel('nfc');
  assert.is(desk.job(first.id).view.error?.code, 'TW_TAGS_CANCELLED');
  for (let count = 0; count < 40; count += 1) {
    desk.start(WRITE, { reader: 'nfc', waitMs: 5_000 });
    desk.cancel('nfc');
  }
  assert.throws(
    () => desk.job(first.id),
    (error: unknown) => isKioskError(error, 'TW_TAGS_JOB'),
  );
});

test('wakes those who wait for a change, and those who wait for none after their time', async (t) => {
  const { clock, desk } = await bench(t);
  const job = desk.start(WRITE, { reader: 'nfc', waitMs: 60_000 });
  const { revision } = job.view;
  let woken = 0;
  const waits = [job.later(revision, 10_000), job.later(revision, 10_000)];
  for (const wait of waits) void wait.then(() => (woken += 1));
  await clock.advance(9_999);
  assert.is(woken, 0);
  await clock.advance(1);
  assert.is(woken, 2);
  const last = job.later(revision, 10_000);
  desk.stop();
  assert.is((await last).state, 'failed');
  assert.is(clock.pending, 0);
});
