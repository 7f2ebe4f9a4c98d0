/** Nexmosphere controllers (XN, XC, XM) with their elements: pick-up, buttons, presence, light. */
import type { StreamDriver } from '../driver.ts';
import type { StreamDevice } from '../stream-device.ts';
import { NexmosphereDecoder } from './decoder.ts';
import { NexmosphereInterpreter } from './interpreter.ts';
import { XTalkFramer, type XTalkFrame } from './framer.ts';
import { NexmosphereOptions } from './options.ts';
import { NexmosphereSession } from './session.ts';

/** Factory setting. */
const BAUD_RATE = 115_200;

export const nexmosphere: StreamDriver<NexmosphereOptions, XTalkFrame> = {
  name: 'nexmosphere',
  options: NexmosphereOptions,
  baudRate: BAUD_RATE,
  // It speaks when something happens; whether it is there at all, the session finds out by asking.
  silenceMs: null,
  silentCode: 'TW_NEXMOSPHERE_SILENT',
  // A line has an end of its own.
  gapMs: null,
  createFramer: () => new XTalkFramer(),
  createDecoder: (source, options) => new NexmosphereDecoder(source, options),
  createSession: (context) => new NexmosphereSession(context),
  createInterpreter: (context) => new NexmosphereInterpreter(context),
};

/** The controller behind a device, to light its outputs; undefined for devices of other drivers. */
export function nexmosphereSession(
  device: Pick<StreamDevice<object, unknown>, 'session'>,
): NexmosphereSession | undefined {
  return device.session instanceof NexmosphereSession ? device.session : undefined;
}
