import * as assert from 'uvu/assert';
import { uriRecord } from '../../device/ndef/encode.ts';
import { simulatedClassic } from '../../device/nfc/simulated-card.ts';
import { SimulatedReader } from '../../device/nfc/simulated-reader.ts';
import { simulatedTag } from '../../device/nfc/simulated-tag.ts';
import { suite } from '../harness/suite.ts';
import { VirtualClock } from '../support/virtual-clock.ts';
import { Recorder, recordingLogger } from './recorder.ts';

const test = suite('Simulated reader');
const UID = '04A1B2C3D4E580';
const URI = 'https://example.com/';

interface Bench {
  clock: VirtualClock;
  reader: SimulatedReader;
  seen: Recorder;
  log: ReturnType<typeof recordingLogger>;
}

async function bench(): Promise<Bench> {
  const clock = new VirtualClock();
  const log = recordingLogger();
  const reader = new SimulatedReader({ id: 'nfc', clock, logger: log });
  const seen = new Recorder();
  reader.subscribe(seen);
  await reader.start();
  return { clock, reader, seen, log };
}

const goodTag = (): ReturnType<typeof simulatedTag> => simulatedTag({ uid: UID, ndef: [uriRecord(URI)] });

test('tells a tag with the time of reading, and its leaving with the time of leaving', async () => {
  const { clock, reader, seen } = await bench();
  await reader.insert(goodTag());
  assert.is(seen.tags[0]?.at, '2026-11-22T10:00:00.000Z');
  await clock.advance(2_000);
  reader.remove();
  await clock.advance(299);
  assert.is(seen.removals.length, 0);
  await clock.advance(1);
  assert.equal(seen.removals[0], {
    kind: 'tag_removed',
    source: 'nfc',
    uid: UID,
    at: '2026-11-22T10:00:02.000Z',
  });
});

test('tells a wobbling tag once', async () => {
  const { clock, reader, seen } = await bench();
  for (let round = 0; round < 5; round += 1) {
    await reader.insert(goodTag());
    await clock.advance(50);
    reader.remove();
    await clock.advance(200);
  }
  await clock.advance(1_000);
  assert.equal(
    seen.readings.map(({ kind }) => kind),
    ['tag', 'tag_removed'],
  );
});

test('tells a tag again after it was away for longer', async () => {
  const { clock, reader, seen } = await bench();
  await reader.insert(goodTag());
  reader.remove();
  await clock.advance(301);
  await reader.insert(goodTag());
  assert.equal(
    seen.readings.map(({ kind }) => kind),
    ['tag', 'tag_removed', 'tag'],
  );
});

test('tells the leaving of one card before the coming of another, however quick', async () => {
  const { reader, seen } = await bench();
  await reader.insert(goodTag());
  await reader.insert(simulatedClassic('DEADBEEF'));
  assert.equal(
    seen.readings.map((reading) => [reading.kind, 'uid' in reading ? reading.uid : '']),
    [
      ['tag', UID],
      ['tag_removed', UID],
      ['tag', 'DEADBEEF'],
    ],
  );
});

test('tells content that a torn first read did not get, and swallows a second failure', async () => {
  const { reader, seen } = await bench();
  const torn = simulatedTag({ uid: UID, ndef: [uriRecord(URI)], faults: { leaveAfter: 2 } });
  await reader.insert(torn);
  await reader.insert(torn);
  await reader.insert(goodTag());
  assert.equal(
    seen.tags.map(({ problem }) => problem?.code),
    ['TW_NFC_TAG_TORN', undefined],
  );
  assert.is(seen.tags[1]?.ndef[0]?.uri, URI);
});

test('tells the loss of the reader once, with what lay on it, and reads it again afterwards', async () => {
  const { clock, reader, seen, log } = await bench();
  await reader.insert(goodTag());
  reader.unplug();
  assert.equal(
    seen.readings.map(({ kind }) => kind),
    ['tag', 'tag_removed'],
  );
  assert.is(reader.health().code, 'TW_NFC_UNPLUGGED');
  await clock.advance(5_000);
  await reader.plug();
  assert.is(seen.tags.length, 2);
  assert.equal(seen.story, ['starting', 'connected', 'searching TW_NFC_UNPLUGGED', 'connected']);
  assert.equal(
    log.lines.map(({ level, message }) => `${level} ${message}`),
    ['info device connected', 'error device lost', 'info device back'],
  );
});

test('does not fill the log when the connector wobbles', async () => {
  const { clock, reader, log } = await bench();
  for (let round = 0; round < 20; round += 1) {
    reader.unplug();
    await clock.advance(500);
    await reader.plug();
    await clock.advance(500);
  }
  assert.equal(
    log.lines.map(({ message }) => message),
    ['device connected'],
  );
});

test('leaves no timer behind when it stops', async () => {
  const { clock, reader, seen } = await bench();
  await reader.insert(goodTag());
  reader.remove();
  await reader.stop();
  assert.is(clock.pending, 0);
  assert.is(seen.removals.length, 1);
  assert.is(reader.health().status, 'stopped');
});
