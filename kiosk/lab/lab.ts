/** The lab: moves the virtual hardware of a kiosk for a newcomer, a demonstration or a test. */
import { uriRecord } from '../../device/ndef/encode.ts';
import { buildDigitalLink } from '../../device/gs1/digital-link.ts';
import { simulatedClassic, type SimulatedCard } from '../../device/nfc/simulated-card.ts';
import { simulatedTag } from '../../device/nfc/simulated-tag.ts';
import type { ItemView } from '../../device/presence/presence-filter.ts';
import type { LabRequests, LabState } from '../../broker/contract/http.ts';
import type { DeviceState } from '../../broker/contract/messages.ts';
import type { Clock } from '../../broker/ports.ts';
import type { DisplayConfig } from '../config/settings.ts';
import { KioskError } from '../errors.ts';
import type { VirtualHardware } from '../hardware/virtual-hardware.ts';
import type { VirtualReader } from '../hardware/virtual-reader.ts';
import type { LabPort } from '../http/lab-routes.ts';
import { ODDITIES } from './oddities.ts';
import { Stations } from './stations.ts';
import type { LabSignedTags } from './signed-tags.ts';

export interface DemoCard {
  card: string;
  displayName: string;
  uid: string;
}

export interface LabOptions {
  hardware: VirtualHardware;
  displays: readonly DisplayConfig[];
  cards: readonly DemoCard[];
  /** Null where the hub has no keys for tags of the lab. */
  signedTags: LabSignedTags | null;
  clock: Clock;
  shelf: () => LabState['shelf'];
  /** GTIN-14 of a SKU; undefined when the catalogue does not have it. */
  gtinOf: (sku: string) => string | undefined;
  devices: () => DeviceState[];
  /** What the presence filter holds of each radio tag. */
  items: () => readonly ItemView[];
  network: { up: () => boolean; set: (up: boolean) => void };
  outboxDepth: () => number;
}

/** How long a tapped tag stays on the reader. */
const TAP_MS = 1200;

export class Lab implements LabPort {
  readonly #options: LabOptions;
  readonly #stations: Stations;
  readonly #onReader = new Map<string, { label: string; timer: { cancel(): void } | null }>();
  #occupied = false;
  #serial = 0;

