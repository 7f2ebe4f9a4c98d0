/** Several readers at once on a real pcscd: slots that are none of ours, one plugged in later, two tags in turn. */
import * as assert from 'uvu/assert';
import { uriRecord } from '../../device/ndef/encode.ts';
import { PcscReader, type PcscReaderOptions } from '../../device/nfc/pcsc-reader.ts';
import { PcscService } from '../../device/nfc/pcsc-service.ts';
import { simulatedClassic } from '../../device/nfc/simulated-card.ts';
import { simulatedTag } from '../../device/nfc/simulated-tag.ts';
import { VpcdCard } from '../../device/nfc/vpcd-card.ts';
import { systemClock } from '../../kiosk/system/clock.ts';
import { suite, type TestContext } from '../harness/suite.ts';
import { until } from '../support/until.ts';
import { createPcscd, type TestPcscd } from './pcscd.ts';
import { Recorder, recordingLogger } from './recorder.ts';

const test = suite('Several PC/SC readers on a real pcscd');
const limit = { timeout: 60_000 };
const WAIT_MS = 20_000;
const URI = 'https://id.gs1.org/01/09506000134352/21/1234';

interface Bench {
  pcscd: TestPcscd;
  seen: Recorder;
  log: ReturnType<typeof recordingLogger>;
  add: (options: Pick<PcscReaderOptions, 'id' | 'name' | 'feedback'>) => Promise<PcscReader>;
  card: (port: number) => VpcdCard;
}

async function bench(t: TestContext, names: readonly string[]): Promise<Bench> {
  const pcscd = await createPcscd({ names });
  t.after(() => pcscd.dispose());
  await pcscd.start();
  const log = recordingLogger();
  const host = { clock: systemClock, logger: log };
  const service = new PcscService({ ...host, env: pcscd.env });
  const seen = new Recorder();
  return {
    pcscd,
    seen,
    log,
    async add(options) {
      const reader = new PcscReader({ ...host, ...options, service });
      reader.subscribe(seen);
      t.after(() => reader.stop());
      await reader.start();
      return reader;
    },
    card(port) {
      const card = new VpcdCard({ port });
      t.after(() => card.remove());
      return card;
    },
  };
}

test(
  'reads four readers at once, each as the device whose name it bears',
  async (t) => {
    const { pcscd, seen, add, card } = await bench(t, ['HID OMNIKEY 5427', 'ACS ACR1252 Dual Reader PICC']);
    const acs = await add({ id: 'acs', name: 'acr1252' });
    const hid = await add({ id: 'hid', name: 'omnikey' });
    const [acs2, hid2] = [
      await add({ id: 'acs-2', name: 'acr1252' }),
      await add({ id: 'hid-2', name: 'omnikey' }),
    ];
    await until(() => [acs, hid, acs2, hid2].every((one) => one.health().status === 'connected'), WAIT_MS);
    const ports = pcscd.pairs.flat();
    await Promise.all(ports.map((port, index) => card(port).insert(simulatedClassic(`0102030${index}`))));
    await until(() => seen.tags.length === 4, WAIT_MS);
    const sourceOf = (uid: string): string | undefined => seen.tags.find((tag) => tag.uid === uid)?.source;
    assert.equal(
      [sourceOf('01020300'), sourceOf('01020301')].map((id) => id?.slice(0, 3)),
      ['hid', 'hid'],
    );
    assert.equal(
      [sourceOf('01020302'), sourceOf('01020303')].map((id) => id?.slice(0, 3)),
      ['acs', 'acs'],
    );
    assert.is(new Set(seen.tags.map(({ source }) => source)).size, 4);
  },
  limit,
);

