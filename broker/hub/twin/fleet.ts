/** Every kiosk the hub has heard of: presence, devices, displays and what it reports, kept in memory and on disk. */
import type { Message } from '../../contract/messages.ts';
import type { KioskAddress } from '../../contract/topics.ts';
import { Listeners } from '../../link/listeners.ts';
import type { Clock, Logger } from '../../ports.ts';
import { kioskIdOf } from '../kiosk-key.ts';
import type { KioskRecord, KioskStore } from '../store/kiosk-store.ts';

/** Two heartbeats of ten seconds and a little. */
const SILENCE_MS = 25_000;
const SWEEP_MS = 1_000;
/** How often a heartbeat that changes nothing reaches the disk. */
const KEEP_MS = 60_000;

export interface FleetOptions {
  store: Pick<KioskStore, 'all' | 'save'>;
  clock: Clock;
  logger: Logger;
}

export class Fleet {
  readonly #options: FleetOptions;
  readonly #kiosks = new Map<string, KioskRecord>();
  readonly #savedAt = new Map<string, number>();
  readonly #changed: Listeners<[KioskRecord]>;
  readonly #births: Listeners<[KioskRecord]>;
  #timer: { cancel(): void } | undefined;

  constructor(options: FleetOptions) {
    this.#options = options;
    this.#changed = new Listeners(options.logger);
    this.#births = new Listeners(options.logger);
  }

  start(): void {
    for (const kiosk of this.#options.store.all()) this.#kiosks.set(kiosk.id, kiosk);
    this.#sweep();
  }

  stop(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  get(id: string): KioskRecord | undefined {
    return this.#kiosks.get(id);
  }

  all(): KioskRecord[] {
    return [...this.#kiosks.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  onChanged(listener: (kiosk: KioskRecord) => void): () => void {
    return this.#changed.add(listener);
  }

  /** A kiosk is heard for the first time, or its service has started again. */
  onBirth(listener: (kiosk: KioskRecord) => void): () => void {
    return this.#births.add(listener);
  }

  /** Anything but state came from the kiosk: it exists, and it was there just now. */
  heard(address: KioskAddress): KioskRecord {
    const known = this.#kiosks.get(kioskIdOf(address));
    if (known) return this.#touch(known);
    const kiosk = unknownKiosk(address, this.#now());
    this.#keep(kiosk);
    this.#births.emit(kiosk);
    return kiosk;
  }

  presence(address: KioskAddress, message: Message<'state/presence'>): void {
    const known = this.#kiosks.get(kioskIdOf(address));
    if (!message.online) {
      // The will of an earlier start may arrive after the next birth: the broker notices a lost connection late.
      if (known?.boot === message.boot && known.online) this.#setOffline(known);
      return;
    }
    const before = known ?? unknownKiosk(address, this.#now());
    const kiosk: KioskRecord = {
      ...before,
      online: true,
      since: before.online && before.boot === message.boot ? before.since : this.#now(),
      lastSeen: this.#now(),
      boot: message.boot,
      version: message.version ?? before.version,
      storeCode: message.storeCode ?? before.storeCode,
      catalogue: message.catalogue ?? before.catalogue,
      outboxDepth: message.outboxDepth ?? before.outboxDepth,
    };
    this.#keep(kiosk, known);
    if (!before.online) this.#options.logger.info({ kiosk: kiosk.id }, 'a kiosk is online');
    if (known?.boot !== message.boot) this.#births.emit(kiosk);
  }

  /** Devices, displays or reported settings. They may be retained copies, so they do not prove that it is there now. */
  update(
    address: KioskAddress,
    part: Partial<Pick<KioskRecord, 'devices' | 'displays' | 'reported'>>,
  ): KioskRecord {
    const known = this.#kiosks.get(kioskIdOf(address));
    const kiosk = { ...(known ?? unknownKiosk(address, this.#now())), ...part };
    this.#keep(kiosk, known);
    return kiosk;
  }

  #touch(kiosk: KioskRecord): KioskRecord {
    const heard = { ...kiosk, lastSeen: this.#now() };
    this.#keep(heard, kiosk);
    return heard;
  }

  #setOffline(kiosk: KioskRecord): void {
    this.#keep({ ...kiosk, online: false, since: this.#now() }, kiosk);
    this.#options.logger.info({ kiosk: kiosk.id }, 'a kiosk is offline');
  }

  #keep(kiosk: KioskRecord, before?: KioskRecord): void {
    this.#kiosks.set(kiosk.id, kiosk);
    const now = this.#options.clock.now();
    const same = before !== undefined && differsOnlyInTime(before, kiosk);
    if (same && now - (this.#savedAt.get(kiosk.id) ?? 0) < KEEP_MS) return;
    this.#savedAt.set(kiosk.id, now);
    this.#save(kiosk);
    if (!same) this.#changed.emit(kiosk);
  }

  /** State is sent again by every kiosk, so a disk that is full costs nothing but the memory of a restart. */
  #save(kiosk: KioskRecord): void {
    try {
      this.#options.store.save(kiosk);
    } catch (error) {
      this.#options.logger.warn({ kiosk: kiosk.id, err: error }, 'the state of a kiosk was not stored');
    }
  }

  #sweep(): void {
    const { clock } = this.#options;
    for (const kiosk of this.#kiosks.values()) {
      if (kiosk.online && clock.now() - Date.parse(kiosk.lastSeen) >= SILENCE_MS) this.#setOffline(kiosk);
    }
    this.#timer = clock.setTimer(SWEEP_MS, () => this.#sweep());
  }

  #now(): string {
    return new Date(this.#options.clock.now()).toISOString();
  }
}

function unknownKiosk(address: KioskAddress, now: string): KioskRecord {
  return {
    id: kioskIdOf(address),
    store: address.store,
    kiosk: address.kiosk,
    online: false,
    since: now,
    lastSeen: now,
    boot: '',
    version: '',
    storeCode: '',
    catalogue: '',
    outboxDepth: 0,
    devices: [],
    displays: [],
    reported: null,
  };
}

function differsOnlyInTime(a: KioskRecord, b: KioskRecord): boolean {
  return JSON.stringify({ ...a, lastSeen: '' }) === JSON.stringify({ ...b, lastSeen: '' });
}
