/**
 * The hardware of a kiosk: what the settings and the device files name runs, what they say no longer does not, and what
 * each device stands for is known. The only place that constructs devices, but for the virtual ones.
 */
import type { DeviceManager } from '../../device/manager.ts';
import type { DeviceHost, EpcReading, ItemReading } from '../../device/ports.ts';
import type { ItemView } from '../../device/presence/presence-filter.ts';
import type { LoadedSettings } from '../config/load.ts';
import { DeviceFolder, type DeviceFolderOptions } from '../device-files/device-folder.ts';
import type { DeviceEntry, Means } from '../device-files/device-file.ts';
import type { FolderState } from '../device-files/in-force.ts';
import type { Incidents } from '../displays/incidents.ts';
import { DeviceFactory, type DeviceFactoryOptions } from './device-factory.ts';
import { DeviceSet, type BrokenDevice } from './device-set.ts';
import { DRIVERS, knownDriver } from './drivers.ts';
import { FileIncidents } from './file-incidents.ts';
import { antennasOf, ItemPlaces } from './item-places.ts';
import { MeansBook } from './means-book.ts';
import { settingsEntries, type SettingsEntry } from './settings-entries.ts';
import type { WebhookDoor } from './webhooks.ts';

export interface HardwareOptions extends DeviceHost, Pick<DeviceFactoryOptions, 'broker' | 'clientId'> {
  settings: LoadedSettings;
  /** Folder of the device files. */
  dir: string;
  manager: DeviceManager;
  incidents: Pick<Incidents, 'open' | 'close'>;
  /** Ids of devices that others construct. */
  taken: readonly string[];
  /** What those stand for, beyond the displays that list them. */
  meansOfTaken?: (device: string) => Means | undefined;
  /** A device is gone, or will be another one. */
  removed: (device: string) => void;
  /** It stands for something else now. */
  changed: (device: string) => void;
  /** What many reads of a radio tag come to. */
  emit: (reading: ItemReading) => void;
  watch?: DeviceFolderOptions['watch'];
}

export class Hardware {
  readonly webhooks: WebhookDoor;
  readonly #options: HardwareOptions;
  readonly #set: DeviceSet;
  readonly #places: ItemPlaces;
  readonly #book: MeansBook;
  readonly #problems: FileIncidents;
  #folder: DeviceFolder | undefined;
  #fixed: readonly SettingsEntry[] = [];
  #entries = new Map<string, DeviceEntry>();

  constructor(options: HardwareOptions) {
    const { clock, logger, manager, settings, incidents } = options;
    this.#options = options;
    const factory = new DeviceFactory(options);
    this.webhooks = factory.webhooks;
    this.#set = new DeviceSet({
      clock,
      logger,
      manager,
      create: (entry) => factory.create(entry),
      removed: (id) => options.removed(id),
    });
    this.#places = new ItemPlaces({
      clock,
      filter: settings.values.garmentFilter,
      emit: (reading) => options.emit(reading),
    });
    this.#book = new MeansBook(() => settings.values.displays);
    this.#problems = new FileIncidents(incidents);
  }

  /** Resolves when every device that is wanted was given to the manager. */
  async start(): Promise<void> {
    const { settings } = this.#options;
    this.#place();
    // Virtual hardware stands in for everything else.
    if (settings.values.virtualHardware === 'on') return;
    this.#fixed = await settingsEntries(settings);
    const folder = this.#createFolder();
    this.#folder = folder;
    await folder.start();
  }

  /** The devices are the manager's to stop. */
  async stop(): Promise<void> {
    await this.#folder?.stop();
    this.#places.stop();
    this.#problems.stop();
  }

  /** Undefined for a device that stands for nothing. */
  meansOf(device: string): Means | undefined {
    return this.#options.meansOfTaken?.(device) ?? this.#book.of(device);
  }

  /** True for devices that somebody configured: that one of them is missing is a problem. */
  isExpected(device: string): boolean {
    const fixed = this.#fixed.find(({ entry }) => entry.id === device);
    return this.#entries.has(device) && (fixed === undefined || fixed.setting !== undefined);
  }

  /** What the presence filter holds of each radio tag. */
  items(): readonly ItemView[] {
    return this.#places.items();
  }

  seen(reading: EpcReading): void {
    // Whatever its health says: a reader that reads is there.
    this.#places.setOnline(reading.source, true);
    this.#places.take(reading);
  }

  setOnline(device: string, isOnline: boolean): void {
    this.#places.setOnline(device, isOnline);
  }

  #createFolder(): DeviceFolder {
    const { dir, clock, logger, settings, taken, watch } = this.#options;
    const reserved = new Map([
      ...CAUSES.map((id): [string, string] => [id, 'the kiosk itself']),
      ...taken.map((id): [string, string] => [id, 'the virtual hardware']),
    ]);
    for (const { entry, setting } of this.#fixed) if (setting !== undefined) reserved.set(entry.id, setting);
    return new DeviceFolder({
      dir,
      around: { driverNames: Object.keys(DRIVERS), driver: knownDriver, displays: settings.values.displays },
      reserved,
      clock,
      logger,
      changed: (state) => this.#changed(state),
      ...(watch === undefined ? {} : { watch }),
    });
  }

  async #changed(state: FolderState): Promise<void> {
    const filed = [...state.inForce.values()].flatMap((devices) => devices.map(({ entry }) => entry));
    const ids = new Set(filed.map(({ id }) => id));
    const entries = [...this.#fixed.map(({ entry }) => entry).filter(({ id }) => !ids.has(id)), ...filed];
    this.#problems.set(state.problems);
    this.#mean(entries);
    await this.#set.apply(entries, brokenOf(state, new Set(entries.map(({ id }) => id))));
  }

  /** Meaning changes without a restart of the device. */
  #mean(entries: readonly DeviceEntry[]): void {
    const before = this.#entries;
    this.#entries = new Map(entries.map((entry) => [entry.id, entry]));
    for (const id of before.keys()) if (!this.#entries.has(id)) this.#book.set(id, undefined);
    for (const { id, means } of entries) {
      const old = before.get(id);
      if (old !== undefined && JSON.stringify(old.means) !== JSON.stringify(means)) this.#options.changed(id);
      this.#book.set(id, means);
    }
    this.#place();
  }

  /** Which antenna covers which room. */
  #place(): void {
    const devices = [...this.#entries.values(), ...this.#options.taken.map((id) => ({ id }))];
    this.#places.set(devices.flatMap((device) => antennasOf(device, this.meansOf(device.id))));
  }
}

/** What else than a device an incident can be about; a device of that name would open and close those of the kiosk. */
const CAUSES = ['outbox', 'platform', 'store'] as const;
const NO_ID = /[^a-z0-9_-]+/g;

/** Shown in the list of devices, so that whoever looks for theirs finds it there. */
function brokenOf({ problems, inForce }: FolderState, working: ReadonlySet<string>): BrokenDevice[] {
  const broken = new Map<string, BrokenDevice>();
  for (const { file, message, ids } of problems) {
    if (!file.endsWith('.json')) continue;
    const stem = file.slice(0, -'.json'.length).toLowerCase().replaceAll(NO_ID, '-').slice(0, 64);
    const names = ids.length === 0 && !inForce.has(file) ? [stem] : ids;
    for (const id of names) if (!working.has(id)) broken.set(id, { id, message });
  }
  return [...broken.values()];
}
