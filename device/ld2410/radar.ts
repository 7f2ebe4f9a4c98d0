/** A Hi-Link LD2410(B/C) radar as a device: presence in front of a display. */
import { parseDriverOptions } from '../driver-options.ts';
import type { DeviceHost } from '../ports.ts';
import type { ByteTransport } from '../serial/byte-transport.ts';
import { StreamDevice } from '../stream-device.ts';
import { ld2410 } from './driver.ts';
import type { Ld2410Frame } from './framer.ts';
import type { Ld2410Options } from './options.ts';

/** Factory setting (index 7). */
export const LD2410_BAUD_RATE: number = ld2410.baudRate;

export interface Ld2410RadarOptions extends DeviceHost, Partial<Ld2410Options> {
  id: string;
  transport: ByteTransport;
  /** Name of the driver in the health; a simulator says that it is one. */
  driver?: string;
}

export class Ld2410Radar extends StreamDevice<Ld2410Options, Ld2410Frame> {
  /** @throws DeviceError TW_DEVICE_OPTION_INVALID */
  constructor({ id, transport, driver, clock, logger, ...given }: Ld2410RadarOptions) {
    super({
      id,
      transport,
      clock,
      logger,
      driver: ld2410,
      options: parseDriverOptions(ld2410, given) as Ld2410Options,
      ...(driver === undefined ? {} : { driverName: driver }),
    });
  }

  /** Bytes that belonged to no frame since the start: a rising number means a bad line. */
  get discardedBytes(): number {
    return this.counters.discardedBytes;
  }
}
