/** The whole way: simulated tag, virtual reader, real pcscd, nfc-pcsc in the real reader process, device. */
import * as assert from 'uvu/assert';
import { uriRecord } from '../../device/ndef/encode.ts';
import { PcscReader } from '../../device/nfc/pcsc-reader.ts';
import { PcscService } from '../../device/nfc/pcsc-service.ts';
import { simulatedClassic } from '../../device/nfc/simulated-card.ts';
import { simulatedTag } from '../../device/nfc/simulated-tag.ts';
import { VpcdCard } from '../../device/nfc/vpcd-card.ts';
import { systemClock } from '../../kiosk/system/clock.ts';
import { suite, type TestContext } from '../harness/suite.ts';
import { until } from '../support/until.ts';
import { createPcscd, type TestPcscd } from './pcscd.ts';
import { Recorder, recordingLogger } from './recorder.ts';

const test = suite('PC/SC reader on a real pcscd');
const limit = { timeout: 60_000 };
const WAIT_MS = 20_000;
const URI = 'https://id.gs1.org/01/09506000134352/21/1234';
const UID = '04A1B2C3D4E580';

interface Bench {
  pcscd: TestPcscd;
  service: PcscService;
  reader: PcscReader;
  seen: Recorder;
  card: VpcdCard;
  log: ReturnType<typeof recordingLogger>;
}

async function bench(t: TestContext, running = true): Promise<Bench> {
  const pcscd = await createPcscd();
  t.after(() => pcscd.dispose());
  if (running) await pcscd.start();
  const log = recordingLogger();
  const host = { clock: systemClock, logger: log };
  const service = new PcscService({ ...host, env: pcscd.env });
  const reader = new PcscReader({ ...host, id: 'nfc', service });
  const seen = new Recorder();
  reader.subscribe(seen);
  const card = new VpcdCard({ port: pcscd.ports[0] });
  t.after(() => card.remove());
  t.after(() => reader.stop());
  await reader.start();
  if (running) await until(() => reader.health().status === 'connected', WAIT_MS);
  return { pcscd, service, reader, seen, card, log };
}

test(
  'reads a tag once, tells its leaving, and reads the next card by its UID',
  async (t) => {
    const { card, seen } = await bench(t);
    await card.insert(simulatedTag({ uid: UID, ndef: [uriRecord(URI)] }));
    const tag = await until(() => seen.tags[0], WAIT_MS);
    assert.is(tag.uid, UID);
    assert.is(tag.tech, 'type2');
    assert.is(tag.ndef[0]?.uri, URI);
    assert.is(tag.problem, undefined);
    assert.ok(Math.abs(Date.parse(tag.at) - Date.now()) < WAIT_MS);
    await card.remove();
    const removal = await until(() => seen.removals[0], WAIT_MS);
    assert.is(removal.uid, UID);
    await card.insert(simulatedClassic('DEADBEEF'));
    const second = await until(() => seen.tags[1], WAIT_MS);
    assert.equal([second.uid, second.tech, second.problem], ['DEADBEEF', 'classic', undefined]);
    assert.is(seen.tags.length, 2);
  },
  limit,
);

test(
  'reports a tag that is lifted half-way as torn, and a blank one as blank',
  async (t) => {
    const { card, seen } = await bench(t);
    await card.insert(simulatedTag({ uid: UID, ndef: [uriRecord(URI)], faults: { leaveAfter: 2 } }));
    const torn = await until(() => seen.tags[0], WAIT_MS);
    assert.equal([torn.uid, torn.problem?.code, torn.ndef], [UID, 'TW_NFC_TAG_TORN', []]);
    await until(() => seen.removals[0], WAIT_MS);
    await card.insert(simulatedTag({ uid: UID }));
    const blank = await until(() => seen.tags[1], WAIT_MS);
    assert.equal([blank.uid, blank.problem?.code], [UID, 'TW_NFC_TAG_BLANK']);
  },
  limit,
);

for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
  test(
    `recovers when pcscd ends by ${signal} and is started again, saying each once`,
    async (t) => {
      const { pcscd, reader, card, seen, log } = await bench(t);
      await pcscd.stop(signal);
      await until(() => reader.health().code === 'TW_NFC_SERVICE_DOWN', WAIT_MS);
      await until(() => log.lines.some(({ level }) => level === 'error'), WAIT_MS);
      await pcscd.start();
      await until(() => reader.health().status === 'connected', WAIT_MS);
      await card.insert(simulatedTag({ uid: UID, ndef: [uriRecord(URI)] }));
      const tag = await until(() => seen.tags[0], WAIT_MS);
      assert.is(tag.ndef[0]?.uri, URI);
      const told = log.lines.filter(
        ({ message }) => message.startsWith('device ') && !message.includes('still'),
      );
      assert.equal(
        told.map(({ level, message }) => `${level}: ${message}`),
        ['info: device connected', 'error: device lost', 'info: device back'],
      );
    },
    limit,
  );
}

test(
  'starts without pcscd and finds it later',
  async (t) => {
    const { pcscd, reader } = await bench(t, false);
    const health = await until(() => reader.health().status === 'searching' && reader.health(), WAIT_MS);
    assert.is(health.code, 'TW_NFC_SERVICE_DOWN');
    assert.match(health.remedy ?? '', 'pcscd');
    await pcscd.start();
    await until(() => reader.health().status === 'connected', WAIT_MS);
  },
  limit,
);

test(
  'keeps two readers apart, each with its own source',
  async (t) => {
    const { pcscd, service, seen, card, log } = await bench(t);
    const second = new PcscReader({ clock: systemClock, logger: log, id: 'nfc-2', service });
    second.subscribe(seen);
    t.after(() => second.stop());
    await second.start();
    await until(() => second.health().status === 'connected', WAIT_MS);
    const otherCard = new VpcdCard({ port: pcscd.ports[1] });
    t.after(() => otherCard.remove());
    await card.insert(simulatedClassic('01020304'));
    await otherCard.insert(simulatedClassic('05060708'));
    await until(() => seen.tags.length === 2, WAIT_MS);
    assert.equal(seen.tags.map(({ source, uid }) => `${source} ${uid}`).sort(), [
      'nfc 01020304',
      'nfc-2 05060708',
    ]);
  },
  limit,
);

test(
  'replaces a killed reader process, and ends it when the reader stops',
  async (t) => {
    const { service, reader, card, seen } = await bench(t);
    const first = service.pid ?? 0;
    process.kill(first, 'SIGKILL');
    await until(() => reader.health().code === 'TW_NFC_CHILD_LOST', WAIT_MS);
    await until(() => reader.health().status === 'connected', WAIT_MS);
    await card.insert(simulatedTag({ uid: UID, ndef: [uriRecord(URI)] }));
    await until(() => seen.tags[0], WAIT_MS);
    const second = service.pid ?? 0;
    assert.is.not(second, first);
    await reader.stop();
    assert.throws(() => process.kill(second, 0), /ESRCH/);
    assert.is(reader.health().status, 'stopped');
  },
  limit,
);
