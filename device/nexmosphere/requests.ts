/** What is asked of a controller, and how its answers are told. */
import type { Command } from '../serial/command-queue.ts';
import { encodeRequest, type XTalkCommand } from './command.ts';
import { readDiagnostic, readElementText } from './element-text.ts';
import type { XTalkFrame } from './framer.ts';

/** Which element sits at a channel. An empty channel may say nothing, so that it is asked once. */
export function typeRequest(unit: number): Command<XTalkFrame> {
  return {
    bytes: encodeRequest({ kind: 'text', type: 'D', address: unit, text: 'TYPE' }),
    attempts: 1,
    isAnswer: ({ command }) =>
      command.kind === 'text' &&
      command.type === 'D' &&
      command.address === unit &&
      readDiagnostic(command.text)?.field === 'TYPE',
  };
}

/** Which tags lie on an XR-DR1 antenna. */
export function lyingRequest(unit: number): Command<XTalkFrame> {
  return {
    bytes: encodeRequest({ kind: 'text', type: 'X', address: unit, text: '' }),
    attempts: 2,
    isAnswer: ({ command }) =>
      command.kind === 'text' &&
      command.type === 'X' &&
      command.address === unit &&
      readElementText(command.text)?.kind === 'lying',
  };
}

/** They are not confirmed. */
export function settingCommands(unit: number, settings: Readonly<Record<string, number>>): XTalkCommand[] {
  return Object.entries(settings).map(([setting, value]) => ({
    kind: 'setting',
    type: 'X',
    address: unit,
    setting: Number(setting),
    value,
  }));
}
