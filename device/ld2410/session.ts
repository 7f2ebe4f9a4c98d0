/**
 * Sets an LD2410 to what the device file wants, after every connection, and answers questions about it.
 *
 * It reads first and writes only what differs: the radar keeps its settings in flash, which wears out.
 */
import type { LineSession, SessionContext } from '../driver.ts';
import { DeviceError, isDeviceError } from '../errors.ts';
import { decodeFirmware, decodeMac, decodeMessage, HilinkCommand } from '../hilink/commands.ts';
import { HilinkDialog } from '../hilink/dialog.ts';
import { uint16 } from '../hilink/envelope.ts';
import type { Timer } from '../ports.ts';
import { applySettings, wantsNothing } from './apply.ts';
import type { Ld2410Frame } from './framer.ts';
import type { Ld2410Options } from './options.ts';
import {
  decodeLight,
  decodeParameters,
  decodeResolution,
  Ld2410Command,
  type Ld2410Light,
  type Ld2410Parameters,
  type Ld2410Resolution,
} from './parameters.ts';
import { decodeReport } from './report.ts';

/** A radar that says nothing for so long after the line opened may have been left in configuration mode. */
const QUIET_MS = 1_500;
/** After a change that needs a restart the settings are looked at once more; a radar that forgets is given up. */
const MAX_ROUNDS = 3;

/** What a radar says about itself. */
export interface Ld2410Info {
  /** As the maker prints it, `1.07.22062416`. */
  firmware: string;
  /** Null while Bluetooth is off. */
  mac: string | null;
  parameters: Ld2410Parameters;
  /** Undefined where the firmware (before 1.07) does not know the question. */
  resolutionCm: Ld2410Resolution | undefined;
  light: Ld2410Light | undefined;
}

export class Ld2410Session implements LineSession<Ld2410Frame> {
  readonly #context: SessionContext<Ld2410Options>;
  readonly #dialog: HilinkDialog;
  #state: 'closed' | 'waiting' | 'applying' | 'done' = 'closed';
  #rounds = 0;
  #quiet: Timer | undefined;
  #told = false;

  constructor(context: SessionContext<Ld2410Options>) {
    this.#context = context;
    this.#dialog = new HilinkDialog(context);
  }

  opened(): void {
    this.#told = false;
    this.#rounds = 0;
    this.#state = wantsNothing(this.#context.options) ? 'done' : 'waiting';
    if (this.#state === 'done') return;
    this.#quiet = this.#context.clock.setTimer(QUIET_MS, () => {
      this.#dialog.leave().catch(() => undefined);
    });
  }

  frame(frame: Ld2410Frame): void {
    this.#quiet?.cancel();
    if (frame.kind === 'ld2410s') this.#tellOtherModel();
    const message = frame.kind === 'acknowledgement' ? decodeMessage(frame.data) : undefined;
    if (message?.kind === 'acknowledgement') this.#dialog.answer(message);
    if (frame.kind === 'report' && this.#state === 'waiting') void this.#apply(isEngineering(frame));
  }

  closed(): void {
    this.#state = 'closed';
    this.#quiet?.cancel();
    this.#dialog.clear();
  }

  /**
   * Asks the radar about itself; it sends no reports meanwhile (about half a second).
   * @throws DeviceError TW_DEVICE_NO_ANSWER, TW_HILINK_REFUSED, TW_HILINK_ANSWER_INVALID, TW_SERIAL_LOST
   */
  inspect(): Promise<Ld2410Info> {
    return this.#dialog.hold(async (ask) => ({
      firmware: decodeFirmware(await ask(HilinkCommand.readFirmware)),
      mac: decodeMac(await ask(HilinkCommand.readMac, uint16(1))),
      parameters: decodeParameters(await ask(Ld2410Command.readParameters)),
      resolutionCm: await known(ask(Ld2410Command.readResolution), decodeResolution),
      light: await known(ask(Ld2410Command.readLight), decodeLight),
    }));
  }

  async #apply(engineering: boolean): Promise<void> {
    this.#state = 'applying';
    this.#rounds += 1;
    const { options, logger } = this.#context;
    try {
      const { written, restarts } = await this.#dialog.hold((ask) =>
        applySettings(options, { ask, engineering }),
      );
      if (written.length > 0) logger.info({ written }, 'radar settings written');
      if (restarts && this.#rounds >= MAX_ROUNDS) throw new DeviceError('TW_HILINK_NOT_KEPT');
      // The radar starts anew: its next report begins the next round.
      this.#move(restarts ? 'waiting' : 'done');
    } catch (error) {
      if (!isDeviceError(error)) throw error;
      if (this.#move('done')) this.#context.trouble(error.code);
    }
  }

  /** False when the line went away meanwhile. */
  #move(state: 'waiting' | 'done'): boolean {
    if (this.#state !== 'applying') return false;
    this.#state = state;
    return true;
  }

  #tellOtherModel(): void {
    if (this.#told) return;
    this.#told = true;
    this.#context.trouble('TW_LD2410_OTHER_MODEL');
  }
}

function isEngineering({ data }: Ld2410Frame): boolean {
  return decodeReport(data).engineering !== undefined;
}

/** Older firmware refuses questions that came later. */
async function known<T>(
  answer: Promise<Uint8Array>,
  decode: (value: Uint8Array) => T,
): Promise<T | undefined> {
  try {
    return decode(await answer);
  } catch (error) {
    if (isDeviceError(error, 'TW_HILINK_REFUSED')) return undefined;
    throw error;
  }
}
