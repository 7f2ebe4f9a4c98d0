/** The garments in the lab's row of fitting rooms: where they hang, what was read of them, what the filter believes. */
import { encodeEpc } from '../../device/epc/encode-epc.ts';
import type { ItemView } from '../../device/presence/presence-filter.ts';
import type { ItemPlace } from '../../device/presence/simulated-rooms.ts';
import type { LabPiece, LabRequests, LabRooms } from '../../broker/contract/http.ts';
import type { Clock } from '../../broker/ports.ts';
import { KioskError } from '../errors.ts';
import type { VirtualRooms } from '../hardware/virtual-rooms.ts';
import { RecentReads } from './tag-strengths.ts';

export interface GarmentsOptions {
  rooms: VirtualRooms;
  clock: Clock;
  gtinOf: (sku: string) => string | undefined;
  nameOf: (display: string) => string;
  /** What the presence filter holds of each tag. */
  items: () => readonly ItemView[];
}

interface Piece {
  epc: string;
  sku: string;
  at: string;
}

/** More than a row of rooms ever holds. */
const MOST_PIECES = 40;
/** Digits of a company prefix; any will do where nobody knows whose the products are. */
const COMPANY_DIGITS = 7;
const CORRIDOR = /^corridor(?:-([1-9]\d?))?$/;

export class Garments {
  readonly #options: GarmentsOptions;
  readonly #reads: RecentReads;
  readonly #pieces = new Map<string, Piece>();
  #serial = 0;
  #unsubscribe: (() => void) | undefined;

  constructor(options: GarmentsOptions) {
    this.#options = options;
    this.#reads = new RecentReads(() => options.clock.now());
  }

  view(): LabRooms {
    const { rooms, items, nameOf } = this.#options;
    const antennas = rooms.row.map(({ antenna }) => antenna);
    const views = new Map(items().map((view) => [view.epc, view]));
    const pieces = [...this.#pieces.values()].map((piece): LabPiece => {
      const view = views.get(piece.epc);
      return {
        ...piece,
        ...this.#reads.of(piece.epc, antennas),
        beliefs: rooms.row.map(({ place }) => Math.round((view?.beliefs[place] ?? 0) * 100) / 100),
        concluded: view?.place ?? null,
      };
    });
    const places = rooms.row.map(({ place, display, antenna }) => ({
      place,
      display,
      antenna,
      name: display === null ? null : nameOf(display),
    }));
    return { reader: rooms.device.id, places, pieces };
  }

  /**
   * Brings a new garment of a SKU, or moves one that is there.
   * @throws KioskError TW_LAB_REQUEST
   */
  move({ sku, epc, place }: LabRequests['garment']): void {
    const to = this.#placeOf(place);
    const piece = epc === undefined ? this.#bring(sku) : this.#pieces.get(epc.toUpperCase());
    if (piece === undefined)
      throw new KioskError('TW_LAB_REQUEST', 'There is no garment with this EPC in the row.');
    piece.at = place;
    if (to === 'away') this.#remove(piece.epc);
    else {
      this.#pieces.set(piece.epc, piece);
      this.#listen();
    }
    this.#options.rooms.move(piece.epc, to);
  }

  clear(): void {
    for (const epc of this.#pieces.keys()) this.#remove(epc);
    this.#options.rooms.clear();
  }

  stop(): void {
    this.clear();
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
  }

  #remove(epc: string): void {
    this.#pieces.delete(epc);
    this.#reads.forget(epc);
  }

  #listen(): void {
    this.#unsubscribe ??= this.#options.rooms.device.subscribe({
      reading: (reading) => {
        if (reading.kind === 'epc' && this.#pieces.has(reading.epc)) this.#reads.take(reading);
      },
      health: () => undefined,
    });
  }

  #bring(sku: string | undefined): Piece {
    const gtin = sku === undefined ? undefined : this.#options.gtinOf(sku);
    if (sku === undefined || gtin === undefined)
      throw new KioskError('TW_LAB_REQUEST', `The catalogue has no GTIN for ${JSON.stringify(sku ?? '')}.`);
    if (this.#pieces.size >= MOST_PIECES)
      throw new KioskError('TW_LAB_REQUEST', `The row holds ${MOST_PIECES} garments; take some away.`);
    this.#serial += 1;
    const ais = [
      ['01', gtin],
      ['21', String(this.#serial)],
    ] as const;
    const epc = encodeEpc(
      'sgtin-96',
      ais.map(([ai, value]) => [ai, value]),
      {
        companyPrefixLength: COMPANY_DIGITS,
        filter: 1,
      },
    );
    return { epc, sku, at: '' };
  }

  /** A room by its place, `corridor` in front of the first display's room, `corridor-2` in front of the second in the row. */
  #placeOf(name: string): ItemPlace {
    const { row } = this.#options.rooms;
    if (name === 'away') return 'away';
    const room = row.findIndex(({ place }) => place === name);
    if (room >= 0) return { room };
    const number = CORRIDOR.exec(name)?.[1];
    const corridor = number === undefined ? 1 : Number(number) - 1;
    if (CORRIDOR.test(name) && corridor < row.length) return { corridor };
    throw new KioskError('TW_LAB_REQUEST', `The row has no place ${JSON.stringify(name)}.`);
  }
}
