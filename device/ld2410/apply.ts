/** Reads an LD2410's settings and writes those that differ from the wanted ones. */
import { decodeMac, HilinkCommand } from '../hilink/commands.ts';
import type { Ask } from '../hilink/dialog.ts';
import { uint16 } from '../hilink/envelope.ts';
import type { Applied } from '../hilink/session.ts';
import type { Ld2410Options } from './options.ts';
import {
  decodeLight,
  decodeParameters,
  decodeResolution,
  encodeGates,
  encodeLight,
  encodeResolution,
  encodeSensitivity,
  Ld2410Command,
} from './parameters.ts';

interface Conversation {
  ask: Ask;
  /** Whether the radar sends engineering reports now. */
  engineering: boolean;
}

/** True when a device file leaves everything in the radar as it is. */
export function wantsNothing(options: Ld2410Options): boolean {
  return (
    !wantsParameters(options) &&
    options.resolutionCm === null &&
    options.bluetooth === null &&
    options.light === null &&
    options.engineering === null
  );
}

/** @throws DeviceError as `Ask` does, and TW_HILINK_ANSWER_INVALID */
export async function applySettings(
  options: Ld2410Options,
  { ask, engineering }: Conversation,
): Promise<Applied> {
  const written: string[] = [];
  if (wantsParameters(options)) written.push(...(await applyParameters(options, ask)));
  if (options.light !== null) written.push(...(await applyLight(options.light, ask)));
  const needRestart = [
    ...(options.resolutionCm === null ? [] : await applyResolution(options.resolutionCm, ask)),
    ...(options.bluetooth === null ? [] : await applyBluetooth(options.bluetooth, ask)),
  ];
  if (needRestart.length > 0) {
    // Engineering mode is forgotten at a restart: the round after this one sets it.
    await ask(HilinkCommand.restart);
    return { written: [...written, ...needRestart], restarts: true };
  }
  if (options.engineering !== null && options.engineering !== engineering) {
    await ask(options.engineering ? Ld2410Command.engineeringOn : Ld2410Command.engineeringOff);
    written.push('engineering');
  }
  return { written, restarts: false };
}

function wantsParameters(options: Ld2410Options): boolean {
  const { maxMovingGate, maxStillGate, absenceSeconds, movingThresholds, stillThresholds } = options;
  return [maxMovingGate, maxStillGate, absenceSeconds, movingThresholds, stillThresholds].some(
    (wanted) => wanted !== null,
  );
}

async function applyParameters(options: Ld2410Options, ask: Ask): Promise<string[]> {
  const written: string[] = [];
  const now = decodeParameters(await ask(Ld2410Command.readParameters));
  const gates = {
    maxMovingGate: options.maxMovingGate ?? now.maxMovingGate,
    maxStillGate: options.maxStillGate ?? now.maxStillGate,
    absenceSeconds: options.absenceSeconds ?? now.absenceSeconds,
  };
  const bytes = encodeGates(gates);
  if (!same(bytes, encodeGates(now))) {
    await ask(Ld2410Command.setGates, bytes);
    written.push('gates');
  }
  for (const [gate, threshold] of now.movingThresholds.entries()) {
    const is = { moving: threshold, still: now.stillThresholds[gate] ?? 0 };
    const wanted = {
      moving: options.movingThresholds?.[gate] ?? is.moving,
      still: options.stillThresholds?.[gate] ?? is.still,
    };
    if (wanted.moving === is.moving && wanted.still === is.still) continue;
    await ask(Ld2410Command.setSensitivity, encodeSensitivity(gate, wanted));
    written.push(`thresholds of gate ${gate}`);
  }
  return written;
}

async function applyLight(light: NonNullable<Ld2410Options['light']>, ask: Ask): Promise<string[]> {
  const now = decodeLight(await ask(Ld2410Command.readLight));
  if (same(encodeLight(now), encodeLight(light))) return [];
  await ask(Ld2410Command.setLight, encodeLight(light));
  return ['light'];
}

async function applyResolution(wanted: 75 | 20, ask: Ask): Promise<string[]> {
  if (decodeResolution(await ask(Ld2410Command.readResolution)) === wanted) return [];
  await ask(Ld2410Command.setResolution, encodeResolution(wanted));
  return ['resolutionCm'];
}

/** Whether Bluetooth is on shows in the address that the radar gives. */
async function applyBluetooth(wanted: boolean, ask: Ask): Promise<string[]> {
  const isOn = decodeMac(await ask(HilinkCommand.readMac, uint16(1))) !== null;
  if (isOn === wanted) return [];
  await ask(HilinkCommand.setBluetooth, uint16(wanted ? 1 : 0));
  return ['bluetooth'];
}

function same(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
