import * as assert from 'uvu/assert';
import { isDeviceError, type DeviceErrorCode } from '../../device/errors.ts';
import { uriRecord } from '../../device/ndef/encode.ts';
import { simulatedClassic, simulatedPhone } from '../../device/nfc/simulated-card.ts';
import { SimulatedReader } from '../../device/nfc/simulated-reader.ts';
import { simulatedTag } from '../../device/nfc/simulated-tag.ts';
import { isTagWriter } from '../../device/nfc/tag-writer.ts';
import { decodeType2 } from '../../device/nfc/type2-read.ts';
import { SimulatedRadarDevice } from '../../device/ld2410/simulated-radar.ts';
import { suite, type TestContext } from '../harness/suite.ts';
import { VirtualClock } from '../support/virtual-clock.ts';
import { Recorder, recordingLogger } from './recorder.ts';

const test = suite('Writing a tag on a reader');
const UID = '04A1B2C3D4E580';
const OTHER = '04A1B2C3D4E581';
const LINK = 'https://id.example.com/01/09506000134352/21/1234';
const records = [uriRecord(LINK)];

async function bench(
  t: TestContext,
): Promise<{ reader: SimulatedReader; seen: Recorder; clock: VirtualClock }> {
  const clock = new VirtualClock();
  const reader = new SimulatedReader({ id: 'nfc', clock, logger: recordingLogger() });
  const seen = new Recorder();
  reader.subscribe(seen);
  await reader.start();
  t.after(() => reader.stop());
  return { reader, seen, clock };
}

async function codeOf(work: Promise<unknown>): Promise<DeviceErrorCode | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (!isDeviceError(error)) throw error;
    return error.code;
  }
}

test('writes the tag that is meant and says its new content once', async (t) => {
  const { reader, seen, clock } = await bench(t);
  const tag = simulatedTag({ uid: UID });
  await reader.insert(tag);
  const written = await reader.writeTag({ uid: UID, records });
  assert.is(written.content.ndef[0]?.uri, LINK);
  assert.not(written.locked);
  assert.is(decodeType2(tag.memory).records[0]?.uri, LINK);
  assert.equal(
    seen.tags.map(({ uid, ndef, problem }) => [uid, ndef[0]?.uri, problem?.code]),
    [
      [UID, undefined, 'TW_NFC_TAG_BLANK'],
      [UID, LINK, undefined],
    ],
  );
  await clock.advance(5_000);
  reader.remove();
  await clock.advance(1_000);
  assert.is(seen.removals.length, 1);
  await reader.insert(tag);
  assert.is(seen.tags[2]?.ndef[0]?.uri, LINK);
});

test('writes nothing to a tag that took the place of the one that was meant', async (t) => {
  const { reader, seen } = await bench(t);
  await reader.insert(simulatedTag({ uid: UID }));
  const other = simulatedTag({ uid: OTHER, ndef: [uriRecord('https://example.com/')] });
  const before = other.memory.slice();
  await reader.insert(other);
  assert.is(await codeOf(reader.writeTag({ uid: UID, records })), 'TW_NFC_WRITE_OTHER_TAG');
  assert.equal(other.memory, before);
  assert.is(seen.tags.length, 2);
});

test('takes a UID in lower case for the same', async (t) => {
  const { reader } = await bench(t);
  await reader.insert(simulatedTag({ uid: UID }));
  const { content } = await reader.writeTag({ uid: UID.toLowerCase(), records });
  assert.is(content.uid, UID);
});

test('refuses cards of persons and phones, and an empty reader', async (t) => {
  const { reader } = await bench(t);
  assert.is(await codeOf(reader.writeTag({ uid: UID, records })), 'TW_NFC_WRITE_NO_TAG');
  await reader.insert(simulatedClassic('DEADBEEF'));
  assert.is(await codeOf(reader.writeTag({ uid: 'DEADBEEF', records })), 'TW_NFC_WRITE_UNSUITABLE');
  await reader.insert(simulatedPhone());
  assert.is(await codeOf(reader.writeTag({ uid: '08A1B2C3', records })), 'TW_NFC_PHONE_OR_BANK_CARD');
});

test('refuses a second order while one is under way', async (t) => {
  const { reader } = await bench(t);
  await reader.insert(simulatedTag({ uid: UID }));
  const first = reader.writeTag({ uid: UID, records });
  assert.is(await codeOf(reader.writeTag({ uid: UID, records })), 'TW_NFC_WRITE_BUSY');
  await first;
  await reader.writeTag({ uid: UID, records: [uriRecord('https://example.com/again')] });
});

test('gives an order up when the reader is unplugged or stops, and takes the next one afterwards', async (t) => {
  const { reader } = await bench(t);
  await reader.insert(simulatedTag({ uid: UID }));
  const order = codeOf(reader.writeTag({ uid: UID, records }));
  reader.unplug();
  assert.is(await order, 'TW_NFC_NO_READER');
  assert.is(await codeOf(reader.writeTag({ uid: UID, records })), 'TW_NFC_NO_READER');
  await reader.plug();
  await reader.writeTag({ uid: UID, records });
});

test('says that a tag was lifted while it was written, and writes it when it is back', async (t) => {
  const { reader } = await bench(t);
  const tag = simulatedTag({ uid: UID });
  await reader.insert(tag);
  const order = codeOf(reader.writeTag({ uid: UID, records }));
  reader.remove();
  assert.is(await order, 'TW_NFC_TAG_TORN');
  await reader.insert(tag);
  await reader.writeTag({ uid: UID, records });
  assert.is(decodeType2(tag.memory).records[0]?.uri, LINK);
});

test('locks a tag when asked to, and then says that it is read-only', async (t) => {
  const { reader } = await bench(t);
  await reader.insert(simulatedTag({ uid: UID }));
  assert.ok((await reader.writeTag({ uid: UID, records, lock: true })).locked);
  const second = reader.writeTag({ uid: UID, records: [uriRecord('https://example.com/')] });
  assert.is(await codeOf(second), 'TW_NFC_TAG_READ_ONLY');
});

test('tells devices that write from others', (t) => {
  const host = { clock: new VirtualClock(), logger: recordingLogger() };
  const radar = new SimulatedRadarDevice({ id: 'radar', ...host });
  t.after(() => radar.stop());
  assert.ok(isTagWriter(new SimulatedReader({ id: 'nfc', ...host })));
  assert.not(isTagWriter(radar));
  assert.not(isTagWriter(undefined));
});
