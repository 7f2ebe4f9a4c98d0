import * as fc from 'fast-check';
import * as assert from 'uvu/assert';
import { toHex } from '../../device/bytes.ts';
import type { DeviceErrorCode } from '../../device/errors.ts';
import { encodeNdef, uriRecord } from '../../device/ndef/encode.ts';
import {
  simulatedClassic,
  simulatedIcode,
  simulatedPhone,
  SimulatedTransport,
  type SimulatedCard,
} from '../../device/nfc/simulated-card.ts';
import { misbehaving } from '../../device/nfc/simulated-faults.ts';
import {
  simulatedTag,
  type SimulatedTagOptions,
  type SimulatedType2Tag,
} from '../../device/nfc/simulated-tag.ts';
import { type2Models, userEndPage, type Type2ModelName } from '../../device/nfc/type2-models.ts';
import { suite } from '../harness/suite.ts';
import { found, NEW, OLD, tagWith, UID, uriOf, write } from './type2-writing.ts';

const test = suite('Type 2 tag writing');
const MODELS = Object.keys(type2Models) as Type2ModelName[];

/** As long as the model can hold. */
function fullUri(model: Type2ModelName): string {
  const { lockTlv = [], size } = type2Models[model];
  const room = size * 8 - lockTlv.length - 2 - (size * 8 > 255 ? 2 : 0);
  const header = room > 255 + 3 ? 7 : 4;
  const full = uriOf(room - header - 1 + 'https://'.length);
  assert.is(encodeNdef([uriRecord(full)]).length, room);
  return full;
}

for (const model of MODELS) {
  const isSmall = type2Models[model].size === 0x06;
  const uri = isSmall ? 'https://a.b/01/09506000134352' : NEW;

  test(`writes, rewrites and empties an ${model}`, async () => {
    const tag = tagWith({ model, ndef: [uriRecord('https://old.example/')] });
    assert.is(await write(tag, { records: [uriRecord(uri)] }), undefined);
    assert.is(await found(tag), uri);
    assert.is(await write(tag, { records: [uriRecord('https://c.d')], uid: UID.toLowerCase() }), undefined);
    assert.is(await found(tag), 'https://c.d');
    assert.is(await write(tag, { records: [] }), undefined);
    assert.is(await found(tag), 'TW_NFC_TAG_BLANK');
  });

  test(`formats an ${model} that never was`, async () => {
    const tag = tagWith({ model, unformatted: true });
    assert.is(await write(tag, { records: [uriRecord(uri)] }), undefined);
    assert.is(await found(tag), uri);
    assert.is(tag.memory[14], type2Models[model].size);
  });

  test(`fills an ${model} to the last byte, and refuses one more untouched`, async () => {
    const full = fullUri(model);
    const tag = tagWith({ model });
    const before = toHex(tag.memory);
    assert.is(await write(tag, { records: [uriRecord(`${full}y`)] }), 'TW_NFC_TAG_TOO_SMALL');
    assert.is(toHex(tag.memory), before);
    assert.is(await write(tag, { records: [uriRecord(full)] }), undefined);
    assert.is(await found(tag), full);
    const end = userEndPage(type2Models[model]) * 4;
    const untouched = tagWith({ model }).memory.subarray(end);
    assert.is(toHex(tag.memory.subarray(end)), toHex(untouched), 'nothing behind is touched');
  });

  test(`locks an ${model} for ever`, async () => {
    const tag = tagWith({ model });
    assert.is(await write(tag, { records: [uriRecord(uri)], lock: true }), undefined);
    assert.is(await found(tag), uri);
    const locked = toHex(tag.memory);
    assert.is(await write(tag, { records: [uriRecord('https://c.d')] }), 'TW_NFC_TAG_READ_ONLY');
    assert.is(await write(tag, { records: [uriRecord(uri)], lock: true }), undefined, 'nothing left to do');
    const transport = new SimulatedTransport(tag);
    for (let page = 2; page < userEndPage(type2Models[model]); page += 1) {
      tag.powerOn();
      await transport.transmit(Uint8Array.of(0xff, 0xd6, 0, page, 4, 9, 9, 9, 9), 2);
    }
    const after = tag.memory.slice();
    // Lock bits can still be added to in page 2; nothing else moved.
    after.set(Buffer.from(locked, 'hex').subarray(8, 12), 8);
    assert.is(toHex(after), locked);
  });
}

