import * as assert from 'uvu/assert';
import { fromHex } from '../../device/bytes.ts';
import { uriRecord } from '../../device/ndef/encode.ts';
import { MAD_KEY, madCrc, ndefSectors, sectorsBetween } from '../../device/nfc/classic-layout.ts';
import {
  simulatedNdefClassic,
  type SimulatedClassicOptions,
  type SimulatedClassicTag,
} from '../../device/nfc/simulated-classic.ts';
import { simulatedClassic } from '../../device/nfc/simulated-card.ts';
import { suite } from '../harness/suite.ts';
import { readOnce, watched } from './watched-card.ts';

const test = suite('MIFARE Classic');
const UID = 'A1B2C3D4';
const URI = 'https://id.gs1.org/01/09506000134352/21/12345678';

const cardWith = (options: Partial<SimulatedClassicOptions> = {}): SimulatedClassicTag =>
  simulatedNdefClassic({ uid: UID, ndef: [uriRecord(URI)], ...options });

for (const size of ['mini', '1k', '4k'] as const) {
  test(`of size ${size} is read with the public keys`, async () => {
    const content = await readOnce(cardWith({ size }));
    assert.equal([content.uid, content.tech, content.ndef[0]?.uri], [UID, 'classic', URI]);
  });
}

test('is read block by block, no further than the message goes', async () => {
  const card = watched(cardWith());
  await readOnce(card);
  assert.equal(card.commands, [
    'FFCA000000',
    'FF82000006A0A1A2A3A4A5',
    'FF860000050100006000',
    'FFB0000110',
    'FFB0000210',
    'FF82000006D3F7D3F7D3F7',
    'FF860000050100046000',
    'FFB0000410',
    'FFB0000510',
    'FFB0000610',
    'FF860000050100086000',
    'FFB0000810',
  ]);
});

test('is read on readers that know only the older authentication', async () => {
  const card = watched(cardWith({ oldReader: true }));
  assert.is((await readOnce(card)).ndef[0]?.uri, URI);
  assert.is(card.commands.filter((command) => command.startsWith('FF86')).length, 1);
  assert.ok(card.commands.includes('FF8800006000'));
});

test('is read over both parts of the directory, also in large sectors', async () => {
  const uri = `https://example.com/${'a'.repeat(3000)}`;
  assert.is((await readOnce(cardWith({ size: '4k', ndef: [uriRecord(uri)] }))).ndef[0]?.uri, uri);
  const upper = cardWith({ size: '4k', sectors: [30, 31, 32, 33] });
  assert.is((await readOnce(upper)).ndef[0]?.uri, URI);
});

test('is read in the sectors that the directory names, and in no other', async () => {
  const card = watched(cardWith({ sectors: [5, 6] }));
  assert.is((await readOnce(card)).ndef[0]?.uri, URI);
  assert.ok(card.commands.includes('FF860000050100146000'));
  assert.not(card.commands.includes('FF860000050100046000'));
});

const plain: readonly [what: string, card: () => ReturnType<typeof simulatedClassic>][] = [
  ['with keys that nobody knows', () => simulatedClassic(UID)],
  ['whose directory gives nothing to NDEF', () => cardWith({ sectors: [] })],
  ['whose directory has a wrong check byte', () => cardWith({ badDirectory: true })],
  ['that leaves before its directory was read', () => cardWith({ faults: { leaveAfter: 3 } })],
];

for (const [what, make] of plain) {
  test(`${what} is a card with a UID and no problem`, async () => {
    assert.equal(await readOnce(make()), { uid: UID, tech: 'classic', ndef: [] });
  });
}

test('is a problem only when its directory promises NDEF', async () => {
  const codeOf = async (options: Partial<SimulatedClassicOptions>): Promise<string | undefined> =>
    (await readOnce(cardWith(options))).problem?.code;
  assert.is(await codeOf({ ndef: [] }), 'TW_NFC_TAG_BLANK');
  assert.is(await codeOf({ ndefKey: MAD_KEY.slice().fill(7) }), 'TW_NFC_TAG_NOT_READABLE');
  assert.is(await codeOf({ rawNdef: Uint8Array.of(0xd1, 1, 9, 0x55) }), 'TW_NDEF_TRUNCATED');
  assert.is(await codeOf({ rawNdef: Uint8Array.of(0x51, 1, 1, 0x55, 0) }), 'TW_NDEF_INVALID');
  for (let at = 5; at < 12; at += 1)
    assert.is(await codeOf({ faults: { leaveAfter: at } }), 'TW_NFC_TAG_TORN');
  assert.is(await codeOf({ faults: { leaveAfter: 0 } }), 'TW_NFC_TAG_TORN');
});

test('is read in spite of one 63 00 to a read', async () => {
  for (const at of [0, 3, 4, 7, 8, 9, 11]) {
    const content = await readOnce(cardWith({ faults: { failOnceAt: [at] } }));
    assert.is(content.ndef[0]?.uri, URI, String(at));
  }
});

test('has a directory with a check byte as the cards of all makers', () => {
  const directory = fromHex(`1401${'03E1'.repeat(15)}`) ?? new Uint8Array();
  assert.is(madCrc(directory.subarray(1)), 0x14);
  assert.equal(ndefSectors(directory, sectorsBetween(1, 15)), sectorsBetween(1, 15));
  assert.is(
    ndefSectors(
      directory.map((byte, at) => (at === 9 ? 0 : byte)),
      sectorsBetween(1, 15),
    ),
    undefined,
  );
});
