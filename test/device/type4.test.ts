import * as fc from 'fast-check';
import * as assert from 'uvu/assert';
import { isDeviceError, type DeviceErrorCode } from '../../device/errors.ts';
import { uriRecord } from '../../device/ndef/encode.ts';
import {
  BANK_CARD_ATR,
  PHONE_ATR,
  simulatedBankCard,
  simulatedPhone,
  SimulatedTransport,
  type SimulatedCard,
} from '../../device/nfc/simulated-card.ts';
import { misbehaving } from '../../device/nfc/simulated-faults.ts';
import {
  simulatedType4,
  type SimulatedType4Options,
  type SimulatedType4Tag,
} from '../../device/nfc/simulated-type4.ts';
import { parseCapabilities } from '../../device/nfc/type4-layout.ts';
import { writeNdef } from '../../device/nfc/write-tag.ts';
import { suite } from '../harness/suite.ts';
import { readOnce, watched } from './watched-card.ts';

const test = suite('Type 4 tag');
const UID = '04968CAA5C5E80';
const OLD = 'https://old.example/01/09506000134352';
const URI = 'https://id.gs1.org/01/09506000134352/21/1234';

const tagWith = (options: Partial<SimulatedType4Options> = {}): SimulatedType4Tag =>
  simulatedType4({ uid: UID, ndef: [uriRecord(URI)], ...options });

async function write(card: SimulatedCard, uri = URI, lock = false): Promise<DeviceErrorCode | undefined> {
  card.powerOn();
  const target = { atr: card.atr, transport: new SimulatedTransport(card) };
  try {
    await writeNdef(target, { records: uri === '' ? [] : [uriRecord(uri)], lock });
    return undefined;
  } catch (error) {
    if (isDeviceError(error)) return error.code;
    throw error;
  }
}

/** What the next reader finds: a URI or the code of a problem. */
async function found(card: SimulatedCard): Promise<string> {
  const { ndef, problem } = await readOnce(card);
  return problem?.code ?? ndef[0]?.uri ?? '';
}

test('is read by the commands of the specification', async () => {
  const card = watched(tagWith());
  const content = await readOnce(card);
  assert.equal([content.uid, content.tech, content.ndef[0]?.uri], [UID, 'type4', URI]);
  assert.equal(card.commands, [
    'FFCA000000',
    '00A4040007D276000085010100',
    '00A4000C02E103',
    '00B000000F',
    '00A4000C02E104',
    '00B0000002',
    '00B0000229',
  ]);
});

test('gives another URL at every tap when it signs them', async () => {
  let reads = 0;
  const card = tagWith({ sunUrl: () => `https://e.com/?ctr=${(reads += 1)}` });
  assert.is(await found(card), 'https://e.com/?ctr=1');
  assert.is(await found(card), 'https://e.com/?ctr=2');
});

test('is read as well when it hides behind a random identifier', async () => {
  const { uid, ndef } = await readOnce(tagWith({ uid: '08112233' }));
  assert.equal([uid, ndef[0]?.uri], ['08112233', URI]);
});

test('is read in pieces no larger than it and the reader can carry', async () => {
  const uri = `https://example.com/${'a'.repeat(600)}`;
  for (const [maxRead, longest] of [
    [15, 0x0f],
    [59, 0x3b],
    [256, 0xfa],
    [0xffff, 0xfa],
  ] as const) {
    const card = watched(tagWith({ ndef: [uriRecord(uri)], fileSize: 1024, maxRead }));
    assert.is((await readOnce(card)).ndef[0]?.uri, uri);
    const lengths = card.commands
      .filter((c) => c.startsWith('00B0'))
      .map((c) => Number.parseInt(c.slice(8), 16));
    assert.is(Math.max(...lengths), longest);
  }
});

test('is selected in the other form where the first is refused, whatever its version', async () => {
  assert.is(await found(tagWith({ selection: 'first-or-only' })), URI);
  assert.is(await found(tagWith({ mappingVersion: 3 })), URI);
});

test('is read where the card answers with less than asked for, and says how much there is', async () => {
  const short = (apdu: Uint8Array): Uint8Array | undefined =>
    apdu[1] === 0xb0 && (apdu[4] ?? 0) > 20 ? Uint8Array.of(0x6c, 20) : undefined;
  assert.is(await found(misbehaving(tagWith(), { refuse: short })), URI);
});

