/** Every kind of tag on a real pcscd, and lifted at every command while it is read and while it is written. */
import * as assert from 'uvu/assert';
import { isDeviceError } from '../../device/errors.ts';
import { smartPosterRecord } from '../../device/ndef/encode-poster.ts';
import { encodeNdef, uriRecord } from '../../device/ndef/encode.ts';
import { PcscReader } from '../../device/nfc/pcsc-reader.ts';
import { PcscService } from '../../device/nfc/pcsc-service.ts';
import {
  BANK_CARD_ATR,
  simulatedBankCard,
  simulatedClassic,
  simulatedFelica,
  simulatedIcode,
  simulatedPhone,
  SimulatedTransport,
  type SimulatedCard,
} from '../../device/nfc/simulated-card.ts';
import { simulatedNdefClassic } from '../../device/nfc/simulated-classic.ts';
import { misbehaving } from '../../device/nfc/simulated-faults.ts';
import { simulatedIcodeTag } from '../../device/nfc/simulated-icode.ts';
import { simulatedTag } from '../../device/nfc/simulated-tag.ts';
import { simulatedType4 } from '../../device/nfc/simulated-type4.ts';
import { VpcdCard } from '../../device/nfc/vpcd-card.ts';
import { writeNdef } from '../../device/nfc/write-tag.ts';
import type { TagReading } from '../../device/ports.ts';
import { systemClock } from '../../kiosk/system/clock.ts';
import { suite, type TestContext } from '../harness/suite.ts';
import { until } from '../support/until.ts';
import { createPcscd } from './pcscd.ts';
import { Recorder, recordingLogger } from './recorder.ts';
import { readOnce, watched } from './watched-card.ts';

const test = suite('Tags on a real pcscd');
const limit = { timeout: 110_000 };
const WAIT_MS = 20_000;
const UID = '04A1B2C3D4E580';
const CLASSIC_UID = 'A1B2C3D4';
const ICODE_UID = 'E004010012345678';
const OLD = 'https://o.example/01/09506000134376';
const URI = 'https://a.example/01/09506000134352';
const LONG = `https://a.example/01/09506000134352?${'x'.repeat(260)}`;
const ndef = [uriRecord(URI)];

/** A virtual reader and the device that follows it. */
class Lane {
  readonly #hand: VpcdCard;
  readonly #seen = new Recorder();
  reader: PcscReader | undefined;

  constructor(port: number) {
    this.#hand = new VpcdCard({ port });
  }

  follow(reader: PcscReader): void {
    this.reader = reader;
    reader.subscribe(this.#seen);
  }

  /** Puts a card there; resolves with what the reader says of it. */
  async insert(card: SimulatedCard): Promise<TagReading> {
    const before = this.#seen.tags.length;
    await this.#hand.insert(card);
    return until(() => this.#seen.tags[before], WAIT_MS);
  }

  /** Takes the card away, if it has not left by itself; resolves once the reader has said so. */
  async lift(): Promise<void> {
    await this.#hand.remove();
    await until(() => this.#seen.removals.length === this.#visits(), WAIT_MS);
  }

  #visits(): number {
    return this.#seen.readings.filter(
      (reading, at, all) => reading.kind === 'tag' && all[at - 1]?.kind !== 'tag',
    ).length;
  }
}

async function bench(t: TestContext): Promise<Lane[]> {
  const pcscd = await createPcscd();
  t.after(() => pcscd.dispose());
  await pcscd.start();
  const host = { clock: systemClock, logger: recordingLogger() };
  const service = new PcscService({ ...host, env: pcscd.env });
  const readers = ['nfc', 'nfc-2'].map((id) => new PcscReader({ ...host, id, service, debounceMs: 1 }));
  for (const reader of readers) {
    t.after(() => reader.stop());
    await reader.start();
  }
  await until(() => readers.every((reader) => reader.health().status === 'connected'), WAIT_MS);
  return pair(t, { readers, ports: pcscd.ports });
}

/** Finds out which device follows which virtual reader. */
async function pair(
  t: TestContext,
  { readers, ports }: { readers: PcscReader[]; ports: readonly number[] },
): Promise<Lane[]> {
  const probe = new Recorder();
  const stops = readers.map((reader) => reader.subscribe(probe));
  const hand = new VpcdCard({ port: ports[0] ?? 0 });
  await hand.insert(simulatedFelica('0000000000000001'));
  const { source } = await until(() => probe.tags[0], WAIT_MS);
  await hand.remove();
  await until(() => probe.removals[0], WAIT_MS);
  for (const stop of stops) stop();
  const order = readers.toSorted((one) => (one.id === source ? -1 : 1));
  return ports.map((port, index) => {
    const lane = new Lane(port);
    t.after(() => lane.lift());
    const reader = order[index];
    if (reader !== undefined) lane.follow(reader);
    return lane;
  });
}

/** Works off jobs on both readers at once. */
async function share<Job>(
  lanes: readonly Lane[],
  jobs: readonly Job[],
  work: (lane: Lane, job: Job) => Promise<void>,
): Promise<void> {
  const waiting = [...jobs];
  const run = async (lane: Lane): Promise<void> => {
    for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) await work(lane, job);
  };
  await Promise.all(lanes.map(run));
}

