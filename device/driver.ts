/**
 * What a driver of a device on a byte line is made of. The same parts serve the running device, `tapwall sniff` and
 * the fuzzer: framer and decoder are pure, the session talks to the device, the interpreter draws conclusions.
 */
import type { TSchema } from 'typebox';
import type { DeviceErrorCode } from './errors.ts';
import type { Framer } from './framer.ts';
import type { DeviceHost, Reading } from './ports.ts';

/** Frames to readings. May remember earlier frames (two lines that make one event); never throws. */
export interface Decoder<Frame> {
  /**
   * @param at When the frame came, ISO 8601.
   * @returns the readings of the frame; none for acknowledgements, keep-alives and answers without a tag.
   */
  decode(frame: Frame, at: string): Reading[];
  /** The line was lost: what waits for its second half is dropped. */
  reset(): void;
}

/** The device's side of the conversation: what to send when the line opens, and what to answer. */
export interface LineSession<Frame> {
  /** The line is open, perhaps again: say what the device should be set to. */
  opened(): void;
  /** Every frame, also those without a reading. */
  frame(frame: Frame): void;
  /** The line is gone: cancel timers, drop what waits to be sent. */
  closed(): void;
}

export interface SessionContext<Options> extends DeviceHost {
  options: Options;
  /** Sends bytes; rejects with TW_SERIAL_LOST when the line is not open. */
  write(bytes: Uint8Array): Promise<void>;
  /** The device said that something is wrong with it, or right again (undefined). */
  trouble(code: DeviceErrorCode | undefined, detail?: string): void;
}

/** Raw readings to those that a display needs: debounced, on change only. */
export interface Interpreter {
  take(reading: Reading): void;
  /**
   * Nothing more will come, for now or for good. After `stopped` (the default) nothing is held to be present and no timer is left;
   * what is `lost` may wait for as long as a silence of the device would: a connector that wobbles is back in a second.
   */
  reset(cause?: 'lost' | 'stopped'): void;
}

export interface InterpreterContext<Options> extends DeviceHost {
  options: Options;
  source: string;
  emit(reading: Reading): void;
}

export interface StreamDriver<Options extends object = object, Frame = unknown> {
  /** As in device files and on the command line. */
  readonly name: string;
  /** Closed TypeBox object, every field with description, default and unit (`x-unit`): validates, and writes the reference page. */
  readonly options: TSchema;
  /** Factory setting, bits per second (8N1). */
  readonly baudRate: number;
  /** Longest time between two frames (ms) before the line counts as lost; null for a device that is silent by nature. */
  readonly silenceMs: number | null;
  readonly silentCode: DeviceErrorCode;
  /** Silence (ms) inside a frame after which the framer is asked to settle; null where headers make it unnecessary. */
  readonly gapMs: number | null;
  createFramer(options: Options): Framer<Frame>;
  createDecoder(source: string, options: Options): Decoder<Frame>;
  createSession?(context: SessionContext<Options>): LineSession<Frame>;
  createInterpreter?(context: InterpreterContext<Options>): Interpreter;
}

/** The text of a driver's reference page; its settings come from the schema. One sentence per entry. */
export interface DriverPage {
  /** Product names, as people know them. */
  title: string;
  summary: string;
  /** What was bought: models that speak this protocol. */
  hardware: readonly string[];
  wiring: readonly string[];
  /** How to prepare a device before it is installed. */
  provisioning: readonly string[];
  pitfalls: readonly string[];
  /** A device file that works, for the page. */
  example: object;
}
