import * as assert from 'uvu/assert';
import { epcLength, gen2Crc } from '../../../device/epc/crc16.ts';
import { suite } from '../../harness/suite.ts';

const test = suite('The CRC of a Gen2 tag');

test('is taken over protocol control word and EPC', () => {
  for (const [memory, crc] of [
    ['340030751FEB705C5904E3D50D70', 0x3a76],
    ['3000E28068900000500E88C6A4A7', 0x119b],
    ['', 0],
  ] as const)
    assert.is(gen2Crc(Buffer.from(memory, 'hex')), crc, memory);
});

test('notices every single bit', () => {
  const memory = Buffer.from('340030751FEB705C5904E3D50D70', 'hex');
  for (let bit = 0; bit < memory.length * 8; bit += 1) {
    const other = Buffer.from(memory);
    other[bit >> 3] = (other[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    assert.is.not(gen2Crc(other), 0x3a76, `bit ${bit}`);
  }
});

test('goes with a word that tells how long the EPC is', () => {
  assert.is(epcLength(0x3000), 12);
  assert.is(epcLength(0x3400), 12);
  assert.is(epcLength(0x6c00), 26);
  assert.is(epcLength(0x0000), 0);
  assert.is(epcLength(0xffff), 62);
});
