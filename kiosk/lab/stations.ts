/** The lab's further stations: the row of fitting rooms, the pick-up shelf, the scanner, the curtain, and bad manners. */
import type { LabPickup, LabRequests, LabState } from '../../broker/contract/http.ts';
import { KioskError } from '../errors.ts';
import type { Manners } from '../hardware/virtual-device.ts';
import type { VirtualHardware } from '../hardware/virtual-hardware.ts';
import { Garments, type GarmentsOptions } from './garments.ts';

export interface StationsOptions extends Omit<GarmentsOptions, 'rooms'> {
  hardware: VirtualHardware;
  shelf: () => LabState['shelf'];
}

type StationsState = Pick<LabState, 'rooms' | 'pickup' | 'scanner' | 'curtain' | 'manners'>;

/** Symbology identifier of an EAN-13 (ISO/IEC 15420). */
const EAN_13 = { symbology: ']E0', digits: 13 } as const;

export class Stations {
  readonly #options: StationsOptions;
  readonly #garments: Garments | null;

  constructor(options: StationsOptions) {
    const { rooms } = options.hardware;
    this.#options = options;
    this.#garments = rooms === null ? null : new Garments({ ...options, rooms });
  }

  state(): StationsState {
    const { scanner, door } = this.#options.hardware;
    return {
      rooms: this.#garments?.view() ?? null,
      pickup: this.#pickup(),
      scanner: scanner?.id ?? null,
      curtain: door === null ? null : door.isOpen === null ? 'unknown' : door.isOpen ? 'open' : 'closed',
      manners: this.#options.hardware.manners(),
    };
  }

  /** @throws KioskError TW_NOT_VIRTUAL, TW_LAB_REQUEST */
  garment(request: LabRequests['garment']): void {
    if (this.#garments === null) throw new KioskError('TW_NOT_VIRTUAL', 'There is no virtual UHF reader.');
    this.#garments.move(request);
  }

  /** @throws KioskError TW_NOT_VIRTUAL, TW_LAB_REQUEST */
  shelf({ unit, lifted }: LabRequests['shelf']): void {
    const { shelf } = this.#options.hardware;
    if (shelf === null) throw new KioskError('TW_NOT_VIRTUAL', 'There is no virtual shelf.');
    this.#stock();
    if (!shelf.move(unit, lifted))
      throw new KioskError('TW_LAB_REQUEST', `No product lies on place ${unit} of the shelf.`);
  }

  /** @throws KioskError TW_NOT_VIRTUAL, TW_LAB_REQUEST */
  scan({ sku, code }: LabRequests['scan']): void {
    const { hardware, gtinOf } = this.#options;
    if (hardware.scanner === null) throw new KioskError('TW_NOT_VIRTUAL', 'There is no virtual scanner.');
    if (code !== undefined) return hardware.scanner.scanner.scan({ text: code });
    const gtin = sku === undefined ? undefined : gtinOf(sku);
    if (gtin === undefined)
      throw new KioskError('TW_LAB_REQUEST', `The catalogue has no code for ${JSON.stringify(sku ?? '')}.`);
    hardware.scanner.scanner.scan({ text: gtin.slice(-EAN_13.digits), symbology: EAN_13.symbology });
  }

  /** @throws KioskError TW_NOT_VIRTUAL */
  curtain({ open }: LabRequests['curtain']): void {
    const { door } = this.#options.hardware;
    if (door === null) throw new KioskError('TW_NOT_VIRTUAL', 'There is no virtual curtain.');
    if (door.isOpen !== open) door.move(open);
  }

  /** Nobody leaves through a closed curtain. */
  leave(): void {
    const { door } = this.#options.hardware;
    if (door?.isOpen === false) door.move(true);
  }

  /** @throws KioskError TW_NOT_VIRTUAL, TW_LAB_REQUEST */
  misbehave({ id, how }: LabRequests['misbehave']): void {
    const device = this.#options.hardware.get(id);
    if (device === undefined)
      throw new KioskError('TW_NOT_VIRTUAL', `There is no virtual device ${JSON.stringify(id)}.`);
    const manners = device.known.find((one) => one === how);
    if (manners === undefined)
      throw new KioskError('TW_LAB_REQUEST', `${id} can be told: ${device.known.join(', ')}.`);
    device.misbehave(manners);
  }

  /** Well-behaved and plugged, nothing in the rooms, everything on the shelf. */
  async tidy(): Promise<void> {
    const { hardware } = this.#options;
    const good: Manners = 'none';
    for (const device of hardware.devices()) {
      hardware.get(device.id)?.misbehave(good);
      await hardware.get(device.id)?.plug();
    }
    this.#garments?.clear();
    for (const { unit, lifted } of hardware.shelf?.places ?? [])
      if (lifted) hardware.shelf?.move(unit, false);
    this.leave();
  }

  stop(): void {
    this.#garments?.stop();
  }

  #pickup(): LabPickup | null {
    const { shelf } = this.#options.hardware;
    if (shelf === null) return null;
    this.#stock();
    const { display = '' } = shelf.means;
    const places = shelf.places.map(({ unit, product, lifted }) => ({ unit, sku: product, lifted }));
    return { shelf: shelf.device.id, display, places, ghosts: shelf.ghosts };
  }

  /** The catalogue may come later than the shelf, and may change under it. */
  #stock(): void {
    const { hardware, shelf, gtinOf } = this.#options;
    const places = hardware.shelf?.places ?? [];
    if (places.length > 0 && places.every(({ product }) => gtinOf(product) !== undefined)) return;
    hardware.shelf?.stock(shelf().map(({ sku }) => sku));
  }
}
