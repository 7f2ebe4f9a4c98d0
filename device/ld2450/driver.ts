/** The driver of the Hi-Link LD2450 tracking radar. */
import type { StreamDriver } from '../driver.ts';
import { Ld2450Framer, type Ld2450Frame } from './framer.ts';
import { Ld2450Options } from './options.ts';
import { Ld2450Decoder, Ld2450Interpreter } from './presence.ts';
import { Ld2450Session } from './session.ts';

/** Factory setting (index 7). */
const BAUD_RATE = 256_000;
/** It reports ten times a second. */
const SILENCE_MS = 5_000;
/** Half the time between two reports. */
const GAP_MS = 50;

export const ld2450: StreamDriver<Ld2450Options, Ld2450Frame> = {
  name: 'ld2450',
  options: Ld2450Options,
  baudRate: BAUD_RATE,
  silenceMs: SILENCE_MS,
  silentCode: 'TW_LD2450_SILENT',
  gapMs: GAP_MS,
  createFramer: () => new Ld2450Framer(),
  createDecoder: (source) => new Ld2450Decoder(source),
  createSession: (context) => new Ld2450Session(context),
  createInterpreter: (context) => new Ld2450Interpreter(context),
};
