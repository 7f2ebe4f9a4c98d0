/** The conversation with an LD2410: sets it to what the device file wants, answers questions about it. */
import type { SessionContext } from '../driver.ts';
import { isDeviceError } from '../errors.ts';
import {
  decodeFirmware,
  decodeMac,
  decodeMessage,
  HilinkCommand,
  type HilinkAnswer,
} from '../hilink/commands.ts';
import { uint16 } from '../hilink/envelope.ts';
import { HilinkSession } from '../hilink/session.ts';
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

/** What a radar says about itself. */
export interface Ld2410Info {
  /** As the maker prints it, `1.07.22062416`. */
  firmware: string;
  /** Null while Bluetooth is off. */
  mac: string | null;
  parameters: Ld2410Parameters;
  /** Undefined where the firmware does not know the question. */
  resolutionCm: Ld2410Resolution | undefined;
  light: Ld2410Light | undefined;
}

export class Ld2410Session extends HilinkSession<Ld2410Options, Ld2410Frame> {
  #toldOtherModel = false;

  constructor(context: SessionContext<Ld2410Options>) {
    super(context, {
      wantsNothing: wantsNothing(context.options),
      isReport: ({ kind }) => kind === 'report',
      answerOf,
      apply: (ask, report) => applySettings(context.options, { ask, engineering: isEngineering(report) }),
    });
  }

  override opened(): void {
    this.#toldOtherModel = false;
    super.opened();
  }

  override frame(frame: Ld2410Frame): void {
    super.frame(frame);
    if (frame.kind !== 'ld2410s' || this.#toldOtherModel) return;
    this.#toldOtherModel = true;
    this.context.trouble('TW_LD2410_OTHER_MODEL');
  }

  /**
   * Asks the radar about itself; it sends no reports meanwhile (about half a second).
   * @throws DeviceError TW_DEVICE_NO_ANSWER, TW_HILINK_REFUSED, TW_HILINK_ANSWER_INVALID, TW_SERIAL_LOST
   */
  inspect(): Promise<Ld2410Info> {
    return this.dialog.hold(async (ask) => ({
      firmware: decodeFirmware(await ask(HilinkCommand.readFirmware)),
      mac: decodeMac(await ask(HilinkCommand.readMac, uint16(1))),
      parameters: decodeParameters(await ask(Ld2410Command.readParameters)),
      resolutionCm: await known(ask(Ld2410Command.readResolution), decodeResolution),
      light: await known(ask(Ld2410Command.readLight), decodeLight),
    }));
  }
}

function answerOf(frame: Ld2410Frame): HilinkAnswer | undefined {
  const message = frame.kind === 'acknowledgement' ? decodeMessage(frame.data) : undefined;
  return message?.kind === 'acknowledgement' ? message : undefined;
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