interface Kind {
  card: SimulatedCard;
  /** UID, technology, and a URI or the code of a problem, where there is one. */
  says: readonly [uid: string, tech: string, found: string | undefined];
}

const kinds: Readonly<Record<string, () => Kind>> = {
  NTAG213: () => ({ card: simulatedTag({ uid: UID, ndef }), says: [UID, 'type2', URI] }),
  'NTAG215 with a length of three bytes': () => ({
    card: simulatedTag({ uid: UID, model: 'ntag215', ndef: [uriRecord(LONG)] }),
    says: [UID, 'type2', LONG],
  }),
  'Ultralight C with a Smart Poster': () => ({
    card: simulatedTag({
      uid: UID,
      model: 'ultralight_c',
      ndef: [smartPosterRecord({ uri: URI, titles: [{ text: 'Coat', lang: 'en' }], action: 'do' })],
    }),
    says: [UID, 'type2', URI],
  }),
  'Ultralight in chunks': () => ({
    card: simulatedTag({ uid: UID, model: 'ultralight', rawNdef: inChunks(URI) }),
    says: [UID, 'type2', URI],
  }),
  'NTAG 424 DNA': () => ({
    card: simulatedType4({ uid: UID, sunUrl: () => URI }),
    says: [UID, 'type4', URI],
  }),
  'Type 4 with small answers': () => ({
    card: simulatedType4({ uid: '08112233', ndef, maxRead: 15, selection: 'first-or-only' }),
    says: ['08112233', 'type4', URI],
  }),
  'Type 4 of an unknown make': () => ({
    card: simulatedType4({ uid: UID, ndef, atr: BANK_CARD_ATR }),
    says: ['', 'type4', URI],
  }),
  'DESFire without NDEF': () => ({
    card: simulatedType4({ uid: UID, application: false }),
    says: [UID, 'type4', 'TW_NFC_TAG_NOT_READABLE'],
  }),
  'Classic 1K': () => ({
    card: simulatedNdefClassic({ uid: CLASSIC_UID, ndef }),
    says: [CLASSIC_UID, 'classic', URI],
  }),
  'Classic 4K on an old reader': () => ({
    card: simulatedNdefClassic({ uid: CLASSIC_UID, size: '4k', sectors: [17], ndef, oldReader: true }),
    says: [CLASSIC_UID, 'classic', URI],
  }),
  'Classic with private keys': () => ({
    card: simulatedClassic(CLASSIC_UID),
    says: [CLASSIC_UID, 'classic', undefined],
  }),
  ICODE: () => ({
    card: simulatedIcodeTag({ uid: ICODE_UID, ndef, reversedUid: true }),
    says: [ICODE_UID, 'iso15693', URI],
  }),
  'ICODE on a reader that reads no blocks': () => ({
    card: simulatedIcode(ICODE_UID),
    says: [ICODE_UID, 'iso15693', undefined],
  }),
  FeliCa: () => ({
    card: simulatedFelica('0123456789ABCDEF'),
    says: ['0123456789ABCDEF', 'felica', undefined],
  }),
  phone: () => ({ card: simulatedPhone(), says: ['', 'type4', 'TW_NFC_PHONE_OR_BANK_CARD'] }),
  'bank card': () => ({ card: simulatedBankCard(), says: ['', 'type4', 'TW_NFC_PHONE_OR_BANK_CARD'] }),
};

function inChunks(uri: string): Uint8Array {
  const { payload } = uriRecord(uri);
  const [first, second] = [payload.subarray(0, 9), payload.subarray(9)];
  return Uint8Array.from([0xb1, 1, first.length, 0x55, ...first, 0x56, 0, second.length, ...second]);
}

const foundIn = ({ ndef: [record], problem }: TagReading): string | undefined => problem?.code ?? record?.uri;

test(
  'reads one of every kind',
  async (t) => {
    const lanes = await bench(t);
    await share(lanes, Object.entries(kinds), async (lane, [name, make]) => {
      const { card, says } = make();
      const reading = await lane.insert(card);
      assert.equal([reading.uid, reading.tech, foundIn(reading)], says, name);
      await lane.lift();
    });
  },
  limit,
);

async function commandsToRead(card: SimulatedCard): Promise<number> {
  const counting = watched(card);
  await readOnce(counting);
  return counting.commands.length;
}

