/**
 * Nexmosphere X-talk commands, both ways (X-Script serial API, Q1 2020, "Command structure"): a type, an address, a
 * format and a value in brackets, one to a line. `XR[…]` has no address: it is the first line of an RFID pick-up.
 */
import { DeviceError } from '../errors.ts';

/** X: an element, G: a generic function, S: the controller, D: diagnostics. */
export type CommandType = 'X' | 'G' | 'S' | 'D';

/** Format A; null asks for the value. */
export interface NumberCommand {
  kind: 'number';
  type: CommandType;
  /** Channel of the element, 0 to 999. */
  address: number;
  /** 0 to 65535. */
  value: number | null;
}

/** Format B. */
export interface TextCommand {
  kind: 'text';
  type: CommandType;
  address: number;
  /** Printable ASCII without an opening bracket, padding included. Empty asks for the state. */
  text: string;
}

/** Format S. */
export interface SettingCommand {
  kind: 'setting';
  type: CommandType;
  address: number;
  setting: number;
  value: number;
}

/** `XR[PU004]`: a numbered tag was picked up or put back; which antenna saw it comes in the next line. */
export interface TagCommand {
  kind: 'tag';
  tag: number;
  lifted: boolean;
}

/** `XR[…]` with something else in it. */
export interface OtherTagCommand {
  kind: 'other_tag';
  text: string;
}

export type XTalkCommand = NumberCommand | TextCommand | SettingCommand | TagCommand | OtherTagCommand;

/** The manual allows 30 characters; newer elements say more. What we send keeps to the manual. */
export const MAX_TEXT = 64;
const MAX_SENT_TEXT = 30;
const MAX_NUMBER = 65_535;
const MAX_ADDRESS = 999;

const ADDRESSED = /^([XGSD])(\d{3})([ABS])\[([^[]*)\]$/;
const TAG_LINE = /^XR\[([^[]*)\]$/;
const TAG_MOVE = /^P([UB])(\d{3})$/;
const SETTING = /^(\d{1,3}):(\d{1,5})$/;

/** The command in a line without its end; undefined when it is none. */
export function parseCommand(line: string): XTalkCommand | undefined {
  const tagText = TAG_LINE.exec(line)?.[1];
  if (tagText !== undefined) return parseTag(tagText);
  const [, type, address, format, text = ''] = ADDRESSED.exec(line) ?? [];
  if (type === undefined) return undefined;
  const head = { type: type as CommandType, address: Number(address) };
  if (format === 'B') return { kind: 'text', type: head.type, address: head.address, text };
  return format === 'A' ? parseNumber(head, text) : parseSetting(head, text);
}

type Head = Pick<NumberCommand, 'type' | 'address'>;

function parseTag(text: string): XTalkCommand {
  const [, move, tag] = TAG_MOVE.exec(text) ?? [];
  if (move === undefined) return { kind: 'other_tag', text };
  return { kind: 'tag', tag: Number(tag), lifted: move === 'U' };
}

function parseNumber({ type, address }: Head, text: string): NumberCommand | undefined {
  if (text === '') return { kind: 'number', type, address, value: null };
  const value = Number(text);
  return /^\d{1,5}$/.test(text) && value <= MAX_NUMBER ? { kind: 'number', type, address, value } : undefined;
}

function parseSetting({ type, address }: Head, text: string): SettingCommand | undefined {
  const [, setting, value] = SETTING.exec(text) ?? [];
  if (setting === undefined) return undefined;
  return { kind: 'setting', type, address, setting: Number(setting), value: Number(value) };
}

/** The command as text, without an end of line. */
export function formatCommand(command: XTalkCommand): string {
  if (command.kind === 'tag') return `XR[P${command.lifted ? 'U' : 'B'}${pad(command.tag)}]`;
  if (command.kind === 'other_tag') return `XR[${command.text}]`;
  const head = `${command.type}${pad(command.address)}`;
  if (command.kind === 'text') return `${head}B[${command.text}]`;
  if (command.kind === 'setting') return `${head}S[${command.setting}:${command.value}]`;
  return `${head}A[${command.value ?? ''}]`;
}

/** The line that says it, ended by CR LF: controllers end theirs so, and take it as well as the CR of the manual. */
export function encodeCommand(command: XTalkCommand): Uint8Array {
  return new Uint8Array(Buffer.from(`${formatCommand(command)}\r\n`, 'latin1'));
}

/**
 * The line for a command of ours, kept to what the manual allows.
 * @throws DeviceError TW_NEXMOSPHERE_COMMAND_INVALID
 */
export function encodeRequest(command: XTalkCommand): Uint8Array {
  const text = formatCommand(command);
  const isGood = parseCommand(text) !== undefined && (command.kind !== 'text' || isSendable(command.text));
  if (!isGood || addressOf(command) > MAX_ADDRESS) {
    throw new DeviceError('TW_NEXMOSPHERE_COMMAND_INVALID', { detail: `It has ${text.length} characters.` });
  }
  return encodeCommand(command);
}

function isSendable(text: string): boolean {
  return text.length <= MAX_SENT_TEXT && /^[\x20-\x5a\x5c\x5e-\x7e]*$/.test(text);
}

function addressOf(command: XTalkCommand): number {
  return 'address' in command ? command.address : 0;
}

function pad(value: number): string {
  return String(value).padStart(3, '0');
}