  constructor(options: LabOptions) {
    this.#options = options;
    const { displays } = options;
    this.#stations = new Stations({
      ...options,
      nameOf: (display) => displays.find(({ id }) => id === display)?.name ?? display,
    });
  }

  state(): LabState {
    const { hardware, displays, cards, signedTags, shelf, devices, network, outboxDepth } = this.#options;
    return {
      shelf: shelf(),
      cards: cards.map(({ card, displayName }) => ({ card, displayName })),
      oddities: [...(signedTags?.names() ?? []), ...Object.keys(ODDITIES)],
      displays: displays.map(({ id, kind, name, readers, radars }) => ({
        id,
        kind,
        name,
        reader: readers.find((one) => hardware.readers.has(one)) ?? null,
        radar: radars.find((one) => hardware.radars.has(one)) ?? null,
      })),
      devices: devices(),
      network: network.up() ? 'up' : 'down',
      onReader: Object.fromEntries([...this.#onReader].map(([reader, { label }]) => [reader, label])),
      roomOccupied: this.#occupied,
      outboxDepth: outboxDepth(),
      ...this.#stations.state(),
    };
  }

  async tag(request: LabRequests['tag']): Promise<void> {
    const reader = this.#reader(request.reader);
    const { tag, label } = this.#tagOf(request);
    this.#forget(request.reader);
    const timer =
      request.hold === true ? null : this.#options.clock.setTimer(TAP_MS, () => this.lift(request));
    this.#onReader.set(request.reader, { label, timer });
    await reader.insert(tag);
  }

  lift(request: LabRequests['lift']): void {
    const reader = this.#reader(request.reader);
    this.#forget(request.reader);
    reader.remove();
  }

  room(request: LabRequests['room']): void {
    if (this.#options.hardware.radars.size === 0)
      throw new KioskError('TW_NOT_VIRTUAL', 'There is no virtual radar.');
    this.#occupied = request.occupied;
    if (!request.occupied) this.#stations.leave();
    for (const { radar } of this.#options.hardware.radars.values())
      radar.play(request.occupied ? 'still' : 'empty');
  }

  network(request: LabRequests['network']): void {
    this.#options.network.set(request.up);
  }

  async device(request: LabRequests['device']): Promise<void> {
    const device = this.#options.hardware.get(request.id);
    if (device === undefined) {
      throw new KioskError('TW_NOT_VIRTUAL', `There is no virtual device ${JSON.stringify(request.id)}.`);
    }
    await (request.plugged ? device.plug() : device.unplug());
  }

  garment(request: LabRequests['garment']): void {
    this.#stations.garment(request);
  }

  shelf(request: LabRequests['shelf']): void {
    this.#stations.shelf(request);
  }

  scan(request: LabRequests['scan']): void {
    this.#stations.scan(request);
  }

  curtain(request: LabRequests['curtain']): void {
    this.#stations.curtain(request);
  }

  misbehave(request: LabRequests['misbehave']): void {
    this.#stations.misbehave(request);
  }

  /** As a shop is before it opens. */
  async tidy(): Promise<void> {
    const { hardware, network } = this.#options;
    await this.#stations.tidy();
    for (const reader of hardware.readers.keys()) this.lift({ reader });
    if (hardware.radars.size > 0) this.room({ occupied: false });
    network.set(true);
  }

  stop(): void {
    for (const reader of this.#onReader.keys()) this.#forget(reader);
    this.#stations.stop();
  }

  #forget(reader: string): void {
    this.#onReader.get(reader)?.timer?.cancel();
    this.#onReader.delete(reader);
  }

  #reader(id: string): VirtualReader {
    const reader = this.#options.hardware.readers.get(id);
    if (reader === undefined)
      throw new KioskError('TW_NOT_VIRTUAL', `There is no virtual reader ${JSON.stringify(id)}.`);
    return reader;
  }

  #tagOf(request: LabRequests['tag']): { tag: SimulatedCard; label: string } {
    if (request.sku !== undefined) return this.#productTag(request.sku);
    if (request.card !== undefined) return this.#loyaltyCard(request.card);
    const signed = this.#signed(request.oddity ?? '');
    if (signed !== undefined) return signed;
    const oddity =
      request.oddity !== undefined && Object.hasOwn(ODDITIES, request.oddity)
        ? ODDITIES[request.oddity]
        : undefined;
    if (oddity === undefined)
      throw new KioskError('TW_LAB_REQUEST', 'Name a sku, a card or one of the oddities.');
    return { tag: oddity(), label: request.oddity ?? '' };
  }

  #signed(name: string): { tag: SimulatedCard; label: string } | undefined {
    const { signedTags, shelf } = this.#options;
    if (signedTags?.names().includes(name) !== true) return undefined;
    const [product] = shelf();
    if (product === undefined)
      throw new KioskError('TW_LAB_REQUEST', 'The catalogue has no product for a signed tag yet.');
    const tag = signedTags.make(name, product.gtin);
    return tag && { tag, label: name };
  }

  #productTag(sku: string): { tag: SimulatedCard; label: string } {
    const gtin = this.#options.gtinOf(sku);
    if (gtin === undefined)
      throw new KioskError('TW_LAB_REQUEST', `The catalogue has no GTIN for ${JSON.stringify(sku)}.`);
    return { tag: productTag(gtin, (this.#serial += 1)), label: sku };
  }

  #loyaltyCard(name: string): { tag: SimulatedCard; label: string } {
    const card = this.#options.cards.find((one) => one.card === name);
    if (card === undefined)
      throw new KioskError('TW_LAB_REQUEST', `There is no demo card ${JSON.stringify(name)}.`);
    return { tag: simulatedClassic(card.uid), label: card.card };
  }
}

/** An NTAG213 as a store would sew it in: a GS1 Digital Link with GTIN and serial number. */
export function productTag(gtin: string, serial: number): SimulatedCard {
  const number = String(serial).padStart(6, '0');
  const link = buildDigitalLink(
    [
      ['01', gtin],
      ['21', number],
    ],
    'https://id.example.com',
  );
  return simulatedTag({
    uid: `04A0${number.slice(0, 4)}${number.slice(4)}9180`.padEnd(14, '0').slice(0, 14),
    ndef: [uriRecord(link)],
  });
}
