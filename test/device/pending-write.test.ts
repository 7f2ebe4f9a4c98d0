import * as assert from 'uvu/assert';
import { DeviceError, isDeviceError } from '../../device/errors.ts';
import { PendingWrite } from '../../device/nfc/pending-write.ts';
import type { WrittenTag } from '../../device/nfc/tag-writer.ts';
import { suite } from '../harness/suite.ts';
import { VirtualClock } from '../support/virtual-clock.ts';

const test = suite('Order that a reader works on');
const WRITTEN: WrittenTag = { content: { uid: '04A1B2C3D4E580', tech: 'type2', ndef: [] }, locked: false };

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'done',
    (error: unknown) => (isDeviceError(error) ? error.code : String(error)),
  );
}

test('is answered by its own number only, once', async () => {
  const clock = new VirtualClock();
  const write = new PendingWrite(clock);
  const numbers: number[] = [];
  const send = (request: number): boolean => numbers.push(request) > 0;
  const first = codeOf(write.begin(send));
  write.settle(99, WRITTEN);
  assert.is(await codeOf(write.begin(send)), 'TW_NFC_WRITE_BUSY');
  write.settle(numbers[0] ?? 0, WRITTEN);
  write.fail(numbers[0] ?? 0, new DeviceError('TW_NFC_TAG_TORN'));
  assert.is(await first, 'done');
  const second = codeOf(write.begin(send));
  assert.is.not(numbers[1], numbers[0]);
  write.fail(numbers[0] ?? 0, new DeviceError('TW_NFC_TAG_TORN'));
  write.settle(numbers[1] ?? 0, WRITTEN);
  assert.is(await second, 'done');
  assert.is(clock.pending, 0);
});

test('is given up after half a minute, and a late answer finds nobody', async () => {
  const clock = new VirtualClock();
  const write = new PendingWrite(clock);
  const order = codeOf(write.begin(() => true));
  await clock.advance(29_999);
  await clock.advance(1);
  assert.is(await order, 'TW_NFC_WRITE_TIMEOUT');
  write.settle(1, WRITTEN);
  assert.is(clock.pending, 0);
});

test('is refused without a reader and given up with it, and leaves the way free', async () => {
  const clock = new VirtualClock();
  const write = new PendingWrite(clock);
  assert.is(await codeOf(write.begin(() => false)), 'TW_NFC_NO_READER');
  const order = codeOf(write.begin(() => true));
  write.abandon();
  assert.is(await order, 'TW_NFC_NO_READER');
  write.abandon();
  assert.is(clock.pending, 0);
});
