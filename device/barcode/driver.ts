/** The driver of barcode scanners on a serial line or a virtual one (USB CDC). */
import type { StreamDriver } from '../driver.ts';
import { BarcodeFramer, type BarcodeFrame } from './framer.ts';
import { BarcodeOptions } from './options.ts';
import { BarcodeDecoder, BarcodeInterpreter } from './reading.ts';
import { BarcodeSession } from './session.ts';

/** A virtual port takes any rate. */
const BAUD_RATE = 115_200;
/** A pause that is none between the bytes of a code, even at 9600 baud over a bridge. */
const GAP_MS = 80;

export const barcode: StreamDriver<BarcodeOptions, BarcodeFrame> = {
  name: 'barcode',
  options: BarcodeOptions,
  baudRate: BAUD_RATE,
  silenceMs: null,
  silentCode: 'TW_SERIAL_LOST',
  gapMs: GAP_MS,
  createFramer: ({ suffix }) => new BarcodeFramer(suffix),
  createDecoder: (source, options) => new BarcodeDecoder(source, options),
  createSession: (context) => new BarcodeSession(context),
  createInterpreter: (context) => new BarcodeInterpreter(context),
};
