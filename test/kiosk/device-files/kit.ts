/** Device files in a temporary folder, checked against two made-up drivers and two displays. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Type } from 'typebox';
import type { KnownDriver, Surroundings } from '../../../kiosk/device-files/check-entry.ts';
import { DeviceFolder } from '../../../kiosk/device-files/device-folder.ts';
import type { FolderState } from '../../../kiosk/device-files/in-force.ts';
import type { TestContext } from '../../harness/suite.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';
import { temporaryFolder } from '../../support/sample-replica.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const DRIVERS: readonly KnownDriver[] = [
  {
    name: 'radar',
    ways: ['port', 'usb', 'tcp'],
    options: Type.Object(
      {
        maxDistanceCm: Type.Integer({ default: 150, minimum: 20, maximum: 600 }),
        mode: Type.Union([Type.Literal('near'), Type.Literal('far')], { default: 'near' }),
      },
      { additionalProperties: false },
    ),
  },
  {
    name: 'curtain',
    ways: ['topic'],
    options: Type.Object({}, { additionalProperties: false }),
  },
];

export const AROUND: Surroundings = {
  driverNames: DRIVERS.map(({ name }) => name),
  driver: async (name) => DRIVERS.find((driver) => driver.name === name),
  displays: [
    { id: 'wall', kind: 'wall' },
    { id: 'room', kind: 'room' },
    { id: 'room-2', kind: 'room' },
  ],
};

export const RADAR = { id: 'radar-1', driver: 'radar', match: { port: '/dev/serial/by-id/usb-radar' } };

export class FolderKit {
  readonly clock = new VirtualClock();
  readonly logger = new QuietLogger();
  readonly dir: string;
  readonly states: FolderState[] = [];
  readonly folder: DeviceFolder;
  /** Calls back as the system would when something in the folder changes. */
  notify: () => void = () => undefined;
  watches = 0;

  constructor(t: TestContext, reserved: ReadonlyMap<string, string> = new Map()) {
    this.dir = join(temporaryFolder(t), 'devices.d');
    mkdirSync(this.dir);
    const { clock, logger, dir } = this;
    this.folder = new DeviceFolder({
      dir,
      around: AROUND,
      reserved,
      clock,
      logger,
      changed: async (state) => void this.states.push(state),
      watch: (_, listener) => {
        this.watches += 1;
        this.notify = listener;
        return { close: () => undefined, on: () => undefined as never };
      },
    });
    t.after(() => this.folder.stop());
  }

  write(name: string, content: unknown): void {
    writeFileSync(join(this.dir, name), typeof content === 'string' ? content : JSON.stringify(content));
  }

  remove(name: string): void {
    rmSync(join(this.dir, name));
  }

  /** Lets the folder notice what was written. */
  async noticed(): Promise<void> {
    this.notify();
    await this.clock.advance(200);
    await this.folder.look();
  }

  get last(): FolderState {
    return this.states.at(-1) ?? { inForce: new Map(), problems: [] };
  }

  /** `file: id id` of what is in force. */
  get inForce(): string[] {
    return [...this.last.inForce].map(
      ([file, devices]) => `${file}: ${devices.map(({ entry }) => entry.id).join(' ')}`,
    );
  }

  get problems(): string[] {
    return this.last.problems.map(({ message }) => message);
  }
}