const problems: readonly [what: string, options: Partial<SimulatedType4Options>, code: string][] = [
  ['without the application', { application: false }, 'TW_NFC_TAG_NOT_READABLE'],
  ['with an empty file', { ndef: [] }, 'TW_NFC_TAG_BLANK'],
  ['with an empty record', { rawFile: Uint8Array.of(0, 3, 0xd0, 0, 0) }, 'TW_NFC_TAG_BLANK'],
  ['that announces too much', { rawFile: Uint8Array.of(0, 255, 0xd1) }, 'TW_NDEF_TRUNCATED'],
  ['with half a record', { rawFile: Uint8Array.of(0, 3, 0xd1, 1, 9) }, 'TW_NDEF_TRUNCATED'],
  ['with nonsense', { rawFile: Uint8Array.of(0, 3, 0x11, 0, 0) }, 'TW_NDEF_INVALID'],
  ['that wants a key', { readAccess: 0x80 }, 'TW_NFC_TAG_NOT_READABLE'],
  ['of a later version', { mappingVersion: 4 }, 'TW_NFC_TAG_NOT_READABLE'],
  ['with impossible limits', { maxRead: 0x0e }, 'TW_NFC_TAG_NOT_READABLE'],
];

for (const [what, options, code] of problems) {
  test(`${what} still tells its UID`, async () => {
    const content = await readOnce(tagWith(options));
    assert.equal([content.uid, content.problem?.code], [UID, code]);
  });
}

test('finds the file behind other entries of the container, and refuses containers that make no sense', () => {
  const cc = (hex: string) => () => parseCapabilities(new Uint8Array(Buffer.from(hex, 'hex')));
  assert.equal(cc('001720010000FF0506E10500808283 0406E10401000000'.replaceAll(' ', ''))(), {
    id: 0xe104,
    size: 256,
    maxRead: 256,
    maxWrite: 255,
    readable: true,
    writable: 'free',
  });
  assert.is(cc('000F20003B00340406E10400320082')().writable, 'key');
  assert.is(cc('000F20003B0034 0406E104003200FF'.replaceAll(' ', ''))().writable, 'never');
  for (const hex of [
    '',
    '000F20003B0034',
    '000F20003B00340406E103003200FF',
    '000F20003B00340406E104000400FF',
    '000F20003B00000406E104003200FF',
    '000E20003B00340406E104003200FF',
    '000F20003B00340405E104003200FF',
    '000F20003B00340400',
  ]) {
    const isRefusal = (error: unknown): boolean => isDeviceError(error, 'TW_NFC_TAG_NOT_READABLE');
    assert.throws(cc(hex), isRefusal, hex);
  }
});

test('that leaves at any moment is torn, before and after its UID', async () => {
  for (let at = 0; at < 7; at += 1) {
    const content = await readOnce(tagWith({ faults: { leaveAfter: at } }));
    assert.equal([content.uid, content.problem?.code], [at === 0 ? '' : UID, 'TW_NFC_TAG_TORN']);
  }
});

test('is read in spite of one 63 00 anywhere', async () => {
  for (let at = 0; at < 7; at += 1) assert.is(await found(tagWith({ faults: { failOnceAt: [at] } })), URI);
});

test('that answers too much, or garbles, is a problem and no surprise', async () => {
  for (let at = 0; at < 7; at += 1) {
    for (const faults of [{ padAt: [at] }, { cutAt: [at] }, { garbleAt: [at] }])
      assert.type((await readOnce(tagWith({ faults }))).tech, 'string');
  }
  assert.is((await readOnce(tagWith({ faults: { padAt: [6] } }))).problem?.code, 'TW_NFC_TAG_TORN');
  const silent = (apdu: Uint8Array): Uint8Array | undefined =>
    apdu[3] === 2 && apdu[1] === 0xb0 ? Uint8Array.of(0x90, 0x00) : undefined;
  const card = watched(misbehaving(tagWith(), { refuse: silent }));
  assert.is((await readOnce(card)).problem?.code, 'TW_NFC_TAG_TORN');
  assert.is(card.commands.length, 7, 'an answer without data is the last one');
});

test('a phone is asked nothing, not even when it plays a tag', async () => {
  for (const phone of [simulatedPhone(), tagWith({ uid: '08A1B2C3', atr: PHONE_ATR })]) {
    const card = watched(phone);
    assert.equal([(await readOnce(card)).problem?.code, card.commands], ['TW_NFC_PHONE_OR_BANK_CARD', []]);
  }
});

