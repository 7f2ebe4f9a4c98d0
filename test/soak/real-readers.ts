/** Two readers of a real pcscd: tags come and go on both at once, each is read, told and now and then written. */
import { uriRecord } from '../../device/ndef/encode.ts';
import { PcscReader } from '../../device/nfc/pcsc-reader.ts';
import { PcscService } from '../../device/nfc/pcsc-service.ts';
import { simulatedTag } from '../../device/nfc/simulated-tag.ts';
import { VpcdCard } from '../../device/nfc/vpcd-card.ts';
import { systemClock } from '../../kiosk/system/clock.ts';
import { createPcscd, type TestPcscd } from '../device/pcscd.ts';
import { Recorder } from '../device/recorder.ts';
import { until } from '../support/until.ts';
import { footprint, footprintOf, type Footprint } from './footprint.ts';
import { SoakError } from './soak-error.ts';
import { soak, type SoakResult } from './soak-run.ts';

const WAIT_MS = 20_000;
const WRITE_EVERY = 10;
/** The binding's memory settles within so many cards. */
const WARM_UP = 0.2;

const quiet = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** @param cycles Insert and remove cycles on each of the two readers. */
export async function soakRealReaders(cycles: number): Promise<SoakResult[]> {
  const pcscd = await createPcscd();
  try {
    await pcscd.start();
    return await soakOn(pcscd, cycles);
  } finally {
    await pcscd.dispose();
  }
}

async function soakOn(pcscd: TestPcscd, cycles: number): Promise<SoakResult[]> {
  const service = new PcscService({ clock: systemClock, logger: quiet, env: pcscd.env });
  const seats = pcscd.ports.map((port, index) => new Seat(service, { id: `nfc-${index}`, port }));
  try {
    for (const seat of seats) await seat.open();
    return await soak({
      what: `${cycles} visits at each of two readers of pcscd`,
      rounds: cycles,
      warmUp: Math.ceil(cycles * WARM_UP),
      round: async (index) => void (await Promise.all(seats.map((seat) => seat.visit(index)))),
      measure: () => measure(service),
    });
  } finally {
    for (const seat of seats) await seat.close();
  }
}

function measure(service: PcscService): Record<string, Footprint> {
  const { pid } = service;
  if (pid === undefined) throw new SoakError('The reader process is gone.');
  return { 'the kiosk’s': footprint(), 'the reader process': footprintOf(pid) };
}

class Seat {
  readonly #reader: PcscReader;
  readonly #hand: VpcdCard;
  #seen = new Recorder();
  #unsubscribe: () => void = () => undefined;

  constructor(service: PcscService, { id, port }: { id: string; port: number }) {
    this.#reader = new PcscReader({ id, service, clock: systemClock, logger: quiet });
    this.#hand = new VpcdCard({ port });
  }

  async open(): Promise<void> {
    await this.#reader.start();
    await until(() => this.#reader.health().status === 'connected', WAIT_MS);
  }

  async visit(index: number): Promise<void> {
    this.#seen = new Recorder();
    this.#unsubscribe = this.#reader.subscribe(this.#seen);
    const uid = `04A1B2C3${(index % 0x100_0000).toString(16).padStart(6, '0').toUpperCase()}`;
    const link = `https://id.example.com/01/09506000134352/21/${index}`;
    await this.#hand.insert(simulatedTag({ uid, ndef: [uriRecord(link)] }));
    // Which reader a port belongs to is pcscd's to say; both have a tag with this UID, so it does not matter.
    await until(() => this.#seen.tags.length > 0, WAIT_MS);
    if (index % WRITE_EVERY === 0) {
      const source = this.#seen.tags[0]?.uid ?? '';
      await this.#reader.writeTag({ uid: source, records: [uriRecord(`${link}0`)] });
    }
    await this.#hand.remove();
    await until(() => this.#seen.removals.length > 0, WAIT_MS);
    this.#unsubscribe();
    const told = this.#seen.tags.length;
    if (told !== (index % WRITE_EVERY === 0 ? 2 : 1) || this.#seen.removals.length !== 1)
      throw new SoakError(`Visit ${index} was told ${told} times.`);
  }

  async close(): Promise<void> {
    this.#unsubscribe();
    await this.#hand.remove();
    await this.#reader.stop();
  }
}
