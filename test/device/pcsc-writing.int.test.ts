/** Writing over a real pcscd: order, channel to the reader process, APDUs one by one, and back. */
import * as assert from 'uvu/assert';
import { isDeviceError } from '../../device/errors.ts';
import { uriRecord } from '../../device/ndef/encode.ts';
import { PcscReader } from '../../device/nfc/pcsc-reader.ts';
import { PcscService } from '../../device/nfc/pcsc-service.ts';
import { simulatedClassic } from '../../device/nfc/simulated-card.ts';
import { simulatedTag } from '../../device/nfc/simulated-tag.ts';
import { decodeType2 } from '../../device/nfc/type2-read.ts';
import { VpcdCard } from '../../device/nfc/vpcd-card.ts';
import { systemClock } from '../../kiosk/system/clock.ts';
import { suite, type TestContext } from '../harness/suite.ts';
import { until } from '../support/until.ts';
import { createPcscd } from './pcscd.ts';
import { Recorder, recordingLogger } from './recorder.ts';

const test = suite('Writing tags on a real pcscd');
const limit = { timeout: 60_000 };
const WAIT_MS = 20_000;
const UID = '04A1B2C3D4E580';
const LINK = 'https://id.example.com/01/09506000134352/21/1234';
const records = [uriRecord(LINK)];

async function bench(t: TestContext): Promise<{
  reader: PcscReader;
  service: PcscService;
  seen: Recorder;
  hands: [VpcdCard, VpcdCard];
  second: PcscReader;
}> {
  const pcscd = await createPcscd();
  t.after(() => pcscd.dispose());
  await pcscd.start();
  const host = { clock: systemClock, logger: recordingLogger() };
  const service = new PcscService({ ...host, env: pcscd.env });
  const reader = new PcscReader({ ...host, id: 'nfc', service });
  const second = new PcscReader({ ...host, id: 'nfc-2', service });
  const seen = new Recorder();
  for (const one of [reader, second]) {
    one.subscribe(seen);
    t.after(() => one.stop());
    await one.start();
  }
  const hands: [VpcdCard, VpcdCard] = [
    new VpcdCard({ port: pcscd.ports[0] }),
    new VpcdCard({ port: pcscd.ports[1] }),
  ];
  for (const hand of hands) t.after(() => hand.remove());
  await until(() => [reader, second].every((one) => one.health().status === 'connected'), WAIT_MS);
  return { reader, second, service, seen, hands };
}

async function codeOf(work: Promise<unknown>): Promise<string | undefined> {
  return work.then(
    () => undefined,
    (error: unknown) => (isDeviceError(error) ? error.code : String(error)),
  );
}

test(
  'writes tags on two readers at once, and says the new contents once, each from its reader',
  async (t) => {
    const { reader, second, seen, hands } = await bench(t);
    const tags = [
      simulatedTag({ uid: UID }),
      simulatedTag({ uid: '04A1B2C3D4E581', model: 'ntag216' }),
    ] as const;
    await Promise.all([hands[0].insert(tags[0]), hands[1].insert(tags[1])]);
    await until(() => seen.tags.length === 2, WAIT_MS);
    const sourceOf = (uid: string): PcscReader =>
      seen.tags.find((tag) => tag.uid === uid)?.source === 'nfc' ? reader : second;
    const written = await Promise.all(tags.map(({ uid }) => sourceOf(uid).writeTag({ uid, records })));
    assert.equal(
      written.map(({ content }) => [content.uid, content.ndef[0]?.uri]),
      tags.map(({ uid }) => [uid, LINK]),
    );
    for (const tag of tags) assert.is(decodeType2(tag.memory).records[0]?.uri, LINK);
    assert.is(seen.tags.length, 4);
    assert.equal(
      seen.tags.slice(2).map(({ ndef }) => ndef[0]?.uri),
      [LINK, LINK],
    );
    await hands[0].remove();
    await until(() => seen.removals.length === 1, WAIT_MS);
    await hands[0].insert(tags[0]);
    assert.is((await until(() => seen.tags[4], WAIT_MS)).ndef[0]?.uri, LINK);
  },
  limit,
);

test(
  'refuses an order for another tag, for a card, and for none, and goes on reading',
  async (t) => {
    const { reader, seen, hands } = await bench(t);
    assert.is(await codeOf(reader.writeTag({ uid: UID, records })), 'TW_NFC_WRITE_NO_TAG');
    const tag = simulatedTag({ uid: UID });
    await hands[0].insert(tag);
    await until(() => seen.tags[0], WAIT_MS);
    assert.is(await codeOf(reader.writeTag({ uid: '04A1B2C3D4E5FF', records })), 'TW_NFC_WRITE_OTHER_TAG');
    assert.equal(decodeType2(tag.memory).records, []);
    await hands[0].insert(simulatedClassic('DEADBEEF'));
    await until(() => seen.tags[1], WAIT_MS);
    assert.is(await codeOf(reader.writeTag({ uid: 'DEADBEEF', records })), 'TW_NFC_WRITE_UNSUITABLE');
    assert.is(reader.health().status, 'connected');
  },
  limit,
);

test(
  'says that a tag left half-way, and that the reader process went away',
  async (t) => {
    const { reader, service, seen, hands } = await bench(t);
    await hands[0].insert(simulatedTag({ uid: UID, faults: { leaveAfter: 12 } }));
    await until(() => seen.tags[0], WAIT_MS);
    const lifted = await codeOf(reader.writeTag({ uid: UID, records }));
    assert.ok(lifted === 'TW_NFC_TAG_TORN' || lifted === 'TW_NFC_APDU_FAILED', lifted);
    await until(() => seen.removals[0], WAIT_MS);
    await hands[0].insert(simulatedTag({ uid: UID }));
    await until(() => seen.tags[1], WAIT_MS);
    const order = codeOf(reader.writeTag({ uid: UID, records }));
    process.kill(service.pid ?? 0, 'SIGKILL');
    assert.is(await order, 'TW_NFC_NO_READER');
    await until(() => reader.health().status === 'connected', WAIT_MS);
  },
  limit,
);
