/** The conversation with an LD2450: sets it to what the device file wants, answers questions about it. */
import type { SessionContext } from '../driver.ts';
import { toHex } from '../bytes.ts';
import {
  decodeFirmware,
  decodeMac,
  decodeMessage,
  HilinkCommand,
  type HilinkAnswer,
} from '../hilink/commands.ts';
import type { Ask } from '../hilink/dialog.ts';
import { uint16 } from '../hilink/envelope.ts';
import { HilinkSession, type Applied } from '../hilink/session.ts';
import type { Ld2450Frame } from './framer.ts';
import type { Ld2450Options } from './options.ts';
import {
  decodeTracking,
  decodeZones,
  encodeZones,
  Ld2450Command,
  trackingCommand,
  type Tracking,
  type Zones,
} from './zones.ts';

/** What a radar says about itself. */
export interface Ld2450Info {
  /** As the maker prints it, `2.04.23101915`. */
  firmware: string;
  /** Null while Bluetooth is off. */
  mac: string | null;
  tracking: Tracking;
  filter: Zones;
}

export class Ld2450Session extends HilinkSession<Ld2450Options, Ld2450Frame> {
  constructor(context: SessionContext<Ld2450Options>) {
    const { tracking, filter, bluetooth } = context.options;
    super(context, {
      wantsNothing: tracking === null && filter === null && bluetooth === null,
      isReport: ({ kind }) => kind === 'report',
      answerOf,
      apply: (ask) => apply(context.options, ask),
    });
  }

  /**
   * Asks the radar about itself; it sends no reports meanwhile (about half a second).
   * @throws DeviceError TW_DEVICE_NO_ANSWER, TW_HILINK_REFUSED, TW_HILINK_ANSWER_INVALID, TW_SERIAL_LOST
   */
  inspect(): Promise<Ld2450Info> {
    return this.dialog.hold(async (ask) => ({
      firmware: decodeFirmware(await ask(HilinkCommand.readFirmware)),
      mac: decodeMac(await ask(HilinkCommand.readMac, uint16(1))),
      tracking: decodeTracking(await ask(Ld2450Command.readTracking)),
      filter: decodeZones(await ask(Ld2450Command.readZones)),
    }));
  }
}

function answerOf(frame: Ld2450Frame): HilinkAnswer | undefined {
  const message = frame.kind === 'acknowledgement' ? decodeMessage(frame.data) : undefined;
  return message?.kind === 'acknowledgement' ? message : undefined;
}

async function apply({ tracking, filter, bluetooth }: Ld2450Options, ask: Ask): Promise<Applied> {
  const written: string[] = [];
  if (tracking !== null && decodeTracking(await ask(Ld2450Command.readTracking)) !== tracking) {
    await ask(trackingCommand(tracking));
    written.push('tracking');
  }
  if (filter !== null && !(await hasFilter(filter, ask))) {
    await ask(Ld2450Command.setZones, encodeZones(filter));
    written.push('filter');
  }
  if (bluetooth === null || (await hasBluetooth(ask)) === bluetooth) return { written, restarts: false };
  await ask(HilinkCommand.setBluetooth, uint16(bluetooth ? 1 : 0));
  await ask(HilinkCommand.restart);
  return { written: [...written, 'bluetooth'], restarts: true };
}

async function hasFilter(wanted: Zones, ask: Ask): Promise<boolean> {
  const now = decodeZones(await ask(Ld2450Command.readZones));
  return toHex(Uint8Array.from(encodeZones(now))) === toHex(Uint8Array.from(encodeZones(wanted)));
}

/** Whether Bluetooth is on shows in the address that the radar gives. */
async function hasBluetooth(ask: Ask): Promise<boolean> {
  return decodeMac(await ask(HilinkCommand.readMac, uint16(1))) !== null;
}
