/**
 * What the rest of Tapwall sees of hardware: readings, health, and the few things a driver needs from its host.
 *
 * Readings carry no retail meaning. Times are ISO 8601 in UTC, distances centimetres, durations milliseconds.
 */
import type { DeviceErrorCode } from './errors.ts';
import type { NdefRecord } from './ndef/record.ts';

/** A pending timer; cancelling twice, or after it fired, does nothing. */
export interface Timer {
  cancel(): void;
}

/** Time as a driver sees it, so that tests can turn the hands. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** Calls `fn` once after `ms` milliseconds. */
  setTimer(ms: number, fn: () => void): Timer;
}

/** Structured log lines; pino's own loggers fit. */
export interface Logger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Tag families told apart by ATR (PC/SC part 3, 3.1.3.2.3). */
export type TagTech = 'type2' | 'classic' | 'iso15693' | 'type4' | 'felica' | 'unknown';

/** Why a tag's content could not be had. The identity (`uid`) may still be good. */
export type TagProblemCode = Extract<
  DeviceErrorCode,
  | 'TW_NFC_TAG_BLANK'
  | 'TW_NFC_TAG_TORN'
  | 'TW_NFC_TAG_NOT_READABLE'
  | 'TW_NFC_PHONE_OR_BANK_CARD'
  | 'TW_NDEF_TRUNCATED'
  | 'TW_NDEF_INVALID'
>;

export interface TagProblem {
  code: TagProblemCode;
  message: string;
}

/** A tag came to rest on a reader. Said once per visit, or again when a torn first read became a good one. */
export interface TagReading {
  kind: 'tag';
  /** Device id. */
  source: string;
  /** Upper-case hexadecimal; empty when the tag left before it was asked, or when it was deliberately not asked. */
  uid: string;
  tech: TagTech;
  /** Records of the tag's NDEF message; empty when it holds none or `problem` says why. */
  ndef: NdefRecord[];
  /** When the content was read. */
  at: string;
  problem?: TagProblem;
}

export interface TagRemovedReading {
  kind: 'tag_removed';
  source: string;
  uid: string;
  /** When the tag left the field. */
  at: string;
}

/** Somebody is, or no longer is, in front of the sensor. A device says it on change; a decoder for every report. */
export interface PresenceReading {
  kind: 'presence';
  source: string;
  present: boolean;
  /** Nearest target; null when nobody is present or the sensor does not measure it. */
  distanceCm: number | null;
  /** Which of several sensors at one line, where there are several. */
  unit?: number;
  /** People told apart, where the sensor can. */
  targets?: PresenceTarget[];
  /** What a radar measured, for whoever sets it up: in each of its reports, not in what a device says on change. */
  radar?: RadarMeasurement;
  at: string;
}

/** Energies 0 to 100, distances in centimetres; 0 where nothing was measured. */
export interface RadarMeasurement {
  moving: boolean;
  still: boolean;
  movingCm: number;
  movingEnergy: number;
  stillCm: number;
  stillEnergy: number;
  /** Energies by range gate, nearest first; in engineering mode only. */
  movingGates?: number[];
  stillGates?: number[];
  /** Brightness, 0 to 255; in engineering mode only. */
  light?: number;
}

/** A person as a tracking radar sees them: millimetres from the sensor, y straight ahead; speed towards it negative. */
export interface PresenceTarget {
  xMm: number;
  yMm: number;
  speedCmPerS: number;
}

/**
 * A UHF tag was seen once at an antenna. Raw: many a second, also of tags next door; the presence filter turns them
 * into items that are in a place.
 */
export interface EpcReading {
  kind: 'epc';
  source: string;
  /** Upper-case hexadecimal, as long as the tag's PC word says. */
  epc: string;
  /** Counted from 1; 1 where a reader has a single one. */
  antenna: number;
  /** Strength in dBm; null where the reader does not tell it. */
  rssiDbm: number | null;
  /** Protocol control word in hexadecimal, where the reader tells it. */
  pc?: string;
  /** Tag identifier in hexadecimal, where the reader tells it. */
  tid?: string;
  /** Reads that this one stands for, where the reader sums them up. */
  count?: number;
  at: string;
}

/** An item is, or no longer is, in a place: the presence filter's conclusion from many `epc` readings. */
export interface ItemReading {
  kind: 'item';
  source: string;
  /** The place's name in the device file, e.g. a display's id. */
  place: string;
  epc: string;
  present: boolean;
  at: string;
}

/** A product was lifted off its place on a shelf, or put back. */
export interface PickupReading {
  kind: 'pickup';
  source: string;
  /** Address of the sensor at its controller, from 1; 0 where it cannot be told. */
  unit: number;
  /** Number or identifier of the tag that was lifted; null where the sensor knows only that something was. */
  tag: string | null;
  lifted: boolean;
  at: string;
}

/** The buttons that are held down now; none after a release. */
export interface ButtonReading {
  kind: 'button';
  source: string;
  unit: number;
  /** Numbers from 1, ascending. */
  pressed: number[];
  at: string;
}

/** A door, a curtain or a drawer. */
export interface ContactReading {
  kind: 'contact';
  source: string;
  open: boolean;
  /** Which of several contacts at one line, where there are several. */
  unit?: number;
  at: string;
}

/** A knob was turned. */
export interface DialReading {
  kind: 'dial';
  source: string;
  unit: number;
  /** From 1, as far as the knob counts. */
  position: number;
  at: string;
}

/** A scanner read a symbol. */
export interface CodeReading {
  kind: 'code';
  source: string;
  /** Without the symbology identifier, terminator, prefix and suffix; FNC1 as GS (0x1D). */
  text: string;
  /** AIM symbology identifier (ISO/IEC 15424), e.g. `]E0`, where the scanner sends it. */
  symbology?: string;
  at: string;
}

export type Reading =
  | TagReading
  | TagRemovedReading
  | PresenceReading
  | EpcReading
  | ItemReading
  | PickupReading
  | ButtonReading
  | ContactReading
  | DialReading
  | CodeReading;

export type DeviceStatus = 'starting' | 'connected' | 'searching' | 'failed' | 'stopped';

export interface DeviceHealth {
  id: string;
  /** Driver name: `pcsc`, `simulated-nfc`, `ld2410`, … */
  driver: string;
  /** `searching` recovers by itself, `failed` needs a person. */
  status: DeviceStatus;
  /** When `status` or `code` last changed. */
  since: string;
  code?: DeviceErrorCode;
  message?: string;
  /** What a person can do about it. */
  remedy?: string;
}

/** Both callbacks run synchronously and must not throw. */
export interface DeviceListener {
  reading(reading: Reading): void;
  health(health: DeviceHealth): void;
}

/** A piece of hardware, or its simulator. Constructing one does nothing; `start` opens, `stop` closes. */
export interface Device {
  readonly id: string;
  /**
   * Resolves once the driver is at work, not once hardware is found: missing hardware is a health, not an error.
   * @throws DeviceError when the driver cannot work at all.
   */
  start(): Promise<void>;
  /** Closes everything that `start` opened. Safe to call twice. */
  stop(): Promise<void>;
  health(): DeviceHealth;
  /** Registers a listener; the returned function takes it off again. */
  subscribe(listener: DeviceListener): () => void;
}

/** What nearly every driver needs from its host. */
export interface DeviceHost {
  clock: Clock;
  logger: Logger;
}