test('writes nothing to a tag that holds the message already', async () => {
  const tag = tagWith({ ndef: [uriRecord(NEW)] });
  let writes = 0;
  const counting = {
    ...tag,
    answer: (apdu: Uint8Array) => ((writes += apdu[1] === 0xd6 ? 1 : 0), tag.answer(apdu)),
  };
  assert.is(await write(counting), undefined);
  assert.is(writes, 0);
});

test('mends a single 63 00 anywhere by asking again', async () => {
  for (let at = 0; at < 40; at += 1) {
    const tag = tagWith({ ndef: [uriRecord(OLD)] });
    assert.is(await write(misbehaving(tag, { failOnceAt: [at] })), undefined, String(at));
    assert.is(await found(tag), NEW);
  }
});

test('writes around lock and reserved bytes in the middle of the message', async () => {
  const tag = tagWith({ model: 'ntag215' });
  // Two lock bytes at 40, five reserved bytes at 56: positions 2·16+8 and 3·16+8.
  tag.memory.fill(0, 16, 500);
  tag.memory.set([0x01, 0x03, 0x28, 0x10, 0x04, 0x02, 0x03, 0x38, 0x05, 0x04, 0xfe], 16);
  tag.memory.fill(0xee, 40, 42);
  tag.memory.fill(0xee, 56, 61);
  assert.is(await write(tag), undefined);
  assert.is(toHex(tag.memory.subarray(40, 42)), 'EEEE');
  assert.is(toHex(tag.memory.subarray(56, 61)), 'EEEEEEEEEE');
  assert.is(await found(tag), NEW);
});

const withMemory =
  (change: (memory: Uint8Array) => void, options: Partial<SimulatedTagOptions> = {}) =>
  () => {
    const tag = tagWith({ ndef: [uriRecord(OLD)], ...options });
    change(tag.memory);
    return tag;
  };

const refusals: readonly [what: string, make: () => SimulatedCard, code: DeviceErrorCode][] = [
  ['a read-only capability container', withMemory((m) => void (m[15] = 0x0f)), 'TW_NFC_TAG_READ_ONLY'],
  ['a proprietary write access', withMemory((m) => void (m[15] = 0x08)), 'TW_NFC_TAG_PASSWORD'],
  ['a password for reading', withMemory((m) => void (m[15] = 0x80)), 'TW_NFC_TAG_PASSWORD'],
  ['a lock bit of page 5', withMemory((m) => void (m[10] = 0x20)), 'TW_NFC_TAG_READ_ONLY'],
  ['a lock bit of page 12', withMemory((m) => void (m[11] = 0x10)), 'TW_NFC_TAG_READ_ONLY'],
  ['a dynamic lock bit', withMemory((m) => void (m[160] = 0x01), { ndef: [] }), 'TW_NFC_TAG_READ_ONLY'],
  ['a password from page 4', () => tagWith({ passwordFrom: 4 }), 'TW_NFC_TAG_PASSWORD'],
  ['a password from page 12', () => tagWith({ passwordFrom: 12 }), 'TW_NFC_TAG_PASSWORD'],
  [
    'a password on an Ultralight C',
    () => tagWith({ model: 'ultralight_c', passwordFrom: 3 }),
    'TW_NFC_TAG_PASSWORD',
  ],
  ['a later mapping version', withMemory((m) => void (m[13] = 0x20)), 'TW_NFC_WRITE_UNSUITABLE'],
  ['a tag that cannot be read', () => tagWith({ faults: { refuseReads: true } }), 'TW_NFC_TAG_PASSWORD'],
  ['a ticket', withMemory((m) => m.fill(0x77, 100, 110), { unformatted: true }), 'TW_NFC_WRITE_UNSUITABLE'],
  [
    'used one-time bytes',
    withMemory((m) => void (m[12] = 0x1e), { unformatted: true }),
    'TW_NFC_WRITE_UNSUITABLE',
  ],
  [
    'a locked container',
    withMemory((m) => void (m[10] = 0x08), { unformatted: true }),
    'TW_NFC_TAG_READ_ONLY',
  ],
  ['a phone', simulatedPhone, 'TW_NFC_PHONE_OR_BANK_CARD'],
  ['a Classic card', () => simulatedClassic('DEADBEEF'), 'TW_NFC_WRITE_UNSUITABLE'],
  ['an ICODE label', () => simulatedIcode('E004010012345678'), 'TW_NFC_WRITE_UNSUITABLE'],
];