test(
  'tells what it knows of a tag that is lifted at any command of being read',
  async (t) => {
    const lanes = await bench(t);
    const jobs: { name: string; at: number }[] = [];
    for (const name of ['NTAG213', 'NTAG 424 DNA', 'Classic 1K', 'ICODE']) {
      const total = await commandsToRead((kinds[name] ?? kinds['NTAG213'])?.().card ?? simulatedPhone());
      for (let at = 0; at < total; at += 1) jobs.push({ name, at });
    }
    // A card that has told its UID, and not yet that it holds NDEF, is taken for one that does not.
    const isPlain = ({ name, at }: (typeof jobs)[number]): boolean =>
      (name === 'Classic 1K' && at > 0 && at < 5) || (name === 'ICODE' && at === 1);
    await share(lanes, jobs, async (lane, job) => {
      const { card, says } = kinds[job.name]?.() ?? { card: simulatedPhone(), says: [''] };
      const reading = await lane.insert(misbehaving(card, { leaveAfter: job.at }));
      const expected = [job.at === 0 ? '' : says[0], isPlain(job) ? undefined : 'TW_NFC_TAG_TORN'];
      assert.equal([reading.uid, foundIn(reading)], expected, JSON.stringify(job));
      assert.equal(reading.ndef, []);
      await lane.lift();
    });
  },
  limit,
);

/** The card, leaving at a command that is counted from when it was armed, before or after carrying it out. */
function leaving(card: SimulatedCard): { card: SimulatedCard; arm: (at: number, late: boolean) => void } {
  let countdown: { left: number; late: boolean } | undefined;
  return {
    arm: (left, late) => void (countdown = { left, late }),
    card: {
      ...card,
      answer: (apdu) => {
        const isLast = countdown !== undefined && countdown.left-- <= 0;
        if (isLast && countdown?.late === true) card.answer(apdu);
        return isLast ? undefined : card.answer(apdu);
      },
    },
  };
}

const writable: Readonly<Record<string, () => SimulatedCard>> = {
  NTAG213: () => simulatedTag({ uid: UID, ndef: [uriRecord(OLD)] }),
  'NTAG 424 DNA': () => simulatedType4({ uid: UID, ndef: [uriRecord(OLD)], maxWrite: 20 }),
};

for (const [name, make] of Object.entries(writable)) {
  test(
    `leaves an ${name} that is lifted at any command of being written with the old message, none, or the new one`,
    async (t) => {
      const lanes = await bench(t);
      const whole = watched(make());
      await writeNdef({ atr: whole.atr, transport: new SimulatedTransport(whole) }, { records: ndef });
      const seen = new Set<string>();
      const isWrite = (command: string): boolean => command.slice(2, 4) === 'D6';
      const jobs = whole.commands.map((command, at) => ({ at, late: isWrite(command) }));
      const firstWrite = jobs.find(({ late }) => late)?.at ?? 0;
      await share(lanes, [{ at: firstWrite, late: false }, ...jobs], async (lane, { at, late }) => {
        const plain = make();
        const { card, arm } = leaving(plain);
        const before = await lane.insert(card);
        assert.is(foundIn(before), OLD);
        arm(at, late);
        const failure: unknown = await lane.reader?.writeTag({ uid: UID, records: ndef }).catch((e) => e);
        const isTorn =
          isDeviceError(failure, 'TW_NFC_TAG_TORN') || isDeviceError(failure, 'TW_NFC_APDU_FAILED');
        assert.ok(isTorn, String(failure));
        await lane.lift();
        const found = foundIn(await lane.insert(plain)) ?? '';
        assert.ok([OLD, 'TW_NFC_TAG_BLANK', URI].includes(found), `${found} after command ${at}`);
        seen.add(found);
        await lane.lift();
      });
      assert.equal([...seen].toSorted(), ['TW_NFC_TAG_BLANK', OLD, URI].toSorted());
    },
    limit,
  );
}

test(
  'writes and locks a factory-new tag, and reads it afterwards',
  async (t) => {
    const [lane] = await bench(t);
    if (lane?.reader === undefined) throw new TypeError('no reader');
    const tag = simulatedTag({ uid: UID, model: 'ntag216', unformatted: true });
    assert.is(foundIn(await lane.insert(tag)), 'TW_NFC_TAG_BLANK');
    const written = await lane.reader.writeTag({ uid: UID, records: ndef, lock: true });
    assert.equal([written.locked, written.content.ndef[0]?.uri], [true, URI]);
    const again: unknown = await lane.reader
      .writeTag({ uid: UID, records: [uriRecord(OLD)] })
      .catch((error: unknown) => error);
    assert.ok(isDeviceError(again, 'TW_NFC_TAG_READ_ONLY'));
    await lane.lift();
    assert.is(foundIn(await lane.insert(tag)), URI);
    assert.equal(encodeNdef(written.content.ndef), encodeNdef(ndef));
  },
  limit,
);
