/** What is decoded: a stream of good frames per driver, and good values per codec. */
import { uriRecord, encodeNdef, textRecord } from '../../../device/ndef/encode.ts';
import { FRAME_SEEDS } from '../../fuzz/seeds.ts';

/** The frames that a device sends all day, rather than one of each kind. */
const USUAL: Readonly<Record<string, readonly number[]>> = {
  ld2410: [0],
  ld2450: [0],
  nexmosphere: [0, 1],
  m100: [0],
  uhfreader18: [0],
  thingmagic: [0],
  barcode: [0],
};

const FRAMES = 50_000;
/** What an operating system hands over at once. */
const CHUNK = 4_096;

export interface StreamCorpus {
  chunks: Buffer[];
  bytes: number;
  frames: number;
}

export function streamCorpus(driver: string): StreamCorpus {
  const seeds = FRAME_SEEDS[driver] ?? [];
  const usual = (USUAL[driver] ?? [0]).map((index) => seeds[index] ?? new Uint8Array());
  const round = Buffer.concat(usual);
  const stream = Buffer.concat(Array.from({ length: FRAMES / usual.length }, () => round));
  const chunks: Buffer[] = [];
  for (let at = 0; at < stream.length; at += CHUNK) chunks.push(stream.subarray(at, at + CHUNK));
  return { chunks, bytes: stream.length, frames: FRAMES };
}

export interface Value {
  bytes: Buffer;
  text: string;
}

export const VALUES: Readonly<Record<string, readonly Value[]>> = {
  'NDEF message': [
    encodeNdef([uriRecord('https://id.example.com/01/09506000134352/21/000123')]),
    encodeNdef([uriRecord('https://example.com/a'), textRecord({ text: 'A shirt', lang: 'en' })]),
  ].map((bytes) => ({ bytes: Buffer.from(bytes), text: '' })),
  'GS1 element string': ofTexts(']C1010950600013435217271231\x1d', ']C101095060001343521012345\x1d2198765'),
  'Digital Link URI': ofTexts('https://id.gs1.org/01/09506000134352/10/ABC123/21/4567?17=271231'),
  'SGTIN-96': ofTexts('30751FEB705C5904E3D50D70', '3074257BF7194E4000001A85'),
};

function ofTexts(...texts: string[]): Value[] {
  return texts.map((text) => ({ bytes: Buffer.from(text, 'latin1'), text }));
}
