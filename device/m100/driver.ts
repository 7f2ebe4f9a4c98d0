/** Modules with a MagicRF M100: YRM100, JRD-100 and relatives (BB…7E), R200 (AA…DD). */
import type { StreamDriver } from '../driver.ts';
import { ScanningFramer } from '../scanning-framer.ts';
import { M100Decoder } from './decoder.ts';
import { M100_MAX_FRAME, m100Scan, type M100Frame } from './frame.ts';
import { M100_OPTIONS, type M100Options } from './options.ts';
import { M100Session } from './session.ts';

/** Factory setting. */
const BAUD_RATE = 115_200;
/** It answers every round, tag or not; longer than the longest interval and than a retry. */
const SILENCE_MS = 5_000;
/** A frame of the greatest length takes 23 ms; USB adapters hand out bytes every 16 ms. */
const GAP_MS = 100;

export const m100: StreamDriver<M100Options, M100Frame> = {
  name: 'm100',
  options: M100_OPTIONS,
  baudRate: BAUD_RATE,
  silenceMs: SILENCE_MS,
  silentCode: 'TW_UHF_SILENT',
  gapMs: GAP_MS,
  createFramer: ({ dialect }) =>
    new ScanningFramer(m100Scan(dialect === 'auto' ? undefined : dialect), M100_MAX_FRAME),
  createDecoder: (source, options) => new M100Decoder(source, options),
  createSession: (context) => new M100Session(context),
};