test('a bank card is asked for the NDEF application and nothing else, also when it leaves', async () => {
  const card = watched(simulatedBankCard());
  const content = await readOnce(card);
  assert.equal([content.uid, content.problem?.code], ['', 'TW_NFC_PHONE_OR_BANK_CARD']);
  assert.equal(card.commands, ['00A4040007D276000085010100']);
  const lifted = misbehaving(simulatedBankCard(), { leaveAfter: 0 });
  assert.is((await readOnce(lifted)).problem?.code, 'TW_NFC_PHONE_OR_BANK_CARD');
});

test('of an unknown make is read without its UID', async () => {
  const card = watched(tagWith({ atr: BANK_CARD_ATR }));
  const content = await readOnce(card);
  assert.equal([content.uid, content.ndef[0]?.uri, content.problem], ['', URI, undefined]);
  assert.not(card.commands.includes('FFCA000000'));
});

test('is written, rewritten in small pieces, and emptied', async () => {
  const tag = tagWith({ ndef: [], maxWrite: 20 });
  assert.is(await write(tag), undefined);
  assert.is(await found(tag), URI);
  const card = watched(tag);
  assert.is(await write(card), undefined);
  assert.not(
    card.commands.some((command) => command.startsWith('00D6')),
    'it holds that already',
  );
  assert.is(await write(tag, OLD), undefined);
  assert.is(await found(tag), OLD);
  assert.is(await write(tag, ''), undefined);
  assert.is(await found(tag), 'TW_NFC_TAG_BLANK');
});

test('lifted at any moment of writing holds the old message, none, or the new one', async () => {
  const make = (): SimulatedType4Tag => tagWith({ ndef: [uriRecord(OLD)], maxWrite: 16 });
  const whole = watched(make());
  assert.is(await write(whole), undefined);
  const seen = new Set<string>();
  for (let at = 0; at < whole.commands.length; at += 1) {
    for (const faults of [{ leaveAfter: at }, { leaveWhileDoing: at }]) {
      const tag = make();
      assert.is(await write(misbehaving(tag, faults)), 'TW_NFC_TAG_TORN');
      seen.add(await found(tag));
      assert.is(await write(tag), undefined);
    }
  }
  assert.equal([...seen].toSorted(), ['TW_NFC_TAG_BLANK', URI, OLD].toSorted());
});

test('says before writing why it cannot be written', async () => {
  const long = `https://example.com/${'a'.repeat(300)}`;
  assert.is(await write(tagWith(), long), 'TW_NFC_TAG_TOO_SMALL');
  assert.is(await write(tagWith({ writeAccess: 0xff }), OLD), 'TW_NFC_TAG_READ_ONLY');
  assert.is(await write(tagWith({ writeAccess: 0x82 }), OLD), 'TW_NFC_TAG_PASSWORD');
  assert.is(await write(tagWith({ application: false }), OLD), 'TW_NFC_WRITE_UNSUITABLE');
  assert.is(await write(tagWith({ mappingVersion: 4 }), OLD), 'TW_NFC_WRITE_UNSUITABLE');
  assert.is(await write(tagWith({ atr: BANK_CARD_ATR }), OLD), 'TW_NFC_PHONE_OR_BANK_CARD');
  assert.is(await write(tagWith(), OLD, true), 'TW_NFC_TAG_NOT_LOCKABLE');
});

test('that refuses or loses a write is said to', async () => {
  const refuse = (apdu: Uint8Array): Uint8Array | undefined =>
    apdu[1] === 0xd6 ? Uint8Array.of(0x65, 0x81) : undefined;
  assert.is(await write(misbehaving(tagWith(), { refuse }), OLD), 'TW_NFC_WRITE_FAILED');
  const lose = (apdu: Uint8Array): Uint8Array | undefined =>
    apdu[1] === 0xd6 && apdu[3] === 2 ? Uint8Array.of(0x90, 0x00) : undefined;
  assert.is(await write(misbehaving(tagWith(), { refuse: lose }), OLD), 'TW_NFC_VERIFY_FAILED');
});

test('with any container and any file is read or refused', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ minLength: 15, maxLength: 40 }),
      fc.uint8Array({ maxLength: 60 }),
      async (cc, file) => {
        const card = tagWith({ rawFile: file });
        const answerCc = (apdu: Uint8Array): Uint8Array | undefined =>
          apdu[1] === 0xb0 && apdu[4] === 15 ? Uint8Array.from([...cc.subarray(0, 15), 0x90, 0]) : undefined;
        const content = await readOnce(misbehaving(card, { refuse: answerCc }));
        assert.is(content.uid, UID);
      },
    ),
    { seed: 4, numRuns: 300 },
  );
});
