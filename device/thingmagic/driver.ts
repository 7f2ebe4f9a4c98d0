/** ThingMagic (JADAK, Novanta) modules in continuous reading: M6e, M6E Nano, M7E and the boards that carry them. */
import type { StreamDriver } from '../driver.ts';
import { ScanningFramer } from '../scanning-framer.ts';
import { ThingMagicDecoder } from './decoder.ts';
import { THINGMAGIC_MAX_FRAME, thingMagicScan, type ThingMagicFrame } from './frame.ts';
import { THINGMAGIC_OPTIONS, type ThingMagicOptions } from './options.ts';
import { ThingMagicSession } from './session.ts';

/** Factory setting. */
const BAUD_RATE = 115_200;
/** It shows once a second that it lives; longer than the longest rest and than a retry. */
const SILENCE_MS = 5_000;
/** A frame of the greatest length takes 23 ms; USB adapters hand out bytes every 16 ms. */
const GAP_MS = 100;

export const thingmagic: StreamDriver<ThingMagicOptions, ThingMagicFrame> = {
  name: 'thingmagic',
  options: THINGMAGIC_OPTIONS,
  baudRate: BAUD_RATE,
  silenceMs: SILENCE_MS,
  silentCode: 'TW_UHF_SILENT',
  gapMs: GAP_MS,
  createFramer: () => new ScanningFramer(thingMagicScan, THINGMAGIC_MAX_FRAME),
  createDecoder: (source, options) => new ThingMagicDecoder(source, options),
  createSession: (context) => new ThingMagicSession(context),
};
