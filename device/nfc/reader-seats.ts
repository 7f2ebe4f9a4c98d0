/**
 * Which attached reader belongs to which configured device.
 *
 * A device with a name pattern takes a reader that fits; one without takes the first that is left, in the order in
 * which the devices joined. A reader that comes back, or its like in the same socket under new indices, goes to the
 * device that had it before.
 */
import { stableReaderName } from './atr.ts';

/** A device that wants a reader. */
export interface SeatClaim {
  /** Regular expression (any case) that the reader's name must match; undefined takes any. */
  readonly name: string | undefined;
  attached(reader: string): void;
  detached(): void;
}

interface Seat<Claim> {
  claim: Claim;
  reader: string | undefined;
  /** What it last held, for when that comes back. */
  lastReader: string | undefined;
}

export class ReaderSeats<Claim extends SeatClaim> {
  readonly #seats: Seat<Claim>[] = [];
  readonly #unseated = new Set<string>();

  get size(): number {
    return this.#seats.length;
  }

  /** Devices that have no reader. */
  get vacant(): Claim[] {
    return this.#seats.filter(({ reader }) => reader === undefined).map(({ claim }) => claim);
  }

  /** The device that holds this reader. */
  holder(reader: string): Claim | undefined {
    return this.#seats.find((seat) => seat.reader === reader)?.claim;
  }

  /** The reader that this device holds. */
  readerOf(claim: Claim): string | undefined {
    return this.#seats.find((seat) => seat.claim === claim)?.reader;
  }

  add(claim: Claim): void {
    this.#seats.push({ claim, reader: undefined, lastReader: undefined });
    this.#seatTheUnseated();
  }

  /** The device leaves; its reader is free for another. */
  remove(claim: Claim): void {
    const index = this.#seats.findIndex((seat) => seat.claim === claim);
    const [seat] = index === -1 ? [] : this.#seats.splice(index, 1);
    if (seat?.reader === undefined) return;
    this.#unseated.add(seat.reader);
    this.#seatTheUnseated();
  }

  /** A reader is there; false when no device wants it. */
  attach(reader: string): boolean {
    const seat = this.#seatFor(reader);
    if (seat === undefined) {
      this.#unseated.add(reader);
      return false;
    }
    this.#unseated.delete(reader);
    seat.reader = reader;
    seat.lastReader = reader;
    seat.claim.attached(reader);
    return true;
  }

  detach(reader: string): void {
    this.#unseated.delete(reader);
    const seat = this.#seats.find((candidate) => candidate.reader === reader);
    if (seat === undefined) return;
    seat.reader = undefined;
    seat.claim.detached();
  }

  detachAll(): void {
    this.#unseated.clear();
    for (const { reader } of this.#seats) if (reader !== undefined) this.detach(reader);
  }

  #seatTheUnseated(): void {
    for (const reader of this.#unseated) this.attach(reader);
  }

  #seatFor(reader: string): Seat<Claim> | undefined {
    const free = this.#seats.filter((seat) => seat.reader === undefined);
    const stable = stableReaderName(reader);
    return (
      free.find((seat) => seat.lastReader === reader) ??
      free.find(({ lastReader }) => lastReader !== undefined && stableReaderName(lastReader) === stable) ??
      free.find(({ claim }) => claim.name !== undefined && new RegExp(claim.name, 'i').test(reader)) ??
      free.find(({ claim }) => claim.name === undefined)
    );
  }
}
