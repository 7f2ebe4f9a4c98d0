/**
 * A shop's readers in virtual time: tags and cards come, rest, wobble, are torn away, exchanged and written, readers are
 * unplugged. Every visit is told once, and once that it ended.
 */
import { uriRecord } from '../../device/ndef/encode.ts';
import { DeviceManager } from '../../device/manager.ts';
import { simulatedClassic, type SimulatedCard } from '../../device/nfc/simulated-card.ts';
import { SimulatedReader } from '../../device/nfc/simulated-reader.ts';
import { simulatedTag } from '../../device/nfc/simulated-tag.ts';
import type { Reading } from '../../device/ports.ts';
import { VirtualClock } from '../support/virtual-clock.ts';
import { footprint } from './footprint.ts';
import { soak, type SoakResult } from './soak-run.ts';
import { SoakError } from './soak-error.ts';

/** Insert and remove cycles in a round. */
const CYCLES = 100;
const UNPLUG_EVERY = 50;
const WRITE_EVERY = 20;
const DEBOUNCE_MS = 300;

const quiet = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

export async function soakVirtualReaders(cycles: number): Promise<SoakResult[]> {
  const shop = new Shop();
  await shop.open();
  const rounds = Math.ceil(cycles / CYCLES);
  const results = await soak({
    what: `${cycles} visits at virtual readers`,
    rounds,
    warmUp: Math.ceil(rounds / 10),
    round: async (index) => {
      for (let cycle = 0; cycle < CYCLES; cycle += 1) await shop.visit(index * CYCLES + cycle);
    },
    measure: () => ({ 'the kiosk’s': footprint() }),
  });
  await shop.close();
  return results;
}

class Shop {
  readonly #clock = new VirtualClock();
  readonly #manager = new DeviceManager({ clock: this.#clock, logger: quiet });
  readonly #reader = new SimulatedReader({ id: 'nfc', clock: this.#clock, logger: quiet });
  #heard: Reading['kind'][] = [];
  #unsubscribe: () => void = () => undefined;

  async open(): Promise<void> {
    this.#unsubscribe = this.#manager.subscribe({
      reading: ({ kind }) => void this.#heard.push(kind),
      health: () => undefined,
    });
    await this.#manager.add(this.#reader);
    await this.#manager.start();
  }

  async visit(index: number): Promise<void> {
    this.#heard = [];
    const card = cardOf(index);
    await this.#reader.insert(card);
    await this.#clock.advance(1_000);
    await this.#happen(index, card);
    this.#reader.remove();
    await this.#clock.advance(DEBOUNCE_MS);
    this.#expect(index, index % WRITE_EVERY === 0 ? 2 : 1);
  }

  /** What a rest on a reader is interrupted by; none of it is a visit of its own. */
  async #happen(index: number, card: SimulatedCard): Promise<void> {
    if (index % WRITE_EVERY === 0) {
      const records = [uriRecord(`https://id.gs1.org/01/09506000134352/21/${index}`)];
      await this.#reader.writeTag({ uid: card.uid, records });
    } else if (index % UNPLUG_EVERY === 1) {
      this.#reader.unplug();
      await this.#clock.advance(2_000);
      this.#expect(index, 1);
      this.#heard = [];
      await this.#reader.plug();
    } else if (index % 3 === 0) {
      this.#reader.remove();
      await this.#clock.advance(DEBOUNCE_MS / 3);
      await this.#reader.insert(card);
    }
  }

  async close(): Promise<void> {
    await this.#manager.stop();
    this.#unsubscribe();
    if (this.#clock.pending > 0) throw new SoakError(`${this.#clock.pending} timers are left.`);
  }

  #expect(index: number, tags: number): void {
    const count = (kind: Reading['kind']): number => this.#heard.filter((heard) => heard === kind).length;
    if (count('tag') === tags && count('tag_removed') === 1 && this.#heard.length === tags + 1) return;
    throw new SoakError(`Visit ${index} was told as ${this.#heard.join(', ')}.`);
  }
}

function cardOf(index: number): SimulatedCard {
  const number = (index % 0x100_0000).toString(16).padStart(6, '0');
  if (index % WRITE_EVERY !== 0 && index % 7 === 0) return simulatedClassic(`DE${number}`);
  const link = `https://id.example.com/01/09506000134352/21/${index}`;
  return simulatedTag({ uid: `04A1B2C3${number}`, ...(index % 2 === 0 ? {} : { ndef: [uriRecord(link)] }) });
}
