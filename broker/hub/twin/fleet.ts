/** Every kiosk the hub has heard of: presence, devices, displays and what it reports, kept in memory and on disk. */
import type { Message } from '../../contract/messages.ts';
import type { KioskAddress } from '../../contract/topics.ts';
import { Listeners } from '../../link/listeners.ts';
import type { Clock, Logger } from '../../ports.ts';
import type { FleetHealth } from '../fleet-db/health.ts';
import { kioskIdOf } from '../kiosk-key.ts';
import type { Ownership } from '../partition/ownership.ts';
import type { KioskRecord, KioskStore } from '../store/kiosk-store.ts';
import { KioskKeeper } from './kiosk-keeper.ts';
import { Newcomers } from './newcomers.ts';

/** Two heartbeats of ten seconds and a little. */
const SILENCE_MS = 25_000;
const SWEEP_MS = 1_000;
/** How often a heartbeat that changes nothing reaches the disk. */
const KEEP_MS = 60_000;

export interface FleetOptions {
  store: Pick<KioskStore, 'all' | 'save'>;
  health: Pick<FleetHealth, 'failed' | 'worked'>;
  /** Other hubs store their own kiosks. */
  ownership: Pick<Ownership, 'owns'>;
  clock: Clock;
  logger: Logger;
}

type StatePart = Partial<Pick<KioskRecord, 'devices' | 'displays' | 'reported' | 'uplink'>>;

export class Fleet {
  readonly #options: FleetOptions;
  readonly #keeper: KioskKeeper;
  readonly #newcomers: Newcomers;
  readonly #kiosks = new Map<string, KioskRecord>();
  readonly #savedAt = new Map<string, number>();
  readonly #changed: Listeners<[KioskRecord]>;
  readonly #births: Listeners<[KioskRecord]>;
  #timer: { cancel(): void } | undefined;

  constructor(options: FleetOptions) {
    this.#options = options;
    this.#keeper = new KioskKeeper(options);
    this.#newcomers = new Newcomers(options.clock);
    this.#changed = new Listeners(options.logger);
    this.#births = new Listeners(options.logger);
  }

  start(): void {
    this.#sweep();
  }

  stop(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  /** Resolves once what is known is on disk, or could not be written. */
  drained(): Promise<void> {
    return this.#keeper.drained();
  }

  /**
   * What the database has: everything at the start, later what other hubs know of their kiosks. Whether a kiosk is there
   * is what this hub hears itself: clocks of hubs differ.
   */
  async load(): Promise<void> {
    for (const stored of await this.#options.store.all()) {
      const known = this.#kiosks.get(stored.id);
      const isHeard = known !== undefined && known.boot !== '';
      if (isHeard && this.#options.ownership.owns(stored.store)) continue;
      if (known) this.#newcomers.admitKiosk(stored.id, 0);
      const { online, since, lastSeen } = isHeard ? known : stored;
      const kiosk = { ...stored, online, since, lastSeen };
      this.#kiosks.set(kiosk.id, kiosk);
      if (!known || !differsOnlyInTime(known, kiosk)) this.#changed.emit(kiosk);
    }
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

  /** The stores of these kiosks are this hub's now: they have as long as any to be heard. */
  adopt(isNew: (store: string) => boolean): void {
    for (const kiosk of this.#kiosks.values())
      if (kiosk.online && isNew(kiosk.store)) this.#kiosks.set(kiosk.id, { ...kiosk, lastSeen: this.#now() });
  }

  /**
   * Anything but state came from the kiosk: it exists, and it was there just now. Undefined when there are too many of
   * whom nothing else is known; nothing is to be done for this one.
   */
  heard(address: KioskAddress): KioskRecord | undefined {
    const known = this.#kiosks.get(kioskIdOf(address));
    if (known) return this.#touch(known);
    return this.#meet(address);
  }

  /** False when it cannot be kept. */
  presence(address: KioskAddress, message: Message<'state/presence'>): boolean {
    const id = kioskIdOf(address);
    const known = this.#kiosks.get(id);
    if (!message.online) {
      // The will of an earlier start may arrive after the next birth: the broker notices a lost connection late.
      if (known?.boot === message.boot && known.online) this.#setOffline(known);
      return known !== undefined;
    }
    const isNew = known === undefined || this.#newcomers.isStranger(id);
    if (isNew && !this.#newcomers.admitKiosk(id, this.#kiosks.size)) return false;
    const before = known ?? unknownKiosk(address, this.#now());
    const kiosk = this.#present(before, message);
    this.#keep(kiosk, known);
    if (!before.online) this.#options.logger.info({ kiosk: kiosk.id }, 'a kiosk is online');
    if (known?.boot !== message.boot) this.#births.emit(kiosk);
    return true;
  }

  /**
   * Devices, displays, reported settings, the state of its uplink. They may be retained copies, so they do not prove that
   * it is there now. Undefined as `heard`.
   */
  update(address: KioskAddress, part: StatePart): KioskRecord | undefined {
    const known = this.#kiosks.get(kioskIdOf(address)) ?? this.#meet(address, false);
    if (!known) return undefined;
    const kiosk = { ...known, ...part };
    this.#keep(kiosk, known);
    return kiosk;
  }

  #present(before: KioskRecord, message: Message<'state/presence'>): KioskRecord {
    return {
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
  }

  #meet(address: KioskAddress, born = true): KioskRecord | undefined {
    const kiosk = unknownKiosk(address, this.#now());
    if (!this.#newcomers.admitStranger(kiosk.id, this.#kiosks.size)) return undefined;
    this.#kiosks.set(kiosk.id, kiosk);
    this.#changed.emit(kiosk);
    if (born) this.#births.emit(kiosk);
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
    if (!same) this.#changed.emit(kiosk);
    if (same && now - (this.#savedAt.get(kiosk.id) ?? 0) < KEEP_MS) return;
    if (this.#newcomers.isStranger(kiosk.id) || !this.#options.ownership.owns(kiosk.store)) return;
    this.#savedAt.set(kiosk.id, now);
    this.#keeper.keep(kiosk);
  }

  #sweep(): void {
    const { clock } = this.#options;
    for (const kiosk of this.#kiosks.values()) {
      if (kiosk.online && clock.now() - Date.parse(kiosk.lastSeen) >= SILENCE_MS) this.#setOffline(kiosk);
    }
    for (const id of this.#newcomers.forget()) this.#kiosks.delete(id);
    this.#keeper.flush();
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
    uplink: null,
  };
}

/** Every heartbeat has a time of its own, in presence and in the state of the uplink. */
function differsOnlyInTime(a: KioskRecord, b: KioskRecord): boolean {
  return timeless(a) === timeless(b);
}

function timeless(kiosk: KioskRecord): string {
  const uplink = kiosk.uplink && { ...kiosk.uplink, at: '' };
  return JSON.stringify({ ...kiosk, lastSeen: '', uplink });
}
