/** What every simulated UHF reader is made of, and the device that runs a real driver on one. */
import type { StreamDriver } from '../driver.ts';
import type { Misbehaviour } from '../misbehaviour.ts';
import type { Clock, DeviceHost } from '../ports.ts';
import { StreamDevice } from '../stream-device.ts';
import { DuplexTransport, type DuplexPeer } from './duplex-transport.ts';
import type { SimulatedField, UnitRandom } from './epc-field.ts';

export interface SimulatedReaderOptions {
  clock: Clock;
  random: UnitRandom;
  /** The tags that its antennas see. */
  field: SimulatedField;
  /** Takes the reader's bytes. */
  write(bytes: Uint8Array): void;
  /** Pulls its cable; asked for by the fault `disconnect`. */
  disconnect(): void;
}

export interface SimulatedReader extends DuplexPeer {
  misbehave(fault: Misbehaviour): void;
}

export interface SimulatedUhfSetup<
  Options extends object,
  Frame,
  Reader extends SimulatedReader,
> extends DeviceHost {
  id: string;
  driver: StreamDriver<Options, Frame>;
  options: Options;
  random: UnitRandom;
  field: SimulatedField;
  reader(options: SimulatedReaderOptions): Reader;
}

/** A real driver on a simulated reader; put tags into the field, and direct the reader at any time. */
export class SimulatedUhfDevice<
  Options extends object,
  Frame,
  Reader extends SimulatedReader,
> extends StreamDevice<Options, Frame> {
  readonly transport: DuplexTransport;
  readonly reader: Reader;

  constructor(setup: SimulatedUhfSetup<Options, Frame, Reader>) {
    const { driver, random, field, clock } = setup;
    const transport = new DuplexTransport(`simulated ${driver.name}`);
    super({ ...setup, transport, driverName: `simulated-${driver.name}` });
    this.transport = transport;
    this.reader = setup.reader({
      clock,
      random,
      field,
      write: (bytes) => transport.feed(bytes),
      disconnect: () => transport.unplug(),
    });
    transport.connect(this.reader);
  }

  override async stop(): Promise<void> {
    await super.stop();
    this.reader.powerOff();
  }
}
