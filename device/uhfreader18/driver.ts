/** UHFReader18 and UHFReader288 and the many readers that speak like them: Chafon, SID, AsReader and others. */
import type { StreamDriver } from '../driver.ts';
import { ScanningFramer } from '../scanning-framer.ts';
import { Uhf18Decoder } from './decoder.ts';
import { UHF18_MAX_FRAME, uhf18Scan, type Uhf18Frame } from './frame.ts';
import { UHF18_OPTIONS, type Uhf18Options } from './options.ts';
import { Uhf18Session } from './session.ts';

/** Factory setting. */
const BAUD_RATE = 57_600;
/** Longer than the longest round with the longest rest, and than a retry. */
const SILENCE_MS = 6_000;
/** A frame of the greatest length takes 45 ms. There is no header, so that every length byte can be a false start. */
const GAP_MS = 100;

export const uhfreader18: StreamDriver<Uhf18Options, Uhf18Frame> = {
  name: 'uhfreader18',
  options: UHF18_OPTIONS,
  baudRate: BAUD_RATE,
  silenceMs: SILENCE_MS,
  silentCode: 'TW_UHF_SILENT',
  gapMs: GAP_MS,
  createFramer: ({ address }) => new ScanningFramer(uhf18Scan(address), UHF18_MAX_FRAME),
  createDecoder: (source, options) => new Uhf18Decoder(source, options),
  createSession: (context) => new Uhf18Session(context),
};
