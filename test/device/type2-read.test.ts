import * as fc from 'fast-check';
import * as assert from 'uvu/assert';
import { concat } from '../../device/bytes.ts';
import { isDeviceError } from '../../device/errors.ts';
import { encodeNdef, uriRecord } from '../../device/ndef/encode.ts';
import { readTag } from '../../device/nfc/read-tag.ts';
import {
  simulatedClassic,
  simulatedIcode,
  simulatedPhone,
  SimulatedTransport,
} from '../../device/nfc/simulated-card.ts';
import { simulatedTag, type SimulatedTagOptions } from '../../device/nfc/simulated-tag.ts';
import type { NfcTransport } from '../../device/nfc/transport.ts';
import { decodeType2, readType2 } from '../../device/nfc/type2-read.ts';
import { suite } from '../harness/suite.ts';

const test = suite('Type 2 tag reading');
const UID = '04A1B2C3D4E580';
const URI = 'https://id.gs1.org/01/09506000134352/21/1234';

/** Counts exchanges and the most of them in flight at once. */
class CountingTransport implements NfcTransport {
  count = 0;
  #inFlight = 0;
  mostInFlight = 0;
  readonly #inner: NfcTransport;

  constructor(inner: NfcTransport) {
    this.#inner = inner;
  }

  async transmit(apdu: Uint8Array, maxLength: number): Promise<Uint8Array> {
    this.count += 1;
    this.#inFlight += 1;
    this.mostInFlight = Math.max(this.mostInFlight, this.#inFlight);
    await new Promise((resolve) => void setImmediate(resolve));
    this.#inFlight -= 1;
    return this.#inner.transmit(apdu, maxLength);
  }
}

async function read(options: Partial<SimulatedTagOptions>): ReturnType<typeof readTag> {
  const tag = simulatedTag({ uid: UID, ...options });
  return readTag(tag.atr, new SimulatedTransport(tag));
}

for (const model of ['ntag213', 'ntag215', 'ntag216'] as const) {
  test(`reads an ${model} behind its lock TLV`, async () => {
    const content = await read({ model, ndef: [uriRecord(URI)] });
    assert.equal(
      [content.uid, content.tech, content.ndef[0]?.uri, content.problem],
      [UID, 'type2', URI, undefined],
    );
  });
}

test('reads only the pages it needs, one exchange at a time', async () => {
  const tag = simulatedTag({ uid: UID, model: 'ntag216', ndef: [uriRecord(URI)] });
  const transport = new CountingTransport(new SimulatedTransport(tag));
  await readTag(tag.atr, transport);
  // The UID, then CC and TLVs: 12 + 5 + 2 bytes of headers and 40 of message lie in four blocks of 16.
  assert.is(transport.count, 5);
  assert.is(transport.mostInFlight, 1);
});

test('reads a message with a length of three bytes', async () => {
  const uri = `https://example.com/${'a'.repeat(400)}`;
  assert.is((await read({ model: 'ntag215', ndef: [uriRecord(uri)] })).ndef[0]?.uri, uri);
});

test('fills a tag to its last byte without rolling over', async () => {
  const room = 144 - 5 - 2;
  const uri = `https://${'a'.repeat(room - 5)}`;
  const ndef = [uriRecord(uri)];
  assert.is(encodeNdef(ndef).length, room);
  assert.is((await read({ ndef })).ndef[0]?.uri, uri);
});

test('mends a single 63 00 anywhere by asking again', async () => {
  for (let at = 0; at < 5; at += 1) {
    const content = await read({ ndef: [uriRecord(URI)], faults: { failOnceAt: [at] } });
    assert.equal([content.ndef[0]?.uri, content.problem], [URI, undefined]);
  }
});

test('calls a tag that leaves at any moment torn', async () => {
  for (let answers = 0; answers < 5; answers += 1) {
    const content = await read({ ndef: [uriRecord(URI)], faults: { leaveAfter: answers } });
    assert.equal(
      [content.uid, content.problem?.code, content.ndef],
      [answers === 0 ? '' : UID, 'TW_NFC_TAG_TORN', []],
    );
  }
});

const problems: readonly [name: string, options: Partial<SimulatedTagOptions>, code: string][] = [
  ['an empty tag blank', {}, 'TW_NFC_TAG_BLANK'],
  ['an unformatted tag blank', { unformatted: true }, 'TW_NFC_TAG_BLANK'],
  ['a tag with one empty record blank', { rawNdef: Uint8Array.of(0xd0, 0, 0) }, 'TW_NFC_TAG_BLANK'],
  [
    'a message longer than the tag truncated',
    { ndef: [uriRecord(URI)], truncated: true },
    'TW_NDEF_TRUNCATED',
  ],
  ['half a record truncated', { rawNdef: Uint8Array.of(0xd1, 1, 9, 0x55) }, 'TW_NDEF_TRUNCATED'],
  ['nonsense invalid', { rawNdef: Uint8Array.of(0x51, 1, 1, 0x55, 0) }, 'TW_NDEF_INVALID'],
  [
    'a protected tag not readable',
    { ndef: [uriRecord(URI)], faults: { refuseReads: true } },
    'TW_NFC_TAG_NOT_READABLE',
  ],
];

for (const [name, options, code] of problems) {
  test(`calls ${name}, and still tells the UID`, async () => {
    const content = await read(options);
    assert.equal([content.uid, content.problem?.code], [UID, code]);
  });
}

test('does not take page 0 for content when the capability container lies about the size', async () => {
  const tag = simulatedTag({ uid: UID, rawNdef: new Uint8Array() });
  tag.memory.set([0xe1, 0x10, 0x6d, 0x00], 12);
  tag.memory.set([0x03, 0xff, 0x00, 0xc0], 16);
  const error: unknown = await readType2(new SimulatedTransport(tag), UID).catch((caught) => caught);
  assert.ok(isDeviceError(error, 'TW_NDEF_TRUNCATED'));
});

test('identifies cards without NDEF by UID, and asks phones nothing', async () => {
  for (const [card, tech] of [
    [simulatedClassic('DEADBEEF'), 'classic'],
    [simulatedIcode('E004010012345678'), 'iso15693'],
  ] as const) {
    const transport = new SimulatedTransport(card);
    assert.equal(await readTag(card.atr, transport), { uid: card.uid, tech, ndef: [] });
  }
  const phone = simulatedPhone();
  const transport = new CountingTransport(new SimulatedTransport(phone));
  const content = await readTag(phone.atr, transport);
  assert.equal([content.uid, content.problem?.code, transport.count], ['', 'TW_NFC_PHONE_OR_BANK_CARD', 0]);
});

/** Memory with an NDEF TLV around a reserved area given by a Lock or Memory Control TLV. */
function memoryWithReserved(control: readonly number[], start: number, size: number): Uint8Array {
  const memory = simulatedTag({ uid: UID }).memory.slice();
  const message = encodeNdef([uriRecord(URI)]);
  memory.fill(0, 16, 16 + 144);
  memory.set([...control, 0x00, 0x00, 0x03, message.length], 16);
  let at = 16 + control.length + 4;
  for (const byte of message) {
    while (at >= start && at < start + size) memory[at++] = 0xee;
    memory[at++] = byte;
  }
  memory[at] = 0xfe;
  return memory;
}

test('skips lock and reserved bytes in the middle of the message', () => {
  // Position (2 << 4) + 8 = 40: two lock bytes given as 16 bits, then five reserved bytes given as bytes.
  const lock = memoryWithReserved([0x01, 0x03, 0x28, 0x10, 0x04], 40, 2);
  assert.is(decodeType2(lock).records[0]?.uri, URI);
  const reserved = memoryWithReserved([0x02, 0x03, 0x28, 0x05, 0x04], 40, 5);
  assert.is(decodeType2(reserved).records[0]?.uri, URI);
});

test('finds no records in the memory of a blank tag', () => {
  assert.equal(decodeType2(simulatedTag({ uid: UID }).memory), { uid: UID, records: [] });
  assert.equal(decodeType2(simulatedTag({ uid: UID, unformatted: true }).memory).records, []);
});

test('skips proprietary TLVs', () => {
  const memory = simulatedTag({ uid: UID }).memory.slice();
  memory.set(
    concat(Uint8Array.of(0xfd, 2, 0x03, 0x55, 0x03, 5), Uint8Array.of(0xd1, 1, 1, 0x55, 0, 0xfe)),
    16,
  );
  assert.is(decodeType2(memory).records[0]?.uri, '');
});

test('refuses memory that is too short or whose UID fails its check bytes', () => {
  assert.throws(
    () => decodeType2(new Uint8Array(8)),
    (error: unknown) => isDeviceError(error, 'TW_NFC_MEMORY_INVALID'),
  );
  const memory = simulatedTag({ uid: UID }).memory.slice();
  memory[3] = 0;
  assert.throws(
    () => decodeType2(memory),
    (error: unknown) => isDeviceError(error, 'TW_NFC_MEMORY_INVALID'),
  );
});

test('ends on any memory, over the air and from an image, with the same answer', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ minLength: 144, maxLength: 144 }),
      fc.boolean(),
      async (data, looksFormatted) => {
        const tag = simulatedTag({ uid: UID });
        tag.memory.set(data, looksFormatted ? 16 : 12);
        const transport = new CountingTransport(new SimulatedTransport(tag));
        const content = await readTag(tag.atr, transport);
        assert.ok(transport.count <= 1 + 2 * 12);
        assert.is(content.uid, UID);
        if (content.problem === undefined) assert.equal(decodeType2(tag.memory).records, content.ndef);
      },
    ),
    { seed: 7, numRuns: 150 },
  );
});
