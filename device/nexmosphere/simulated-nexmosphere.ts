/** The real driver on a simulated controller: a shelf without hardware. */
import { parseDriverOptions } from '../driver-options.ts';
import type { DeviceHost } from '../ports.ts';
import { MemoryTransport } from '../serial/memory-transport.ts';
import { StreamDevice } from '../stream-device.ts';
import { nexmosphere, nexmosphereSession } from './driver.ts';
import type { XTalkFrame } from './framer.ts';
import type { Light, NexmosphereOptions } from './options.ts';
import { SimulatedController } from './simulated-controller.ts';

/** Two antennas, four buttons, a presence sensor and a strip of light. */
const SHELF: Readonly<Record<number, string>> = {
  1: 'XRDR1',
  2: 'XRDR1',
  3: 'XTB4N6',
  4: 'XY240',
  5: 'XWL56',
};

export interface SimulatedNexmosphereOptions extends DeviceHost {
  id: string;
  /** Models by channel; default a shelf with two antennas, four buttons, a presence sensor and a strip of light. */
  elements?: Readonly<Record<number, string>>;
  /** Options of the driver, as in a device file. */
  options?: object;
}

export class SimulatedNexmosphereDevice extends StreamDevice<NexmosphereOptions, XTalkFrame> {
  readonly controller: SimulatedController;
  readonly transport: MemoryTransport;

  constructor({ id, clock, logger, elements = SHELF, options = {} }: SimulatedNexmosphereOptions) {
    const transport = new MemoryTransport('simulated controller');
    super({
      id,
      clock,
      logger,
      driver: nexmosphere,
      driverName: 'simulated-nexmosphere',
      options: parseDriverOptions(nexmosphere, options) as NexmosphereOptions,
      transport,
    });
    this.transport = transport;
    this.controller = new SimulatedController({
      clock,
      write: (bytes) => transport.feed(bytes),
      unplug: () => transport.unplug(),
      replug: () => transport.plug(),
    });
    transport.heard = (bytes) => this.controller.receive(bytes);
    for (const [unit, model] of Object.entries(elements)) this.controller.plug(Number(unit), model);
  }

  /** Lights an output. */
  setLight(unit: number, light: Light): void {
    nexmosphereSession(this)?.setLight(unit, light);
  }

  override async start(): Promise<void> {
    await super.start();
    this.controller.powerOn();
  }

  override async stop(): Promise<void> {
    this.controller.stop();
    await super.stop();
  }
}
