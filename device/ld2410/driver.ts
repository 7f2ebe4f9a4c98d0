/** The driver of Hi-Link LD2410, LD2410B and LD2410C radars. */
import type { StreamDriver } from '../driver.ts';
import { Ld2410Framer, type Ld2410Frame } from './framer.ts';
import { Ld2410Options } from './options.ts';
import { Ld2410Decoder, Ld2410Interpreter } from './presence.ts';
import { Ld2410Session } from './session.ts';

/** Factory setting (index 7). */
const BAUD_RATE = 256_000;
/** It reports ten times a second. */
const SILENCE_MS = 5_000;
/** Half the time between two reports. */
const GAP_MS = 50;

export const ld2410: StreamDriver<Ld2410Options, Ld2410Frame> = {
  name: 'ld2410',
  options: Ld2410Options,
  baudRate: BAUD_RATE,
  silenceMs: SILENCE_MS,
  silentCode: 'TW_LD2410_SILENT',
  gapMs: GAP_MS,
  createFramer: () => new Ld2410Framer(),
  createDecoder: (source) => new Ld2410Decoder(source),
  createSession: (context) => new Ld2410Session(context),
  createInterpreter: (context) => new Ld2410Interpreter(context),
};
