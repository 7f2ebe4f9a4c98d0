/** Whatever lies on a reader, reading and writing it ends, soon, with an answer or an error of ours. */
import * as fc from 'fast-check';
import * as assert from 'uvu/assert';
import { fromHex } from '../../device/bytes.ts';
import { isDeviceError } from '../../device/errors.ts';
import { uriRecord } from '../../device/ndef/encode.ts';
import { readTag } from '../../device/nfc/read-tag.ts';
import { simulatedNdefClassic } from '../../device/nfc/simulated-classic.ts';
import {
  BANK_CARD_ATR,
  simulatedBankCard,
  simulatedFelica,
  SimulatedTransport,
  type SimulatedCard,
} from '../../device/nfc/simulated-card.ts';
import { misbehaving } from '../../device/nfc/simulated-faults.ts';
import { simulatedIcodeTag } from '../../device/nfc/simulated-icode.ts';
import { simulatedTag } from '../../device/nfc/simulated-tag.ts';
import { simulatedType4 } from '../../device/nfc/simulated-type4.ts';
import type { NfcTransport } from '../../device/nfc/transport.ts';
import { writeNdef } from '../../device/nfc/write-tag.ts';
import { suite } from '../harness/suite.ts';

const test = suite('Hostile tags');
const UID = '04A1B2C3D4E580';
const ndef = [uriRecord('https://id.gs1.org/01/09506000134352/21/1234')];
const SEED = { seed: 20261125, numRuns: 250 };
const limit = { timeout: 50_000 };

const kinds: Readonly<Record<string, () => SimulatedCard>> = {
  ntag213: () => simulatedTag({ uid: UID, ndef }),
  'factory-new ntag216': () => simulatedTag({ uid: UID, model: 'ntag216', unformatted: true }),
  ultralight_c: () => simulatedTag({ uid: UID, model: 'ultralight_c', ndef }),
  'ntag 424': () => simulatedType4({ uid: UID, ndef }),
  'type 4 of an unknown make': () => simulatedType4({ uid: UID, ndef, atr: BANK_CARD_ATR }),
  'classic 1k': () => simulatedNdefClassic({ uid: 'A1B2C3D4', ndef }),
  'classic 4k': () => simulatedNdefClassic({ uid: 'A1B2C3D4', size: '4k', ndef, sectors: [15, 17, 33] }),
  icode: () => simulatedIcodeTag({ uid: 'E004010012345678', ndef }),
  felica: () => simulatedFelica('0123456789ABCDEF'),
  'bank card': simulatedBankCard,
};

/** Counts, and stops what would never end. */
class BoundedTransport implements NfcTransport {
  count = 0;
  readonly #inner: NfcTransport;
  readonly #most: number;

  constructor(inner: NfcTransport, most: number) {
    this.#inner = inner;
    this.#most = most;
  }

  async transmit(apdu: Uint8Array, maxLength: number): Promise<Uint8Array> {
    this.count += 1;
    if (this.count > this.#most) throw new RangeError(`more than ${this.#most} exchanges`);
    return this.#inner.transmit(apdu, maxLength);
  }
}

async function readOrWrite(card: SimulatedCard, transport: NfcTransport): Promise<void> {
  card.powerOn();
  const content = await readTag(card.atr, transport);
  assert.type(content.uid, 'string');
  card.powerOn();
  try {
    await writeNdef({ atr: card.atr, transport }, { records: ndef });
  } catch (error) {
    if (!isDeviceError(error)) throw error;
  }
}

const positions = fc.array(fc.nat({ max: 40 }), { maxLength: 4 });
const faults = fc.record(
  {
    leaveAfter: fc.nat({ max: 60 }),
    leaveWhileDoing: fc.nat({ max: 60 }),
    failOnceAt: positions,
    garbleAt: positions,
    cutAt: positions,
    padAt: positions,
  },
  { requiredKeys: [] },
);

for (const [name, make] of Object.entries(kinds)) {
  test(
    `an ${name} that misbehaves at will`,
    async () => {
      await fc.assert(
        fc.asyncProperty(faults, async (script) => {
          const card = misbehaving(make(), script);
          await readOrWrite(card, new BoundedTransport(new SimulatedTransport(card), 400));
        }),
        SEED,
      );
    },
    limit,
  );

  test(
    `the ATR of an ${name} with answers that mean nothing`,
    async () => {
      const { atr } = make();
      await fc.assert(
        fc.asyncProperty(fc.infiniteStream(fc.nat({ max: 0x7fff_ffff })), async (numbers) => {
          const card = babbler(atr, () => Number(numbers.next().value));
          await readOrWrite(card, new BoundedTransport(new SimulatedTransport(card), 4_000));
        }),
        SEED,
      );
    },
    limit,
  );
}

/** Knows how long an answer should be and when it should say 90 00, and nothing else. */
function babbler(atr: Uint8Array, random: () => number): SimulatedCard {
  const heads = [
    'E110120003',
    'E2400000',
    '03FF0800',
    'FE',
    '010328104403',
    '001720010000FF0406E1040100',
    '',
  ];
  return {
    atr,
    uid: '',
    powerOn: () => undefined,
    answer: (apdu) => {
      const choice = random();
      if (choice % 101 === 0) return undefined;
      if (choice % 53 === 0) return Uint8Array.of(0x63, 0x00);
      if (choice % 47 === 0) return new Uint8Array(choice % 2);
      const isRead = apdu[1] === 0xb0 || apdu[1] === 0xca;
      const length = apdu[1] === 0xca ? 7 : (apdu[4] ?? 0);
      const data = Uint8Array.from(
        { length: isRead ? length : 0 },
        () => random() & (choice % 3 === 0 ? 0 : 0xff),
      );
      const head = fromHex(heads[choice % heads.length] ?? '') ?? new Uint8Array();
      data.set(head.subarray(0, data.length));
      return Uint8Array.from([...data, 0x90, 0x00]);
    },
  };
}

test(
  'a card that answers everything, and never with the end, is given up',
  async () => {
    const endless = (data: (apdu: Uint8Array) => number[]) => ({
      uid: '',
      powerOn: () => undefined,
      answer: (apdu: Uint8Array) => Uint8Array.from([...data(apdu), 0x90, 0x00]),
    });
    const nulls = (apdu: Uint8Array): number[] =>
      Array<number>(apdu[1] === 0xca ? 7 : apdu[1] === 0xb0 ? (apdu[4] ?? 0) : 0).fill(0);
    const drops = (apdu: Uint8Array): number[] => {
      if (apdu[1] !== 0xb0) return [];
      if (apdu[4] === 15) return [...(fromHex('00172000FF00FF0406E104800000FF') ?? [])];
      return apdu[4] === 2 ? [0x7f, 0x00] : [0];
    };
    for (const make of Object.values(kinds)) {
      const { atr } = make();
      for (const answers of [nulls, drops]) {
        const card = { ...endless(answers), atr };
        await readOrWrite(card, new BoundedTransport(new SimulatedTransport(card), 4_000));
      }
    }
  },
  limit,
);
