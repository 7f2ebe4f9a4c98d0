/** Good inputs that fuzzing begins with: frames by driver, then tags and texts. Checked by fuzz.test.ts to be good. */

import { encodeThingMagic } from '../../device/thingmagic/frame.ts';

const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text.replaceAll(' ', ''), 'hex'));
const text = (line: string): Uint8Array => new Uint8Array(Buffer.from(line, 'latin1'));

export const FRAME_SEEDS: Readonly<Record<string, readonly Uint8Array[]>> = {
  ld2410: [
    hex('f4f3f2f10d0002aa0251000000003b00005500f8f7f6f5'),
    hex('f4f3f2f1230001aa031e003c000039000008083c220503030403060500003910130606080460015500f8f7f6f5'),
    hex('fdfcfbfa0800ff0100000100400004030201'),
  ],
  ld2450: [
    hex('aaff03000e03b1861000400100000000000000000000000000000000 55cc'),
    hex('aaff0300 0000000000000000 0000000000000000 0000000000000000 55cc'),
  ],
  nexmosphere: [
    text('XR[PU004]\r\n'),
    text('X001A[1]\r\n'),
    text('X003A[17]\r\n'),
    text('D001B[TYPE=XY146 ]\r\n'),
    text('X001B[TD=UID:04A2B3C4D5E6F7]\r\n'),
    text('X005B[Dz=AB]\r\n'),
  ],
  m100: [
    hex('BB02220011C9340030751FEB705C5904E3D50D703A76EF7E'),
    hex('AA02220011C73000E28068900000500E88C6A4A7119B29DD'),
    hex('BB01FF000115167E'),
  ],
  uhfreader18: [
    hex('13000103010C0000000000000000000003133F39'),
    hex('1500010301010C0000000000000000000003136BB1A5'),
    hex('0700010101001E4B'),
  ],
  thingmagic: [
    hex('FF2822000010001B01FF0101C4110E16400000012700000500000F00803000000000000000000000001545E94A561D'),
    encodeThingMagic({ opcode: 0x22, status: 0x0400, data: new Uint8Array() }),
  ],
  barcode: [text(']E09506000134352\r'), text('01095060001343522112\x1d3456\r\n'), text('4006381333931\n')],
};

export const NDEF_SEEDS: readonly Uint8Array[] = [
  hex('d1010f5504 69642e6773312e6f72672f30312f'),
  hex('910102540265 6e510102540264 65'),
  hex('d10211537091010e5504 6578616d706c652e636f6d2f61'),
  hex('b10101550061360003616263560100 64'),
  hex('d00000'),
];

export const GS1_SEEDS: readonly string[] = [
  'https://id.gs1.org/01/09506000134352/21/1234?17=271231',
  'https://example.com/some/stem/01/09506000134352/10/A%2FB',
  '(01)09506000134352(17)271231(10)AB-1(21)1234',
  ']C10109506000134352211234\x1d10ABC',
  ']E09506000134352',
  'https://id.gs1.org/eh30164596f40c0e5cbe991a83',
  '4006381333931',
];

export const EPC_SEEDS: readonly string[] = [
  '30751FEB705C5904E3D50D70',
  '3074257BF7194E4000001A85',
  'F73795211411234538566CB0AFC4',
  '3114257BF40C0E4000000000',
  'E28011602000614CF0A50AFC',
  '36751FEB705C5904C593068C00000000000000000000000000000000',
];

export const SUN_SEEDS: readonly string[] = [
  'https://choose.url.com/ntag424?e=00000000000000000000000000000000&c=0000000000000000',
  'https://www.my424dna.com/?picc_data=EF963FF7828658A599F3041510671E88&cmac=94EED9EE65337086',
  'https://example.com/01/09506000134352?uid=04DE5F1EACC040&ctr=00003D&cmac=94EED9EE65337086',
];
