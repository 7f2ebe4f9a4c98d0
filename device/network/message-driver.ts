/**
 * What a driver of a device that sends messages is made of: Zigbee sensors, ESPHome boards, enterprise readers. It is pure:
 * it turns messages into readings and into what they say about the device; who carries them is a source's affair.
 */
import type { TSchema } from 'typebox';
import type { DriverPage, Interpreter, InterpreterContext } from '../driver.ts';
import type { DeviceErrorCode } from '../errors.ts';
import type { Reading } from '../ports.ts';

/** How messages come: MQTT topics, an HTTP stream that the kiosk opens, or HTTP requests that the device sends. */
export const MESSAGE_WAYS = ['topic', 'url', 'webhook'] as const;
export type MessageWay = (typeof MESSAGE_WAYS)[number];

export interface Message {
  /** MQTT topic; empty over HTTP. */
  topic: string;
  payload: Uint8Array;
  /** The broker kept it: it tells a state, but nothing happened just now. */
  retained: boolean;
}

/** What a message says about the device itself. */
export type Verdict =
  /** It works. */
  | { state: 'alive' }
  /** It is away and will come back by itself. */
  | { state: 'away'; code: DeviceErrorCode; detail?: string }
  /** It is there, but somebody has to do something. */
  | { state: 'trouble'; code: DeviceErrorCode; detail?: string };

export interface DecodedMessage {
  readings: Reading[];
  /** Undefined when the message says nothing about the device. */
  verdict?: Verdict;
  /** Bytes that could not be understood. */
  discardedBytes: number;
}

/** Messages to readings; never throws. May remember what one message says about another. */
export interface MessageDecoder {
  /** @param at When the message came, ISO 8601. */
  take(message: Message, at: string): DecodedMessage;
  /** The connection was lost: what depends on earlier messages is forgotten. */
  reset(): void;
}

export interface MessageDriver<Options extends object = object> {
  /** As in device files. */
  readonly name: string;
  /** Closed TypeBox object, as a stream driver's. */
  readonly options: TSchema;
  readonly ways: readonly MessageWay[];
  /** MQTT filters to subscribe to. @param topic As in the device file. */
  filters(topic: string, options: Options): string[];
  /** Longest time (ms) without any message before the device counts as away; null for one that is silent by nature. */
  silenceMs(way: MessageWay, options: Options): number | null;
  createDecoder(context: { source: string; topic: string; options: Options }): MessageDecoder;
  createInterpreter?(context: InterpreterContext<Options>): Interpreter;
}

export interface MessageDriverEntry {
  /** One line for help and the list of devices. */
  summary: string;
  load(): Promise<MessageDriver>;
  page(): Promise<DriverPage>;
}
