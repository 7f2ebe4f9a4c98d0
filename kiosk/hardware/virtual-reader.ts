/** A virtual NFC reader: the real reading code on simulated cards, and readers' and cards' bad habits. */
import { misbehaving, type CardFaults } from '../../device/nfc/simulated-faults.ts';
import type { SimulatedCard } from '../../device/nfc/simulated-card.ts';
import { SimulatedReader } from '../../device/nfc/simulated-reader.ts';
import type { DeviceHost, Timer } from '../../device/ports.ts';
import type { Manners, VirtualDevice } from './virtual-device.ts';

const DELAY_MS = 1_500;
const HABITS: Partial<Record<Manners, CardFaults>> = {
  drop: { leaveAfter: 2 },
  garble: { garbleAt: [2, 3, 4] },
};

export class VirtualReader implements VirtualDevice {
  /** drop: cards leave too soon; garble: what they say is wrong; delay: they are noticed late; stuck: they never leave. */
  readonly known: readonly Manners[] = ['none', 'drop', 'delay', 'garble', 'stuck', 'silent', 'disconnect'];
  readonly device: SimulatedReader;
  readonly #host: DeviceHost;
  #manners: Manners = 'none';
  #late: Timer | undefined;

  constructor({ id, ...host }: DeviceHost & { id: string }) {
    this.#host = host;
    this.device = new SimulatedReader({ id, ...host });
  }

  get manners(): Manners {
    return this.#manners;
  }

  /** Resolves once the card has been read, or will not be. */
  async insert(card: SimulatedCard): Promise<void> {
    this.#late?.cancel();
    if (this.#manners === 'disconnect') this.device.unplug();
    if (this.#manners === 'silent') return;
    if (this.#manners !== 'delay') return this.device.insert(misbehaving(card, HABITS[this.#manners] ?? {}));
    this.#late = this.#host.clock.setTimer(DELAY_MS, () => void this.device.insert(card));
  }

  remove(): void {
    this.#late?.cancel();
    if (this.#manners !== 'stuck') this.device.remove();
  }

  misbehave(manners: Manners): void {
    if (!this.known.includes(manners)) return;
    const before = this.#manners;
    this.#manners = manners;
    this.#late?.cancel();
    if (before === 'stuck') this.device.remove();
    if (before === 'disconnect') void this.device.plug();
  }

  plug(): Promise<void> {
    return this.device.plug();
  }

  unplug(): void {
    this.device.unplug();
  }
}
