import * as assert from 'uvu/assert';
import { fromHex, toHex } from '../../device/bytes.ts';
import {
  classicSectors,
  classifyAtr,
  isContactlessSlot,
  stableReaderName,
  storageCardAtr,
} from '../../device/nfc/atr.ts';
import { suite } from '../harness/suite.ts';

const test = suite('ATR classification');

const cards: readonly [name: string, atr: string, tech: string, asked: 'all' | 'ndef' | 'nothing'][] = [
  ['NTAG', '3B8F8001804F0CA0000003060300030000000068', 'type2', 'all'],
  ['Ultralight C', '3B8F8001804F0CA00000030603003A0000000051', 'type2', 'all'],
  ['Classic 1K', '3B8F8001804F0CA000000306030001000000006A', 'classic', 'all'],
  ['Classic 4K', '3B8F8001804F0CA0000003060300020000000069', 'classic', 'all'],
  ['Classic Mini', '3B8F8001804F0CA000000306030026000000004D', 'classic', 'all'],
  ['FeliCa', '3B8F8001804F0CA00000030611003B0000000042', 'felica', 'all'],
  ['ICODE', '3B8F8001804F0CA0000003060B00140000000077', 'iso15693', 'all'],
  ['ISO 14443 B storage card', '3B8F8001804F0CA0000003060700070000000068', 'unknown', 'all'],
  ['peer-to-peer phone on an ACR122U', '3B8F8001804F0CA00000030603FF4000000000D4', 'type4', 'nothing'],
  ['NTAG 424 DNA', '3B8180018080', 'type4', 'all'],
  ['wallet of a phone', '3B80800101', 'type4', 'nothing'],
  ['bank card', '3B8A80010031C073C8211064F1', 'type4', 'ndef'],
  ['MIFARE Plus', '3B878001C1052F2F01BCD6A9', 'type4', 'ndef'],
  ['SAM', '3BDF18FF81F1FE43003F03834D', 'unknown', 'all'],
  ['nothing', '', 'unknown', 'all'],
  ['a storage card cut off', '3B8F8001804F0CA00000030603', 'type4', 'ndef'],
];

for (const [name, atr, tech, asked] of cards) {
  test(`tells ${name}`, () =>
    assert.equal(classifyAtr(fromHex(atr) ?? new Uint8Array()), {
      tech,
      personal: asked !== 'all',
      mayHoldNdef: asked === 'ndef',
    }));
}

test('knows the sectors of a Classic', () => {
  assert.is(classicSectors(storageCardAtr(0x03, 0x0001)), 16);
  assert.is(classicSectors(storageCardAtr(0x03, 0x0002)), 40);
  assert.is(classicSectors(storageCardAtr(0x03, 0x0026)), 5);
});

test('builds the ATRs that readers present, check byte included', () => {
  assert.is(toHex(storageCardAtr(0x03, 0x0003)), '3B8F8001804F0CA0000003060300030000000068');
  assert.is(toHex(storageCardAtr(0x0b, 0x0014)), '3B8F8001804F0CA0000003060B00140000000077');
});

test('ignores slots for SAMs and contact cards, but not every name with ICC in it', () => {
  assert.ok(isContactlessSlot('ACS ACR122U PICC Interface 00 00'));
  assert.ok(isContactlessSlot('Virtual PCD 00 00'));
  assert.ok(isContactlessSlot('ACS ACR1252 Dual Reader PICC 00 00'));
  assert.not(isContactlessSlot('ACS ACR1252 Dual Reader SAM 01 00'));
  assert.not(isContactlessSlot('ACS ACR1281 1S Dual Reader(1) ICC 00 01'));
});

test('takes the changing indices off reader names', () => {
  assert.is(stableReaderName('ACS ACR122U PICC Interface 01 00'), 'ACS ACR122U PICC Interface');
  assert.is(stableReaderName('ACS ACR122 0'), 'ACS ACR122 0');
});