for (const [what, make, code] of refusals) {
  test(`refuses ${what} before anything is written`, async () => {
    const card = make();
    let writes = 0;
    const counting = {
      ...card,
      answer: (apdu: Uint8Array) => ((writes += apdu[1] === 0xd6 ? 1 : 0), card.answer(apdu)),
    };
    const records = [uriRecord(`https://a.b/${'x'.repeat(60)}`)];
    assert.is(await write(counting, { records }), code);
    assert.is(writes, 0);
  });
}

test('takes a password that begins behind the message for none', async () => {
  const tag = tagWith({ passwordFrom: 0x28 });
  assert.is(await write(tag), undefined);
  assert.is(await write(tag, { lock: true }), 'TW_NFC_TAG_PASSWORD', 'the lock bits lie behind it');
});

test('refuses another tag than the one that was meant', async () => {
  const tag = tagWith({ ndef: [uriRecord(OLD)] });
  assert.is(await write(tag, { uid: '04000000000000' }), 'TW_NFC_WRITE_OTHER_TAG');
  assert.is(await found(tag), OLD);
});

test('notices a chip that loses what it acknowledges, and leaves no half message', async () => {
  const tag = tagWith({ faults: { ignoreWrites: true } });
  assert.is(await write(tag), 'TW_NFC_VERIFY_FAILED');
  assert.is(await found(tag), 'TW_NFC_TAG_BLANK');
  const wrong = tagWith({ ndef: [uriRecord(OLD)] });
  const bent = { ...wrong, answer: (apdu: Uint8Array) => wrong.answer(bend(apdu)) };
  assert.is(await write(bent), 'TW_NFC_VERIFY_FAILED');
  assert.is(await found(wrong), 'TW_NFC_TAG_BLANK');
  // The last write, which makes the message count, with a wrong length.
  const last = tagWith({ ndef: [uriRecord(OLD)] });
  const atLast = (apdu: Uint8Array): Uint8Array =>
    apdu[1] === 0xd6 && apdu[3] === 5 && apdu[7] !== 0
      ? Uint8Array.from(apdu, (byte, index) => (index === 7 ? byte ^ 0x08 : byte))
      : apdu;
  const bentLast = { ...last, answer: (apdu: Uint8Array) => last.answer(atLast(apdu)) };
  assert.is(await write(bentLast), 'TW_NFC_VERIFY_FAILED');
});

test('notices lock bits that do not stay', async () => {
  const tag = tagWith();
  const lose = (apdu: Uint8Array): Uint8Array | undefined =>
    apdu[1] === 0xd6 && apdu[3] === 0x28 ? Uint8Array.of(0x90, 0x00) : undefined;
  assert.is(await write(misbehaving(tag, { refuse: lose }), { lock: true }), 'TW_NFC_VERIFY_FAILED');
  assert.is(await found(tag), NEW);
});

test('locks a tag whose capability container is locked already', async () => {
  const tag = tagWith({ ndef: [uriRecord(NEW)] });
  tag.memory[10] = 0x08;
  assert.is(await write(tag, { lock: true }), undefined);
  assert.equal([tag.memory[10], tag.memory[11], tag.memory[15]], [0xff, 0xff, 0x00]);
});

/** Lock bits as the data sheets draw them: address, bit, and the first page that it locks. */
const lockBitsOf: readonly [model: Type2ModelName, address: number, mask: number, page: number][] = [
  ['ultralight', 10, 0x10, 4],
  ['ultralight', 10, 0x80, 7],
  ['ultralight', 11, 0x01, 8],
  ['ultralight', 11, 0x80, 15],
  ['ultralight_c', 160, 0x02, 16],
  ['ultralight_c', 160, 0x20, 28],
  ['ultralight_c', 160, 0x80, 36],
  ['ntag203', 160, 0x40, 32],
  ['ultralight_ev1_21', 144, 0x01, 16],
  ['ntag212', 145, 0x02, 34],
  ['ntag213', 160, 0x80, 30],
  ['ntag213', 161, 0x08, 38],
  ['ntag215', 0x82 * 4, 0x40, 112],
  ['ntag216', 0xe2 * 4 + 1, 0x10, 208],
];