test(
  'leaves the SAM slot of a combined reader alone, with a card that lies in it for ever',
  async (t) => {
    const { pcscd, seen, add, card, log } = await bench(t, [
      'ACS ACR1252 Dual Reader SAM',
      'ACS ACR1252 Dual Reader PICC',
    ]);
    const [[sam], [picc]] = pcscd.pairs as [readonly [number, number], readonly [number, number]];
    const asked: string[] = [];
    const inSlot = simulatedClassic('0A0B0C0D');
    await card(sam).insert({
      ...inSlot,
      answer: (apdu) => (asked.push(Buffer.from(apdu).toString('hex')), inSlot.answer(apdu)),
    });
    const reader = await add({ id: 'nfc' });
    await until(() => reader.health().status === 'connected', WAIT_MS);
    await card(picc).insert(simulatedClassic('01020304'));
    await until(() => seen.tags[0], WAIT_MS);
    assert.equal(
      seen.tags.map(({ uid }) => uid),
      ['01020304'],
    );
    assert.equal(asked, []);
    assert.not.ok(log.lines.some(({ level }) => level === 'error'));
  },
  limit,
);

test(
  'takes up the readers that pcscd has after it was restarted, and says which is gone',
  async (t) => {
    const { pcscd, seen, add, card } = await bench(t, ['HID OMNIKEY 5427']);
    const hid = await add({ id: 'hid', name: 'omnikey' });
    const acs = await add({ id: 'acs', name: 'acr122' });
    await until(
      () => hid.health().status === 'connected' && acs.health().code === 'TW_NFC_NO_READER',
      WAIT_MS,
    );
    await pcscd.stop();
    const [port] = await pcscd.plug('ACS ACR122U PICC Interface');
    pcscd.unplug(0);
    await pcscd.start();
    await until(
      () => acs.health().status === 'connected' && hid.health().code === 'TW_NFC_NO_READER',
      WAIT_MS,
    );
    await card(port).insert(simulatedClassic('01020304'));
    const tag = await until(() => seen.tags[0], WAIT_MS);
    assert.equal([tag.source, tag.uid], ['acs', '01020304']);
  },
  limit,
);

test(
  'says a resting tag once, and two tags in turn each time',
  async (t) => {
    const { pcscd, seen, add, card } = await bench(t, ['Virtual PCD']);
    const reader = await add({ id: 'nfc' });
    await until(() => reader.health().status === 'connected', WAIT_MS);
    const hand = card(pcscd.ports[0]);
    const uids = ['04A1B2C3D4E580', '04A1B2C3D4E581', '04A1B2C3D4E580', '04A1B2C3D4E581'];
    for (const [index, uid] of uids.entries()) {
      await hand.insert(simulatedTag({ uid, ndef: [uriRecord(URI)] }));
      await until(() => seen.tags.length === index + 1, WAIT_MS);
    }
    // A second reader's tag arrives after several polls of the first: nothing was said again meanwhile.
    await hand.remove();
    await until(() => seen.removals.length === uids.length, WAIT_MS);
    assert.equal(
      seen.readings.map((reading) => `${reading.kind} ${'uid' in reading ? reading.uid : ''}`),
      uids.flatMap((uid) => [`tag ${uid}`, `tag_removed ${uid}`]),
    );
  },
  limit,
);

test(
  'asks a reader for light and buzzer, notes once that it cannot, and reads on',
  async (t) => {
    const { pcscd, seen, add, card, log } = await bench(t, ['ACS ACR1252 Dual Reader PICC']);
    const reader = await add({ id: 'nfc', feedback: 'sound' });
    await until(() => reader.health().status === 'connected', WAIT_MS);
    const hand = card(pcscd.ports[0]);
    for (const uid of ['04A1B2C3D4E580', '04A1B2C3D4E581']) {
      await hand.insert(simulatedTag({ uid, ndef: [uriRecord(URI)] }));
      await until(() => seen.tags.some((tag) => tag.uid === uid), WAIT_MS);
      reader.signal('success');
    }
    await hand.remove();
    await until(() => seen.removals.length === 2, WAIT_MS);
    assert.equal(
      seen.tags.map(({ problem }) => problem?.code),
      [undefined, undefined],
    );
    const notes = log.lines.filter(
      ({ fields }) => 'code' in fields && String(fields.code).startsWith('TW_NFC_FEEDBACK'),
    );
    assert.equal(
      notes.map(({ level, fields }) => [level, (fields as { code: string }).code]),
      [['warn', 'TW_NFC_FEEDBACK_UNKNOWN']],
    );
    assert.match(JSON.stringify(notes[0]?.fields), '0x8010001f');
  },
  limit,
);
