/** Writes what is known of kiosks behind their backs: many changes in one statement, once more when it did not work. */
import type { FleetHealth } from '../fleet-db/health.ts';
import type { KioskRecord, KioskStore } from '../store/kiosk-store.ts';

export interface KioskKeeperOptions {
  store: Pick<KioskStore, 'save'>;
  health: Pick<FleetHealth, 'failed' | 'worked'>;
}

export class KioskKeeper {
  readonly #options: KioskKeeperOptions;
  #waiting = new Map<string, KioskRecord>();
  #running: Promise<void> | undefined;

  constructor(options: KioskKeeperOptions) {
    this.#options = options;
  }

  /** The last word on a kiosk; what it was before need not be written any more. */
  keep(kiosk: KioskRecord): void {
    this.#waiting.set(kiosk.id, kiosk);
    this.flush();
  }

  forget(id: string): void {
    this.#waiting.delete(id);
  }

  /** Begins to write what waits. State is sent again by every kiosk, so a failure costs nothing but the next attempt. */
  flush(): void {
    if (this.#running || this.#waiting.size === 0) return;
    this.#running = this.#run().finally(() => {
      this.#running = undefined;
    });
  }

  /** Resolves once everything is written, or could not be. */
  async drained(): Promise<void> {
    while (this.#running) await this.#running;
  }

  async #run(): Promise<void> {
    const { store, health } = this.#options;
    while (this.#waiting.size > 0) {
      const group = this.#waiting;
      this.#waiting = new Map();
      try {
        await store.save([...group.values()]);
        health.worked();
      } catch (error) {
        health.failed(error, 'the state of kiosks is not stored now');
        // What came meanwhile is newer.
        this.#waiting = new Map([...group, ...this.#waiting]);
        return;
      }
    }
  }
}