for (const [model, address, mask, page] of lockBitsOf) {
  test(`heeds the lock bit of page ${page} of an ${model}, and no other`, async () => {
    const bytes = (page - 4) * 4;
    const [short, long] = [uriOf(Math.max(13, bytes - 30)), fullUri(model)];
    const tag = tagWith({ model });
    tag.memory[address] = mask;
    assert.is(await write(tag, { records: [uriRecord(long)] }), 'TW_NFC_TAG_READ_ONLY');
    if (page > 8) assert.is(await write(tag, { records: [uriRecord(short)] }), undefined);
  });
}

test('leaves the bytes alone that control TLVs reserve, wherever they say that these lie', async () => {
  const control = fc.record({
    isLock: fc.boolean(),
    pageAddress: fc.nat({ max: 15 }),
    byteOffset: fc.nat({ max: 15 }),
    size: fc.integer({ min: 1, max: 24 }),
    // Pages of 4, 8 or 16 bytes.
    pageBits: fc.integer({ min: 2, max: 4 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(control, { maxLength: 4 }),
      fc.integer({ min: 13, max: 300 }),
      async (controls, length) => {
        const tag = tagWith({ model: 'ntag215' });
        const tlvs = controls.flatMap(({ isLock, pageAddress, byteOffset, size, pageBits }) => {
          const position = (pageAddress << 4) | byteOffset;
          return [isLock ? 0x01 : 0x02, 0x03, position, size, 0x30 | pageBits];
        });
        const reserved = controls.flatMap(({ isLock, pageAddress, byteOffset, size, pageBits }) => {
          const start = pageAddress * (1 << pageBits) + byteOffset;
          return Array.from({ length: isLock ? Math.ceil(size / 8) : size }, (_, index) => start + index);
        });
        // What lies inside the control TLVs themselves would be read by nobody.
        fc.pre(!reserved.some((address) => address < 16 + tlvs.length));
        tag.memory.fill(0, 16, 512);
        tag.memory.set([...tlvs, 0xfe], 16);
        for (const address of reserved) tag.memory[address] = 0xee;
        const uri = uriOf(length);
        assert.is(await write(tag, { records: [uriRecord(uri)] }), undefined);
        assert.is(await found(tag), uri);
        for (const address of reserved) assert.is(tag.memory[address], 0xee, String(address));
      },
    ),
    { seed: 20261125, numRuns: 150 },
  );
});

/** Flips a bit of whatever is written to page 9. */
function bend(apdu: Uint8Array): Uint8Array {
  const isThere = apdu[1] === 0xd6 && apdu[3] === 9;
  return isThere ? Uint8Array.from(apdu, (byte, index) => (index === 6 ? byte ^ 0x04 : byte)) : apdu;
}

test('says that a chip refuses what it should take', async () => {
  const refuse = (apdu: Uint8Array): Uint8Array | undefined =>
    apdu[1] === 0xd6 && apdu[3] === 8 ? Uint8Array.of(0x63, 0x00) : undefined;
  const tag = tagWith({ ndef: [uriRecord(OLD)] });
  assert.is(await write(misbehaving(tag, { refuse })), 'TW_NFC_WRITE_FAILED');
  assert.is(await found(tag), 'TW_NFC_TAG_BLANK');
});

test('writes a formatted tag of another maker by its own lock TLV, and locks it by that', async () => {
  const foreign = (): SimulatedType2Tag => simulatedTag({ uid: '02A1B2C3D4E580', ndef: [uriRecord(OLD)] });
  assert.is(await write(foreign()), undefined);
  const tag = foreign();
  assert.is(await write(tag, { lock: true }), undefined);
  assert.is(toHex(tag.memory.subarray(160, 163)), 'FF0F00');
  const bare = foreign();
  bare.memory.copyWithin(16, 21, 160);
  assert.is(await write(bare, { lock: true }), 'TW_NFC_TAG_NOT_LOCKABLE');
  assert.is(await found(bare), OLD);
  const blank = simulatedTag({ uid: '02A1B2C3D4E580', unformatted: true });
  assert.is(await write(blank), 'TW_NFC_WRITE_UNSUITABLE');
});

test('answers any memory with success or with an error of its own', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ minLength: 176, maxLength: 176 }),
      fc.constantFrom(8, 12, 16),
      fc.integer({ min: 1, max: 60 }),
      async (bytes, from, length) => {
        const tag = tagWith();
        tag.memory.set(bytes.subarray(0, tag.memory.length - from), from);
        const uri = uriOf(length);
        if ((await write(tag, { records: [uriRecord(uri)] })) === undefined) assert.is(await found(tag), uri);
      },
    ),
    { seed: 3, numRuns: 300 },
  );
});
