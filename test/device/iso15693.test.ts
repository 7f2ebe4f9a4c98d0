import * as assert from 'uvu/assert';
import { uriRecord } from '../../device/ndef/encode.ts';
import { iso15693Uid } from '../../device/nfc/iso15693.ts';
import { simulatedFelica, simulatedIcode } from '../../device/nfc/simulated-card.ts';
import { misbehaving } from '../../device/nfc/simulated-faults.ts';
import {
  simulatedIcodeTag,
  type SimulatedIcodeOptions,
  type SimulatedIcodeTag,
} from '../../device/nfc/simulated-icode.ts';
import { suite } from '../harness/suite.ts';
import { readOnce, watched } from './watched-card.ts';

const test = suite('ISO 15693 label');
const UID = 'E004010012345678';
const URI = 'https://id.gs1.org/01/09506000134352/21/1234';

const labelWith = (options: Partial<SimulatedIcodeOptions> = {}): SimulatedIcodeTag =>
  simulatedIcodeTag({ uid: UID, ndef: [uriRecord(URI)], ...options });

test('is read, message and UID, block by block', async () => {
  const label = watched(labelWith());
  const content = await readOnce(label);
  assert.equal([content.uid, content.tech, content.ndef[0]?.uri], [UID, 'iso15693', URI]);
  assert.equal(label.commands.slice(0, 3), ['FFCA000000', 'FFB0000004', 'FFB0000104']);
});

test('has one UID, whichever end a reader begins with', async () => {
  assert.is((await readOnce(labelWith({ reversedUid: true }))).uid, UID);
  assert.is(iso15693Uid('78563412000104E0'), UID);
  assert.is(iso15693Uid(UID), UID);
  assert.is(iso15693Uid('E0040100123456E0'), 'E0040100123456E0');
  assert.is(iso15693Uid('E004'), 'E004');
  assert.is(iso15693Uid(''), '');
});

test('with a container of eight bytes is read as well', async () => {
  const uri = `https://example.com/${'a'.repeat(300)}`;
  const label = labelWith({ blocks: 600, longContainer: true, ndef: [uriRecord(uri)] });
  assert.is((await readOnce(label)).ndef[0]?.uri, uri);
});

test('is a label with a UID where the reader reads no blocks, or it is not formatted, or it leaves then', async () => {
  const plain = { uid: UID, tech: 'iso15693', ndef: [] };
  assert.equal(await readOnce(simulatedIcode(UID)), plain);
  const bare = labelWith();
  bare.memory.fill(0);
  assert.equal(await readOnce(bare), plain);
  assert.equal(await readOnce(labelWith({ faults: { cutAt: [1] } })), plain);
  assert.equal(await readOnce(labelWith({ access: 0x80 })), plain);
  assert.equal(await readOnce(labelWith({ faults: { leaveAfter: 1 } })), plain);
});

test('is a problem only when it promises NDEF', async () => {
  const codeOf = async (options: Partial<SimulatedIcodeOptions>): Promise<string | undefined> =>
    (await readOnce(labelWith(options))).problem?.code;
  assert.is(await codeOf({ ndef: [] }), 'TW_NFC_TAG_BLANK');
  assert.is(await codeOf({ access: 0x4c }), 'TW_NFC_TAG_NOT_READABLE');
  for (let at = 2; at < 12; at += 1)
    assert.is(await codeOf({ faults: { leaveAfter: at } }), 'TW_NFC_TAG_TORN');
});

test('that lies about its size ends where it ends', async () => {
  const label = labelWith({ blocks: 100 });
  label.memory.set([0xe2, 0x40, 0, 0, 0, 0, 0xff, 0xff, 0x03, 0xff, 0xff, 0xf0]);
  assert.is((await readOnce(label)).problem?.code, 'TW_NDEF_TRUNCATED');
  label.memory.set([0x03, 0xff, 0x0f, 0x00], 8);
  assert.is((await readOnce(label)).problem?.code, 'TW_NFC_TAG_TORN');
});

test('FeliCa is known by its IDm, and asked nothing else', async () => {
  const card = watched(simulatedFelica('0123456789ABCDEF'));
  assert.equal(await readOnce(card), { uid: '0123456789ABCDEF', tech: 'felica', ndef: [] });
  assert.is(card.commands.length, 1);
  const silent = misbehaving(simulatedFelica('0123456789ABCDEF'), { refuse: () => Uint8Array.of(0x63, 0) });
  assert.is((await readOnce(silent)).problem?.code, 'TW_NFC_TAG_NOT_READABLE');
});
