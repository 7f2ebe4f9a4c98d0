/** Everything that takes bytes from devices or from people who describe them. */
import { STREAM_DRIVERS } from '../../device/drivers.ts';
import { decodeEpc } from '../../device/epc/decode-epc.ts';
import { parseGs1 } from '../../device/gs1/parse-gs1.ts';
import { MESSAGE_DRIVERS } from '../../device/network/drivers.ts';
import { decodeNdef } from '../../device/ndef/decode.ts';
import { uriRecord } from '../../device/ndef/encode.ts';
import { simulatedTag } from '../../device/nfc/simulated-tag.ts';
import { decodeType2 } from '../../device/nfc/type2-read.ts';
import { sunShape, parseSunUrl } from '../../device/sun/sun-url.ts';
import { verifySun } from '../../device/sun/verify.ts';
import { decoderTarget, textTarget } from './decoder-target.ts';
import { jsonTarget } from './json-target.ts';
import { JSON_SEEDS, MESSAGE_SEEDS } from './message-seeds.ts';
import { messageTarget } from './message-target.ts';
import { EPC_SEEDS, FRAME_SEEDS, GS1_SEEDS, NDEF_SEEDS, SUN_SEEDS } from './seeds.ts';
import { streamTarget } from './stream-target.ts';
import type { FuzzTarget } from './target.ts';

/** @throws FuzzFailure when a driver has no seeds: a new one must bring some. */
export async function fuzzTargets(): Promise<FuzzTarget[]> {
  const streams = await Promise.all(
    Object.entries(STREAM_DRIVERS).map(async ([name, entry]) =>
      streamTarget(await entry.load(), FRAME_SEEDS[name] ?? []),
    ),
  );
  const messages = await Promise.all(
    Object.entries(MESSAGE_DRIVERS).map(async ([name, entry]) =>
      messageTarget(await entry.load(), MESSAGE_SEEDS[name] ?? { topic: '', options: {}, good: [] }),
    ),
  );
  return [...streams, ...messages, ...decoders(), jsonTarget(JSON_SEEDS)];
}

function decoders(): FuzzTarget[] {
  return [
    decoderTarget('ndef', NDEF_SEEDS, decodeNdef),
    decoderTarget('type2', [type2Image('ntag213'), type2Image('ntag215')], decodeType2),
    textTarget('gs1', GS1_SEEDS, parseGs1),
    textTarget('epc', EPC_SEEDS, decodeEpc),
    textTarget('sun', SUN_SEEDS, (url) => {
      sunShape(url);
      return verifySun(parseSunUrl(url), { metaKey: new Uint8Array(16), fileKey: new Uint8Array(16) });
    }),
  ];
}

function type2Image(model: 'ntag213' | 'ntag215'): Uint8Array {
  const link = `https://id.gs1.org/01/09506000134352/21/${'7'.repeat(model === 'ntag213' ? 6 : 20)}`;
  return simulatedTag({ uid: '04A1B2C3D4E5F6', model, ndef: [uriRecord(link)] }).memory;
}
